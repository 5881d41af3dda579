/**
 * HEIC pictures made without an encoder. Each block of 16 × 16 pixels is a slice of its own with uncompressed
 * samples (PCM), so it depends on nothing before, and its few coded bits are always the same. Sources: ITU-T
 * H.265, sections 7.3 and 9.3; ISO/IEC 23008-12 (HEIF) and 14496-15 for the boxes.
 */
export interface HeicOptions {
  /** Luma of a pixel, 0 to 255. Default: a slope from left to right. */
  luma?: (x: number, y: number) => number;
  /** Blue and red difference of the whole picture, 128 for grey. */
  chroma?: [number, number];
  /** Quarter turns anticlockwise, as in the `irot` property. */
  quarterTurns?: 0 | 1 | 2 | 3;
  icc?: Uint8Array;
  /** A TIFF block, without "Exif" in front. */
  exif?: Uint8Array;
  /** What the header says of how the picture is coded, where that is not HEVC. */
  coding?: string;
  /** Size the header claims, where that is not the picture's. */
  claims?: { width: number; height: number };
}

const block = 16;

/** A picture of `width` by `height` pixels before rotation; both are multiples of 16. */
export function heic(width: number, height: number, options: HeicOptions = {}): Buffer {
  const picture = codedPicture(width, height, options);
  const exif = options.exif && Buffer.concat([u32(0), options.exif]);
  const sizes = [picture.length, ...(exif ? [exif.length] : [])];
  // The boxes before the data have the same length wherever the data begins.
  const headBytes = head(width, height, options, sizes, 0).length;
  return Buffer.concat([
    head(width, height, options, sizes, headBytes + 8),
    box('mdat', picture, exif ?? Buffer.alloc(0)),
  ]);
}

function head(width: number, height: number, options: HeicOptions, sizes: number[], dataAt: number): Buffer {
  const { width: saidWidth, height: saidHeight } = options.claims ?? { width, height };
  const properties = [
    box('hvcC', decoderConfiguration(width, height)),
    fullBox('ispe', 0, 0, u32(saidWidth), u32(saidHeight)),
    fullBox('pixi', 0, 0, Buffer.from([3, 8, 8, 8])),
    ...(options.icc ? [box('colr', Buffer.from('prof'), Buffer.from(options.icc))] : []),
    ...(options.quarterTurns ? [box('irot', Buffer.from([options.quarterTurns]))] : []),
  ];
  const items = [options.coding ?? 'hvc1', 'Exif'].slice(0, sizes.length);
  let at = dataAt;
  const locations = sizes.map((size, index) => {
    const location = Buffer.concat([u16(index + 1), u16(0), u16(1), u32(at), u32(size)]);
    at += size;
    return location;
  });
  return Buffer.concat([
    box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic')),
    fullBox(
      'meta',
      0,
      0,
      fullBox('hdlr', 0, 0, u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, 0, u16(1)),
      fullBox('iloc', 0, 0, Buffer.from([0x44, 0]), u16(items.length), ...locations),
      fullBox(
        'iinf',
        0,
        0,
        u16(items.length),
        ...items.map((type, index) =>
          fullBox('infe', 2, 0, u16(index + 1), u16(0), Buffer.from(type), Buffer.alloc(1)),
        ),
      ),
      ...(options.exif ? [fullBox('iref', 0, 0, box('cdsc', u16(2), u16(1), u16(1)))] : []),
      box(
        'iprp',
        box('ipco', ...properties),
        // The number of each property; the high bit marks it as essential.
        fullBox(
          'ipma',
          0,
          0,
          u32(1),
          u16(1),
          Buffer.from([
            properties.length,
            ...properties.map((_, index) => (index === 0 ? 0x80 : 0) | (index + 1)),
          ]),
        ),
      ),
    ),
  ]);
}

function codedPicture(width: number, height: number, options: HeicOptions): Buffer {
  const luma = options.luma ?? ((x: number) => Math.floor((x * 255) / width));
  const [blue, red] = options.chroma ?? [128, 128];
  const columns = width / block;
  const count = columns * (height / block);
  const slices = Array.from({ length: count }, (_, address) => {
    const left = (address % columns) * block;
    const top = Math.floor(address / columns) * block;
    const samples = Buffer.alloc(block * block + (block * block) / 2);
    for (let at = 0; at < block * block; at += 1) {
      samples[at] = luma(left + (at % block), top + Math.floor(at / block));
    }
    samples.fill(blue, block * block, block * block + 64);
    samples.fill(red, block * block + 64);
    const unit = nal(19, Buffer.concat([sliceHeader(address, count), codedBlock, samples, sliceEnd]));
    return Buffer.concat([u32(unit.length), unit]);
  });
  return Buffer.concat(slices);
}

/**
 * The arithmetic coder's nine bits for "one part" and "uncompressed samples", and for "end of slice", each
 * padded to whole bytes.
 */
const codedBlock = Buffer.from([0b10000110, 0b10000000]);
const sliceEnd = Buffer.from([0b11111110, 0b10000000]);

function sliceHeader(address: number, count: number): Buffer {
  const bits = new Bits();
  bits.put(address === 0 ? 1 : 0, 1);
  bits.put(0, 1); // no_output_of_prior_pics_flag
  bits.ue(0); // picture parameter set
  if (address > 0) bits.put(address, Math.ceil(Math.log2(count)));
  bits.ue(2); // an I slice
  bits.se(0); // slice_qp_delta
  return bits.closed();
}

function parameterSets(width: number, height: number): { type: number; unit: Buffer }[] {
  const profile = (bits: Bits) => {
    bits.put(3, 8); // Main Still Picture
    bits.put(0x1000_0000, 32);
    bits.put(0b1001, 4);
    for (let left = 44; left > 0; left -= 1) bits.put(0, 1);
    bits.put(120, 8); // level 4
  };
  const video = new Bits();
  video.put(0, 4);
  video.put(0b11, 2);
  video.put(0, 6);
  video.put(0, 3);
  video.put(1, 1);
  video.put(0xffff, 16);
  profile(video);
  video.put(1, 1);
  video.ue(0);
  video.ue(0);
  video.ue(0);
  video.put(0, 6);
  video.ue(0);
  video.put(0, 1);
  video.put(0, 1);

  const sequence = new Bits();
  sequence.put(0, 4);
  sequence.put(0, 3);
  sequence.put(1, 1);
  profile(sequence);
  sequence.ue(0);
  sequence.ue(1); // 4:2:0
  sequence.ue(width);
  sequence.ue(height);
  sequence.put(0, 1); // no cropping
  sequence.ue(0);
  sequence.ue(0);
  sequence.ue(0); // log2_max_pic_order_cnt_lsb_minus4
  sequence.put(1, 1);
  sequence.ue(0);
  sequence.ue(0);
  sequence.ue(0);
  sequence.ue(1); // smallest coding block 16, and no larger
  sequence.ue(0);
  sequence.ue(0); // transforms of 4 to 16
  sequence.ue(2);
  sequence.ue(0);
  sequence.ue(0);
  sequence.put(0, 1); // no scaling lists
  sequence.put(0, 1); // amp
  sequence.put(0, 1); // sample adaptive offset
  sequence.put(1, 1); // samples as they are
  sequence.put(7, 4);
  sequence.put(7, 4);
  sequence.ue(1);
  sequence.ue(0);
  sequence.put(1, 1);
  sequence.ue(0);
  sequence.put(0, 1);
  sequence.put(0, 1);
  sequence.put(0, 1);
  sequence.put(0, 1); // no vui
  sequence.put(0, 1);

  const picture = new Bits();
  picture.ue(0);
  picture.ue(0);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 3);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.ue(0);
  picture.ue(0);
  picture.se(0); // init_qp_minus26
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.se(0);
  picture.se(0);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 1);
  picture.put(0, 1); // no filter across slices
  picture.put(1, 1);
  picture.put(0, 1);
  picture.put(1, 1); // deblocking off
  picture.put(0, 1);
  picture.put(0, 1);
  picture.ue(0);
  picture.put(0, 1);
  picture.put(0, 1);
  return [
    { type: 32, unit: nal(32, video.closed()) },
    { type: 33, unit: nal(33, sequence.closed()) },
    { type: 34, unit: nal(34, picture.closed()) },
  ];
}

function decoderConfiguration(width: number, height: number): Buffer {
  const sets = parameterSets(width, height);
  return Buffer.concat([
    Buffer.from([1, 3, 0x10, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 120, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f]),
    Buffer.from([sets.length]),
    ...sets.flatMap(({ type, unit }) => [Buffer.from([0x80 | type]), u16(1), u16(unit.length), unit]),
  ]);
}

/** A network abstraction layer unit: two zeros are never followed by a byte below four. */
function nal(type: number, payload: Buffer): Buffer {
  const bytes = [type << 1, 1];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(bytes);
}

class Bits {
  readonly #bits: number[] = [];

  put(value: number, count: number): void {
    for (let bit = count - 1; bit >= 0; bit -= 1) this.#bits.push(Math.floor(value / 2 ** bit) % 2);
  }

  /** Exponential Golomb code of a number from 0. */
  ue(value: number): void {
    const length = Math.floor(Math.log2(value + 1));
    this.put(0, length);
    this.put(value + 1, length + 1);
  }

  se(value: number): void {
    this.ue(value > 0 ? value * 2 - 1 : -value * 2);
  }

  /** Adds the end bit and pads to whole bytes. */
  closed(): Buffer {
    const bits = [...this.#bits, 1];
    while (bits.length % 8 !== 0) bits.push(0);
    const bytes = Buffer.alloc(bits.length / 8);
    bits.forEach((bit, at) => (bytes[at >> 3]! |= bit << (7 - (at & 7))));
    return bytes;
  }
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type), content]);
}

function fullBox(type: string, version: number, flags: number, ...parts: Buffer[]): Buffer {
  return box(type, u32(version * 2 ** 24 + flags), ...parts);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

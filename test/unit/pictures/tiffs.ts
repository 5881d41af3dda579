/** A field of a directory: tag, type (3 short, 4 long, ...), values; fractions (5) each followed by its divisor. */
export type TiffField = [tag: number, type: 1 | 2 | 3 | 4 | 5 | 7, values: number[]];

export interface TiffOptions {
  width: number;
  height: number;
  /** 1 grey, 2 RGB, 5 CMYK, 6 YCbCr, 32803 as a sensor's filters lie. */
  photometric: number;
  /** Channels a pixel, colours first. */
  samples: number;
  bits?: 8 | 16 | 32;
  /** Whether channels are floating-point numbers from 0 to 1, of 32 bits. */
  isFloat?: boolean;
  /** 0 to 255 of each channel. */
  pixel?: (x: number, y: number) => number[];
  /** A JPEG stored as the only strip instead of pixels. */
  jpeg?: Uint8Array;
  /** What is stored as the one strip, coded by `compression`, in place of pixels. */
  strip?: Uint8Array;
  compression?: number;
  /** Into how many strips of the same bytes it is cut; left out: one, or one for each channel by itself. */
  strips?: number;
  /** Tag 338; left out of the file when undefined. */
  extraSamples?: number[];
  isPlanar?: boolean;
  fields?: TiffField[];
}

const typeBytes = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 7: 1 } as const;

/** A little-endian TIFF with its directory right after the header. Source: TIFF 6.0, section 2. */
export function writeTiff(options: TiffOptions): Buffer {
  const { width, height, photometric, samples, bits = 8, extraSamples, isPlanar = false } = options;
  const pixels = options.jpeg ?? options.strip ?? pixelsOf(options);
  const strips = options.strips ?? (isPlanar ? samples : 1);
  const all: TiffField[] = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, Array<number>(samples).fill(bits)],
    [259, 3, [options.jpeg ? 7 : (options.compression ?? 1)]],
    [262, 3, [photometric]],
    [273, 4, Array<number>(strips).fill(0)],
    [277, 3, [samples]],
    [278, 4, [isPlanar ? height : Math.ceil(height / strips)]],
    [279, 4, Array<number>(strips).fill(pixels.length / strips)],
    [284, 3, [isPlanar ? 2 : 1]],
    ...(extraSamples ? [[338, 3, extraSamples] satisfies TiffField] : []),
    ...(options.isFloat ? [[339, 3, Array<number>(samples).fill(3)] satisfies TiffField] : []),
    ...(options.fields ?? []),
  ];
  // Of two fields of one tag, the later one stands.
  const fields = [...new Map(all.map((field) => [field[0], field])).values()].toSorted(([a], [b]) => a - b);
  const valuesAt = 8 + 2 + fields.length * 12 + 4;
  const pixelsAt = valuesAt + fields.reduce((sum, field) => sum + outsideBytes(field), 0);
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(fields.length, 8);
  let outside = valuesAt;
  fields.forEach(([tag, type, values], index) => {
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(type === 5 ? values.length / 2 : values.length, at + 4);
    const placed =
      tag === 273 ? values.map((_, strip) => pixelsAt + (strip * pixels.length) / strips) : values;
    const isOutside = outsideBytes([tag, type, values]) > 0;
    if (isOutside) head.writeUInt32LE(outside, at + 8);
    placed.forEach((value, which) =>
      head.writeUIntLE(value, (isOutside ? outside : at + 8) + which * typeBytes[type], typeBytes[type]),
    );
    outside += outsideBytes([tag, type, values]);
  });
  return Buffer.concat([head, pixels]);
}

/** Bytes of values that do not fit into the field. */
function outsideBytes([, type, values]: TiffField): number {
  const bytes = values.length * typeBytes[type];
  return bytes <= 4 ? 0 : bytes + (bytes % 2);
}

function pixelsOf({
  width,
  height,
  samples,
  bits = 8,
  pixel = () => [],
  isPlanar = false,
  isFloat = false,
}: TiffOptions): Buffer {
  const size = bits / 8;
  const pixels = Buffer.alloc(width * height * samples * size);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const place = y * width + x;
      pixel(x, y).forEach((value, channel) => {
        const at = isPlanar ? channel * width * height + place : place * samples + channel;
        // 257 times a byte reaches from 0 to 65535, and 16843009 times to the largest number of 32 bits.
        if (size === 1) pixels[at] = value;
        else if (size === 2) pixels.writeUInt16LE(value * 257, at * 2);
        else if (isFloat) pixels.writeFloatLE(value / 255, at * 4);
        else pixels.writeUInt32LE(value * 16_843_009, at * 4);
      });
    }
  }
  return pixels;
}

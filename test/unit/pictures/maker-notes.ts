/**
 * Where cameras, phones and programs put who, where, when and with which device into a JPEG, each built as they do.
 * Sources: Exif 3.0; CIPA DC-007 (Multi-Picture Format); Canon's CIFF 1.0; Tiffen's AFCP 1.1; the descriptions of maker
 * notes by ExifTool.
 */
type Field = readonly [tag: number, type: number, value: Buffer];

const ascii = (tag: number, text: string): Field => [tag, 2, Buffer.from(`${text}\0`, 'latin1')];
const long = (tag: number, value: number): Field => [tag, 4, u32(value)];
const undefinedField = (tag: number, value: Buffer): Field => [tag, 7, value];
const tiffHead = Buffer.from('II*\0\x08\0\0\0', 'latin1');

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A directory of little-endian order that begins at `at`, and its values behind it. */
function directory(fields: readonly Field[], at: number): Buffer {
  const length = 2 + fields.length * 12 + 4;
  const values: Buffer[] = [];
  let valueAt = at + length;
  const entries = fields.map(([tag, type, value]) => {
    const count = u32(type === 4 ? value.length / 4 : value.length);
    if (value.length <= 4) {
      return Buffer.concat([u16(tag), u16(type), count, value, Buffer.alloc(4 - value.length)]);
    }
    const entry = Buffer.concat([u16(tag), u16(type), count, u32(valueAt)]);
    values.push(value);
    valueAt += value.length;
    return entry;
  });
  return Buffer.concat([u16(fields.length), ...entries, u32(0), ...values]);
}

/** EXIF with a maker note; `note` is told where in the block it stands. */
function exifWithNote(make: string, note: (at: number) => Buffer): Buffer {
  const main = (exifAt: number) =>
    directory([ascii(271, make), ascii(272, `${make} One`), long(34665, exifAt)], 8);
  const exifAt = 8 + main(0).length;
  // Two bytes of count, one entry, four of the next directory.
  const exif = directory([undefinedField(37500, note(exifAt + 2 + 12 + 4))], exifAt);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiffHead, main(exifAt), exif]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), segment(marker, content), jpeg.subarray(2)]);

function box(name: string, ...content: Buffer[]): Buffer {
  const inside = Buffer.concat([Buffer.from(name, 'latin1'), ...content]);
  return Buffer.concat([be32(inside.length + 4), inside]);
}

function xmp(attributes: string, elements = ''): Buffer {
  return Buffer.from(
    `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
}

/** Each tells `secret` in the JPEG that it is given. */
export const makersWays = {
  'a maker note of Canon': (jpeg, secret) =>
    withSegment(
      jpeg,
      0xe1,
      exifWithNote('Canon', (at) => directory([ascii(9, secret), long(12, 4711)], at)),
    ),
  'a maker note of Nikon': (jpeg, secret) => {
    const note = Buffer.concat([tiffHead, directory([ascii(0x1d, secret)], 8)]);
    const head = Buffer.from('Nikon\0\x02\x10\0\0', 'latin1');
    return withSegment(
      jpeg,
      0xe1,
      exifWithNote('NIKON CORPORATION', () => Buffer.concat([head, note])),
    );
  },
  CIFF: (jpeg, secret) => {
    const owner = Buffer.from(`${secret}\0`, 'latin1');
    const head = Buffer.concat([Buffer.from('II\x1a\0\0\0HEAPJPGM\x02\0\x01\0', 'latin1'), Buffer.alloc(8)]);
    const entry = Buffer.concat([u16(0x0810), u32(owner.length), u32(0)]);
    return withSegment(jpeg, 0xe0, Buffer.concat([head, owner, u16(1), entry, u32(owner.length)]));
  },
  AFCP: (jpeg, secret) => {
    const text = Buffer.from(secret, 'latin1');
    const at = jpeg.length;
    const head = Buffer.concat([Buffer.from('AXS!\x01\0\0\x01\0\0\0\0', 'latin1')]);
    const entry = Buffer.concat([Buffer.from('TEXT'), be32(text.length), be32(at + 24)]);
    return Buffer.concat([jpeg, head, entry, text, Buffer.from('AXS!'), be32(at), be32(0)]);
  },
  'the picture info of APP12': (jpeg, secret) =>
    withSegment(
      jpeg,
      0xec,
      Buffer.from(
        `AGFA\0\0\0[picture info]\r\nSerialNumber=${secret}\r\nTimeDate=1732100000\r\n[end]\r\n`,
        'latin1',
      ),
    ),
  'face regions': (jpeg, secret) =>
    withSegment(
      jpeg,
      0xe1,
      xmp(
        'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"',
        `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Name>${secret}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
      ),
    ),
  'the second picture of an MPO': (jpeg, secret) => {
    const second = withSegment(
      jpeg,
      0xe1,
      exifWithNote(secret, () => Buffer.from(secret)),
    );
    const entry = (attributes: number, size: number, at: number) =>
      Buffer.concat([u32(attributes), u32(size), u32(at), u32(0)]);
    const index = (size: number, at: number) => {
      const entries = Buffer.concat([entry(0x20030000, size, 0), entry(0x00020002, second.length, at)]);
      const fields = [
        undefinedField(0xb000, Buffer.from('0100')),
        long(0xb001, 2),
        undefinedField(0xb002, entries),
      ];
      return Buffer.concat([Buffer.from('MPF\0'), tiffHead, directory(fields, 8)]);
    };
    const size = withSegment(jpeg, 0xe2, index(0, 0)).length;
    // Places are counted from the TIFF head, behind the start of the JPEG, the head of the segment and `MPF`.
    return Buffer.concat([withSegment(jpeg, 0xe2, index(size, size - 10)), second]);
  },
  'the film of a motion photo': (jpeg, secret) => {
    const place = box('\xa9xyz', Buffer.from([0, 18, 0x15, 0xc7]), Buffer.from(secret.padEnd(18)));
    const film = Buffer.concat([
      box('ftyp', Buffer.from('mp42\0\0\0\0mp42isom', 'latin1')),
      box('moov', box('udta', place)),
    ]);
    const packet = xmp(
      `xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MicroVideo="1" GCamera:MicroVideoVersion="1" GCamera:MicroVideoOffset="${film.length}"`,
    );
    return Buffer.concat([withSegment(jpeg, 0xe1, packet), film]);
  },
  'the trailer of a Samsung phone': (jpeg, secret) => {
    const data = Buffer.from(secret);
    const name = Buffer.from('Image_UTC_Data');
    const block = Buffer.concat([u16(0), u16(0x0a01), u32(name.length), name, data]);
    const list = Buffer.concat([
      Buffer.from('SEFH'),
      u32(106),
      u32(1),
      u16(0),
      u16(0x0a01),
      u32(block.length),
      u32(block.length),
    ]);
    return Buffer.concat([jpeg, block, list, u32(list.length), Buffer.from('SEFT')]);
  },
  'content credentials': (jpeg, secret) => {
    const kind = Buffer.from('json\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71', 'latin1');
    const label = Buffer.concat([kind, Buffer.from('\x03author\0', 'latin1')]);
    const jumbf = box('jumb', box('jumd', label), box('json', Buffer.from(JSON.stringify({ name: secret }))));
    return withSegment(jpeg, 0xeb, Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01', 'latin1'), jumbf]));
  },
} as const satisfies Record<string, (jpeg: Buffer, secret: string) => Buffer>;

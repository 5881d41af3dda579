/** Datasets of an IPTC-IIM record 2, by number. Source: IPTC-IIM 4.2, chapter 6. */
export type IptcDatasets = readonly (readonly [dataset: number, text: string])[];

/** A JPEG with an IPTC-IIM record in its APP13 segment. Source: Adobe Photoshop File Formats, "Image Resources". */
export function withIptc(jpeg: Buffer, datasets: IptcDatasets): Buffer {
  // Text is UTF-8 by dataset 1:90.
  const utf8 = Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47]);
  const version = Buffer.from([0x1c, 2, 0, 0, 2, 0, 4]);
  const texts = datasets.map(([dataset, text]) => {
    const bytes = Buffer.from(text);
    return Buffer.concat([Buffer.from([0x1c, 2, dataset, bytes.length >> 8, bytes.length & 0xff]), bytes]);
  });
  const record = Buffer.concat([utf8, version, ...texts]);
  const resource = Buffer.concat([
    Buffer.from('Photoshop 3.0\u00008BIM', 'latin1'),
    Buffer.from([0x04, 0x04, 0, 0]),
    uint32(record.length),
    record,
    // Resources have even lengths.
    Buffer.alloc(record.length % 2),
  ]);
  const length = resource.length + 2;
  const segment = Buffer.concat([Buffer.from([0xff, 0xed, length >> 8, length & 0xff]), resource]);
  // A JFIF segment, which comes first, has its length behind its mark.
  const start = jpeg.readUInt16BE(2) === 0xffe0 ? 4 + jpeg.readUInt16BE(4) : 2;
  return Buffer.concat([jpeg.subarray(0, start), segment, jpeg.subarray(start)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

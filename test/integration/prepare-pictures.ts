import { createCipheriv } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

export const width = 160;
export const height = 120;

/** RGB of a picture with every hue in soft transitions, and a white corner that shows its orientation. */
export function hues(columns = width, rows = height): Buffer {
  const data = Buffer.alloc(columns * rows * 3);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const [u, v] = [x / columns, y / rows];
      const isCorner = u < 0.25 && v < 0.15;
      const colour = isCorner
        ? [255, 255, 255]
        : [
            0.5 + 0.5 * Math.sin(6 * u + 1),
            0.5 + 0.5 * Math.sin(5 * v + 2 * u),
            0.5 + 0.5 * Math.cos(4 * (u - v)),
          ].map((part) => Math.round(part * 255));
      data.set(colour, (y * columns + x) * 3);
    }
  }
  return data;
}

export async function huesPng(columns = width, rows = height): Promise<Buffer> {
  return await sharp(hues(columns, rows), { raw: { width: columns, height: rows, channels: 3 } })
    .png()
    .toBuffer();
}

/** Noise, which hardly compresses; the same each time. */
export function noise(columns: number, rows: number): Buffer {
  const key = Buffer.alloc(32, 7);
  const bytes = columns * rows * 3;
  return createCipheriv('chacha20', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

/** An EXIF segment with the orientation and, if `where`, a location north of the equator and an author. */
export function exifSegment(orientation: number, where: boolean): Buffer {
  const entries: [tag: number, type: number, count: number, value: Buffer][] = [
    [0x0112, 3, 1, Buffer.from([0, orientation, 0, 0])],
    ...(where
      ? ([
          [0x013b, 2, 4, Buffer.from('Ann\0')],
          [0x8825, 4, 1, Buffer.from([0, 0, 0, 8 + 2 + 3 * 12 + 4])],
        ] satisfies typeof entries)
      : []),
  ];
  const gps: typeof entries = where ? [[1, 2, 2, Buffer.from('N\0\0\0')]] : [];
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), directory(entries), directory(gps)]);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

function directory(entries: readonly [number, number, number, Buffer][]): Buffer {
  if (entries.length === 0) return Buffer.alloc(0);
  const count = Buffer.alloc(2);
  count.writeUInt16BE(entries.length);
  const rows = entries.map(([tag, type, values, value]) => {
    const row = Buffer.alloc(12);
    row.writeUInt16BE(tag, 0);
    row.writeUInt16BE(type, 2);
    row.writeUInt32BE(values, 4);
    value.copy(row, 8);
    return row;
  });
  return Buffer.concat([count, ...rows, Buffer.alloc(4)]);
}

export async function writeWithSegment(path: string, jpeg: Buffer, segment: Buffer): Promise<string> {
  await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]));
  return path;
}

/** Pads a PNG to `bytes` bytes with a text, which every decoder skips. */
export function padPng(png: Buffer, bytes: number): Buffer {
  const text = Buffer.alloc(bytes - png.length - 12, 'x');
  text.write('Comment\0', 'latin1');
  return withChunk(png, 'tEXt', text);
}

/** A PNG with another chunk behind its header. */
export function withChunk(png: Buffer, name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  const headEnd = 8 + 25;
  return Buffer.concat([png.subarray(0, headEnd), length, body, check, png.subarray(headEnd)]);
}

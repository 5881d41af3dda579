import { encode } from 'bmp-ts';
import sharp, { type Sharp } from 'sharp';

export function noise(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 7919 + (at >> 5) * 31) % 251;
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** One flat colour, which compresses to almost nothing. */
export function flat(width: number, height: number, background = '#c03030'): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

export function bmp(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([0, 30, 120, 200], at);
  return encode({ width, height, data, bitPP: 24 }).data;
}

/** A BMP with its own 40-byte header; `pixels` as stored in the file. */
export function rawBmp(options: {
  width: number;
  height: number;
  bits: number;
  compression?: number;
  /** Blue, green, red, 0 for each colour. */
  palette?: number[];
  pixels: number[];
}): Buffer {
  const palette = Buffer.from(options.palette ?? []);
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54 + palette.length + options.pixels.length, 2);
  head.writeUInt32LE(54 + palette.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(options.width, 18);
  head.writeInt32LE(options.height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(options.bits, 28);
  head.writeUInt32LE(options.compression ?? 0, 30);
  head.writeUInt32LE(palette.length / 4, 46);
  return Buffer.concat([head, palette, Buffer.from(options.pixels)]);
}

function multiByte(value: number): number[] {
  return value < 128 ? [value] : [0x80 | (value >> 7), value & 0x7f];
}

export function wbmp(width: number, height: number): Buffer {
  return Buffer.from([
    0,
    0,
    ...multiByte(width),
    ...multiByte(height),
    ...Array.from({ length: Math.ceil(width / 8) * height }, () => 0xaa),
  ]);
}

export function xbm(width: number, height: number): Buffer {
  const values = Array.from({ length: Math.ceil(width / 8) * height }, () => '0x0f');
  return Buffer.from(
    `#define mug_width ${width}\n#define mug_height ${height}\nstatic unsigned char mug_bits[] = {\n  ${values.join(', ')}\n};\n`,
  );
}

export function gif(frames: number, width = 2, height = 2): Buffer {
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  const head = [...Buffer.from('GIF89a'), ...size, 0x80, 0, 0, 255, 0, 0, 0, 0, 255];
  // Minimum code size 2; codes 4 (clear), 1, 1, 1, 1, 5 (end), of three bits, and of four from the fifth on.
  const pixels = [0x02, 0x03, 0x4c, 0x12, 0x05, 0x00];
  const frame = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, ...pixels];
  const all = [...head];
  for (let at = 0; at < frames; at += 1) all.push(...frame);
  return Buffer.from([...all, 0x3b]);
}

/** An uncompressed TIFF in three channels; further pages have the same pixels. */
export function tiff(options: {
  width: number;
  height: number;
  /** 2 for RGB, 8 for CIELab. */
  photometric?: number;
  bits?: 8 | 16;
  pages?: number;
  dateTime?: string;
  artist?: string;
  /** Marks the first page as a smaller copy and lists others below it, as raw photographs do. */
  asRaw?: boolean;
}): Buffer {
  const { width, height, photometric = 2, bits = 8, pages = 1 } = options;
  const pixels = Buffer.alloc((width * height * 3 * bits) / 8, 100);
  const texts: Buffer[] = [];
  let textAt = 8 + pixels.length + 6;
  const text = (value: string) => {
    const bytes = Buffer.from(`${value.padEnd(4)}\0`);
    const at = textAt;
    texts.push(bytes);
    textAt += bytes.length;
    return { count: bytes.length, at };
  };
  const tags: [tag: number, type: number, count: number, value: number][] = [
    ...(options.asRaw ? ([[254, 4, 1, 1]] as [number, number, number, number][]) : []),
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 3, 8 + pixels.length],
    [259, 3, 1, 1],
    [262, 3, 1, photometric],
    [273, 4, 1, 8],
    [277, 3, 1, 3],
    [278, 4, 1, height],
    [279, 4, 1, pixels.length],
  ];
  for (const [tag, value] of [[306, options.dateTime] as const, [315, options.artist] as const]) {
    if (value === undefined) continue;
    const { count, at } = text(value);
    tags.push([tag, 2, count, at]);
  }
  if (options.asRaw) tags.push([330, 4, 1, 8]);
  const padding = Buffer.alloc(textAt % 2);
  const firstAt = textAt + padding.length;
  const directoryBytes = 2 + tags.length * 12 + 4;
  const directories = Array.from({ length: pages }, (_, page) => {
    const directory = Buffer.alloc(directoryBytes);
    directory.writeUInt16LE(tags.length);
    tags.forEach(([tag, type, count, value], index) => {
      const at = 2 + index * 12;
      directory.writeUInt16LE(tag, at);
      directory.writeUInt16LE(type, at + 2);
      directory.writeUInt32LE(count, at + 4);
      directory.writeUInt32LE(value, at + 8);
    });
    directory.writeUInt32LE(page + 1 < pages ? firstAt + (page + 1) * directoryBytes : 0, directoryBytes - 4);
    return directory;
  });
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(firstAt, 4);
  return Buffer.concat([
    head,
    pixels,
    Buffer.from([bits, 0, bits, 0, bits, 0]),
    ...texts,
    padding,
    ...directories,
  ]);
}

/** A PNG whose header claims a size its data doesn't have. */
export function pngClaiming(width: number, height: number, honest: Buffer): Buffer {
  const png = Buffer.from(honest);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/** Pads a JPEG to exactly `bytes` with comment segments, which every decoder skips. */
export function padJpeg(jpeg: Buffer, bytes: number): Buffer {
  let missing = bytes - jpeg.length;
  const segments: Buffer[] = [];
  while (missing > 0) {
    let take = Math.min(missing, 65_537);
    if (missing - take > 0 && missing - take < 4) take -= 4;
    const segment = Buffer.alloc(take);
    segment.writeUInt16BE(0xfffe, 0);
    segment.writeUInt16BE(take - 2, 2);
    segments.push(segment);
    missing -= take;
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

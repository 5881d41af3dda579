import { crc32, deflateRawSync, constants } from 'node:zlib';
import sharp from 'sharp';
import { seeded } from './mutate.ts';

/** Small files made to keep a decoder busy, to fill the memory, or to lead it in circles. */

/** A black PNG of 16-bit RGBA: well within the limits, a few hundred KB, and many seconds of work. */
export function slowPng(width = 12_600, height = 12_600): Buffer {
  return png(width, height, 16, 6, zlibOfZeros(height * (1 + width * 8)));
}

/** The same JPEG with its last scan repeated until it has so many. */
export function withScans(progressive: Buffer, scans: number): Buffer {
  const startOfScan = Buffer.from([0xff, 0xda]);
  let had = 0;
  for (let at = progressive.indexOf(startOfScan); at >= 0; at = progressive.indexOf(startOfScan, at + 2)) {
    had += 1;
  }
  const lastScan = progressive.subarray(progressive.lastIndexOf(startOfScan), -2);
  return Buffer.concat([
    progressive.subarray(0, -2),
    ...Array<Buffer>(Math.max(0, scans - had)).fill(lastScan),
    progressive.subarray(-2),
  ]);
}

/** One of each, by file name. The same seed makes the same files. */
export async function makePoison(seed: number): Promise<Record<string, Buffer>> {
  const random = seeded(seed);
  const upTo = (end: number) => 1 + Math.floor(random() * end);
  const create = {
    width: 500 + upTo(500),
    height: 400 + upTo(400),
    channels: 3,
    background: '#a52',
  } as const;
  const progressive = await sharp({ create }).jpeg({ progressive: true }).toBuffer();
  const icc = Buffer.alloc(8_000_000 + upTo(1_000_000), 0x41);
  return {
    'scans.jpg': withScans(progressive, 20_000),
    'scans-within.jpg': withScans(progressive, 100),
    'bomb-deep.png': slowPng(12_000 + upTo(600), 12_000 + upTo(600)),
    'bomb-beyond.png': png(60_000, 60_000, 8, 2, zlibOfZeros(60_000 * (1 + 60_000 * 3))),
    'bomb-claims.png': png(12_000, 12_000, 8, 2, zlibOfZeros(upTo(100_000))),
    'directories.tif': tiffOfDirectories(5_000 + upTo(5_000)),
    'loop.tif': tiffLoop(),
    'tiles.tif': tiffOfTiles(12_480),
    'icc.png': withIcc(await sharp({ create }).png().toBuffer(), icc),
    'frames.gif': gifOfFrames(4_000 + upTo(1_000)),
    'claims.gif': gifHeader(65_535, 65_535),
    'claims.bmp': bmpClaims(100_000, 100_000),
    'claims.webp': webpClaims(),
    'nested.heic': heifNested(2_000 + upTo(2_000)),
  };
}

/** So many zeros, compressed a thousand times: blocks that are made once and repeated. */
function zlibOfZeros(count: number): Buffer {
  const blockBytes = 1 << 20;
  const block = deflateRawSync(Buffer.alloc(blockBytes), { finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Math.floor(count / blockBytes);
  const rest = deflateRawSync(Buffer.alloc(count % blockBytes));
  const adler = Buffer.alloc(4);
  adler.writeUInt32BE(((count % 65_521) * 65_536 + 1) >>> 0);
  return Buffer.concat([Buffer.from([0x78, 0x01]), ...Array<Buffer>(blocks).fill(block), rest, adler]);
}

function png(width: number, height: number, bits: number, colourType: number, data: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, colourType, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

function withIcc(picture: Buffer, profile: Buffer): Buffer {
  const packed = Buffer.concat([
    Buffer.from('icc\0\0', 'latin1'),
    Buffer.from([0x78, 0x01]),
    deflateRawSync(profile),
    Buffer.alloc(4),
  ]);
  return Buffer.concat([picture.subarray(0, 33), chunk('iCCP', packed), picture.subarray(33)]);
}

/** Directories of one pixel each, one behind the other. */
function tiffOfDirectories(count: number): Buffer {
  const each = 2 + 8 * 12 + 4;
  const bytes = Buffer.alloc(8 + count * each + 1);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  for (let n = 0; n < count; n += 1) {
    const at = 8 + n * each;
    writeDirectory(bytes, at, 1, 1, 8 + count * each, 1);
    bytes.writeUInt32LE(n + 1 < count ? at + each : 0, at + each - 4);
  }
  return bytes;
}

/** Its directory is followed by itself. */
function tiffLoop(): Buffer {
  const bytes = tiffOfDirectories(1);
  bytes.writeUInt32LE(8, 8 + 2 + 8 * 12);
  return bytes;
}

function writeDirectory(
  bytes: Buffer,
  at: number,
  width: number,
  height: number,
  strip: number,
  stripBytes: number,
): void {
  const fields = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, strip],
    [278, height],
    [279, stripBytes],
  ] as const;
  bytes.writeUInt16LE(fields.length, at);
  fields.forEach(([tag, value], n) => {
    const field = at + 2 + n * 12;
    bytes.writeUInt16LE(tag, field);
    bytes.writeUInt16LE(4, field + 2);
    bytes.writeUInt32LE(1, field + 4);
    bytes.writeUInt32LE(value, field + 8);
  });
}

/** Hundreds of thousands of tiles of 16 x 16, all the same bytes. */
function tiffOfTiles(edge: number): Buffer {
  const tiles = (edge / 16) ** 2;
  const fields = 10;
  const lists = 8 + 2 + fields * 12 + 4;
  const data = lists + tiles * 8;
  const bytes = Buffer.alloc(data + 256);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(fields, 8);
  const all = [
    [256, 1, edge],
    [257, 1, edge],
    [258, 1, 8],
    [259, 1, 1],
    [262, 1, 1],
    [277, 1, 1],
    [322, 1, 16],
    [323, 1, 16],
    [324, tiles, lists],
    [325, tiles, lists + tiles * 4],
  ] as const;
  all.forEach(([tag, count, value], n) => {
    const field = 10 + n * 12;
    bytes.writeUInt16LE(tag, field);
    bytes.writeUInt16LE(4, field + 2);
    bytes.writeUInt32LE(count, field + 4);
    bytes.writeUInt32LE(value, field + 8);
  });
  for (let n = 0; n < tiles; n += 1) {
    bytes.writeUInt32LE(data, lists + n * 4);
    bytes.writeUInt32LE(256, lists + (tiles + n) * 4);
  }
  return bytes;
}

function gifHeader(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.write('GIF89a', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return head;
}

function gifOfFrames(count: number): Buffer {
  const frame = Buffer.from('2c00000000010001008000000000ffffff02024401003b', 'hex').subarray(0, -1);
  return Buffer.concat([gifHeader(1, 1), ...Array<Buffer>(count).fill(frame), Buffer.from([0x3b])]);
}

function bmpClaims(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(200, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

function webpClaims(): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF', 'latin1');
  bytes.writeUInt32LE(22, 4);
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUInt32LE(10, 16);
  bytes.fill(0xff, 24, 30);
  return bytes;
}

/** Boxes within boxes. */
function heifNested(depth: number): Buffer {
  const type = Buffer.from('00000018667479706865696300000000686569636d696631', 'hex');
  const bytes = Buffer.alloc(depth * 12);
  for (let n = 0; n < depth; n += 1) {
    bytes.writeUInt32BE(bytes.length - n * 12, n * 12);
    bytes.write('meta', n * 12 + 4, 'latin1');
  }
  return Buffer.concat([type, bytes]);
}

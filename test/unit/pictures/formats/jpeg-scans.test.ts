import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { followScans } from '../../../../electron/pictures/formats/jpeg-scans.ts';
import { flat, noise } from '../pictures.ts';

const jpeg = await noise(300, 200).jpeg().toBuffer();

function dataOf(bytes: Buffer): number {
  const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
  return scan + 2 + bytes.readUInt16BE(scan + 2);
}

describe('the codes of a JPEG', () => {
  it.each([
    ['with fewer colours than pixels', () => noise(301, 203).jpeg()],
    ['with as many', () => noise(301, 203).jpeg({ chromaSubsampling: '4:4:4' })],
    ['of the highest quality', () => noise(301, 203).jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
    ['of the lowest', () => noise(301, 203).jpeg({ quality: 1 })],
    ['in grey', () => noise(301, 203).toColourspace('b-w').jpeg()],
    ['in print colours', () => noise(301, 203).toColourspace('cmyk').jpeg()],
    ['with common tables', () => noise(301, 203).jpeg({ optimiseCoding: false })],
    ['of one colour', () => flat(2_000, 1_500).jpeg()],
    ['of one pixel', () => flat(1, 1).jpeg()],
    ['of black and white stripes', () => stripes()],
  ])('are followed to the end of a picture %s', async (_, draw) => {
    expect(followScans(await draw().toBuffer())).toBe('whole');
  });

  it('are left to the decoder where it reports all damage itself', async () => {
    expect(followScans(await noise(60, 40).jpeg({ progressive: true }).toBuffer())).toBe('unread');
  });

  it('are truncated wherever the file is', () => {
    for (let end = dataOf(jpeg); end < jpeg.length - 2; end += 97) {
      expect(followScans(jpeg.subarray(0, end))).toBe('cut-short');
      const ended = Buffer.concat([jpeg.subarray(0, end), Buffer.from([0xff, 0xd9])]);
      expect(followScans(ended)).not.toBe('whole');
    }
  });

  it('are out of step after most damage that decoders ignore', () => {
    const from = dataOf(jpeg);
    let noticed = 0;
    const turns = 200;
    for (let turn = 0; turn < turns; turn += 1) {
      const hurt = Buffer.from(jpeg);
      const at = from + Math.floor(((jpeg.length - from - 10) * turn) / turns);
      for (let next = at; next < at + 8; next += 1) hurt[next]! ^= 0x5a;
      if (followScans(hurt) !== 'whole') noticed += 1;
    }
    expect(noticed / turns).toBeGreaterThan(0.75);
  });

  it('may be followed by cameras’ padding and by nothing else', () => {
    const filled = (...bytes: number[]) =>
      Buffer.concat([jpeg.subarray(0, -2), Buffer.from(bytes), jpeg.subarray(-2)]);
    expect(followScans(filled(0, 0, 0, 0))).toBe('whole');
    expect(followScans(filled(0xff, 0xff, 0xff))).toBe('whole');
    expect(followScans(filled(1))).toBe('broken');
  });

  it('are invalid without their tables', () => {
    const tables = jpeg.indexOf(Buffer.from([0xff, 0xc4]));
    const without = Buffer.concat([
      jpeg.subarray(0, tables),
      jpeg.subarray(tables + 2 + jpeg.readUInt16BE(tables + 2)),
    ]);
    expect(followScans(without)).toBe('broken');
    expect(followScans(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBe('broken');
    expect(followScans(Buffer.from([0xff, 0xd8]))).toBe('cut-short');
  });
});

function stripes() {
  const data = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (Math.floor(at / 24) % 2) * 255));
  return sharp(data, { raw: { width: 64, height: 64, channels: 3 } }).jpeg({ quality: 100 });
}

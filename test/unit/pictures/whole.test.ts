import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bareTiff } from '../../../electron/pictures/formats/bare-tiff.ts';
import { walkGif } from '../../../electron/pictures/formats/gif.ts';
import {
  isPadding,
  isTidy,
  readJpegParts,
  withoutStrayBytes,
} from '../../../electron/pictures/formats/jpeg.ts';
import { isWholeHeif } from '../../../electron/pictures/formats/heif.ts';
import { isWholePng } from '../../../electron/pictures/formats/png.ts';
import { readerOf } from '../../../electron/pictures/reader.ts';
import { isWholeTiff } from '../../../electron/pictures/formats/tiff.ts';
import { jpegsOfTiff } from '../../../electron/pictures/formats/tiff-jpegs.ts';
import { heic } from './heic-pictures.ts';
import { gif, noise, tiff } from './pictures.ts';

const jpeg = await noise(64, 48).jpeg().toBuffer();
const progressive = await noise(64, 48).jpeg({ progressive: true }).toBuffer();
const png = await noise(300, 300).png().toBuffer();

async function partsOf(bytes: Uint8Array) {
  const parts = await readJpegParts(readerOf(bytes));
  if (parts === null) throw new Error('No parts');
  return parts;
}

describe('whole files', () => {
  it('are told from PNGs that lack a byte', async () => {
    const whole = (bytes: Uint8Array) => isWholePng(readerOf(bytes), bytes.length);
    expect(await whole(png)).toBe(true);
    expect(await whole(Buffer.concat([png, Buffer.alloc(100)]))).toBe(true);
    expect(await whole(png.subarray(0, -1))).toBe(false);
    expect(await whole(png.subarray(0, 8))).toBe(false);
  });

  it('are recognised without reading pixels, and a file of only empty chunks is refused quickly', async () => {
    let read = 0;
    const counting = (bytes: Uint8Array) => async (at: number, length: number) => {
      read += 1;
      return bytes.subarray(at, at + length);
    };
    const long = Buffer.concat([png.subarray(0, 33), chunk('IDAT', 40_000_000), chunk('IEND', 0)]);
    expect(await isWholePng(counting(long), long.length)).toBe(true);
    expect(read).toBeLessThan(8);
    const empty = Buffer.concat([png.subarray(0, 8), ...Array<Buffer>(100_000).fill(chunk('teXt', 0))]);
    expect(await isWholePng(counting(empty), empty.length)).toBe(false);
  });

  it('are told from PNGs with a broken colour profile', async () => {
    const profiled = await noise(20, 20).withIccProfile('p3').png().toBuffer();
    const whole = (bytes: Uint8Array) => isWholePng(readerOf(bytes), bytes.length);
    expect(await whole(profiled)).toBe(true);
    profiled[profiled.indexOf('iCCP') + 40]! ^= 1;
    expect(await whole(profiled)).toBe(false);
  });

  it('are told from GIFs whose pixels are missing or invalid', async () => {
    const still = await noise(160, 120).gif().toBuffer();
    expect(walkGif(still)).toEqual({ isWhole: true, frames: 1 });
    const noisy = await noise(600, 400).gif({ colours: 256, dither: 1 }).toBuffer();
    expect(walkGif(noisy).isWhole).toBe(true);
    const claims = Buffer.from(still);
    claims.writeUInt16LE(1_600, claims.lastIndexOf(Buffer.from([0x2c, 0, 0, 0, 0])) + 5);
    expect(walkGif(claims).isWhole).toBe(false);
    let noticed = 0;
    for (let at = 1; at <= 50; at += 1) {
      const hurt = Buffer.from(noisy);
      hurt[Math.floor((hurt.length * at) / 52)]! ^= 0x55;
      if (!walkGif(hurt).isWhole) noticed += 1;
    }
    expect(noticed).toBeGreaterThan(15);
  });

  it('are told from GIFs that lack a frame, a byte, or a frame’s pixels', () => {
    const whole = gif(3);
    expect(walkGif(whole)).toEqual({ isWhole: true, frames: 3 });
    expect(walkGif(Buffer.concat([whole, Buffer.alloc(9)]))).toEqual({ isWhole: true, frames: 3 });
    for (let end = 13; end < whole.length; end += 1) {
      expect(walkGif(whole.subarray(0, end)).isWhole).toBe(false);
    }
    const flat = Buffer.from(whole);
    flat.writeUInt16LE(0, flat.indexOf(0x2c) + 5);
    expect(walkGif(flat).isWhole).toBe(false);
  });

  it('are told from TIFFs that lack a page or its data', async () => {
    const whole = async (bytes: Uint8Array) => await isWholeTiff(readerOf(bytes), bytes.length);
    const pages = tiff({ width: 8, height: 8, pages: 3, artist: 'Ada' });
    expect(await whole(pages)).toBe(true);
    for (const missing of [1, 5, 150, 300]) expect(await whole(pages.subarray(0, -missing))).toBe(false);
    const first = pages.readUInt32LE(4);
    pages.writeUInt32LE(first, first + 2 + pages.readUInt16LE(first) * 12);
    expect(await whole(pages)).toBe(false);
    const profiled = await noise(60, 40).withIccProfile('p3').tiff({ compression: 'deflate' }).toBuffer();
    expect(await whole(profiled)).toBe(true);
    expect(await whole(profiled.subarray(0, -10))).toBe(false);
    const big = await noise(60, 40).tiff({ compression: 'lzw', bigtiff: true }).toBuffer();
    expect(await whole(big)).toBe(true);
    for (const missing of [1, 5, 100]) expect(await whole(big.subarray(0, -missing))).toBe(false);
    const zeros = Buffer.from(big);
    expect(await whole(zeros.fill(0, zeros.length - 100))).toBe(false);
  });

  it('are told from JPEGs that lack their end', async () => {
    for (const bytes of [jpeg, progressive]) {
      expect((await partsOf(bytes)).endAt).toBe(bytes.length - 2);
      expect((await partsOf(Buffer.concat([bytes, jpeg]))).endAt).toBe(bytes.length - 2);
      expect((await partsOf(bytes.subarray(0, -1))).endAt).toBeNull();
    }
    expect(await readJpegParts(readerOf(jpeg.subarray(0, 100)))).toBeNull();
    expect(await readJpegParts(readerOf(Buffer.from([0xff, 0xd8, 0xff, 0xd9])))).toBeNull();
  });

  it('of JPEG are cleaned of stray bytes in the header, and of nothing else', async () => {
    const at = (await partsOf(jpeg)).segments[0]?.to ?? 0;
    const stray = Buffer.concat([jpeg.subarray(0, at), Buffer.from([1, 0xff, 0, 2]), jpeg.subarray(at)]);
    expect(Buffer.from(withoutStrayBytes(stray, await partsOf(stray)))).toEqual(jpeg);
  });

  it('of JPEG have only padding between the segments of their header', async () => {
    const at = (await partsOf(jpeg)).segments[0]?.to ?? 0;
    const between = (...bytes: number[]) =>
      Buffer.concat([jpeg.subarray(0, at), Buffer.from(bytes), jpeg.subarray(at)]);
    const tidy = async (bytes: Uint8Array) => isTidy(bytes, await partsOf(bytes));
    expect(await tidy(jpeg)).toBe(true);
    expect(await tidy(between(0, 0, 0))).toBe(true);
    expect(await tidy(between(1, 2, 3))).toBe(false);
  });

  it('are told from HEIC and AVIF files with boxes beyond their end', async () => {
    const avif = await noise(32, 32).avif({ effort: 0 }).toBuffer();
    const whole = async (bytes: Uint8Array) => await isWholeHeif(readerOf(bytes), bytes.length);
    expect(await whole(avif)).toBe(true);
    expect(await whole(Buffer.concat([avif, Buffer.alloc(50, 0x41)]))).toBe(true);
    for (const missing of [1, 20, 200]) expect(await whole(avif.subarray(0, -missing))).toBe(false);
    expect(await whole(avif.subarray(0, 40))).toBe(false);
  });

  it('are told from HEIC and AVIF files with contradicting boxes', async () => {
    const whole = async (bytes: Uint8Array) => await isWholeHeif(readerOf(bytes), bytes.length);
    const changed = (bytes: Buffer, name: string, offset: number, value: number) => {
      const copy = Buffer.from(bytes);
      copy[copy.indexOf(name) + offset] = value;
      return copy;
    };
    const avif = await noise(32, 32).avif({ effort: 0 }).toBuffer();
    // Unknown flags, missing channels, a missing property, an unterminated name, pixels beyond the file.
    expect(await whole(changed(avif, 'meta', 5, 2))).toBe(false);
    expect(await whole(changed(avif, 'hdlr', 4, 1))).toBe(false);
    // The length of a nested box, left open.
    expect(await whole(changed(avif, 'iprp', -1, 0))).toBe(false);
    expect(await whole(changed(avif, 'pixi', 8, 35))).toBe(false);
    expect(await whole(changed(avif, 'ipma', 15, 0x80))).toBe(false);
    expect(await whole(changed(avif, 'ipma', 15, 60))).toBe(false);
    expect(await whole(changed(avif, 'hdlr', 28, 2))).toBe(false);
    const heicFile = heic(32, 32);
    expect(await whole(heicFile)).toBe(true);
    const setup = heicFile.indexOf('hvcC') + 4;
    const video = heicFile.indexOf(Buffer.from([0x40, 0x01, 0x0c, 0x01, 0xff, 0xff]), setup) - setup + 4;
    expect(await whole(changed(heicFile, 'hvcC', video, 0x42))).toBe(false);
    expect(await whole(changed(heicFile, 'hvcC', video + 3, 0x09))).toBe(false);
    expect(await whole(changed(heicFile, 'hvcC', 26, 9))).toBe(false);
  });

  it('of TIFF with JPEG inside are checked as JPEG', async () => {
    const jpegs = async (bytes: Uint8Array) => {
      const found: Uint8Array[] = [];
      for await (const one of jpegsOfTiff(readerOf(bytes))) found.push(one);
      return found;
    };
    const picture = noise(64, 48);
    const strips = await picture.clone().tiff({ compression: 'jpeg' }).toBuffer();
    const tiles = await picture
      .clone()
      .tiff({ compression: 'jpeg', tile: true, tileWidth: 32, tileHeight: 32 })
      .toBuffer();
    const big = await picture.clone().tiff({ compression: 'jpeg', bigtiff: true }).toBuffer();
    const [strip] = await jpegs(strips);
    expect(await sharp(strip).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
    expect(await jpegs(tiles)).toHaveLength(4);
    expect(await jpegs(big)).toEqual(await jpegs(strips));
    expect(await jpegs(await picture.clone().tiff({ compression: 'lzw' }).toBuffer())).toEqual([]);
  });

  it('of TIFF keep their pixels and profile without their other tags', async () => {
    for (const bigtiff of [false, true]) {
      const bytes = await noise(60, 40)
        .withIccProfile('p3')
        .withExif({ IFD0: { Artist: 'Ada' } })
        .tiff({ compression: 'lzw', bigtiff })
        .toBuffer();
      const bare = bareTiff(bytes);
      if (bare === null) throw new Error('Nothing is left');
      expect(await sharp(bare).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
      const { icc, exif } = await sharp(bare).metadata();
      expect(icc).toBeDefined();
      expect(exif).toBeUndefined();
    }
    expect(bareTiff(Buffer.from('II*\0 no TIFF at all'))).toBeNull();
  });

  it('may have padding before the end of a JPEG', () => {
    expect(isPadding(Buffer.alloc(500), 400, 300)).toBe(true);
    expect(isPadding(Buffer.alloc(500, 0xff), 400, 3)).toBe(true);
    expect(isPadding(Buffer.alloc(500, 7), 400, 3)).toBe(false);
    expect(isPadding(jpeg, jpeg.length - 2, 20)).toBe(false);
  });
});

function chunk(type: string, bytes: number): Buffer {
  const made = Buffer.alloc(12 + bytes);
  made.writeUInt32BE(bytes);
  made.write(type, 4);
  made.writeUInt32BE(crc32(made.subarray(4, -4)), made.length - 4);
  return made;
}

import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare } from '../../electron/pictures/prepare/prepare.ts';
import { limits } from '../../shared/limits.ts';
import { padJpeg } from '../unit/pictures/pictures.ts';
import {
  exifSegment,
  padPng,
  height,
  hues,
  huesPng,
  noise,
  width,
  writeWithSegment,
} from './prepare-pictures.ts';
import { deltaE, differenceOf } from './support/delta-e.ts';
import { alpha, convert, pixels, read, whyNoImageMagick } from './support/imagemagick.ts';
import { check, PrepareDesk, usual, type References } from './support/prepare-desk.ts';

const missing = whyNoImageMagick();
if (missing !== null) process.stdout.write(`Prepared pictures with ImageMagick: skipped. ${missing}\n`);

const fixtures = join(import.meta.dirname, 'pictures');

let desk: PrepareDesk;

beforeAll(async () => {
  desk = await PrepareDesk.open();
});
afterAll(async () => {
  await desk.close();
});

describe.skipIf(missing !== null)('ImageMagick finds in a prepared picture', () => {
  let refs: References;

  beforeAll(async () => {
    refs = await desk.references();
  });

  test('the colour difference formula itself, with Sharma’s pairs', () => {
    expect(deltaE([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(deltaE([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
    expect(deltaE([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
    expect(differenceOf(hues(), hues()).worst).toBe(0);
  });

  test.each([
    ['p3.heic', width, height, true],
    ['10-bit.heic', width, height, true],
    ['turned.heic', height, width, true],
    ['8-bit.avif', width, height, false],
    ['10-bit-p3.avif', width, height, true],
  ])('a JPEG in sRGB, made of %s', async (name, columns, rows, isP3) => {
    const result = await desk.prepareFile(join(fixtures, name));
    expect(result.plan.must).toBe(true);
    // ImageMagick 6 reads no profiles from these files.
    const assumed = isP3 ? { assumed: refs.p3 } : {};
    await check(refs, result, { type: 'JPEG', width: columns, height: rows, ...assumed });
  });

  test('the transparency of a HEIC, as a PNG', async () => {
    const result = await desk.prepareFile(join(fixtures, 'alpha.heic'));
    await check(refs, result, { type: 'PNG' });
    const shades = await alpha(result.out);
    expect(shades[width * 2] ?? 0).toBeGreaterThan(240);
    expect(shades.at(-width) ?? 255).toBeLessThan(15);
  });

  test.each([
    ['8 bits', ['-depth', '8']],
    ['8 bits and LZW', ['-depth', '8', '-compress', 'LZW']],
    ['16 bits', ['-depth', '16']],
    ['16 bits and LZW', ['-depth', '16', '-compress', 'LZW']],
    ['Deflate', ['-compress', 'Zip']],
    ['planes', ['-interlace', 'plane']],
  ])('a JPEG, made of a TIFF with %s', async (_, how) => {
    const original = desk.newPath('picture.tif');
    await convert(refs.png, ...how, original);
    await check(refs, await desk.prepareFile(original), { type: 'JPEG' });
  });

  test('the first page of a TIFF with several', async () => {
    const original = desk.newPath('pages.tif');
    await convert(refs.png, '(', refs.png, '-negate', ')', '(', refs.png, '-flip', ')', original);
    const result = await desk.prepareFile(original);
    expect(result.facts.frames).toBe(3);
    await check(refs, result, { type: 'JPEG' });
  });

  test.each([8, 16])('the transparency of a TIFF with %d bits, as a PNG', async (bits) => {
    const original = desk.newPath('alpha.tif');
    const mask = ['(', '-size', `${width}x${height}`, 'gradient:white-black', ')'];
    await convert(
      refs.png,
      ...mask,
      '-compose',
      'CopyOpacity',
      '-composite',
      '-depth',
      String(bits),
      original,
    );
    const result = await desk.prepareFile(original);
    await check(refs, result, { type: 'PNG' });
    const wanted = await alpha(original);
    const got = await alpha(result.out);
    expect(
      Math.max(...got.map((value, index) => Math.abs(value - (wanted[index] ?? 0)))),
    ).toBeLessThanOrEqual(2);
  });

  test('a JPEG, made of a TIFF whose alpha hides nothing', async () => {
    const original = desk.newPath('opaque.tif');
    await convert(
      refs.png,
      '-alpha',
      'set',
      '-alpha',
      'opaque',
      '-define',
      'tiff:alpha=unassociated',
      original,
    );
    const result = await desk.prepareFile(original);
    expect(result.facts.hasAlpha).toBe(true);
    await check(refs, result, { type: 'JPEG' });
  });

  test('sRGB, made of a Lab TIFF', async () => {
    const original = desk.newPath('lab.tif');
    await convert(refs.png, '-colorspace', 'Lab', '-depth', '16', original);
    const result = await desk.prepareFile(original);
    expect(result.facts.colour).toBe('lab');
    await check(refs, result, { type: 'JPEG' });
  });

  test('eight bits, made of a PNG with 16', async () => {
    const original = desk.newPath('deep.png');
    await convert(
      refs.png,
      '-depth',
      '16',
      '-define',
      'png:bit-depth=16',
      '-define',
      'png:color-type=2',
      original,
    );
    const result = await desk.prepareFile(original);
    expect(result.facts.bitsPerChannel).toBe(16);
    await check(refs, result, { type: 'PNG' });
  });

  test('the transparency of a PNG with 16 bits', async () => {
    const original = desk.newPath('deep-alpha.png');
    const mask = ['(', '-size', `${width}x${height}`, 'gradient:white-black', ')'];
    const deep = ['-depth', '16', '-define', 'png:bit-depth=16', '-define', 'png:color-type=6'];
    await convert(refs.png, ...mask, '-compose', 'CopyOpacity', '-composite', ...deep, original);
    const result = await desk.prepareFile(original);
    await check(refs, result, { type: 'PNG' });
    expect((await read(result.out)).channels).toContain('a');
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'the right orientation, with EXIF orientation %d',
    async (orientation) => {
      const jpeg = await sharp(refs.png).resize(320, 240).jpeg({ quality: 96 }).toBuffer();
      const original = await writeWithSegment(
        desk.newPath('exif.jpg'),
        jpeg,
        exifSegment(orientation, false),
      );
      const result = await desk.prepareFile(original, { ...usual, longestEdge: 320 - 1 });
      const lies = orientation > 4;
      await check(refs, result, { type: 'JPEG', width: lies ? 239 : 319, height: lies ? 319 : 239 });
    },
  );

  test.each([true, false])('no location and no name (re-encoded: %s)', async (drawn) => {
    const jpeg = await sharp(refs.png).resize(320, 240).jpeg({ quality: 96 }).toBuffer();
    const original = await writeWithSegment(desk.newPath('gps.jpg'), jpeg, exifSegment(1, true));
    expect((await read(original)).exif).toContain('GPSLatitudeRef');
    const result = await desk.prepareFile(original, { ...usual, longestEdge: drawn ? 160 : 2560 });
    expect(result.facts.hasPrivateMetadata).toBe(true);
    expect((await readFile(result.out)).includes('Ann\0')).toBe(false);
    if (drawn) {
      await check(refs, result, { type: 'JPEG', width: 160, height: 120 });
    } else {
      expect(await read(result.out)).toMatchObject({ type: 'JPEG', exif: '', width: 320, height: 240 });
      expect((await pixels(result.out)).equals(await pixels(original))).toBe(true);
    }
  });

  test('the location, if the user keeps it, and the right orientation', async () => {
    const jpeg = await sharp(refs.png).resize(320, 240).jpeg({ quality: 96 }).toBuffer();
    const original = await writeWithSegment(desk.newPath('kept.jpg'), jpeg, exifSegment(6, true));
    const result = await desk.prepareFile(original, { longestEdge: 160, removePrivate: false });
    const found = await read(result.out);
    expect(found.exif).toContain('GPSLatitudeRef');
    expect([found.width, found.height]).toEqual([120, 160]);
    expect(['Undefined', 'TopLeft']).toContain(found.orientation);
  });

  test('nearly 8 MB, of a JPEG with 40 MB', async () => {
    const original = desk.newPath('huge.jpg');
    const raw = { width: 2600, height: 1900, channels: 3 } as const;
    const jpeg = await sharp(noise(2600, 1900), { raw })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    await writeFile(original, padJpeg(jpeg, 40_000_001));
    expect((await stat(original)).size).toBeGreaterThan(40_000_000);
    const { prepared, plan, out } = await desk.prepareFile(original, { ...usual, longestEdge: null });
    expect(plan.must).toBe(true);
    expect(prepared.bytes).toBeGreaterThan(limits.imageBytes * 0.8);
    expect(await read(out)).toMatchObject({ type: 'JPEG', width: prepared.width, height: prepared.height });
  });

  test('a JPEG within 8 MB, of a PNG with 40 MB', async () => {
    const original = desk.newPath('huge.png');
    const raw = { width: 2600, height: 1900, channels: 3 } as const;
    const plain = await sharp(noise(2600, 1900), { raw }).png({ compressionLevel: 1 }).toBuffer();
    await writeFile(original, padPng(plain, 40_000_001));
    expect((await stat(original)).size).toBeGreaterThan(40_000_000);
    const { prepared, out } = await desk.prepareFile(original);
    expect(await read(out)).toMatchObject({ type: 'JPEG', width: prepared.width, height: prepared.height });
    expect(prepared.width).toBe(2560);
  });

  test('a smaller PNG with its transparency, of one that is too large', async () => {
    const original = desk.newPath('cut-out.png');
    const data = Buffer.alloc(2400 * 1600 * 4);
    noise(2400, 2134).copy(data);
    await sharp(data, { raw: { width: 2400, height: 1600, channels: 4 } })
      .png({ compressionLevel: 1 })
      .toFile(original);
    const { prepared, out } = await desk.prepareFile(original);
    expect(prepared.type).toBe('png');
    expect(prepared.width).toBeLessThan(2400);
    expect(prepared.bytes).toBeGreaterThan(limits.imageBytes * 0.75);
    expect(prepared.width / prepared.height).toBeCloseTo(1.5, 2);
    expect((await read(out)).channels).toContain('a');
  });

  test.each([
    [1, 20_000],
    [20_000, 1],
    [3, 5121],
  ])('a picture, made of one of %d × %d pixels', async (columns, rows) => {
    const original = desk.newPath('thin.png');
    await sharp(hues(columns, rows), { raw: { width: columns, height: rows, channels: 3 } })
      .png()
      .toFile(original);
    const { prepared, out } = await desk.prepareFile(original);
    expect(Math.max(prepared.width, prepared.height)).toBe(2560);
    expect(Math.min(prepared.width, prepared.height)).toBeGreaterThanOrEqual(1);
    expect(await read(out)).toMatchObject({ width: prepared.width, height: prepared.height });
  });

  test('a single pixel of a TIFF', async () => {
    const original = desk.newPath('pixel.tif');
    await convert('-size', '1x1', 'xc:#c03020', original);
    await check(refs, await desk.prepareFile(original), { type: 'JPEG', width: 1, height: 1 });
  });

  test('a WebP that stays one', async () => {
    const original = desk.newPath('large.webp');
    await sharp(await huesPng(640, 480))
      .webp({ quality: 95 })
      .toFile(original);
    await check(refs, await desk.prepareFile(original, { ...usual, longestEdge: 320 }), {
      type: 'WEBP',
      width: 320,
      height: 240,
    });
  });

  test.each([
    ['24 bits', 641, ['-type', 'truecolor', 'bmp3:']],
    ['32 bits', 640, ['-alpha', 'set', '-alpha', 'opaque', 'bmp3:']],
    ['a palette', 641, ['-colors', '200', '-type', 'palette', 'bmp3:']],
  ])('a PNG, made of a BMP with %s that is too long', async (_, columns, how) => {
    const original = desk.newPath('long.bmp');
    const options = how.slice(0, -1);
    await convert(refs.png, '-resize', `${columns}x480!`, ...options, `${how.at(-1)}${original}`);
    await check(refs, await desk.prepareFile(original, { ...usual, longestEdge: 320 }), {
      type: 'PNG',
      width: 320,
      height: 240,
    });
  });
});

describe('preparing', () => {
  async function someTiff(): Promise<string> {
    const path = desk.newPath('some.tif');
    await sharp(await huesPng())
      .tiff()
      .toFile(path);
    return path;
  }

  test('gives a reason when the original is gone, or was truncated since its inspection', async () => {
    const { facts, plan, original } = await desk.prepareFile(await someTiff());
    const out = desk.newPath('out');
    expect(await prepare(desk.newPath('nothing.tif'), out, facts, plan)).toMatchObject({
      ok: false,
      reason: { code: 'gone' },
    });
    const cut = desk.newPath('cut.tif');
    await writeFile(cut, (await readFile(original)).subarray(0, 1500));
    expect(await prepare(cut, out, facts, plan)).toMatchObject({ ok: false, reason: { code: 'damaged' } });
    await expect(stat(out)).rejects.toThrow('ENOENT');
  });

  test('overwrites nothing', async () => {
    const { facts, plan, original } = await desk.prepareFile(await someTiff());
    const out = desk.newPath('taken');
    await writeFile(out, 'mine');
    expect((await prepare(original, out, facts, plan)).ok).toBe(false);
    expect(await readFile(out, 'utf8')).toBe('mine');
  });

  test('makes the same bytes of the same picture each time', async () => {
    const original = await someTiff();
    const [one, other] = [await desk.prepareFile(original), await desk.prepareFile(original)];
    expect(one.prepared.sha256).toBe(other.prepared.sha256);
  });

  test('re-encodes a JPEG whose metadata can’t be removed', async () => {
    const jpeg = await sharp(await huesPng())
      .jpeg()
      .toBuffer();
    const whole = await writeWithSegment(desk.newPath('whole.jpg'), jpeg, exifSegment(1, true));
    const { facts, plan } = await desk.prepareFile(whole);
    expect(plan.recipe.type).toBe('removing-metadata');
    const endless = desk.newPath('endless.jpg');
    await copyFile(whole, endless);
    const bytes = await readFile(whole);
    await writeFile(endless, bytes.subarray(0, bytes.length - 2));
    const made = await prepare(endless, desk.newPath('out'), facts, plan);
    if (made.ok) expect(made.value.quality).not.toBeNull();
    else expect(made.reason.code).toBe('damaged');
  });
});

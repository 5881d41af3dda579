import { createHash } from 'node:crypto';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspect } from '../../electron/intake/inspect.ts';
import type { PictureFacts } from '../../electron/intake/picture-facts.ts';
import { planPreparing, type Preparing } from '../../electron/intake/prepare/plan.ts';
import { prepare, type Prepared } from '../../electron/intake/prepare/prepare.ts';
import { limits } from '../../shared/limits.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';
import { padJpeg } from '../unit/intake/pictures.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
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
import { iccProfile, type Space } from './support/colour-profiles.ts';
import { deltaE, differenceOf } from './support/delta-e.ts';
import {
  alpha,
  convert,
  pixels,
  profileFile,
  read,
  reference,
  whyNoImageMagick,
} from './support/imagemagick.ts';

const missing = whyNoImageMagick();
if (missing !== null) process.stdout.write(`Prepared pictures with ImageMagick: skipped. ${missing}\n`);

const usual: PrepareSettings = { longestEdge: 2560, removePrivate: true };
const fixtures = join(import.meta.dirname, 'pictures');
/** CIEDE2000 against what ImageMagick and Little CMS make of the same original. */
const bounds = { mean: 1.5, nearlyWorst: 6 };

let folder: Awaited<ReturnType<typeof tempFolder>>;
let made = 0;

beforeAll(async () => {
  folder = await tempFolder();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

function place(name: string): string {
  made += 1;
  return join(folder.path, `${made}-${name}`);
}

interface Result {
  original: string;
  out: string;
  facts: PictureFacts;
  plan: Preparing;
  prepared: Prepared;
}

/** Inspects, plans and prepares, as intake does, and makes sure that the original was only read. */
async function prepareFile(original: string, settings = usual): Promise<Result> {
  const before = createHash('sha256')
    .update(await readFile(original))
    .digest('hex');
  const seen = await inspect(original);
  if (!seen.ok) throw new Error(seen.reason.sentence);
  const { preview: _, ...facts } = seen.value;
  const plan = planPreparing(facts, settings);
  if (!plan.ok) throw new Error(plan.reason.sentence);
  if (plan.value.is !== 'prepare') throw new Error('Nothing is to be prepared');
  const out = place('prepared');
  const prepared = await prepare(original, out, facts, plan.value);
  if (!prepared.ok) throw new Error(prepared.reason.sentence);
  const bytes = await readFile(out);
  expect(prepared.value.bytes).toBe(bytes.length);
  expect(prepared.value.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(bytes.length).toBeLessThanOrEqual(limits.imageBytes);
  expect(
    createHash('sha256')
      .update(await readFile(original))
      .digest('hex'),
  ).toBe(before);
  return { original, out, facts, plan: plan.value, prepared: prepared.value };
}

describe.skipIf(missing !== null)('ImageMagick finds in a prepared picture', () => {
  let srgb: string;
  let p3: string;
  let cmyk: string;
  let png: string;

  beforeAll(async () => {
    srgb = await profileFile(folder.path, 'srgb');
    p3 = await profileFile(folder.path, 'p3');
    cmyk = await profileFile(folder.path, 'cmyk');
    png = place('hues.png');
    await writeFile(png, await huesPng());
  });

  /** Type, size, eight bits, no profile, no EXIF, upright, and the colours of the original within the bounds. */
  async function check(
    { original, out, prepared }: Result,
    expected: { type: 'JPEG' | 'PNG' | 'WEBP'; width?: number; height?: number; assumed?: string },
  ): Promise<void> {
    const found = await read(out);
    expect(found).toMatchObject({ type: expected.type, bits: 8, profile: '', exif: '' });
    expect(['Undefined', 'TopLeft']).toContain(found.orientation);
    expect([found.width, found.height]).toEqual([expected.width ?? width, expected.height ?? height]);
    expect([prepared.width, prepared.height]).toEqual([found.width, found.height]);
    const wanted = await reference(original, prepared, { srgb, profile: expected.assumed });
    const difference = differenceOf(await pixels(out), wanted);
    expect(difference.mean).toBeLessThanOrEqual(bounds.mean);
    expect(difference.nearlyWorst).toBeLessThanOrEqual(bounds.nearlyWorst);
  }

  test('the measure of colour differences itself: Sharma’s pairs', () => {
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
    const result = await prepareFile(join(fixtures, name));
    expect(result.plan.must).toBe(true);
    // ImageMagick 6 reads no profiles from these files and is told.
    const assumed = isP3 ? { assumed: p3 } : {};
    await check(result, { type: 'JPEG', width: columns, height: rows, ...assumed });
  });

  test('the transparency of a HEIC, as a PNG', async () => {
    const result = await prepareFile(join(fixtures, 'alpha.heic'));
    await check(result, { type: 'PNG' });
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
    const original = place('picture.tif');
    await convert(png, ...how, original);
    await check(await prepareFile(original), { type: 'JPEG' });
  });

  test('the first page of a TIFF with several', async () => {
    const original = place('pages.tif');
    await convert(png, '(', png, '-negate', ')', '(', png, '-flip', ')', original);
    const result = await prepareFile(original);
    expect(result.facts.frames).toBe(3);
    await check(result, { type: 'JPEG' });
  });

  test.each([8, 16])('the transparency of a TIFF with %d bits, as a PNG', async (bits) => {
    const original = place('alpha.tif');
    const mask = ['(', '-size', `${width}x${height}`, 'gradient:white-black', ')'];
    await convert(png, ...mask, '-compose', 'CopyOpacity', '-composite', '-depth', String(bits), original);
    const result = await prepareFile(original);
    await check(result, { type: 'PNG' });
    const wanted = await alpha(original);
    const got = await alpha(result.out);
    expect(
      Math.max(...got.map((value, index) => Math.abs(value - (wanted[index] ?? 0)))),
    ).toBeLessThanOrEqual(2);
  });

  test('a JPEG, made of a TIFF whose alpha hides nothing', async () => {
    const original = place('opaque.tif');
    await convert(png, '-alpha', 'set', '-alpha', 'opaque', '-define', 'tiff:alpha=unassociated', original);
    const result = await prepareFile(original);
    expect(result.facts.hasAlpha).toBe(true);
    await check(result, { type: 'JPEG' });
  });

  test('sRGB, made of a Lab TIFF', async () => {
    const original = place('lab.tif');
    await convert(png, '-colorspace', 'Lab', '-depth', '16', original);
    const result = await prepareFile(original);
    expect(result.facts.colour).toBe('lab');
    await check(result, { type: 'JPEG' });
  });

  test('eight bits, made of a PNG with 16', async () => {
    const original = place('deep.png');
    await convert(
      png,
      '-depth',
      '16',
      '-define',
      'png:bit-depth=16',
      '-define',
      'png:color-type=2',
      original,
    );
    const result = await prepareFile(original);
    expect(result.facts.bitsPerChannel).toBe(16);
    await check(result, { type: 'PNG' });
  });

  test('the transparency of a PNG with 16 bits', async () => {
    const original = place('deep-alpha.png');
    const mask = ['(', '-size', `${width}x${height}`, 'gradient:white-black', ')'];
    const deep = ['-depth', '16', '-define', 'png:bit-depth=16', '-define', 'png:color-type=6'];
    await convert(png, ...mask, '-compose', 'CopyOpacity', '-composite', ...deep, original);
    const result = await prepareFile(original);
    await check(result, { type: 'PNG' });
    expect((await read(result.out)).channels).toContain('a');
  });

  describe('the colours of', () => {
    const wide: [string, Space | 'Display P3'][] = [
      ['Display P3', 'Display P3'],
      ['Adobe RGB', 'Adobe RGB (1998)'],
      ['ProPhoto RGB', 'ProPhoto RGB'],
    ];

    /** The hues, converted into a space and tagged with its profile, by ImageMagick. */
    async function inSpace(space: Space | 'Display P3', name: string, ...how: string[]): Promise<string> {
      let profile = p3;
      if (space !== 'Display P3') {
        profile = place('space.icc');
        await writeFile(profile, iccProfile(space));
      }
      const original = place(name);
      // Tagged and not converted: the colours are as far out as the space reaches.
      await convert(png, ...how, '-profile', profile, original);
      return original;
    }

    test.each(wide)('a JPEG in %s, in sRGB', async (_, space) => {
      const result = await prepareFile(await inSpace(space, 'wide.jpg', '-quality', '96'));
      expect(result.facts.colour).toBe('wide');
      expect(result.plan.changes.map(({ is }) => is)).toEqual(['to-srgb']);
      await check(result, { type: 'JPEG' });
    });

    test.each(wide)('a JPEG in %s, scaled down and in sRGB', async (_, space) => {
      const original = await inSpace(space, 'wide-large.jpg', '-resize', '800x600!', '-quality', '96');
      const result = await prepareFile(original, { ...usual, longestEdge: 320 });
      await check(result, { type: 'JPEG', width: 320, height: 240 });
    });

    test.each(wide)('a PNG with 16 bits in %s, in sRGB', async (_, space) => {
      const deep = ['-depth', '16', '-define', 'png:bit-depth=16', '-define', 'png:color-type=2'];
      const result = await prepareFile(await inSpace(space, 'wide.png', ...deep));
      expect(result.facts).toMatchObject({ bitsPerChannel: 16, colour: 'wide' });
      await check(result, { type: 'PNG' });
    });

    test.each([8, 16])('a TIFF with %d bits in Adobe RGB, in sRGB', async (bits) => {
      const result = await prepareFile(await inSpace('Adobe RGB (1998)', 'wide.tif', '-depth', String(bits)));
      await check(result, { type: 'JPEG' });
    });

    test('a CMYK JPEG with a profile, in sRGB', async () => {
      const original = place('cmyk-profile.jpg');
      await convert(png, '-profile', srgb, '-profile', cmyk, '-quality', '96', original);
      const result = await prepareFile(original);
      expect(result.facts).toMatchObject({ colour: 'cmyk' });
      await check(result, { type: 'JPEG' });
    });

    test('a CMYK JPEG without a profile, taken for usual print colours', async () => {
      const original = place('cmyk-plain.jpg');
      await convert(png, '-profile', srgb, '-profile', cmyk, '-strip', '-quality', '96', original);
      const result = await prepareFile(original);
      expect(result.facts).toMatchObject({ colour: 'cmyk', profile: null });
      await check(result, { type: 'JPEG', assumed: cmyk });
    });

    test('a CMYK TIFF, in sRGB', async () => {
      const original = place('cmyk.tif');
      await convert(png, '-profile', srgb, '-profile', cmyk, original);
      await check(await prepareFile(original), { type: 'JPEG' });
    });

    test('a grey TIFF, which stays grey', async () => {
      const original = place('grey.tif');
      await convert(png, '-colorspace', 'Gray', original);
      const result = await prepareFile(original);
      expect(result.facts.colour).toBe('grey');
      await check(result, { type: 'JPEG' });
    });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('the right side up, with EXIF orientation %d', async (orientation) => {
    const jpeg = await sharp(png).resize(320, 240).jpeg({ quality: 96 }).toBuffer();
    const original = await writeWithSegment(place('exif.jpg'), jpeg, exifSegment(orientation, false));
    const result = await prepareFile(original, { ...usual, longestEdge: 320 - 1 });
    const lies = orientation > 4;
    await check(result, { type: 'JPEG', width: lies ? 239 : 319, height: lies ? 319 : 239 });
  });

  test.each([true, false])('no place and no name (drawn anew: %s)', async (drawn) => {
    const jpeg = await sharp(png).resize(320, 240).jpeg({ quality: 96 }).toBuffer();
    const original = await writeWithSegment(place('gps.jpg'), jpeg, exifSegment(1, true));
    expect((await read(original)).exif).toContain('GPSLatitudeRef');
    const result = await prepareFile(original, { ...usual, longestEdge: drawn ? 160 : 2560 });
    expect(result.facts.hasPrivateMetadata).toBe(true);
    expect((await readFile(result.out)).includes('Ann\0')).toBe(false);
    if (drawn) {
      await check(result, { type: 'JPEG', width: 160, height: 120 });
    } else {
      expect(await read(result.out)).toMatchObject({ type: 'JPEG', exif: '', width: 320, height: 240 });
      expect((await pixels(result.out)).equals(await pixels(original))).toBe(true);
    }
  });

  test('the place, where the user wants it kept, and the right side up', async () => {
    const jpeg = await sharp(png).resize(320, 240).jpeg({ quality: 96 }).toBuffer();
    const original = await writeWithSegment(place('kept.jpg'), jpeg, exifSegment(6, true));
    const result = await prepareFile(original, { longestEdge: 160, removePrivate: false });
    const found = await read(result.out);
    expect(found.exif).toContain('GPSLatitudeRef');
    expect([found.width, found.height]).toEqual([120, 160]);
    expect(['Undefined', 'TopLeft']).toContain(found.orientation);
  });

  test('8 MB used well, of a JPEG with 40 MB', async () => {
    const original = place('huge.jpg');
    const raw = { width: 2600, height: 1900, channels: 3 } as const;
    const jpeg = await sharp(noise(2600, 1900), { raw })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    await writeFile(original, padJpeg(jpeg, 40_000_001));
    expect((await stat(original)).size).toBeGreaterThan(40_000_000);
    const { prepared, plan, out } = await prepareFile(original, { ...usual, longestEdge: null });
    expect(plan.must).toBe(true);
    expect(prepared.bytes).toBeGreaterThan(limits.imageBytes * 0.8);
    expect(await read(out)).toMatchObject({ type: 'JPEG', width: prepared.width, height: prepared.height });
  });

  test('a JPEG within 8 MB, of a PNG with 40 MB', async () => {
    const original = place('huge.png');
    const raw = { width: 2600, height: 1900, channels: 3 } as const;
    const plain = await sharp(noise(2600, 1900), { raw }).png({ compressionLevel: 1 }).toBuffer();
    await writeFile(original, padPng(plain, 40_000_001));
    expect((await stat(original)).size).toBeGreaterThan(40_000_000);
    const { prepared, out } = await prepareFile(original);
    expect(await read(out)).toMatchObject({ type: 'JPEG', width: prepared.width, height: prepared.height });
    expect(prepared.width).toBe(2560);
  });

  test('a smaller PNG that keeps its transparency, of one that is too large', async () => {
    const original = place('cut-out.png');
    const data = Buffer.alloc(2400 * 1600 * 4);
    noise(2400, 2134).copy(data);
    await sharp(data, { raw: { width: 2400, height: 1600, channels: 4 } })
      .png({ compressionLevel: 1 })
      .toFile(original);
    const { prepared, out } = await prepareFile(original);
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
    const original = place('thin.png');
    await sharp(hues(columns, rows), { raw: { width: columns, height: rows, channels: 3 } })
      .png()
      .toFile(original);
    const { prepared, out } = await prepareFile(original);
    expect(Math.max(prepared.width, prepared.height)).toBe(2560);
    expect(Math.min(prepared.width, prepared.height)).toBeGreaterThanOrEqual(1);
    expect(await read(out)).toMatchObject({ width: prepared.width, height: prepared.height });
  });

  test('a single pixel of a TIFF', async () => {
    const original = place('pixel.tif');
    await convert('-size', '1x1', 'xc:#c03020', original);
    await check(await prepareFile(original), { type: 'JPEG', width: 1, height: 1 });
  });

  test('a WebP that stays one', async () => {
    const original = place('large.webp');
    await sharp(await huesPng(640, 480))
      .webp({ quality: 95 })
      .toFile(original);
    await check(await prepareFile(original, { ...usual, longestEdge: 320 }), {
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
    const original = place('long.bmp');
    const options = how.slice(0, -1);
    await convert(png, '-resize', `${columns}x480!`, ...options, `${how.at(-1)}${original}`);
    await check(await prepareFile(original, { ...usual, longestEdge: 320 }), {
      type: 'PNG',
      width: 320,
      height: 240,
    });
  });
});

describe('preparing', () => {
  async function someTiff(): Promise<string> {
    const path = place('some.tif');
    await sharp(await huesPng())
      .tiff()
      .toFile(path);
    return path;
  }

  test('answers why, when the original is gone, or cut short since it was looked at', async () => {
    const { facts, plan, original } = await prepareFile(await someTiff());
    const out = place('out');
    expect(await prepare(place('nothing.tif'), out, facts, plan)).toMatchObject({
      ok: false,
      reason: { code: 'gone' },
    });
    const cut = place('cut.tif');
    await writeFile(cut, (await readFile(original)).subarray(0, 1500));
    expect(await prepare(cut, out, facts, plan)).toMatchObject({ ok: false, reason: { code: 'damaged' } });
    await expect(stat(out)).rejects.toThrow('ENOENT');
  });

  test('writes over nothing', async () => {
    const { facts, plan, original } = await prepareFile(await someTiff());
    const out = place('taken');
    await writeFile(out, 'mine');
    expect((await prepare(original, out, facts, plan)).ok).toBe(false);
    expect(await readFile(out, 'utf8')).toBe('mine');
  });

  test('ends when it is cancelled, before and after it began', async () => {
    const { facts, plan, original } = await prepareFile(await someTiff());
    const stop = new AbortController();
    const running = Array.from({ length: 12 }, async (_, n) =>
      prepare(original, place(`out-${n}`), facts, plan, { signal: stop.signal }),
    );
    stop.abort();
    const ends = await Promise.all(running);
    expect(ends.filter((end) => !end.ok && end.reason.code === 'cancelled').length).toBeGreaterThan(8);
    expect(await prepare(original, place('never'), facts, plan, { signal: stop.signal })).toMatchObject({
      ok: false,
      reason: { code: 'cancelled' },
    });
  });

  test('makes the same bytes of the same picture each time', async () => {
    const original = await someTiff();
    const [one, other] = [await prepareFile(original), await prepareFile(original)];
    expect(one.prepared.sha256).toBe(other.prepared.sha256);
  });

  test('draws a JPEG anew that breaks the rules for taking its metadata out', async () => {
    const jpeg = await sharp(await huesPng())
      .jpeg()
      .toBuffer();
    const whole = await writeWithSegment(place('whole.jpg'), jpeg, exifSegment(1, true));
    const { facts, plan } = await prepareFile(whole);
    expect(plan.recipe.by).toBe('removing-metadata');
    const endless = place('endless.jpg');
    await copyFile(whole, endless);
    const bytes = await readFile(whole);
    await writeFile(endless, bytes.subarray(0, bytes.length - 2));
    const made = await prepare(endless, place('out'), facts, plan);
    if (made.ok) expect(made.value.quality).not.toBeNull();
    else expect(made.reason.code).toBe('damaged');
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { height, hues, width, withChunk } from './prepare-pictures.ts';
import { greyProfile, iccProfile, type Space } from './support/colour-profiles.ts';
import { differenceOf } from './support/delta-e.ts';
import { convert, pixels, whyNoImageMagick } from './support/imagemagick.ts';
import { check, PrepareDesk, usual, type References } from './support/prepare-desk.ts';

const missing = whyNoImageMagick();

let desk: PrepareDesk;

beforeAll(async () => {
  desk = await PrepareDesk.open();
});
afterAll(async () => {
  await desk.close();
});

describe.skipIf(missing !== null)('ImageMagick finds in a prepared picture the colours of', () => {
  let refs: References;

  beforeAll(async () => {
    refs = await desk.references();
  });

  const wide: [string, Space | 'Display P3'][] = [
    ['Display P3', 'Display P3'],
    ['Adobe RGB', 'Adobe RGB (1998)'],
    ['ProPhoto RGB', 'ProPhoto RGB'],
  ];

  /** The hues, converted to a colour space and tagged with its profile, by ImageMagick. */
  async function inSpace(space: Space | 'Display P3', name: string, ...how: string[]): Promise<string> {
    let profile = refs.p3;
    if (space !== 'Display P3') {
      profile = desk.newPath('space.icc');
      await writeFile(profile, iccProfile(space));
    }
    const original = desk.newPath(name);
    // Tagged and not converted: the colours are as saturated as the space allows.
    await convert(refs.png, ...how, '-profile', profile, original);
    return original;
  }

  test.each(wide)('a JPEG in %s, in sRGB', async (_, space) => {
    const result = await desk.prepareFile(await inSpace(space, 'wide.jpg', '-quality', '96'));
    expect(result.facts.colour).toBe('wide');
    expect(result.plan.changes.map(({ type }) => type)).toEqual(['to-srgb']);
    await check(refs, result, { type: 'JPEG' });
  });

  test.each(wide)('a JPEG in %s, scaled down and in sRGB', async (_, space) => {
    const original = await inSpace(space, 'wide-large.jpg', '-resize', '800x600!', '-quality', '96');
    const result = await desk.prepareFile(original, { ...usual, longestEdge: 320 });
    await check(refs, result, { type: 'JPEG', width: 320, height: 240 });
  });

  test.each(wide)('a PNG with 16 bits in %s, in sRGB', async (_, space) => {
    const deep = ['-depth', '16', '-define', 'png:bit-depth=16', '-define', 'png:color-type=2'];
    const result = await desk.prepareFile(await inSpace(space, 'wide.png', ...deep));
    expect(result.facts).toMatchObject({ bitsPerChannel: 16, colour: 'wide' });
    await check(refs, result, { type: 'PNG' });
  });

  test.each([8, 16])('a TIFF with %d bits in Adobe RGB, in sRGB', async (bits) => {
    const result = await desk.prepareFile(
      await inSpace('Adobe RGB (1998)', 'wide.tif', '-depth', String(bits)),
    );
    await check(refs, result, { type: 'JPEG' });
  });

  test('a CMYK JPEG with a profile, in sRGB', async () => {
    const original = desk.newPath('cmyk-profile.jpg');
    await convert(refs.png, '-profile', refs.srgb, '-profile', refs.cmyk, '-quality', '96', original);
    const result = await desk.prepareFile(original);
    expect(result.facts).toMatchObject({ colour: 'cmyk' });
    await check(refs, result, { type: 'JPEG' });
  });

  test('a CMYK JPEG without a profile, with usual print colours assumed', async () => {
    const original = desk.newPath('cmyk-plain.jpg');
    await convert(
      refs.png,
      '-profile',
      refs.srgb,
      '-profile',
      refs.cmyk,
      '-strip',
      '-quality',
      '96',
      original,
    );
    const result = await desk.prepareFile(original);
    expect(result.facts).toMatchObject({ colour: 'cmyk', profile: null });
    await check(refs, result, { type: 'JPEG', assumed: refs.cmyk });
  });

  test('a CMYK TIFF, in sRGB', async () => {
    const original = desk.newPath('cmyk.tif');
    await convert(refs.png, '-profile', refs.srgb, '-profile', refs.cmyk, original);
    await check(refs, await desk.prepareFile(original), { type: 'JPEG' });
  });

  const dark = ['-evaluate', 'Multiply', '0.2'];

  test.each(['jpg', 'tif'])('dark colours in CMYK with a profile, as %s', async (extension) => {
    const original = desk.newPath(`dark.${extension}`);
    await convert(
      refs.png,
      ...dark,
      '-profile',
      refs.srgb,
      '-profile',
      refs.cmyk,
      '-quality',
      '97',
      original,
    );
    await check(refs, await desk.prepareFile(original), { type: 'JPEG' });
  });

  test('dark colours in CMYK without a profile', async () => {
    const original = desk.newPath('dark-plain.jpg');
    const inks = ['-profile', refs.srgb, '-profile', refs.cmyk, '-strip', '-quality', '97'];
    await convert(refs.png, ...dark, ...inks, original);
    await check(refs, await desk.prepareFile(original), { type: 'JPEG', assumed: refs.cmyk });
  });

  test.each([8, 16])('a CMYK TIFF with %d bits and a saved selection, scaled down', async (bits) => {
    const original = desk.newPath('selection.tif');
    const selection = ['-size', '800x600', 'gradient:', '-compose', 'CopyOpacity', '-composite'];
    const large = ['-resize', '800x600!', '-profile', refs.srgb, '-profile', refs.cmyk, ...selection];
    const depth = ['-depth', String(bits), '-define', 'tiff:alpha=unspecified'];
    await convert(refs.png, ...large, ...depth, original);
    const result = await desk.prepareFile(original, { ...usual, longestEdge: 320 });
    await check(refs, result, { type: 'JPEG', width: 320, height: 240 });
  });

  test.each([
    ['jpg', 8, 1.4],
    ['tif', 8, 1.4],
    ['tif', 16, 1.4],
    ['tif', 16, 2.6],
    ['png', 16, 1.4],
  ])(
    'a grey %s with %d bits and a profile of gamma %d, in the tones of sRGB',
    async (extension, bits, gamma) => {
      const profile = desk.newPath('grey.icc');
      await writeFile(profile, greyProfile(gamma));
      const original = desk.newPath(`grey.${extension}`);
      const depth = ['-depth', String(bits), '-quality', '97'];
      await convert(refs.png, '-colorspace', 'Gray', ...depth, '-profile', profile, original);
      const result = await desk.prepareFile(original);
      expect(result.facts).toMatchObject({ colour: 'profiled-grey', profile: `Grey of gamma ${gamma}` });
      await check(refs, result, { type: extension === 'png' ? 'PNG' : 'JPEG' });
    },
  );

  const xy = { srgb: [64, 33, 30, 60, 15, 6], p3: [68, 32, 26.5, 69, 15, 6] } as const;

  /** As PNG has them: of a white of daylight, and of `primaries` in hundredths. */
  function chromaticities(primaries: readonly number[]): Buffer {
    const chunk = Buffer.alloc(32);
    [31.27, 32.9, ...primaries].forEach((value, at) => chunk.writeUInt32BE(value * 1000, at * 4));
    return chunk;
  }

  function fileGamma(value: number): Buffer {
    const chunk = Buffer.alloc(4);
    chunk.writeUInt32BE(Math.round(value * 100_000));
    return chunk;
  }

  test.each([8, 16])('a PNG with %d bits that is in Display P3 by its cICP chunk', async (bits) => {
    const plain = await deepPng(hues(), bits, (value) => value);
    const original = desk.newPath('told.png');
    await writeFile(original, withChunk(plain, 'cICP', Buffer.from([12, 13, 0, 1])));
    const result = await desk.prepareFile(original, { ...usual, longestEdge: 320 });
    expect(result.facts).toMatchObject({ colour: 'wide', profile: 'Display P3' });
    await check(refs, result, { type: 'PNG', assumed: refs.p3 });
  });

  test('a PNG that is in Display P3 by its chromaticities', async () => {
    const plain = withChunk(await deepPng(hues(), 8, (value) => value), 'cHRM', chromaticities(xy.p3));
    const original = desk.newPath('told.png');
    await writeFile(original, withChunk(plain, 'gAMA', fileGamma(0.45455)));
    await check(refs, await desk.prepareFile(original), { type: 'PNG', assumed: refs.p3 });
  });

  test.each([
    [8, 1.8],
    [16, 1.8],
    [16, 1],
  ])('a PNG with %d bits and a gamma of %d', async (bits, gamma) => {
    const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const plain = await deepPng(hues(), bits, (value) => linear(value) ** (1 / gamma));
    const original = desk.newPath('gamma.png');
    const said = withChunk(plain, 'cHRM', chromaticities(xy.srgb));
    await writeFile(original, withChunk(said, 'gAMA', fileGamma(1 / gamma)));
    const result = await desk.prepareFile(original);
    const difference = differenceOf(await pixels(result.out), hues());
    expect(difference.mean).toBeLessThanOrEqual(1.5);
    expect(difference.nearlyWorst).toBeLessThanOrEqual(6);
  });

  test('a PNG that has the gamma and chromaticities of sRGB, which stays as it is', async () => {
    const plain = withChunk(await deepPng(hues(), 8, (value) => value), 'cHRM', chromaticities(xy.srgb));
    const original = desk.newPath('usual.png');
    await writeFile(original, withChunk(plain, 'gAMA', fileGamma(0.45455)));
    await expect(desk.prepareFile(original)).rejects.toThrow('Nothing is to be prepared');
  });

  test('an AVIF that is in Display P3 by its codes', async () => {
    const bytes = await readFile(join(import.meta.dirname, 'pictures', 'mirrored.avif'));
    const codes = bytes.indexOf('colrnclx') + 'colrnclx'.length;
    bytes.writeUInt16BE(12, codes);
    const original = desk.newPath('told.avif');
    await writeFile(original, bytes);
    // ImageMagick 6 takes the numbers of such a file for luma and chroma where it is given a profile.
    const plain = desk.newPath('plain.png');
    await convert(original, plain);
    const result = { ...(await desk.prepareFile(original)), original: plain };
    await check(refs, result, { type: 'JPEG', assumed: refs.p3 });
  });

  async function deepPng(rgb: Buffer, bits: number, how: (value: number) => number): Promise<Buffer> {
    const largest = 2 ** bits - 1;
    const values = Array.from(rgb, (value) => Math.round(how(value / 255) * largest));
    const data = bits === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
    const picture = sharp(data, { raw: { width, height, channels: 3 } });
    return await (bits === 8 ? picture : picture.toColourspace('rgb16')).png().toBuffer();
  }

  test('a grey TIFF, which stays grey', async () => {
    const original = desk.newPath('grey.tif');
    await convert(refs.png, '-colorspace', 'Gray', original);
    const result = await desk.prepareFile(original);
    expect(result.facts.colour).toBe('grey');
    await check(refs, result, { type: 'JPEG' });
  });
});

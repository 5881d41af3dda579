import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { greyProfile, iccProfile, type Space } from './support/colour-profiles.ts';
import { convert, whyNoImageMagick } from './support/imagemagick.ts';
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

  test('a grey TIFF, which stays grey', async () => {
    const original = desk.newPath('grey.tif');
    await convert(refs.png, '-colorspace', 'Gray', original);
    const result = await desk.prepareFile(original);
    expect(result.facts.colour).toBe('grey');
    await check(refs, result, { type: 'JPEG' });
  });
});

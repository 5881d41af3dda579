import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iccProfile, type Space } from './support/colour-profiles.ts';
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

  test('a grey TIFF, which stays grey', async () => {
    const original = desk.newPath('grey.tif');
    await convert(refs.png, '-colorspace', 'Gray', original);
    const result = await desk.prepareFile(original);
    expect(result.facts.colour).toBe('grey');
    await check(refs, result, { type: 'JPEG' });
  });
});

import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspect } from '../../electron/pictures/inspect.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { height, width } from './prepare-pictures.ts';
import { differenceOf } from './support/delta-e.ts';
import { alpha, reference, whyNoImageMagick } from './support/imagemagick.ts';
import { check, PrepareDesk, type References } from './support/prepare-desk.ts';

const missing = whyNoImageMagick();
if (missing !== null) process.stdout.write(`HEIC and AVIF with ImageMagick: skipped. ${missing}\n`);

const fixtures = join(import.meta.dirname, 'pictures');
const gridEdge = 256;

let desk: PrepareDesk;
let refs: References;

describe.skipIf(missing !== null)('ImageMagick finds in what is made of a HEIC or AVIF', () => {
  beforeAll(async () => {
    desk = await PrepareDesk.open();
    refs = await desk.references();
  });
  afterAll(async () => {
    await desk.close();
  });

  test.each([
    ['12-bit.heic', width, height, false, 12],
    ['12-bit-p3.avif', width, height, true, 12],
    ['mirrored.avif', width, height, false, 8],
    ['turned.avif', height, width, false, 8],
    ['turned-and-mirrored.avif', height, width, false, 8],
  ])('a JPEG with the colours of %s, upright', async (name, columns, rows, isP3, bits) => {
    const result = await desk.prepareFile(join(fixtures, name));
    expect(result.facts.bitsPerChannel).toBe(bits);
    // ImageMagick 6 reads no profiles from these files and is told.
    const assumed = isP3 ? { assumed: refs.p3 } : {};
    await check(refs, result, { type: 'JPEG', width: columns, height: rows, ...assumed });
  });

  test('a PNG with the transparency of an AVIF in tiles', async () => {
    const original = join(fixtures, 'alpha-grid.avif');
    const result = await desk.prepareFile(original);
    await check(refs, result, { type: 'PNG', width: gridEdge, height: gridEdge });
    // Opaque at the top, clear at the bottom. Earlier versions of libheif, and so ImageMagick, see no alpha here.
    const shades = await alpha(result.out);
    for (let row = 0; row < gridEdge; row += 1) {
      expect(Math.abs((shades[row * gridEdge] ?? 0) - (255 - row))).toBeLessThanOrEqual(3);
    }
  });

  test.each([
    ['p3.heic', true],
    ['10-bit.heic', true],
    ['12-bit.heic', false],
    ['turned.heic', true],
    ['10-bit-p3.avif', true],
    ['12-bit-p3.avif', true],
    ['turned-and-mirrored.avif', false],
  ])('a preview with the colours of %s', async (name, isP3) => {
    const original = join(fixtures, name);
    const seen = await inspect(original);
    if (!seen.ok) throw new Error(sentenceOf(seen.reason));
    const profile = isP3 ? refs.p3 : undefined;
    const wanted = await reference(original, seen.value, { srgb: refs.srgb, profile });
    const found = await sharp(seen.value.preview).removeAlpha().raw().toBuffer();
    const { mean, nearlyWorst } = differenceOf(found, wanted);
    expect(mean).toBeLessThanOrEqual(1.5);
    expect(nearlyWorst).toBeLessThanOrEqual(6);
  });
});

import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { measure } from '../../../electron/pictures/measure.ts';
import { reserveNothing } from '../../../electron/pictures/memory-estimate.ts';
import { planPreparing } from '../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../electron/pictures/prepare/prepare.ts';
import { readClues } from '../../../electron/pictures/read-clues.ts';
import { plainRecipe } from '../../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../../shared/recipe.ts';
import { greyProfile } from '../../integration/support/colour-profiles.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { writeTiff } from './tiffs.ts';

/** Grey pictures of 16 bits with a profile, whose tones are those of sRGB wherever they are looked at. */

const [width, height] = [480, 320];

function grey(gamma: number, tone: (x: number) => number): Buffer {
  const profile = [...greyProfile(gamma)];
  const pixel = (x: number) => [tone(x)];
  const fields: [34_675, 7, number[]][] = [[34_675, 7, profile]];
  return writeTiff({ width, height, photometric: 1, samples: 1, bits: 16, pixel, fields });
}

async function inspected(path: string) {
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(seen.reason.code);
  const { preview: _preview, pixels: _pixels, ...facts } = seen.value;
  expect(facts).toMatchObject({ colour: 'profiled-grey', bitsPerChannel: 16 });
  return facts;
}

async function prepared(path: string, to: string, recipe: Partial<PhotoRecipe>, removePrivate = true) {
  const facts = await inspected(path);
  const options = { longestEdge: null, removePrivate };
  const plan = planPreparing(facts, options, 'prepared', { ...plainRecipe, ...recipe });
  if (!plan.ok || plan.value.type === 'as-is') throw new Error('Nothing is done');
  const made = await prepare(path, to, facts, plan.value);
  if (!made.ok) throw new Error(made.reason.code);
  const { data, info } = await sharp(to).raw().toBuffer({ resolveWithObject: true });
  return (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0;
}

/** 120 of 255 by a gamma of 1.4. */
const right = 159;
const square = { width: 1, height: 1 };
const padding = { type: 'padding', ratio: square, fill: { type: 'edge' }, padding: 10 } as const;

it.each<[string, Partial<PhotoRecipe>, boolean]>([
  ['padded in the colour of its edges', { shape: padding }, true],
  ['padded, with its private data', { shape: padding }, false],
  ['trimmed', { trim: true }, true],
  [
    'cropped and sharpened',
    { shape: { type: 'crop', ratio: square }, sharpen: 'screen', longestEdge: 320 },
    true,
  ],
])('a picture %s', async (_, recipe, removePrivate) => {
  await using folder = await tempFolder();
  const path = await folder.write(
    'a.tif',
    grey(1.4, () => 120),
  );
  const at = await prepared(path, join(folder.path, 'b'), { format: 'png', ...recipe }, removePrivate);
  expect(Math.abs(at(160, 160) - right)).toBeLessThanOrEqual(1);
  expect(Math.abs(at(1, 1) - right)).toBeLessThanOrEqual(1);
});

it('what is measured in a picture', async () => {
  await using folder = await tempFolder();
  const path = await folder.write(
    'a.tif',
    grey(1.4, () => 120),
  );
  const facts = await inspected(path);
  const measures = await measure(path, facts, reserveNothing);
  const clues = await readClues(path, facts, { codes: false, measures: true }, reserveNothing);
  if (!measures.ok || !clues.ok) throw new Error('Not measured');
  for (const { mean } of [measures.value, clues.value.measures ?? measures.value])
    expect(Math.abs(mean.red - right)).toBeLessThanOrEqual(1);
});

it('shadows in linear light, without steps that 8 bits would make', async () => {
  await using folder = await tempFolder();
  // The darkest tenth: 25 steps of 8 bits, and 89 tones in sRGB.
  const path = await folder.write(
    'a.tif',
    grey(1, (x) => (25.5 * x) / width),
  );
  const at = await prepared(path, join(folder.path, 'b'), { format: 'png' });
  const tones = new Set(Array.from({ length: width }, (_, x) => at(x, 160)));
  expect(tones.size).toBeGreaterThan(80);
});

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flat } from '../unit/pictures/pictures.ts';
import { rawTiff } from '../unit/pictures/raws.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { paint, put, ReviewHands } from './support/review-hands.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
let hands: ReviewHands;
useStage(async (opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
  await stage.connect();
});

/** A product of the seeded catalogue without images. */
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };

test('raw photographs are sent as their camera’s own JPEGs: one by its button, the others by one key', async () => {
  const { page } = stage;
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  await paint(join(folder, `${mug.sku}_1.jpg`));
  for (const n of [2, 3, 4]) {
    const jpeg = await flat(2_400, 1_600)
      .jpeg({ quality: 60 + n })
      .toBuffer();
    await put(join(folder, `${mug.sku}_${n}.dng`), rawTiff(jpeg));
  }
  await stage.app.drop([folder], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 1 photo');
  await page.getByRole('button', { name: 'Use the embedded JPEGs of 3 raw photos' }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  const row = hands.list.getByRole('row', { name: new RegExp(`^${mug.sku}_2\\.dng`) });
  await row.getByRole('button', { name: 'Use the embedded JPEG (2400 × 1600)' }).click();
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await hands.list.getByRole('row', { name: new RegExp(`^${mug.sku}_2\\.jpg`) }).waitFor();

  await hands.press('j');
  await page.getByRole('button', { name: 'Queue 4 photos' }).waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(
    mug.name,
    [1, 2, 3, 4].map((n) => `${mug.sku}_${n}`),
  );
});

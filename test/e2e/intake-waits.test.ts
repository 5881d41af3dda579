import { appendFile, mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paint, ReviewHands } from './support/review-hands.ts';
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

test('a photo that is still being copied is waited for, which the window says, and then taken in whole', async () => {
  const { page } = stage;
  const folder = await mkdtemp(join(stage.folder, 'copying-'));
  const photo = join(folder, `${mug.sku}_1.jpg`);
  await paint(photo);
  const bytes = await readFile(photo);
  await writeFile(photo, bytes.subarray(0, 200));
  const copying = setInterval(() => void utimes(photo, new Date(), new Date()), 100);
  try {
    await stage.app.drop([folder], page.getByRole('main'));
    await page.getByText('Waiting for a file to be complete').first().waitFor();
  } finally {
    clearInterval(copying);
  }
  await appendFile(photo, bytes.subarray(200));
  expect(await hands.read()).toBe('Queue 1 photo');
  await expect.poll(() => page.getByText('Waiting for a file to be complete').count()).toBe(0);
  await hands.press('Control+Enter');
  await stage.arrived(mug.name, [`${mug.sku}_1`]);
});

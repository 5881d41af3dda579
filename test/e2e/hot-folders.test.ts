import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paint, ReviewHands } from './support/review-hands.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

/** A product of the seeded catalogue without images. */
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };

test('photos that come one by one into a watched folder fill one review, which is queued by keys', async () => {
  const { page, app, folder } = stage;
  const hands = new ReviewHands(stage);
  const studio = join(folder, 'Studio');
  await mkdir(studio);
  await paint(join(studio, `${mug.sku}_0.jpg`));
  await app.dialogAnswers([studio]);
  await hands.press('Control+k');
  await hands.type('hot folders');
  await hands.press('Enter');
  await page.getByRole('button', { name: 'Watch a folder…' }).press('Enter');
  await page.getByText('Watched for new photos').waitFor();
  await hands.press('Escape');

  await paint(join(studio, `${mug.sku}_1.jpg`));
  // The row moves when all files are read, and the focus with it.
  const review = page.getByRole('button', { name: 'Review Studio' });
  await review.focus();
  const needs = page.getByRole('region', { name: 'Needs you' });
  await needs.getByRole('button', { name: 'Review Studio' }).and(page.locator(':focus')).waitFor();
  await hands.press('Enter');
  await page.getByRole('heading', { name: '1 photo to review' }).waitFor();
  await paint(join(studio, `${mug.sku}_2.jpg`));
  await page.getByRole('heading', { name: '2 photos to review' }).waitFor();
  expect(await page.getByText('Also open').count()).toBe(0);
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(mug.name, [`${mug.sku}_1`, `${mug.sku}_2`]);
});

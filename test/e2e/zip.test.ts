import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipOf } from '../support/zip.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { paint, ReviewHands } from './support/review-hands.ts';
import { takeShots } from './support/shots.ts';
import { age, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
let hands: ReviewHands;
useStage(async (opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
  await stage.connect();
});

/** A product of the seeded catalogue without images. */
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };

async function zipped(files: readonly { name: string; encrypted?: boolean }[]): Promise<string> {
  const entries = [];
  for (const { name, encrypted = false } of files) {
    const path = join(stage.folder, 'one.jpg');
    await paint(path);
    entries.push({ name, encrypted, content: await readFile(path) });
  }
  const path = join(stage.folder, 'shoot.zip');
  await writeFile(path, zipOf(entries));
  await age(path);
  return path;
}

test('the photos of a dropped ZIP file are reviewed under its name and sent', async () => {
  const { page } = stage;
  const path = await zipped([
    { name: `mugs/${mug.sku}_1.jpg` },
    { name: `${mug.sku}/IMG_0001.jpg` },
    { name: 'mugs/secret.jpg', encrypted: true },
  ]);
  await stage.app.drop([path], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 2 photos');
  const row = hands.list.getByRole('row', { name: new RegExp(`^${mug.sku}_1\\.jpg`) });
  await row.getByText('shoot.zip/mugs').waitFor();
  await hands.list.getByText('This file is protected by a password inside its ZIP file.').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await takeShots(page, 'zip');
  await hands.press('Control+Enter');
  await stage.arrived(mug.name, [`${mug.sku}_1`, 'IMG_0001']);
});

test('a ZIP file dropped on a product is queued for it like a folder', async () => {
  const { page } = stage;
  await stage.choose(mug.name);
  const path = await zipped([{ name: 'a/IMG_1.jpg' }, { name: 'IMG_2.jpg' }]);
  await stage.app.drop([path], page.getByRole('main'));
  await stage.arrived(mug.name, ['IMG_1', 'IMG_2']);
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
  await stage.choose(emptyProduct);
  await stage.page.getByRole('button', { name: 'Pause' }).press('Enter');
});

const question = (count: number) =>
  stage.page.getByRole('alertdialog', {
    name: `Add all ${count} photos to ${emptyProduct}, or match them by name?`,
  });
const small = { name: 'shot', edge: 40 };

/** Nothing is queued, and staging is empty once the store of the last test is cleared. */
async function nothingTaken(): Promise<void> {
  await stage.outboxSays('Paused: nothing to upload');
  await expect
    .poll(async () => {
      const staged = await readdir(join(stage.dataDir, 'staging'));
      return staged.filter((name) => /^[0-9a-f]{64}$/.test(name));
    })
    .toEqual([]);
}

test('31 files on a gallery ask first, and are all added if the user says so', async () => {
  const folder = await stage.photos(31, small);
  const files = (await readdir(folder)).map((name) => join(folder, name));
  await stage.app.drop(files, stage.page.getByRole('main'));
  await question(31).waitFor();
  await nothingTaken();
  await question(31).getByRole('button', { name: 'Add all' }).press('Enter');
  await question(31).waitFor({ state: 'detached' });
  await stage.outboxSays('Paused: 31 photos queued');
});

test('two folders on a gallery ask first; focus starts at the review, which accepts the matched ones', async () => {
  const folders = [await stage.photos(2, small), await stage.photos(1, { ...small, name: 'other' })];
  await stage.app.drop(folders, stage.page.getByRole('main'));
  await question(3).waitFor();
  await nothingTaken();
  await expect
    .poll(() => stage.page.evaluate(() => document.activeElement?.textContent))
    .toBe('Match by name');
  await stage.page.keyboard.press('Enter');
  await stage.page.getByRole('heading', { name: '3 photos to review' }).waitFor();
  await stage.outboxSays('Paused: nothing to upload');
});

test('Escape adds nothing, also for a row of the product list', async () => {
  const row = stage.page.locator('[data-drop-product]').first();
  await stage.app.drop([await stage.photos(31, small)], row);
  await question(31).waitFor();
  await stage.page.keyboard.press('Escape');
  await question(31).waitFor({ state: 'detached' });
  await nothingTaken();
  expect(await stage.page.getByRole('region', { name: 'Added photos' }).count()).toBe(0);
});

test('after a power cut the question is asked again, and nothing was queued', async () => {
  await stage.app.drop([await stage.photos(31, small)], stage.page.getByRole('main'));
  await question(31).waitFor();
  await stage.restartAfterKill();
  await question(31).waitFor();
  await question(31).getByRole('button', { name: 'Cancel' }).press('Enter');
  await question(31).waitFor({ state: 'detached' });
  expect(await stage.inStore(emptyProduct)).toEqual([]);
});

test('30 files in one folder go straight to the product', async () => {
  await stage.app.drop([await stage.photos(30, small)], stage.page.getByRole('main'));
  await stage.outboxSays('Paused: 30 photos queued');
  expect(await stage.page.getByRole('alertdialog').count()).toBe(0);
});

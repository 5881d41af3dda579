import { mkdir, readdir, rename } from 'node:fs/promises';
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

const small = { name: 'shot', edge: 40 };
const main = () => stage.page.getByRole('main');
const title = (count: number) =>
  stage.page.getByRole('heading', { name: `${count} photos dropped on ${emptyProduct}` });

test('31 files on a gallery queue nothing: they are reviewed with the product filled in, and A adds all', async () => {
  const folder = await stage.photos(31, small);
  const files = (await readdir(folder)).map((name) => join(folder, name));
  await stage.app.drop(files, main());
  await title(31).waitFor();
  await stage.outboxSays('Paused: nothing to upload');
  await stage.page.getByRole('button', { name: 'Add 31 here' }).and(stage.page.locator(':enabled')).waitFor();
  await stage.page.keyboard.press('a');
  await stage.outboxSays('Paused: 31 photos queued');
});

test('a drop opens its review also after the photos of another one were queued', async () => {
  const { page } = stage;
  const row = page.locator('[data-drop-product]').first();
  const drop = async (count: number): Promise<void> => {
    await stage.app.drop([await stage.photos(count, small)], row);
    await page.getByRole('heading', { name: new RegExp(`^${count} photos dropped on `) }).waitFor();
  };
  await drop(31);
  await page.getByRole('button', { name: 'Add 31 here' }).click();
  await stage.outboxSays('Paused: 31 photos queued');
  await drop(32);
});

test('names of another product are told, and M gives each photo the product of its name', async () => {
  const { page } = stage;
  const sku = await stage.skuOf('Alder Dinner Plate, Charcoal');
  const folder = await stage.photos(3, { ...small, name: sku });
  await stage.app.drop([folder], main());
  await title(3).waitFor();
  await page.getByText('3 to “Alder Dinner Plate, Charcoal”').waitFor();
  await page.keyboard.press('m');
  await page.getByRole('heading', { name: '3 photos to review' }).waitFor();
  await page
    .getByRole('row', { name: /Alder Dinner Plate, Charcoal/ })
    .first()
    .waitFor();
  await page.keyboard.press('Control+z');
  await title(3).waitFor();
  await stage.outboxSays('Paused: nothing to upload');
});

test('the same by pointer: a button matches by name, and Undo brings the first answer back', async () => {
  const { page } = stage;
  const folders = [await stage.photos(2, small), await stage.photos(1, { ...small, name: 'other' })];
  await stage.app.drop(folders, main());
  await title(3).waitFor();
  await page
    .getByRole('region', { name: 'Where do these photos go?' })
    .getByRole('button', { name: 'Match by name' })
    .click();
  await page.getByRole('heading', { name: '3 photos to review' }).waitFor();
  await page.getByRole('button', { name: 'Undo matching 3 photos by name' }).click();
  await title(3).waitFor();
});

test('Esc asks before it discards them, and the focus is not left on a button that does', async () => {
  const { page } = stage;
  const row = page.locator('[data-drop-product]').first();
  await stage.app.drop([await stage.photos(31, small)], row);
  await page.getByRole('heading', { name: /^31 photos dropped on / }).waitFor();
  await page.getByRole('grid').first().focus();
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Discard' }).click();
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).not.toBe('Discard');
  await page.getByRole('button', { name: 'Discard' }).click();
  await question.getByRole('button', { name: /^Discard/ }).click();
  await page.getByRole('heading', { name: /dropped on/ }).waitFor({ state: 'detached' });
  await stage.outboxSays('Paused: nothing to upload');
});

test('after a power cut the review is there again, and nothing was queued', async () => {
  await stage.app.drop([await stage.photos(31, small)], main());
  await title(31).waitFor();
  await stage.restartAfterKill();
  await title(31).waitFor();
  expect(await stage.inStore(emptyProduct)).toEqual([]);
});

test('30 files in one folder go straight to the product', async () => {
  await stage.app.drop([await stage.photos(30, small)], main());
  await stage.outboxSays('Paused: 30 photos queued');
  expect(await stage.page.getByRole('alertdialog').count()).toBe(0);
});

test('a folder named by another product’s SKU counts as its name', async () => {
  const sku = await stage.skuOf('Alder Dinner Plate, Charcoal');
  const folder = join(stage.folder, 'shoot', sku);
  await mkdir(join(stage.folder, 'shoot'));
  await rename(await stage.photos(2, small), folder);
  await stage.app.drop([folder], main());
  await title(2).waitFor();
});

test('files held over a gallery find two targets of equal size, and the right one matches by name', async () => {
  const { page } = stage;
  const zone = (name: string) => page.locator(`[data-zone="${name}"]`);
  const box = await main().boundingBox();
  if (!box) throw new Error('no middle');
  const folder = await stage.photos(2, small);
  const sizes: (number | undefined)[] = [];
  await stage.app.drop([folder], main(), {
    x: box.width * 0.75,
    y: box.height / 2,
    holdAt: {
      x: box.width * 0.75,
      y: box.height / 2,
      until: async () => {
        if ((await zone('match').count()) === 0) return false;
        for (const name of ['product', 'match']) sizes.push((await zone(name).boundingBox())?.width);
        return true;
      },
    },
  });
  expect(sizes[0]).toBe(sizes[1]);
  expect(sizes[0]).toBeGreaterThan(box.width * 0.4);
  await page.getByRole('heading', { name: '2 photos to review' }).waitFor();
});

test('a gallery is closed by its X, by Esc, and by a click on its product; then a drop matches by name', async () => {
  const { page } = stage;
  const heading = page.getByRole('heading', { name: emptyProduct });
  await page.getByRole('button', { name: 'Close gallery' }).click();
  await heading.waitFor({ state: 'detached' });
  const row = page.getByRole('option', { name: emptyProduct });
  await row.click();
  await heading.waitFor();
  await page.getByRole('main').focus();
  await page.keyboard.press('Escape');
  await heading.waitFor({ state: 'detached' });
  await row.click();
  await heading.waitFor();
  await row.click({ delay: 600 });
  await heading.waitFor({ state: 'detached' });
  await row.dblclick();
  await heading.waitFor();
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Close gallery' }).press('Enter');
  await stage.app.drop([await stage.photos(2, small)], main());
  await page.getByRole('heading', { name: '2 photos to review' }).waitFor();
});

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { empty, five, galleryDesk, ids, keys, shirt, trainer, vase } from './support/gallery-desk.ts';
import { imagesOf } from './support/store-images.ts';

/** Photos added to a gallery, replaced, removed or copied; checked in the store. */

const desk = galleryDesk();
const { heard, grid, rows, mat, press, open, openMenu, storeHas, shown, enterGrid, activeKey } = desk;

test('files dropped between two images are added there', async () => {
  await open(shirt);
  const folder = await desk.stage.photos(2, { name: 'between' });
  await desk.stage.app.drop(
    [join(folder, 'between-1.jpg'), join(folder, 'between-2.jpg')],
    // The right half of a tile means behind it.
    rows()
      .first()
      .getByRole('button', { name: /^Actions for/ }),
  );
  await expect
    .poll(async () => (await imagesOf(desk.stage, shirt)).map(({ name }) => name), { timeout: 30_000 })
    .toEqual([
      expect.any(String),
      expect.stringContaining('between-1'),
      expect.stringContaining('between-2'),
      ...Array.from({ length: 4 }, () => expect.any(String)),
    ]);
});

test('an image is removed and restored, and others are removed for good', async () => {
  const [a, , , d, e] = five(await open(vase));
  const { page } = desk.stage;
  await mat(0).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await grid()
    .getByRole('button', { name: /^Undo removing/ })
    .click();
  await heard('kept');
  await mat(1).click();
  await mat(2).click({ modifiers: ['Shift'] });
  await page
    .getByRole('toolbar', { name: 'Selected images' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await heard('2 images will be removed. Press Control Z to undo');
  await storeHas(vase, [a, d, e]);
  await expect.poll(shown).toEqual(keys([a, d, e]));
});

test('an image is replaced in its position, and copied to another product', async () => {
  const before = await open(trainer);
  const { page } = desk.stage;
  const folder = await desk.stage.photos(1, { name: 'better' });
  const chosen = page.waitForEvent('filechooser');
  await mat(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Replace…' }).click();
  await (await chosen).setFiles(join(folder, 'better-1.jpg'));
  await expect
    .poll(async () => (await imagesOf(desk.stage, trainer)).map(({ name }) => name.includes('better-1')), {
      timeout: 30_000,
    })
    .toEqual([false, true, false, false, false]);
  expect((await imagesOf(desk.stage, trainer))[1]?.alt).toBe(before[1]?.alt);

  await mat(0).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy to another product…' }).click();
  await page.getByLabel('Search products to choose from').fill('004174');
  await page.getByRole('option', { name: new RegExp(empty) }).click();
  await heard(`1 image will be copied to ${empty}`);
  await expect.poll(() => imagesOf(desk.stage, empty), { timeout: 30_000 }).toHaveLength(1);
});

test('an image is replaced with R and downloaded with D', async () => {
  const before = await open(trainer);
  const { page } = desk.stage;
  const folder = await desk.stage.photos(1, { name: 'better' });
  await enterGrid();
  await press('ArrowRight');
  await desk.stage.app.dialogAnswers([join(folder, 'saved.jpg')]);
  await press('d');
  await heard(/ saved/);
  expect((await stat(join(folder, 'saved.jpg'))).size).toBeGreaterThan(1000);
  const chosen = page.waitForEvent('filechooser');
  await press('r');
  await (await chosen).setFiles(join(folder, 'better-1.jpg'));
  await heard(/better-1\.jpg replaces /);
  await expect
    .poll(async () => (await imagesOf(desk.stage, trainer)).map(({ name }) => name.includes('better-1')), {
      timeout: 30_000,
    })
    .toEqual([false, true, false, false, false]);
  expect(ids(await imagesOf(desk.stage, trainer))[0]).toBe(before[0]?.id);
});

test('photos are added before an image with I, and from its menu, without a mouse', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  const folder = await desk.stage.photos(2, { name: 'insert' });
  await enterGrid();
  await press('ArrowRight');
  await desk.stage.app.dialogAnswers([join(folder, 'insert-1.jpg')]);
  await press('i');
  await heard(/Adding photos before /);
  await expect
    .poll(async () => (await imagesOf(desk.stage, shirt)).map(({ name }) => name.includes('insert-1')), {
      timeout: 30_000,
    })
    .toEqual([false, true, false, false, false, false]);
  expect(await activeKey()).toBe(`image-${b}`);

  await press('End');
  await openMenu('Shift+F10');
  await desk.stage.app.dialogAnswers([join(folder, 'insert-2.jpg')]);
  await desk.stage.page.getByRole('menuitem', { name: 'Add photos before this image…' }).focus();
  await press('Enter');
  await expect
    .poll(async () => (await imagesOf(desk.stage, shirt)).map(({ name }) => name.includes('insert-2')), {
      timeout: 30_000,
    })
    .toEqual([false, false, false, false, false, true, false]);
  const kept = ids(await imagesOf(desk.stage, shirt)).filter((id) => [a, b, c, d, e].includes(id));
  expect(kept).toEqual([a, b, c, d, e]);

  await press('?');
  await desk.stage.page
    .getByRole('dialog', { name: 'Keyboard shortcuts' })
    .getByText('Add photos before this image')
    .waitFor();
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { empty, five, galleryDesk, ids, keys, lamp, shirt, vase } from './support/gallery-desk.ts';
import { askStore, imagesOf, productId } from './support/store-images.ts';

/** Waiting entries: arranged, undone, interrupted, and in conflict with others' changes. */

const desk = galleryDesk();
const { heard, grid, rows, mat, press, open, openMenu, storeHas, shown, drag, enterGrid, signInAgain } = desk;

async function pause(paused: boolean): Promise<void> {
  await desk.stage.page.getByRole('button', { name: paused ? 'Pause' : 'Resume', exact: true }).click();
}

test('waiting photos are placed among the store’s images, by drag and by keys, and arrive there', async () => {
  const [a, b, c, d, e] = five(await open(lamp));
  await pause(true);
  await desk.stage.app.drop(
    [await desk.stage.photos(2, { name: 'wait' })],
    desk.stage.page.getByRole('option', { name: lamp }),
  );
  await expect.poll(() => rows().count()).toBe(7);
  await drag(mat(5), mat(1), 0.2);
  await heard('Moved wait-1.jpg to position 2 of 7');
  await enterGrid();
  await press('End', 'm', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await heard(/Position 4 of 7, before /);
  await press('Enter');
  await pause(false);
  await expect
    .poll(
      async () =>
        (await imagesOf(desk.stage, lamp)).map(({ id, name }) => /wait-\d/.exec(name)?.[0] ?? String(id)),
      { timeout: 30_000 },
    )
    .toEqual([a, 'wait-1', b, 'wait-2', c, d, e].map(String));
});

test('a power cut while a removal can be undone loses neither the removal nor the undo', async () => {
  const [a, b, c, d, e] = five(await open(vase));
  await desk.stage.goOffline();
  await mat(0).click();
  await press('Delete');
  await heard('will be removed');
  await mat(4).click();
  await press('Delete');
  const going = () => grid().getByText(/^Removing in|^Will be removed/);
  await expect.poll(() => going().count()).toBe(2);
  await desk.stage.restartAfterKill();
  const { page } = desk.stage;
  await page.getByRole('button', { name: 'Undo removing an image' }).click();
  await expect.poll(() => going().count()).toBe(1);
  expect(await shown()).toEqual(keys([a, b, c, d, e]));
  await desk.stage.comeBack();
  await signInAgain();
  await storeHas(vase, [b, c, d, e]);
});

test('all images are removed by keys, and kept again while the removal waits', async () => {
  const before = ids(await open(shirt));
  const { page } = desk.stage;
  await pause(true);
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await openMenu('Enter');
  await press('End', 'Enter');
  await page.getByRole('alertdialog').waitFor();
  await press('Tab', 'Enter');
  await page.getByText('All images of this product will be removed.').waitFor();
  await press('Control+z');
  await heard('Undone: removing all images');
  await page.getByText('All images of this product will be removed.').waitFor({ state: 'detached' });
  await pause(false);
  await desk.stage.outboxSays(/Nothing to upload|Everything is in the store/);
  expect(ids(await imagesOf(desk.stage, shirt))).toEqual(before);
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await openMenu('Enter');
  await press('End', 'Enter');
  await page.getByRole('alertdialog').waitFor();
  await press('Tab', 'Enter');
  await storeHas(shirt, []);
  // The focused element is gone: the focus must stay in the pane, not move to the top of the window.
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
});

test('a copy and a replacement are undone and redone by keys while they wait', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  const { page } = desk.stage;
  await pause(true);
  await enterGrid();
  await press('c');
  await page.getByLabel('Search products to choose from').fill('004174');
  await page.getByRole('option', { name: new RegExp(empty) }).waitFor();
  await press('Enter');
  await heard(`1 image will be copied to ${empty}`);
  await page.getByRole('button', { name: 'Undo copying an image' }).waitFor();
  await press('Control+z');
  await heard('Undone: copying an image');
  const folder = await desk.stage.photos(1, { name: 'better' });
  const chosen = page.waitForEvent('filechooser');
  await enterGrid();
  await press('r');
  await (await chosen).setFiles(join(folder, 'better-1.jpg'));
  await page.getByRole('button', { name: 'Undo replacing an image' }).waitFor();
  await press('Control+z');
  await expect.poll(shown).toEqual(keys([a, b, c, d, e]));
  await press('Control+y');
  await heard('Redone: replacing an image');
  await pause(false);
  await expect
    .poll(async () => (await imagesOf(desk.stage, shirt)).map(({ name }) => name.includes('better-1')), {
      timeout: 30_000,
    })
    .toEqual([true, false, false, false, false]);
  // The replacing photo inherits the thumbnail.
  expect((await imagesOf(desk.stage, shirt))[0]?.thumbnail).toBe(true);
  expect(await imagesOf(desk.stage, empty)).toEqual([]);
});

test('a conflict with the store’s changes is explained in a sentence', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  const { page } = desk.stage;
  await desk.stage.goOffline();
  await enterGrid();
  await press('Alt+End');
  await expect.poll(shown).toEqual(keys([b, c, d, e, a]));
  await mat(1).click();
  await press('F2');
  await page.keyboard.type('Mine');
  await press('Enter');
  await heard('Alt text saved');
  await desk.stage.comeBack(async () => {
    const images = `products/${await productId(desk.stage, shirt)}/images`;
    await askStore(desk.stage, `${images}/${b}`, { method: 'DELETE' });
    await askStore(desk.stage, `${images}/${c}`, { method: 'PUT', body: { description: 'Theirs' } });
  });
  await desk.stage.page.getByRole('button', { name: 'Refresh gallery' }).click();
  await storeHas(shirt, [c, d, e, a]);
  await page
    .getByRole('main')
    .getByText(/meanwhile|somebody else|someone else/i)
    .first()
    .waitFor();
  expect((await imagesOf(desk.stage, shirt))[0]?.alt).toBe('Theirs');
});

import { expect, test } from 'vitest';
import { galleryDesk, ids, tote, vase } from './support/gallery-desk.ts';
import { askStore, imagesOf, productId } from './support/store-images.ts';

/** Alt texts and the thumbnail, by pointer and by keyboard alone; checked in the store. */

const desk = galleryDesk();
const { heard, rows, mat, press, open, storeHas, enterGrid, activeKey } = desk;

test('alt text is edited below the picture, the thumbnail chosen in the menu, many described at once', async () => {
  const [first, second] = await open(vase);
  const { page } = desk.stage;
  await page
    .getByRole('button', { name: /^Alt text of/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: /^Alt text of/ }).fill('A vase on a shelf');
  await press('Enter');
  await mat(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Set as thumbnail' }).click();
  await expect
    .poll(async () =>
      (await imagesOf(desk.stage, vase)).slice(0, 2).map(({ alt, thumbnail }) => [alt, thumbnail]),
    )
    .toEqual([
      ['A vase on a shelf', false],
      [second?.alt, true],
    ]);
  expect(first?.thumbnail).toBe(true);

  await page.getByRole('button', { name: /without alt/ }).click();
  await expect.poll(() => rows().count()).toBeLessThan(5);
  await mat(0).click();
  await press('Control+a');
  await page.getByRole('button', { name: 'Alt texts…' }).click();
  await page.getByRole('textbox', { name: 'Template' }).fill('{product} - {number}');
  await page.getByRole('button', { name: /^Change / }).click();
  await page.getByText('0 without alt').waitFor();
  await expect.poll(async () => (await imagesOf(desk.stage, vase)).every(({ alt }) => alt !== '')).toBe(true);
  expect((await imagesOf(desk.stage, vase)).map(({ alt }) => alt)).toContain(`${vase} - 5`);
});

test('alt texts are edited one after the other with Tab, thumbnail set with T, removed with Delete, undone with Control Z', async () => {
  const before = await open(tote);
  await enterGrid();
  await press('F2');
  await desk.stage.page.keyboard.type('First');
  await press('Tab');
  await desk.stage.page.keyboard.type('Second');
  await press('Tab');
  await desk.stage.page.keyboard.type('never mind');
  await press('Escape');
  await expect.poll(activeKey).toBe(`image-${before[2]?.id}`);
  await press('Shift+Tab');
  await enterGrid();
  await press('ArrowRight', 't');
  await heard('set as thumbnail');
  await expect
    .poll(async () =>
      (await imagesOf(desk.stage, tote)).map(({ alt, thumbnail }) => [alt, thumbnail]).slice(0, 3),
    )
    .toEqual([
      ['First', false],
      ['Second', true],
      [before[2]?.alt, false],
    ]);

  await press('End', 'Delete');
  await heard('will be removed');
  await rows()
    .last()
    .getByText(/^Removing in/)
    .waitFor();
  await press('Control+z');
  await rows()
    .last()
    .getByText(/^Removing in/)
    .waitFor({ state: 'detached' });
  await press('Backspace');
  await storeHas(tote, ids(before).slice(0, 4));
  await expect.poll(activeKey).toBe(`image-${before[3]?.id}`);
});

test('the gallery of a product that was removed from the store says so, takes no photos, and leads home', async () => {
  await open(vase);
  const { page } = desk.stage;
  await askStore(desk.stage, `products/${await productId(desk.stage, vase)}`, { method: 'DELETE' });
  await page.getByRole('button', { name: 'Refresh gallery' }).click();
  await page.getByText('This product is no longer in the store.').waitFor();
  expect(await page.getByRole('heading', { name: vase }).count()).toBe(1);
  expect(await page.getByRole('button', { name: /^Add / }).count()).toBe(0);
  await page.getByText('No matches').waitFor();
  // Photos are for another product now.
  await desk.stage.app.drop([await desk.stage.photos(1)], page.getByRole('main'));
  await page.getByRole('heading', { name: '1 photo to review' }).waitFor();
  await press('Escape');
  await page.getByRole('button', { name: 'Close gallery' }).last().press('Enter');
  await page.getByRole('heading', { name: 'Practice store' }).waitFor();
});

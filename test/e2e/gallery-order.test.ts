import { expect, test } from 'vitest';
import { empty, five, galleryDesk, ids, keys, lamp, shirt } from './support/gallery-desk.ts';
import { imagesOf } from './support/store-images.ts';

/** The order of a gallery: dragged, moved by keys, undone; checked in the store. */

const desk = galleryDesk();
const { heard, mat, press, open, storeHas, shown, drag, enterGrid, activeKey } = desk;

test('one image, then several, are dragged to another position', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  await drag(mat(2), mat(0), 0.2);
  await expect.poll(shown).toEqual(keys([c, a, b, d, e]));
  await heard('to position 1 of 5');
  await mat(3).click();
  await mat(4).click({ modifiers: ['Control'] });
  await drag(mat(4), mat(1), 0.2);
  await storeHas(shirt, [c, d, e, a, b]);
  expect(await shown()).toEqual(keys([c, d, e, a, b]));
});

test('Escape cancels a drag, and one onto a product of the list copies', async () => {
  const before = ids(await open(shirt));
  const box = await mat(0).boundingBox();
  if (box === null) throw new Error('There is no tile');
  await desk.stage.page.mouse.move(box.x + 40, box.y + 40);
  await desk.stage.page.mouse.down();
  await desk.stage.page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
  await press('Escape');
  await desk.stage.page.mouse.up();
  expect(await shown()).toEqual(keys(before));

  const found = await desk.stage.search('004174', empty);
  const row = await found.getByText(empty).boundingBox();
  if (row === null) throw new Error('The product is not in the list');
  await desk.stage.page.mouse.move(box.x + 40, box.y + 40);
  await desk.stage.page.mouse.down();
  await desk.stage.page.mouse.move(row.x + 20, row.y + 8, { steps: 6 });
  await desk.stage.page.locator('[data-drop-here]').waitFor();
  await desk.stage.page.mouse.up();
  await expect.poll(() => imagesOf(desk.stage, empty), { timeout: 30_000 }).toHaveLength(1);
  expect(ids(await imagesOf(desk.stage, shirt))).toEqual(before);
});

test('undo and redo work by buttons that name the edit', async () => {
  const [a, b, c, d, e] = five(await open(lamp));
  const { page } = desk.stage;
  await drag(mat(4), mat(0), 0.2);
  await storeHas(lamp, [e, a, b, c, d]);
  await page.getByRole('button', { name: /^Undo ./ }).click();
  await storeHas(lamp, [a, b, c, d, e]);
  await page.getByRole('button', { name: /^Redo ./ }).click();
  await storeHas(lamp, [e, a, b, c, d]);
  await expect.poll(shown).toEqual(keys([e, a, b, c, d]));
});

test('images are picked up, moved and dropped with announcements, and moved by single steps', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  await enterGrid();
  await press('m');
  await heard(/Picked up .* at position 1/);
  await press('ArrowRight', 'ArrowRight');
  await heard(/Position 3 of 5, before /);
  await press('End');
  await heard('Position 5 of 5, at the end');
  await press('Escape');
  await heard('Not moved');
  await press('m', 'ArrowRight', 'ArrowRight', 'Enter');
  await heard('to position 3 of 5');
  await storeHas(shirt, [b, c, a, d, e]);
  expect(await activeKey()).toBe(`image-${a}`);

  await press('Alt+ArrowLeft', 'Alt+Home', 'Shift+ArrowRight', 'Control+End');
  await storeHas(shirt, [c, d, e, a, b]);
  await expect.poll(shown).toEqual(keys([c, d, e, a, b]));
  await press('Control+z', 'Control+z');
  await expect.poll(shown).toEqual(keys([b, a, c, d, e]));
  await press('Control+y', 'Control+Shift+z');
  await storeHas(shirt, [c, d, e, a, b]);
  await heard(/^Undone: |\nUndone: /);
});

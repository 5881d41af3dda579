import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { five, galleryDesk, ids, keys, lamp, shirt, tote, vase } from './support/gallery-desk.ts';
import { imagesOf } from './support/store-images.ts';

/** Gallery work without a mouse: the focus is never lost, and letters in text fields are no commands. */

const desk = galleryDesk();
const { heard, grid, press, open, openMenu, storeHas, shown, enterGrid, activeKey, chosen } = desk;

const focused = (): Promise<string> =>
  desk.stage.page.evaluate(() => {
    const { activeElement: at } = document;
    return at === document.body ? '' : (at?.getAttribute('aria-label') ?? at?.textContent ?? '');
  });

test('the keyboard goes from search to list to gallery and through the panes, in both directions', async () => {
  const [a] = five(await open(lamp));
  const { page } = desk.stage;
  await page.getByLabel('Search products').fill('');
  await page.getByRole('option').nth(3).waitFor();
  await press('/');
  await page.keyboard.type('table lamp');
  await page.getByRole('option').first().getByText('Table Lamp').waitFor();
  await press('ArrowDown');
  const list = page.getByRole('listbox', { name: 'Products' });
  expect(await focused()).toBe('Products');
  await press('/');
  await page.keyboard.type(lamp);
  await expect.poll(() => page.getByRole('option').count()).toBe(1);
  await press('ArrowDown', 'Enter');
  await expect.poll(activeKey).toBe(`image-${a}`);
  const option = page.locator(`[id="${await list.getAttribute('aria-activedescendant')}"]`);
  expect(await option.getAttribute('aria-setsize')).toBe('1');
  expect(await option.getAttribute('aria-posinset')).toBe('1');

  await press('F6');
  expect(await focused()).toMatch(/Batches|Pause|Retry failed/);
  await press('F6');
  expect(await focused()).toBe('Products');
  await press('F6');
  expect(await activeKey()).toBe(`image-${a}`);
  await press('Shift+F6');
  expect(await focused()).toBe('Products');

  // Once round with Tab and back with Shift+Tab: nothing traps the focus.
  for (const key of ['Tab', 'Shift+Tab']) {
    const seen = new Set<string>();
    for (let n = 0; n < 45; n += 1) {
      await press(key);
      seen.add(
        await page.evaluate(() => document.activeElement?.closest('nav,main,[data-outbox]')?.tagName ?? ''),
      );
    }
    expect(seen).toContain('NAV');
    expect(seen).toContain('MAIN');
    expect(seen).toContain('FOOTER');
  }
});

test('an alt text opened from the menu receives every letter, and used buttons keep the focus', async () => {
  const before = await open(shirt);
  const { page } = desk.stage;
  await enterGrid();
  await openMenu('Shift+F10');
  await page.getByRole('menuitem', { name: 'Edit alt text' }).focus();
  await press('Enter');
  const editor = page.getByRole('textbox', { name: /^Alt text of/ });
  await editor.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('mtrdci? a/v');
  await press('Control+a', 'Home', 'Delete', 'Enter');
  await heard('Alt text saved');
  expect(await activeKey()).toBe(`image-${before[0]?.id}`);
  const undo = page.getByRole('button', { name: 'Undo changing an alt text' });
  await undo.focus();
  await press('Enter');
  await heard('Undone: changing an alt text');
  await page.getByRole('button', { name: 'Undo', exact: true }).and(page.locator(':focus')).waitFor();
  await press('Enter');
  await press('Tab', 'Enter');
  await heard('Redone: changing an alt text');
  await page.getByRole('button', { name: 'Redo', exact: true }).and(page.locator(':focus')).waitFor();
  await expect.poll(async () => (await imagesOf(desk.stage, shirt))[0]?.alt).toBe('trdci? a/v');
  const after = await imagesOf(desk.stage, shirt);
  expect(ids(after)).toEqual(ids(before));
  expect(after[0]?.thumbnail).toBe(true);
  await press('Tab', 'Enter');
  await page.getByRole('button', { name: 'Refresh gallery' }).and(page.locator(':focus')).waitFor();
});

test('several images are removed, undone and described by a template, and those without alt text are filtered', async () => {
  const [a, b, c, d, e] = five(await open(vase));
  const { page } = desk.stage;
  await enterGrid();
  await press('ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Delete');
  await heard('3 images will be removed. Press Control Z to undo');
  await press('Control+z');
  await heard('Undone: removing 3 images');
  await expect
    .poll(() =>
      grid()
        .getByText(/^Removing in/)
        .count(),
    )
    .toBe(0);
  await press('Home', 'Control+a', 'Control+Enter');
  const template = page.getByRole('textbox', { name: 'Template' });
  await template.and(page.locator(':focus')).waitFor();
  await press('Escape');
  await expect.poll(activeKey).toBe(`image-${a}`);
  expect(await chosen()).toHaveLength(5);
  await press('Control+Enter');
  await template.and(page.locator(':focus')).waitFor();
  await press('Control+a');
  await page.keyboard.type('View {number} of {product}');
  await press('Enter');
  await heard(/alt texts? saved/i);
  await expect
    .poll(async () => (await imagesOf(desk.stage, vase)).filter(({ alt }) => alt === '').length)
    .toBe(0);
  expect((await imagesOf(desk.stage, vase)).map(({ alt }) => alt)).toContain(`View 5 of ${vase}`);
  await page.getByRole('button', { name: /^Undo changing/ }).focus();
  await press('Enter');
  await enterGrid();
  await press('F2');
  await page.keyboard.type('A vase');
  await press('Enter');
  const missing = page.getByRole('button', { name: '4 without alt text' });
  await missing.focus();
  await press('Enter');
  await expect.poll(shown).toEqual(keys([b, c, d, e]));
  await press('Enter');
  await expect.poll(shown).toEqual(keys([a, b, c, d, e]));

  await enterGrid();
  await press('ArrowRight', 'Shift+End', 'Delete');
  await storeHas(vase, [a]);
  await expect.poll(activeKey).toBe(`image-${a}`);
  await press('Delete');
  await storeHas(vase, []);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
});

test('the viewer is zoomed, panned, paged in both directions, used to download, and closed by keys', async () => {
  const images = await open(tote);
  const { page } = desk.stage;
  await enterGrid();
  await press('ArrowRight', 'Enter');
  await page.getByText('2 of 5').first().waitFor();
  const frame = page.locator('[data-scale]');
  await expect.poll(() => frame.locator('img').count()).toBe(1);
  await press('+', '+', '+', '+', '+');
  await expect.poll(async () => Number(await frame.getAttribute('data-scale'))).toBeGreaterThan(3);
  const picture = frame.locator('img');
  const before = await picture.boundingBox();
  await press('Shift+ArrowRight', 'ArrowDown');
  const after = await picture.boundingBox();
  expect(after?.x).toBeLessThan((before?.x ?? 0) - 40);
  expect(after?.y).toBeLessThan((before?.y ?? 0) - 40);
  await press('ArrowLeft');
  await page.getByText('1 of 5').first().waitFor();
  await press('End');
  await page.getByText('5 of 5').first().waitFor();
  const folder = await desk.stage.photos(1);
  await desk.stage.app.dialogAnswers([join(folder, 'original.jpg')]);
  await press('d');
  await heard(/ saved/);
  expect((await stat(join(folder, 'original.jpg'))).size).toBeGreaterThan(1000);
  await press('Escape');
  await expect.poll(activeKey).toBe(`image-${images[4]?.id}`);
});

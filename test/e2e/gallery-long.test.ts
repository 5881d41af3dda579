import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { galleryDesk, ids, keys, shirt } from './support/gallery-desk.ts';
import { askStore, fillGallery, imagesOf, productId } from './support/store-images.ts';

const desk = galleryDesk();
const { heard, grid, rows, press, activeKey, chosen } = desk;
const count = 45;
let before: number[];

beforeEach(async () => {
  before = ids(await fillGallery(desk.stage, shirt, count));
  await desk.stage.choose(shirt);
  await desk.stage.page.getByRole('main').getByText(`${count} images`).waitFor();
  await rows().first().waitFor();
});

const mat = (id: number | undefined) => grid().locator(`[data-tile-key="image-${id}"] [data-part="mat"]`);
const scrolled = (): Promise<number> => grid().evaluate((element) => element.scrollTop);
const inStore = async (): Promise<number[]> => ids(await imagesOf(desk.stage, shirt));

test('tiles dragged to the lower edge scroll the gallery, a mark shows their position, and they are dropped there', async () => {
  const { page } = desk.stage;
  await mat(before[1]).click();
  await mat(before[2]).click({ modifiers: ['Control'] });
  const from = await mat(before[2]).boundingBox();
  const room = await grid().boundingBox();
  if (from === null || room === null) throw new Error('There is no gallery');
  await page.mouse.move(from.x + 40, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, room.y + room.height - 6, { steps: 5 });
  const end = await grid().evaluate((element) => element.scrollHeight - element.clientHeight);
  await expect.poll(scrolled).toBeGreaterThan(end - 2);
  const last = await mat(before.at(-1)).boundingBox();
  if (last === null) throw new Error('The last tile is not in sight');
  await page.mouse.move(last.x + last.width * 0.2, last.y + last.height / 2, { steps: 3 });
  const mark = page.locator('[data-mark]');
  await expect.poll(() => mark.getAttribute('data-mark')).toBe(String(count - 1));
  const line = await mark.boundingBox();
  expect(line?.x).toBeLessThan(last.x);
  expect(line?.x).toBeGreaterThan(last.x - 30);
  await page.mouse.up();
  await heard(`Moved 2 images to position ${count - 2} of ${count}`);
  const wanted = [before[0], ...before.slice(3, -1), before[1], before[2], before.at(-1)];
  await expect.poll(inStore, { timeout: 30_000 }).toEqual(wanted);
});

test('keys reach every tile, and a screen reader is told the total and the position', async () => {
  expect(await grid().getAttribute('aria-rowcount')).toBe(String(count));
  const focusedPosition = (): Promise<string | null> =>
    desk.stage.page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex') ?? null);
  await rows().first().focus();
  await press('End');
  await expect.poll(focusedPosition).toBe(String(count));
  await expect.poll(scrolled).toBeGreaterThan(200);
  await press('Home');
  await expect.poll(focusedPosition).toBe('1');
  await expect.poll(scrolled).toBe(0);
  await press('PageDown');
  await expect.poll(async () => Number(await focusedPosition())).toBeGreaterThan(3);
  await press('PageUp');
  await expect.poll(focusedPosition).toBe('1');
  await press('Control+a');
  await heard(`${count} selected`);
  // All tiles, not only the rendered ones.
  await desk.stage.page.getByText(`${count} selected`).first().waitFor();
  await press('Escape');
  expect(await chosen()).toEqual([]);
  await press('m', 'End', 'Enter');
  await expect.poll(inStore, { timeout: 30_000 }).toEqual([...before.slice(1), before[0]]);
  expect(await activeKey()).toBe(`image-${before[0]}`);
});

test('changes by others leave selection, focus and scroll position alone', async () => {
  const kept = before[count - 8];
  await rows().first().focus();
  await press('End');
  await mat(kept).click();
  await press('Shift+ArrowRight');
  const wanted = keys([kept ?? 0, before[count - 7] ?? 0]);
  await expect.poll(chosen).toEqual(wanted);
  const top = await scrolled();
  const id = await productId(desk.stage, shirt);
  await askStore(desk.stage, `products/${id}/images/${before[count - 1]}`, { method: 'DELETE' });
  await askStore(desk.stage, `products/${id}/images/${before[3]}`, {
    method: 'PUT',
    body: { description: 'By somebody else' },
  });
  await desk.stage.page
    .getByRole('button', { name: 'Refresh gallery' })
    .evaluate((button: HTMLElement) => button.click());
  await desk.stage.page
    .getByRole('main')
    .getByText(`${count - 1} images`)
    .waitFor();
  expect(await scrolled()).toBe(top);
  expect(await chosen()).toEqual(wanted);
  expect(await activeKey()).toBe(wanted[1]);
});

test('files dropped beside a line of tiles are added to that line', async () => {
  const folder = await desk.stage.photos(1, { name: 'beside' });
  const width = () =>
    rows()
      .first()
      .evaluate((row) => row.getBoundingClientRect().width);
  const room = await grid().boundingBox();
  let second = 0;
  let before = 0;
  await desk.stage.app.drop([join(folder, 'beside-1.jpg')], rows().first(), {
    x: -14,
    y: 60,
    holdAt: {
      x: 10,
      y: 60,
      // Until the gallery has made room for the second target.
      until: async () => {
        const half = await grid().boundingBox();
        const now = await width();
        const isSettled = now === before && (half?.width ?? 0) < (room?.width ?? 0) * 0.6;
        before = now;
        second = await rows().evaluateAll((found) => {
          const tops = found.map((row) => row.getBoundingClientRect().top);
          return tops.findIndex((top) => top > (tops[0] ?? 0) + 10);
        });
        return isSettled;
      },
    },
    next: () => rows().nth(second),
  });
  await expect
    .poll(
      async () => (await imagesOf(desk.stage, shirt)).findIndex(({ name }) => name.includes('beside-1')),
      { timeout: 30_000 },
    )
    .toBe(second);
});

test('files held at the lower edge scroll the gallery and can be dropped further down', async () => {
  const { page } = desk.stage;
  const folder = await desk.stage.photos(1, { name: 'below' });
  const room = await grid().boundingBox();
  if (room === null) throw new Error('There is no gallery');
  // It is longer while it makes room for the second target.
  const isAtEnd = () =>
    grid().evaluate(
      (element) =>
        element.scrollTop > 100 && element.scrollTop > element.scrollHeight - element.clientHeight - 2,
    );
  await desk.stage.app.drop([join(folder, 'below-1.jpg')], grid(), {
    x: room.width * 0.1,
    y: room.height * 0.5,
    holdAt: { x: room.width * 0.1, y: room.height - 10, until: isAtEnd },
  });
  const isBetween = async () => {
    const at = (await imagesOf(desk.stage, shirt)).findIndex(({ name }) => name.includes('below-1'));
    return at > count - 20 && at < count;
  };
  // It may arrive at the end and be moved afterwards.
  await expect.poll(isBetween, { timeout: 30_000 }).toBe(true);
  await page
    .getByRole('main')
    .getByText(`${count + 1} images`)
    .waitFor();
});

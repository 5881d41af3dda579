import { expect, test } from 'vitest';
import { empty, galleryDesk, shirt } from './support/gallery-desk.ts';
import { imagesOf } from './support/store-images.ts';

const desk = galleryDesk();
const { mat, press, open, enterGrid, activeKey } = desk;

test('the viewer is zoomed with the wheel, panned, paged and closed', async () => {
  await open(shirt);
  const { page } = desk.stage;
  await mat(0).dblclick();
  const frame = page.locator('[data-scale]');
  await page.getByText('1 of 5').first().waitFor();
  // The large picture has loaded, not only its stand-in.
  await expect.poll(() => frame.locator('img').count()).toBe(1);
  const box = await frame.boundingBox();
  if (box === null) throw new Error('There is no picture');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -600);
  await expect.poll(async () => Number(await frame.getAttribute('data-scale'))).toBeGreaterThan(1.5);
  const picture = frame.locator('img[alt]:not([alt=""])');
  const at = await picture.boundingBox();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 30, { steps: 3 });
  await page.mouse.up();
  expect((await picture.boundingBox())?.x).toBeGreaterThan((at?.x ?? 0) + 20);
  await page.getByRole('button', { name: 'Next image' }).click();
  await page.getByText('2 of 5').first().waitFor();
  expect(await frame.getAttribute('data-scale')).toBe('1.00');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await frame.waitFor({ state: 'detached' });
});

test('menu, copy, viewer and list of keys open and close without a mouse, and none traps the focus', async () => {
  const [, second] = await open(shirt);
  const { page } = desk.stage;
  await enterGrid();
  await press('ArrowRight', 'Shift+F10');
  await page.getByRole('menuitem', { name: 'Open' }).waitFor();
  await press('Escape');
  await expect.poll(activeKey).toBe(`image-${second?.id}`);
  await press('Enter', '+', '+');
  await expect
    .poll(async () => Number(await page.locator('[data-scale]').getAttribute('data-scale')))
    .toBeGreaterThan(1.5);
  await press('0', 'ArrowRight');
  await page.getByText('3 of 5').first().waitFor();
  await press('Escape');
  await expect.poll(activeKey).not.toBeNull();
  await press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press('Escape');
  await expect.poll(activeKey).not.toBeNull();
  await press('c');
  await page.keyboard.type('004174');
  await page.getByRole('option', { name: new RegExp(empty) }).waitFor();
  await press('Enter');
  await expect.poll(() => imagesOf(desk.stage, empty), { timeout: 30_000 }).toHaveLength(1);

  const places = new Set<string>();
  await expect.poll(activeKey).not.toBeNull();
  for (let n = 0; n < 40; n += 1) {
    await press('Tab');
    places.add(
      await page.evaluate(
        () => document.activeElement?.closest('nav,main,section,aside,footer')?.tagName ?? '',
      ),
    );
  }
  expect(places.size).toBeGreaterThan(1);
});

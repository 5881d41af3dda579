import { expect, test } from 'vitest';
import { empty, galleryDesk, ids, shirt } from './support/gallery-desk.ts';
import { imagesOf } from './support/store-images.ts';

const desk = galleryDesk();
const { mat, press, open, openMenu, enterGrid, activeKey } = desk;

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
  await press('ArrowRight');
  await openMenu('Shift+F10');
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

test('the viewer removes an image by key and by button, keeps it by undo and by button, and goes on where it was', async () => {
  const [, second, third] = await open(shirt);
  const { page } = desk.stage;
  await enterGrid();
  await press('ArrowRight', 'Enter', 'Delete');
  const viewer = page.getByRole('dialog');
  await viewer.getByText(/Removing in \d+ s · 2 of 5/).waitFor();
  await desk.heard(/will be removed/);
  await press('Delete', 'Control+z');
  await viewer.getByText(/Removing in/).waitFor({ state: 'detached' });
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Remove' }).press('Enter');
  await details.getByRole('button', { name: 'Keep' }).waitFor();
  // The next Enter must remove nothing.
  await expect.poll(() => viewer.evaluate((one) => one === document.activeElement)).toBe(true);
  await details.getByRole('button', { name: 'Keep' }).press('Enter');
  await details.getByRole('button', { name: 'Remove' }).waitFor();
  await expect.poll(() => viewer.evaluate((one) => one === document.activeElement)).toBe(true);
  await details.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('2 of 4').first().waitFor({ timeout: 30_000 });
  expect(ids(await imagesOf(desk.stage, shirt))).not.toContain(second?.id);
  await press('Escape');
  await expect.poll(activeKey).toBe(`image-${third?.id}`);
});

test('the viewer replaces an image by key and by button, and then shows the photo that comes in its place', async () => {
  await open(shirt);
  const { page, app } = desk.stage;
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const folder = await desk.stage.photos(2, { name: 'better' });
  await app.dialogAnswers([]);
  await enterGrid();
  await press('ArrowRight', 'Enter');
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByText('2 of 5', { exact: true }).waitFor();
  let chooser = page.waitForEvent('filechooser');
  await press('r');
  await (await chooser).setFiles(`${folder}/better-1.jpg`);
  await details.getByText('better-1.jpg').waitFor();
  await page.getByText(/Queued · 2 of 6/).waitFor();
  // A photo that is not in the store yet can be cancelled, but not replaced.
  expect(await details.getByRole('button', { name: 'Replace…' }).count()).toBe(0);
  await details.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('2 of 5').first().waitFor();
  chooser = page.waitForEvent('filechooser');
  await details.getByRole('button', { name: 'Replace…' }).click();
  await (await chooser).setFiles(`${folder}/better-2.jpg`);
  await details.getByText('better-2.jpg').waitFor();
  const viewer = page.getByRole('dialog');
  await expect.poll(() => viewer.evaluate((one) => one === document.activeElement)).toBe(true);
  await press('Escape');
  await page.getByRole('row', { name: /better-2\.jpg/, selected: true }).waitFor();
  await expect.poll(activeKey).toMatch(/^entry-/);
});

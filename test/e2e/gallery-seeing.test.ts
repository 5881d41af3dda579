import { readFile, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { PackshotApi } from '../../shared/packshot-api.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { galleryDesk, lamp, shirt, tote, trainer, vase } from './support/gallery-desk.ts';
import { fillGallery, imagesOf } from './support/store-images.ts';

/** Seeing: tile size, the viewer's details, and pictures that leave the window. */

const desk = galleryDesk();
const { grid, rows, mat, press, open, enterGrid, activeKey, heard } = desk;

const slider = () => desk.stage.page.getByRole('slider', { name: 'Tile size' });
const columns = (): Promise<number> =>
  rows().evaluateAll((found) => {
    const tops = found.map((row) => Math.round(row.getBoundingClientRect().top));
    return tops.filter((top) => top === tops[0]).length;
  });
const savedSize = (): Promise<number> =>
  desk.stage.page.evaluate(async () => {
    const { packshot } = window as unknown as { packshot: PackshotApi };
    const snapshot = await packshot.app.snapshot({});
    return snapshot.ok ? snapshot.value.settings.tileSize : 0;
  });

test('the slider makes tiles larger by a column at a time, and the size outlives a restart', async () => {
  await open(shirt);
  const before = await columns();
  const box = await slider().boundingBox();
  if (box === null) throw new Error('There is no slider');
  await desk.stage.page.mouse.click(box.x + box.width - 3, box.y + box.height / 2);
  await expect.poll(columns).toBeLessThan(before);
  const larger = await columns();
  await expect.poll(() => slider().getAttribute('aria-valuetext')).toBe(`${larger} in a row`);
  await expect.poll(savedSize).toBeGreaterThan(172);
  const saved = await savedSize();
  await slider().focus();
  await press('ArrowLeft');
  await expect.poll(columns).toBe(larger + 1);
  await press('ArrowRight');
  await expect.poll(savedSize).toBe(saved);
  await desk.stage.restartAfterKill();
  expect(await savedSize()).toBe(saved);
});

test('Ctrl with plus, minus and 0 sizes tiles, and keeps the focused tile where it is', async () => {
  await fillGallery(desk.stage, lamp, 60);
  await desk.stage.choose(lamp);
  await rows().first().waitFor();
  const usual = await columns();
  await rows().first().focus();
  await press('Home', 'PageDown', 'PageDown');
  const key = await activeKey();
  const top = async (): Promise<number> =>
    (await grid().locator(`[data-tile-key="${key}"]`).boundingBox())?.y ?? Number.NaN;
  const before = await top();
  await press('Control+-');
  await expect.poll(columns).toBe(usual + 1);
  expect(await top()).toBeCloseTo(before, -0.4);
  await heard(`${usual + 1} in a row`);
  await press('Control+=', 'Control+=');
  await expect.poll(columns).toBe(usual - 1);
  expect(Math.abs((await top()) - before)).toBeLessThan(3);
  await press('ArrowRight', 'Control+0');
  await expect.poll(columns).toBe(usual);
  expect(await activeKey()).not.toBe(key);
  for (let n = 0; n < 12; n += 1) await press('Control+-');
  expect(await columns()).toBeGreaterThan(usual + 1);
  // Small tiles keep their file names for a screen reader alone, and drop the position.
  expect(await rows().first().getByText('1', { exact: true }).count()).toBe(0);
  expect(await accessibilityProblems(desk.stage.page)).toEqual([]);
});

test('the tile under the pointer keeps its place while the size changes', async () => {
  await fillGallery(desk.stage, tote, 60);
  await desk.stage.choose(tote);
  await rows().first().waitFor();
  await enterGrid();
  await grid().evaluate((element) => element.scrollTo({ top: 900 }));
  const room = await grid().boundingBox();
  if (room === null) throw new Error('There is no gallery');
  const at = { x: room.x + room.width / 2, y: room.y + room.height / 2 };
  await desk.stage.page.mouse.move(at.x, at.y, { steps: 3 });
  const under = (): Promise<string | null> =>
    desk.stage.page.evaluate(
      ({ x, y }) =>
        document.elementFromPoint(x, y)?.closest('[data-tile-key]')?.getAttribute('data-tile-key') ?? null,
      at,
    );
  await expect.poll(under).not.toBeNull();
  const key = await under();
  const middle = async (): Promise<number> => {
    const box = await grid().locator(`[data-tile-key="${key}"]`).boundingBox();
    return box === null ? Number.NaN : (at.y - box.y) / box.height;
  };
  const share = await middle();
  await press('Control+-');
  await expect.poll(savedSize).toBeLessThan(172);
  expect(await middle()).toBeCloseTo(share, 1);
});

test('the viewer says what a picture’s file is, and Enter saves an alt text and goes on', async () => {
  const [first, second] = await open(trainer);
  const { page } = desk.stage;
  await enterGrid();
  await press('Enter');
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByText(/^\d[\d,]* × \d[\d,]* px$/).waitFor();
  await details.getByText(/^JPEG, \d+ KB$/).waitFor();
  await details.getByText('1 of 5, thumbnail').waitFor();
  await details.getByText(/BigCommerce doesn’t give out the original file/).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  const field = details.getByRole('textbox');
  await press('a');
  await field.fill('Ochre trainer');
  await press('Shift+Enter');
  await page.keyboard.type('from the left');
  await press('Enter');
  await page.getByText('2 of 5', { exact: true }).first().waitFor();
  await expect
    .poll(async () => (await imagesOf(desk.stage, trainer)).find(({ id }) => id === first?.id)?.alt, {
      timeout: 30_000,
    })
    .toBe('Ochre trainer\nfrom the left');
  const alt = await field.inputValue();
  await page.keyboard.type('not wanted');
  expect(await field.inputValue()).not.toBe(alt);
  await press('Escape');
  expect(await field.inputValue()).toBe(alt);
  await press('Escape');
  await details.waitFor({ state: 'detached' });
  await expect.poll(activeKey).toBe(`image-${second?.id}`);
});

test('the viewer’s details stay closed as left, also for a photo that waits, whose own file they describe', async () => {
  await open(vase);
  const { page, app } = desk.stage;
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await app.drop([await desk.stage.photos(1, { name: 'wait' })], page.getByRole('option', { name: vase }));
  await expect.poll(() => rows().count()).toBe(6);
  await mat(5).dblclick();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByText('wait-1.jpg').waitFor();
  await details.getByText('200 × 200 px').waitFor();
  await details.getByText('None embedded').waitFor();
  expect(await details.getByText(/original file/).count()).toBe(0);
  await page.getByRole('button', { name: 'Details' }).click();
  await details.waitFor({ state: 'detached' });
  await press('Escape');
  await mat(0).dblclick();
  await page.getByText('1 of 6').waitFor();
  expect(await details.count()).toBe(0);
  await press('i');
  await details.waitFor();
});

test('a picture is copied by menu, by Ctrl+C and in the viewer, as PNG', async () => {
  const [first] = await open(shirt);
  const { page } = desk.stage;
  const copied = () => desk.stage.app.shell?.announced.filter((one) => one.type === 'image/png') ?? [];
  const before = copied().length;
  await mat(0).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy image' }).click();
  await expect.poll(() => copied().length, { timeout: 20_000 }).toBe(before + 1);
  const png = await sharp(Buffer.from(copied().at(-1)?.body ?? '', 'base64')).metadata();
  expect(png).toMatchObject({ format: 'png' });
  expect(png.width).toBeGreaterThan(300);
  await enterGrid();
  await press('Control+c');
  await expect.poll(() => copied().length, { timeout: 20_000 }).toBe(before + 2);
  await heard(/copied\. You can paste it/);
  await press('Enter');
  await page.getByText('1 of 5').first().waitFor();
  await press('Control+c');
  await expect.poll(() => copied().length, { timeout: 20_000 }).toBe(before + 3);
  await press('Escape');
  await expect.poll(activeKey).toBe(`image-${first?.id}`);
  await press('Control+a', 'Control+c');
  await heard('Select one image to copy it');
});

test('tiles dragged with Alt or by their handle leave the window as files, and are not moved', async () => {
  await open(shirt);
  const { page } = desk.stage;
  const order = await desk.shown();
  const drags = () => desk.stage.app.shell?.announced.filter((one) => one.event === 'drag') ?? [];
  const before = drags().length;
  const box = await mat(1).boundingBox();
  if (box === null) throw new Error('There is no tile');
  await page.keyboard.down('Alt');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 90, { steps: 6 });
  await expect.poll(() => drags().length, { timeout: 20_000 }).toBe(before + 1);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  const [path = ''] = drags().at(-1)?.files ?? [];
  expect(basename(path)).toMatch(/\.jpg$/);
  expect(await sharp(await readFile(path)).metadata()).toMatchObject({ format: 'jpeg' });
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);

  await mat(2).hover();
  const handle = rows().nth(2).locator('[data-drag-out]');
  const grip = await handle.boundingBox();
  if (grip === null) throw new Error('There is no handle');
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(grip.x + 60, grip.y + 60, { steps: 6 });
  await expect.poll(() => drags().length, { timeout: 20_000 }).toBe(before + 2);
  await page.mouse.up();
  expect(await desk.shown()).toEqual(order);

  // Dropped on the window again, it is no new photo.
  await desk.stage.app.drop([path], page.getByRole('option', { name: shirt }));
  await page.getByText(/dragged out of Packshot/).waitFor();
  expect(await desk.shown()).toEqual(order);
});

test('by keyboard, the handle of a tile downloads its file', async () => {
  await open(shirt);
  const { page, app } = desk.stage;
  const target = `${desk.stage.folder}/from-handle.jpg`;
  await app.dialogAnswers([target]);
  await enterGrid();
  const handle = rows().first().locator('[data-drag-out]');
  for (let n = 0; n < 6 && !(await handle.evaluate((one) => one === document.activeElement)); n += 1)
    await press('Tab');
  await press('Enter');
  await expect
    .poll(() =>
      stat(target).then(
        ({ size }) => size > 0,
        () => false,
      ),
    )
    .toBe(true);
  await rm(target);
  await press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const words of [
    'Larger tiles',
    'Smaller tiles',
    'Usual tile size',
    'Copy image',
    'Drag the file to a folder',
  ])
    await list.getByText(words).first().waitFor();
  await press('Escape');
  await list.waitFor({ state: 'detached' });
  await press('Control+k');
  await page.keyboard.type('larger til');
  await page.getByRole('option', { name: /Larger tiles/ }).waitFor();
  const before = await columns();
  await press('Enter');
  await expect.poll(columns).toBe(before - 1);
});

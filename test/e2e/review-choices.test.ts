import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Locator } from 'playwright';
import sharp from 'sharp';
import { paint, ReviewHands } from './support/review-hands.ts';
import { age, useStage, type Stage } from './support/stage.ts';
import { askStore, imagesOf, productId } from './support/store-images.ts';

/**
 * Manual choices in the review: a variant and its destination, the preparing of a photo, and their results.
 */

/** A product of the seeded catalogue with variants and without images. */
const cushion = { sku: 'CSH-CLA-1', name: 'Fjord Linen Cushion, Clay' };
const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await stage.page.keyboard.press(key);
}

async function drop(name: string): Promise<void> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  const path = join(folder, name);
  const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#a06030' } });
  await (name.endsWith('.tif') ? picture.tiff() : picture.jpeg()).toFile(path);
  await age(path);
  await stage.app.drop([folder], stage.page.getByRole('main'));
  await stage.page.getByRole('heading', { name: '1 photo to review' }).waitFor({ timeout: 60_000 });
}

/**
 * Drags with the mouse, pauses over the target like a hand, and drops. `part`: fraction of the row's height.
 */
async function drag(from: Locator, to: Locator, part: number): Promise<void> {
  const { mouse } = stage.page;
  // Below the edge of the list is no target.
  await to.scrollIntoViewIfNeeded();
  const a = await from.boundingBox();
  if (a === null) throw new Error('It is not in the window');
  // Waits until the row stands still.
  await from.hover({ position: { x: 200, y: a.height / 2 } });
  const b = await to.boundingBox();
  if (b === null) throw new Error('The target is not in the window');
  await mouse.down();
  await mouse.move(b.x + 40, b.y + b.height * part, { steps: 5 });
  await mouse.move(b.x + 42, b.y + b.height * part);
  await stage.page.locator('[data-drop-sign], [data-drop-into], [data-drop-here]').first().waitFor();
  await mouse.up();
}

async function variantsOfCushion(): Promise<{ sku: string; image_url: string }[]> {
  const product = await productId(stage, cushion.name);
  const answer = await askStore(stage, `products/${product}/variants?limit=50`);
  return (answer as { data: { sku: string; image_url: string }[] }).data;
}

test('a photo is assigned to a variant by hand, and becomes its own image', async () => {
  const { page } = stage;
  // Other products have two variants too, and are found by the first letters.
  const withVariants = new RegExp(`${cushion.name}.*2 variants`);
  await drop('IMG_0815.jpg');
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await press('ArrowDown', 'p');
  await page.getByLabel('Search products to choose from').waitFor();
  await page.keyboard.type(cushion.sku);
  await page.getByRole('option', { name: withVariants }).waitFor();
  await press('ArrowRight');
  await page.getByRole('option', { name: /60X60/ }).waitFor();
  // Left returns to the products and keeps the typed text.
  await press('ArrowLeft');
  await page.getByRole('option', { name: withVariants }).waitFor();
  await press('End', 'ArrowRight');
  await page.getByRole('combobox', { name: `Choose a variant of ${cushion.name}` }).waitFor();
  await page.keyboard.type('60x');
  const choices = page.getByRole('listbox', { name: 'Variants to choose from' }).getByRole('option');
  await expect.poll(() => choices.count()).toBe(2);
  await page.getByLabel('Use for').selectOption({ label: 'Variant image' });
  await page.getByRole('option', { name: /60X60/ }).click();

  await page.getByRole('button', { name: '60x60: 1 variant. Variant image' }).waitFor();
  await press('Control+Enter');
  await expect
    .poll(async () => (await variantsOfCushion()).filter((one) => one.image_url).map(({ sku }) => sku), {
      timeout: 60_000,
    })
    .toEqual(['CSH-CLA-1-60X60']);
  expect(await imagesOf(stage, cushion.name)).toHaveLength(0);
});

test('photos are dragged to a position in another product, to a heading, and to the list of products', async () => {
  const { page } = stage;
  const hands = new ReviewHands(stage);
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  for (const name of ['IMG_1', 'IMG_2', 'IMG_3', `${plate.sku}_1`, `${plate.sku}_2`, `${cushion.sku}_1`])
    await paint(join(folder, `${name}.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 3 photos');
  const row = (name: string): Locator => hands.list.getByRole('row', { name: new RegExp(`^${name}`) });
  const shown = (): Promise<string[]> =>
    hands.list
      .getByRole('row')
      .evaluateAll((rows) =>
        rows
          .toSorted((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
          .map((one) => one.ariaLabel?.split(/[.,:]/)[0] ?? ''),
      );

  // On its name, beside the buttons.
  const position = { x: 200, y: 30 };
  await row('IMG_1').click({ position });
  await row('IMG_2').click({ position, modifiers: ['Shift'] });
  await drag(row('IMG_1'), row(`${plate.sku}_1`), 0.75);
  const plates = [`${plate.sku}_1`, 'IMG_1', 'IMG_2', `${plate.sku}_2`];
  await expect
    .poll(shown)
    .toEqual([
      'Needs a product',
      'IMG_3',
      'Ready',
      'Cove Dinner Plate',
      ...plates,
      'Fjord Linen Cushion',
      `${cushion.sku}_1`,
    ]);
  // The keyboard continues where the mouse stopped.
  await press('Escape');
  await hands.isOn('IMG_2');
  await press('Alt+ArrowDown');
  await expect.poll(shown).toContain('IMG_2');
  await expect
    .poll(async () => (await shown()).slice(4, 8))
    .toEqual([`${plate.sku}_1`, 'IMG_1', `${plate.sku}_2`, 'IMG_2']);
  await drag(row('IMG_2'), row('Fjord Linen Cushion'), 0.5);
  await expect.poll(async () => (await shown()).slice(-2)).toEqual([`${cushion.sku}_1`, 'IMG_2']);
  await drag(
    row('IMG_3'),
    page.getByLabel('Products', { exact: true }).getByText('Alder Dinner Plate, Charcoal'),
    0.5,
  );
  await page.getByRole('button', { name: 'Queue 6 photos' }).waitFor();
  await row('Alder Dinner Plate').waitFor();
});

test('before and after show the photos themselves, not their previews', async () => {
  const { page } = stage;
  await drop(`${plate.sku}.tif`);
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await press('ArrowDown', 'ArrowDown', 'v');
  const dialog = page.getByRole('dialog');
  const widths = (): Promise<number[]> =>
    dialog
      .locator('img[src^="/photo/"]')
      .evaluateAll((found) => found.map((image) => (image as HTMLImageElement).naturalWidth));
  await expect.poll(widths, { timeout: 30_000 }).toEqual([900, 900]);
});

test('a store with an open review is disconnected once the user agrees to discard it', async () => {
  const { page } = stage;
  await drop('IMG_0815.jpg');
  const ask = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Store:/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Disconnect…' }).press('Enter');
    await page.getByRole('alertdialog').getByText('1 photo to review for this store').waitFor();
  };
  await ask();
  await press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: '1 photo to review' }).waitFor();
  await ask();
  await page.getByRole('button', { name: 'Discard 1 photo and disconnect' }).press('Enter');
  await page.getByLabel('Store hash or API path').waitFor();
});

test('Escape in the template for alt texts changes nothing, and Enter changes it once', async () => {
  const { page } = stage;
  const hands = new ReviewHands(stage);
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  await paint(join(folder, `${plate.sku}_front.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 1 photo');
  const template = page.getByLabel('Alt text', { exact: true });
  const undo = page.getByRole('main').getByRole('button', { name: /^Undo/ }).first();
  const before = await template.inputValue();
  const stepsBefore = await undo.getAttribute('aria-label');

  await template.fill('Thrown away');
  await press('Escape');
  await expect.poll(() => template.inputValue()).toBe(before);
  await template.fill('{product} from the {view}');
  await press('Enter');
  await hands.list.getByRole('row', { name: /from the front/ }).waitFor();
  await undo.click();
  await expect.poll(() => template.inputValue()).toBe(before);
  await expect.poll(() => undo.getAttribute('aria-label')).toBe(stepsBefore);
});

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import sharp from 'sharp';
import { age, Stage } from './support/stage.ts';
import { askStore, imagesOf, productId } from './support/store-images.ts';

/** Choices made by hand in the review: a variant and what its photo becomes, how a photo is prepared, what becomes of it all. */

/** A product of the seeded catalogue with variants and without images. */
const cushion = { sku: 'CSH-CLA-1', name: 'Fjord Linen Cushion, Clay' };
const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
  await stage.connect();
});
afterEach(() => stage.close());

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await stage.page.keyboard.press(key);
}

/** Drops one picture beside the gallery, and waits until it is read. */
async function drop(name: string): Promise<void> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  const path = join(folder, name);
  const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#a06030' } });
  await (name.endsWith('.tif') ? picture.tiff() : picture.jpeg()).toFile(path);
  await age(path);
  await stage.app.drop([folder], stage.page.getByRole('main'));
  await stage.page.getByRole('heading', { name: '1 photo to review' }).waitFor({ timeout: 60_000 });
}

async function variantsOfCushion(): Promise<{ sku: string; image_url: string }[]> {
  const product = await productId(stage, cushion.name);
  const answer = await askStore(stage, `products/${product}/variants?limit=50`);
  return (answer as { data: { sku: string; image_url: string }[] }).data;
}

test('a photo is given to a variant by hand, and becomes its own image', async () => {
  const { page } = stage;
  await drop('IMG_0815.jpg');
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await press('ArrowDown', 'p');
  await page.getByLabel('Search products to choose').waitFor();
  await page.keyboard.type(cushion.sku);
  await page.getByRole('option', { name: /2 variants/ }).waitFor();
  await press('ArrowRight');
  await page.getByRole('option', { name: /60X60/ }).waitFor();
  // Left goes back to the products, and what was typed is still there.
  await press('ArrowLeft');
  await page.getByRole('option', { name: /2 variants/ }).waitFor();
  await press('End', 'ArrowRight');
  await page.getByRole('combobox', { name: `Choose a variant of ${cushion.name}` }).waitFor();
  await page.keyboard.type('60x');
  const choices = page.getByRole('listbox', { name: 'Variants to choose' }).getByRole('option');
  await expect.poll(() => choices.count()).toBe(2);
  await page.getByLabel('Use it for').selectOption({ label: 'Variant’s own image' });
  await page.getByRole('option', { name: /60X60/ }).click();

  await page.getByLabel('Where CSH-CLA-1-60X60 goes').waitFor();
  expect(await page.getByLabel('Where CSH-CLA-1-60X60 goes').inputValue()).toBe('variant');
  await press('Control+Enter');
  await expect
    .poll(async () => (await variantsOfCushion()).filter((one) => one.image_url).map(({ sku }) => sku), {
      timeout: 60_000,
    })
    .toEqual(['CSH-CLA-1-60X60']);
  expect(await imagesOf(stage, cushion.name)).toHaveLength(0);
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

test('a store with an open review is disconnected, once one agrees that the review goes', async () => {
  const { page } = stage;
  await drop('IMG_0815.jpg');
  const ask = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Store:/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Disconnect…' }).press('Enter');
    await page.getByRole('alertdialog').getByText('1 photo is under review for this store').waitFor();
  };
  await ask();
  await press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: '1 photo to review' }).waitFor();
  await ask();
  await page.getByRole('button', { name: 'Discard the review and disconnect' }).press('Enter');
  await page.getByLabel('Store hash or API path').waitFor();
});

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { colourShop, mug, tee } from '../support/colour-shop.ts';
import { paint } from './support/review-hands.ts';
import { age, useStage, type Stage } from './support/stage.ts';
import { askStore } from './support/store-images.ts';

/** One photo for several products, and a colour's photo as its variants' picture: by pointer, and by keys alone. */

let stage: Stage;
useStage(
  async (opened) => {
    stage = opened;
    await stage.connect();
  },
  { catalogue: colourShop() },
);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await stage.page.keyboard.press(key);
}

async function drop(name: string): Promise<void> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  await paint(join(folder, name));
  await age(join(folder, name));
  await stage.app.drop([folder], stage.page.getByRole('main'));
  await stage.page.getByRole('heading', { name: '1 photo to review' }).waitFor({ timeout: 60_000 });
}

/** How many images of products come from this file. */
async function imagesFrom(stem: string): Promise<number[]> {
  const all = await Promise.all(
    [tee, mug].map(
      async (id) =>
        (await askStore(stage, `products/${id}/images?limit=50`)) as { data?: { image_file: string }[] },
    ),
  );
  return all.map(({ data = [] }) => data.filter(({ image_file }) => image_file.includes(stem)).length);
}

async function navyPictures(): Promise<string[]> {
  const answer = await askStore(stage, `products/${tee}/variants?limit=50`);
  const { data } = answer as { data: { sku: string; image_url: string }[] };
  return data.filter(({ sku }) => sku.includes('NVY')).map(({ image_url }) => image_url);
}

const wait = { timeout: 60_000 };

test('by pointer: a photo is given to two products, and each has it once', async () => {
  const { page } = stage;
  await drop('IMG_1.jpg');
  await page.getByRole('button', { name: /Choose…/ }).click();
  for (const name of ['Alder Crew Tee', 'Fjord Stoneware Mug']) {
    const option = page.getByRole('dialog').getByRole('option', { name: new RegExp(name) });
    await option.locator('[data-mark]').click();
    await expect.poll(() => option.getAttribute('aria-checked')).toBe('true');
  }
  await page.getByText('Alder Crew Tee, Fjord Stoneware Mug').waitFor();
  await page.getByRole('button', { name: 'Assign to all 2' }).click();
  await page.getByRole('button', { name: 'Queue 2 photos' }).click();
  await expect.poll(() => imagesFrom('IMG_1'), wait).toEqual([1, 1]);
});

test('by pointer: the photo of a colour goes to the gallery alone once the user says so', async () => {
  const { page } = stage;
  await drop('ALD210_Navy.jpg');
  await page.getByRole('button', { name: 'Navy: 4 variants. Gallery and variant image' }).click();
  await page.getByRole('menuitemradio', { name: 'Product gallery' }).click();
  await page.getByRole('button', { name: 'Navy: gallery only. Product gallery' }).waitFor();
  await page.getByRole('button', { name: 'Queue 1 photo' }).click();
  await expect.poll(() => imagesFrom('ALD210_Navy'), wait).toEqual([1, 0]);
  expect(await navyPictures()).toEqual(['', '', '', '']);
});

test('by keys: photos become the pictures of a colour’s variants, and the earlier ones come back', async () => {
  const { page } = stage;
  async function giveToNavy(): Promise<void> {
    await page.getByRole('grid', { name: 'Photos to review' }).focus();
    await press('ArrowDown', 'p');
    await page.getByLabel('Search products to choose from').waitFor();
    await page.keyboard.type('ALD210');
    await page.getByRole('option', { name: /Alder Crew Tee.*8 variants/ }).waitFor();
    await press('ArrowRight');
    await page.getByRole('combobox', { name: 'Choose a variant of Alder Crew Tee' }).waitFor();
    await page.keyboard.type('Navy');
    await page.getByRole('option', { name: /All 4 variants with Colour Navy/ }).waitFor();
  }
  await drop('IMG_2.jpg');
  await giveToNavy();
  await press('Enter');
  await page.getByRole('button', { name: /^Navy: 4 variants/ }).waitFor();
  await press('Control+Enter');
  await expect.poll(async () => (await navyPictures()).filter(Boolean).length, wait).toBe(4);
  const earlier = await navyPictures();

  // The next photo goes to the mug as well, and is asked about.
  await drop('IMG_3.jpg');
  await giveToNavy();
  await press('Shift+Enter');
  for (let typed = 'Navy'.length; typed > 0; typed -= 1) await press('Backspace');
  await press('ArrowLeft');
  await page.getByLabel('Search products to choose from').fill('mug');
  const found = page.getByRole('dialog').getByRole('option');
  await expect.poll(() => found.allTextContents()).toEqual([expect.stringContaining('Fjord Stoneware Mug')]);
  await press('Shift+Enter', 'Enter');
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await press('Control+Enter');
  await page.getByRole('alertdialog').getByText('4 variants have an image already.').waitFor();
  await press('Tab', 'Enter');
  await expect
    .poll(async () => (await navyPictures()).filter((url) => earlier.includes(url)).length, wait)
    .toBe(0);
  await expect.poll(() => imagesFrom('IMG_3'), wait).toEqual([1, 1]);

  await stage.outboxSays('Everything is in the store');

  // Undone in the tee's gallery, it stays in the mug's.
  await stage.choose('Alder Crew Tee');
  await page.getByRole('main').getByText('IMG_3.jpg').waitFor();
  await page.getByRole('main').focus();
  await press('Control+z');
  const question = page.getByRole('alertdialog', { name: 'Undo adding 1 photo?' });
  await question.getByText('4 variants get their earlier images back, or none.').waitFor();
  await press('Tab', 'Enter');
  await expect.poll(() => imagesFrom('IMG_3'), wait).toEqual([0, 1]);
  await expect.poll(async () => (await navyPictures()).filter(Boolean).length, wait).toBe(4);
  expect(await imagesFrom('IMG_2')).toEqual([1, 0]);
});

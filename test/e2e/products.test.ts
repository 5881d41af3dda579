import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

/** The list of products: what is found, how it is narrowed and sorted, and what a product offers. */

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
  await stage.page.getByText(/^Updated /).waitFor();
});

const list = (): Locator => stage.page.getByRole('listbox', { name: 'Products' });
const rows = (): Locator => list().getByRole('option');
const first = async (): Promise<string> => (await rows().first().innerText()).split('\n')[0] ?? '';
const search = (): Locator => stage.page.getByRole('searchbox', { name: 'Search products' });
const filter = (): Locator => stage.page.getByRole('button', { name: /^Filter/ });
const item = (name: string | RegExp): Locator => stage.page.getByRole('menuitemradio', { name });
const copied = (): string | undefined =>
  stage.app.shell?.announced.findLast(({ event }) => event === 'copied')?.body;

async function skuOf(product: string): Promise<string> {
  await search().fill(product);
  await expect.poll(first).toBe(product);
  return (await rows().first().innerText()).split('\n')[1] ?? '';
}

test('a product is found by its SKU without separators, its id and a misspelt SKU', async () => {
  const name = 'Dune Canvas Trainer, Ochre';
  const sku = await skuOf(name);
  const id = await rows().first().getAttribute('data-drop-product');
  for (const words of [sku.replaceAll(/[^A-Za-z0-9]/g, ''), `#${id}`]) {
    await search().fill('');
    await expect.poll(first).not.toBe(name);
    await search().fill(words);
    await expect.poll(first).toBe(name);
    expect(await stage.page.getByText('No exact match').count()).toBe(0);
  }
  await search().fill(`${sku.slice(0, -1)}x`);
  await stage.page.getByText('No exact match. Similar products:').waitFor();
  await expect.poll(() => rows().allInnerTexts()).toContainEqual(expect.stringContaining(name));
});

test('products are narrowed and sorted by pointer', async () => {
  const { page } = stage;
  await filter().click();
  await item('No images').click();
  await expect
    .poll(() => rows().allInnerTexts())
    .toSatisfy((texts: string[]) => texts.length > 0 && texts.every((text) => text.includes('0')));
  await filter().click();
  await page.getByRole('menuitem', { name: /^Category/ }).hover();
  await item('Bags').click();
  await page.keyboard.press('Escape');
  await filter()
    .filter({ hasText: /No images.*Bags/ })
    .waitFor();
  await filter().click();
  await page.getByRole('menuitem', { name: 'Clear filters' }).click();
  await filter().filter({ hasText: 'All products' }).waitFor();

  const byName = await first();
  await page.getByRole('button', { name: 'Sort: Name' }).click();
  await item('Newest first').click();
  await page.getByRole('button', { name: 'Sort: Newest first' }).waitFor();
  await expect.poll(first).not.toBe(byName);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('products are narrowed and sorted by keyboard alone', async () => {
  const { page } = stage;
  await filter().focus();
  await page.keyboard.press('Enter');
  await item('All products').and(page.locator(':focus')).waitFor();
  const brand = page.getByRole('menuitem', { name: /^Brand/ });
  await expect.poll(() => brand.getAttribute('aria-disabled')).toBeNull();
  await page.keyboard.press('End');
  await brand.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('menu', { name: 'Brand' }).waitFor();
  await page.keyboard.press('End');
  await item('Orrin').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await filter().filter({ hasText: 'Orrin' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sort: Name' }).press('Enter');
  await page.locator('[role=menuitemradio]:focus').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sort: Fewest images first' }).waitFor();
});

test('a product’s pages are opened, and its SKU and image address copied, by pointer', async () => {
  const { page, app } = stage;
  const name = 'Dune Canvas Trainer, Ochre';
  const sku = await skuOf(name);
  const id = await rows().first().getAttribute('data-drop-product');
  const host = `https://store-${stage.store.storeHash}.mybigcommerce.com`;
  const choose = async (action: string): Promise<void> => {
    await rows().first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: action }).click();
  };
  await choose('Open in control panel');
  await expect.poll(() => app.openedLinks()).toEqual([`${host}/manage/products/edit/${id}`]);
  await choose('Open on storefront');
  await expect.poll(async () => (await app.openedLinks())[1]).toBe(`${host}/dune-canvas-trainer-ochre/`);
  await choose('Copy SKU');
  await expect.poll(copied).toBe(sku);
  await choose('Copy image address');
  await expect.poll(copied).toMatch(/^https?:.*\.jpg/);
  // The gallery stays as it was.
  expect(await page.getByRole('heading', { name }).count()).toBe(0);
});

test('a product’s menu opens and works by keyboard alone, also in its gallery', async () => {
  const { page, app } = stage;
  await skuOf(emptyProduct);
  await search().press('ArrowDown');
  await list().and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: `Options for ${emptyProduct}` });
  await menu.waitFor();
  // Without an image there is no address to copy.
  expect(await menu.getByRole('menuitem', { name: 'Copy image address' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await app.openedLinks()).at(-1)).toContain('/manage/products/edit/');
  await list().and(page.locator(':focus')).waitFor();

  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
  await page.getByRole('menuitem', { name: 'Copy SKU' }).press('Enter');
  await expect.poll(copied).toBe(await skuOf(emptyProduct));
});

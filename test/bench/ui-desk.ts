import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright';
import type { RunningApp } from '../e2e/support/app.ts';
import type { StoreProcess } from '../faults/store-process.ts';
import { makePhotos } from './photos.ts';
import { maxFilesUnasked } from '../../shared/drop-guard.ts';

const perProduct = 950;

export interface Product {
  id: number;
  sku: string;
}

/** Up to 250 of the store's products. */
export async function productsOf(store: StoreProcess): Promise<Product[]> {
  const answer = await fetch(`${store.origin}/stores/${store.storeHash}/v3/catalog/products?limit=250`, {
    headers: { 'x-auth-token': store.accessToken },
  });
  return ((await answer.json()) as { data: Product[] }).data;
}

/** Adds small pictures to a product's gallery without the app. */
export async function fillGallery(
  store: StoreProcess,
  productId: number,
  count: number,
  folder: string,
): Promise<void> {
  const there = await store.gallery(productId);
  const paths = await makePhotos(folder, { count: count - there.length, bytes: 4_000 });
  const url = `${store.origin}/stores/${store.storeHash}/v3/catalog/products/${productId}/images`;
  const send = async (path: string, place: number): Promise<void> => {
    const form = new FormData();
    form.set('sort_order', String(there.length + place));
    form.set('image_file', new Blob([await readFile(path)], { type: 'image/jpeg' }), 'picture.jpg');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'x-auth-token': store.accessToken },
      body: form,
    });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
  };
  const hands = Array.from({ length: 4 }, async (_, hand) => {
    for (let n = hand; n < paths.length; n += 4) await send(paths[n] ?? '', n);
  });
  await Promise.all(hands);
}

/** Connects the store and pauses it. */
export async function connect(page: Page, store: StoreProcess): Promise<void> {
  await page.getByLabel('Store hash or API path').fill(`${store.origin}/stores/${store.storeHash}`);
  await page.getByLabel('Access token').fill(store.accessToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Search products').waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor();
}

/** Drops some hundreds of photos on products of the list, and waits until all are in the outbox. */
export async function queue(
  app: RunningApp,
  products: readonly Product[],
  rows: number,
  folder: string,
): Promise<void> {
  const { page } = app;
  for (let n = 0; n * perProduct < rows; n += 1) {
    const photos = join(folder, `photos-${n}`);
    const count = Math.min(perProduct, rows - n * perProduct);
    await makePhotos(photos, { count, bytes: 4_000 });
    const product = products[n];
    if (product === undefined) throw new Error('The store has too few products');
    await app.drop([photos], await findRow(page, product));
    if (count > maxFilesUnasked) await page.getByRole('button', { name: /^Add [\d,]+ here/ }).click();
    const queued = Math.min(rows, (n + 1) * perProduct);
    await page
      .getByLabel('Outbox', { exact: true })
      .getByText(`${queued.toLocaleString('en-GB')} photos queued`)
      .waitFor({ timeout: 900_000 });
  }
}

export async function choose(page: Page, product: Product): Promise<void> {
  await (await findRow(page, product)).click();
  await page.getByRole('grid', { name: 'Gallery' }).getByRole('row').nth(9).waitFor();
  await wait(2000);
}

/** The list renders only visible rows, so the product is searched. */
export async function findRow(page: Page, { id, sku }: Product): Promise<Locator> {
  await page.getByLabel('Search products').fill(sku);
  // The home screen lists products, too.
  const row = page.locator(`[role="option"][data-drop-product="${id}"]`);
  await row.waitFor();
  return row;
}

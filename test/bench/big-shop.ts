import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreProduct } from '../../electron/bigcommerce/catalog-api.ts';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { Entries } from '../../electron/outbox/records/entries.ts';
import { openDataFolder } from '../../electron/storage/data-folder.ts';
import { newStore, StoresTable } from '../../electron/stores/stores-table.ts';
import { markOf } from '../../shared/mark.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

export const shopId = 'bench';

/** Products of a shop, each with a barcode, a part number and a variant that has a SKU and a barcode of its own. */
function productOf(n: number): StoreProduct {
  const id = 1_000 + n;
  const sku = `${families[n % families.length]}-${String(n).padStart(5, '0')}`;
  const size = sizes[n % sizes.length] ?? '';
  const name = `${colours[n % colours.length]} ${nouns[n % nouns.length]} ${n}`;
  return {
    id,
    name,
    sku,
    upc: barcodeOf(2 * n),
    mpn: `HB-${n}-${nouns[n % nouns.length]}`,
    address: `/${name.toLowerCase().replaceAll(' ', '-')}/`,
    dateModified: '2026-01-01T00:00:00+00:00',
    variants: [
      {
        id: 1_000_000 + n,
        sku: `${sku}-${size}`,
        upc: barcodeOf(2 * n + 1),
        label: size,
        options: [{ name: 'Size', value: size }],
      },
    ],
    images: [],
  };
}

/** The nth UPC-A of a maker. */
function barcodeOf(n: number): string {
  const digits = `07${String(n).padStart(9, '0')}`;
  const sum = Array.from(digits).reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1),
    0,
  );
  return digits + String((10 - (sum % 10)) % 10);
}

const families = ['MUG', 'TEE', 'LAMP', 'BAG', 'RUG', 'CUP', 'VASE'];
const colours = ['Red', 'Blue', 'Green', 'Oak', 'Linen', 'Slate', 'Sand', 'Coral', 'Amber', 'Ivory', 'Jade'];
const nouns = ['mug', 'shirt', 'lamp', 'bag', 'rug', 'cup', 'vase', 'chair', 'bowl'];
const sizes = ['S', 'M', 'L', 'XL', 'XXL'];

/** Makes a data folder with an unreachable store and a known catalogue. */
export async function makeShop(dataDir: string, products: number): Promise<void> {
  const { database, close } = openOrThrow(dataDir);
  new StoresTable(database, Date.now).save({
    ...newStore,
    id: shopId,
    hash: shopId,
    name: 'Bench',
    kind: 'bigcommerce',
    apiOrigin: 'http://127.0.0.1:1',
    secretBackend: 'session',
  });
  new StoresTable(database, Date.now).currentId = shopId;
  const catalog = new Catalog(database, Date.now);
  for (let n = 0; n < products; n += 1_000) {
    const some = Array.from({ length: Math.min(1_000, products - n) }, (_, index) => productOf(n + index));
    catalog.saveProducts(shopId, some, 1);
  }
  catalog.forgetUnseen(shopId, 1);
  await close();
}

/** Queues waiting photos with files and previews in staging. */
export async function makeWaiting(dataDir: string, photos: number): Promise<void> {
  const { database, staging, close } = openOrThrow(dataDir);
  await mkdir(join(staging, 'previews'), { recursive: true });
  const entries = new Entries(database, Date.now);
  const perProduct = 20;
  for (let first = 0; first < photos; first += perProduct) {
    const intents = Array.from({ length: Math.min(perProduct, photos - first) }, (_, index) => {
      const sha256 = createHash('sha256')
        .update(`photo ${first + index}`)
        .digest('hex');
      const fileName = `photo-${first + index}.jpg`;
      const photo = { fileName, type: 'jpeg', bytes: 4_000, sha256, mark: markOf(sha256) } as const;
      return { type: 'upload', photo, sortOrder: index, asThumbnail: index === 0, alt: '' } as const;
    });
    entries.add({ storeId: shopId, productId: 1_000 + first / perProduct, batchId: null }, intents);
    const bytes = Buffer.alloc(4_000);
    for (const { photo } of intents) {
      await writeFile(join(staging, photo.sha256), bytes);
      await writeFile(join(staging, 'previews', `${photo.sha256}.preview.webp`), bytes);
    }
  }
  await close();
}

/**
 * Names as studios write them: mostly a product's SKU and a number, some a variant's, in folders, a few
 * without.
 */
export function namesFor(products: number, count: number): string[] {
  const each = 4;
  const step = Math.max(1, Math.floor((products * each) / count));
  return Array.from({ length: count }, (_, n) => {
    if (n % 50 === 7) return `DSC_${String(n).padStart(5, '0')}.jpg`;
    if (n % 50 === 9) return `unknown thing ${n}.jpg`;
    const { sku, variants } = productOf((Math.floor(n / each) * step) % products);
    const name = n % 10 === 3 ? (variants[0]?.sku ?? sku) : sku;
    return `day ${1 + (n % 3)}/${name}_${1 + (n % each)}.jpg`;
  });
}

function openOrThrow(dataDir: string) {
  const opened = openDataFolder(dataDir, Date.now);
  if (!opened.ok) throw new Error(sentenceOf(opened.reason));
  const { database, staging } = opened.value;
  return { database, staging, close: () => opened.value.close() };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { Database } from '../../electron/storage/database.ts';
import { newStore, StoresTable } from '../../electron/stores/stores-table.ts';

let folder: string;
let db: Database;
let catalog: Catalog;
/** How many rows each query of variants returned. */
let variantRows: number[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packshot-identified-'));
  db = new Database(join(folder, 'packshot.db'));
  const row = { ...newStore, id: 's', hash: 's', name: 'S', kind: 'bigcommerce', apiOrigin: '' } as const;
  new StoresTable(db, () => 1).save({ ...row, secretBackend: 'session' });
  catalog = new Catalog(db, () => 1);
  variantRows = [];
  const all = db.all.bind(db);
  db.all = (sql, ...values) => {
    const rows = all(sql, ...values);
    if (/\bFROM variants\b/.test(sql)) variantRows.push(rows.length);
    return rows;
  };
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Numbers of variants, product by product. */
function save(counts: readonly number[]): void {
  const products = counts.map((variants, at) => ({
    id: at + 1,
    name: `Product ${at + 1}`,
    sku: `P${at + 1}`,
    dateModified: '',
    variants: Array.from({ length: variants }, (_, n) => ({
      id: 10_000 * (at + 1) + n,
      sku: `P${at + 1}-${n}`,
      label: '',
    })),
    images: [],
  }));
  catalog.saveProducts('s', products, 1);
}

test.each([
  ['600 variants, the most a product has', [3, 600, 600, 0, 1, 600]],
  ['exactly one page of variants', [250, 250, 0, 250]],
  ['no variants', [0, 0, 0]],
  ['pages of products', Array.from({ length: 700 }, (_, n) => n % 4)],
])('products with %s are read whole, in order, and in short queries', (_, counts) => {
  save(counts);
  const products = [...catalog.identifiedProducts('s')].flat();
  expect(products.map(({ id }) => id)).toEqual(counts.map((__, at) => at + 1));
  expect(products.map(({ variants }) => variants.map(({ sku }) => sku))).toEqual(
    counts.map((count, at) => Array.from({ length: count }, (__, n) => `P${at + 1}-${n}`)),
  );
  expect(Math.max(...variantRows)).toBeLessThanOrEqual(250);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { Database } from '../../electron/storage/database.ts';
import { newStore, StoresTable } from '../../electron/stores/stores-table.ts';

let folder: string;
let db: Database;
let catalog: Catalog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packshot-catalog-'));
  db = new Database(join(folder, 'packshot.db'));
  const row = { ...newStore, id: 's', hash: 's', name: 'S', kind: 'bigcommerce', apiOrigin: '' } as const;
  new StoresTable(db, () => 1).save({ ...row, secretBackend: 'session' });
  catalog = new Catalog(db, () => 1);
  const products: [string, string, string[]][] = [
    ['Кружка «Ёлка» 350 мл', 'KR-1', []],
    ['Crème brûlée dish', 'CB_10%', ['CB-10-RED']],
    ['alder mug', '123/45', []],
    ['Zebra cushion', 'Z1', []],
  ];
  catalog.saveProducts(
    's',
    products.map(([name, sku, variants], index) => ({
      id: index + 1,
      name,
      sku,
      dateModified: '',
      variants: variants.map((one, at) => ({ id: at + 1, sku: one, label: '' })),
      images: [],
    })),
    1,
  );
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function found(query: string): string[] {
  return catalog
    .search('s', { query, filter: 'all', among: null, offset: 0, limit: 10 })
    .products.map((product) => product.sku);
}

describe('searching products', () => {
  test.each([
    ['кружка', 'KR-1'],
    ['ЁЛКА', 'KR-1'],
    ['creme BRULEE', 'CB_10%'],
    ['CRÈME', 'CB_10%'],
    ['10%', 'CB_10%'],
    ['cb_1', 'CB_10%'],
    ['10-red', 'CB_10%'],
    ['123/45', '123/45'],
    ['mug alder', '123/45'],
  ])('%s finds %s, ignoring case and accents in any script', (query, sku) => {
    expect(found(query)).toEqual([sku]);
  });

  test('escapes wildcards of the database', () => {
    expect(found('1_3/45')).toEqual([]);
    expect(found('%')).toEqual(['CB_10%']);
  });

  test('lists by name, ignoring case', () => {
    expect(found('').slice(0, 3)).toEqual(['123/45', 'CB_10%', 'Z1']);
  });
});

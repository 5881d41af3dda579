import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoreProduct } from '../../../electron/bigcommerce/catalog-api.ts';
import type { StoreImage } from '../../../electron/bigcommerce/image-api.ts';
import { Catalog } from '../../../electron/catalog/catalog.ts';
import type { ProductQuery } from '../../../electron/catalog/product-search.ts';
import { Database } from '../../../electron/storage/database.ts';

let db: Database;
let catalog: Catalog;
const now = new Date('2026-11-20T15:00:00').getTime();
const today = new Date(now - 60_000).toISOString().replace(/\.\d+Z/, '+00:00');
const longAgo = '2026-01-01T00:00:00+00:00';
const store = 'alder';

beforeEach(() => {
  db = new Database(':memory:');
  db.run(`INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
    VALUES ('alder', 'alder', 'Alder', 'bigcommerce', '', 'session', 1)`);
  catalog = new Catalog(db, () => now);
});
afterEach(() => db.close());

function image(id: number, more: Partial<StoreImage> = {}): StoreImage {
  return {
    id,
    productId: 0,
    sortOrder: id,
    isThumbnail: false,
    description: 'Described',
    imageFile: `a/1/${id}.jpg`,
    urlZoom: '',
    urlStandard: '',
    urlThumbnail: '',
    urlTiny: '',
    dateModified: longAgo,
    ...more,
  };
}

function product(id: number, name: string, more: Partial<StoreProduct> = {}): StoreProduct {
  return { id, name, sku: '', dateModified: longAgo, variants: [], images: [], ...more };
}

function save(products: readonly StoreProduct[]): void {
  catalog.saveProducts(store, products, 1);
  catalog.forgetUnseen(store, 1);
}

const usual: ProductQuery = { query: '', filter: 'all', among: null, offset: 0, limit: 50 };
const found = (query: Partial<ProductQuery>): number[] =>
  catalog.search(store, { ...usual, ...query }).products.map(({ id }) => id);

/** The database and the index must find the same. */
const ways = [
  ['in the database', () => Promise.resolve()],
  ['in the index', () => catalog.searchable(store)],
] as const;

describe.each(ways)('a product is found %s', (_, prepare) => {
  test.each([
    ['its name', 'fjord', 7],
    ['a part of its name without accents', 'MUG crEme', 7],
    ['its SKU', 'MUG-01', 7],
    ['its SKU without separators', 'mug01', 7],
    ['its SKU with other separators', 'mug_01', 7],
    ['its id', '7', 7],
    ['its id with a sign', '#7', 7],
    ['its barcode', '012345678905', 7],
    ['its barcode without the zero', '12345678905', 7],
    ['its barcode with a zero more', '0012345678905', 7],
    ['its part number', 'fj.mg', 7],
    ['a variant’s SKU without separators', 'mug01red', 7],
    ['a variant’s barcode', '4006381333931', 7],
    ['a word with a hyphen', 't-shirt', 8],
    ['a word with a hyphen that is left out', 'tshirt', 8],
    ['a sign', '&', 8],
  ])('by %s', async (_what, query, id) => {
    save([
      product(7, 'Fjord Mug, Crème', {
        sku: 'MUG-01',
        upc: '012345678905',
        mpn: 'FJ/MG',
        variants: [{ id: 1, sku: 'MUG-01.RED', label: 'Red', gtin: '4006381333931' }],
      }),
      product(8, 'Salt & Pepper T-Shirt', { sku: 'SP' }),
    ]);
    await prepare();
    expect(found({ query })).toEqual([id]);
  });

  test('with every word of the query, and not where one is missing', async () => {
    save([product(1, 'Red mug'), product(2, 'Red bowl'), product(3, 'Blue mug')]);
    await prepare();
    expect(found({ query: 'mug red' })).toEqual([1]);
    expect(found({ query: '%' })).toEqual([]);
  });

  test('where a filter leaves it, in the order wanted', async () => {
    save([
      product(1, 'Mug', { sku: 'b', categoryIds: [5], brandId: 2, images: [image(10, { description: '' })] }),
      product(2, 'Mug', { sku: 'A', categoryIds: [5, 6], isVisible: false, images: [image(20), image(21)] }),
      product(3, 'Mug', { categoryIds: [6], brandId: 2, dateModified: today }),
      product(4, 'Bowl', { images: [image(40, { dateModified: today })] }),
    ]);
    await prepare();
    for (const query of ['', 'mu']) {
      const others = query === '' ? [4] : [];
      expect(found({ query, filter: 'no-images' })).toEqual([3]);
      expect(found({ query, filter: 'one-image' })).toEqual([...others, 1]);
      expect(found({ query, filter: 'no-alt' })).toEqual([1]);
      expect(found({ query, filter: 'changed-today' })).toEqual([...others, 3]);
      expect(found({ query, filter: 'failed', among: [2] })).toEqual([2]);
      expect(found({ query, categoryId: 5 })).toEqual([1, 2]);
      expect(found({ query, categoryId: 6, brandId: 2 })).toEqual([3]);
      expect(found({ query, isVisible: false })).toEqual([2]);
      expect(found({ query, isVisible: true, brandId: 2 })).toEqual([1, 3]);
      expect(found({ query, sort: 'newest' })).toEqual([...others, 3, 2, 1]);
      expect(found({ query, sort: 'sku', filter: 'all' })).toEqual([2, 1, 3, ...others]);
      expect(found({ query, sort: 'fewest-images' })).toEqual([3, ...others, 1, 2]);
    }
  });
});

test('the index finds what the database finds, page by page', async () => {
  const word = fc.constantFrom('mug', 'red', 't-shirt', 'a1', 'A-1', '100', 'crème', 'x');
  const one = fc.record({ name: fc.array(word, { maxLength: 4 }), sku: fc.array(word, { maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(one, { minLength: 1, maxLength: 30 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('name', 'sku', 'newest', 'fewest-images'),
      async (products, words, sort) => {
        db.run('DELETE FROM products');
        const fresh = new Catalog(db, () => now);
        fresh.saveProducts(
          store,
          products.map(({ name, sku }, n) => product(95 + n, name.join(' '), { sku: sku.join('-') })),
          1,
        );
        const query: ProductQuery = { ...usual, query: words.join(' '), sort, limit: 4 };
        const pages = () => [0, 4, 8].map((offset) => fresh.search(store, { ...query, offset }));
        const inDatabase = pages();
        await fresh.searchable(store);
        expect(pages()).toEqual(inDatabase);
      },
    ),
    { numRuns: 150, seed: 7 },
  );
});

test('a change of a name, a new and a removed product are found at once', async () => {
  save([product(1, 'Mug'), product(2, 'Bowl')]);
  await catalog.searchable(store);
  expect(found({ query: 'mug' })).toEqual([1]);
  save([product(1, 'Cup'), product(2, 'Bowl')]);
  expect(found({ query: 'mug' })).toEqual([]);
  await catalog.searchable(store);
  catalog.saveImages(store, 3, []);
  expect(found({ query: 'product' })).toEqual([3]);
  await catalog.searchable(store);
  catalog.forgetProduct(store, 2);
  expect(found({ query: 'bowl' })).toEqual([]);
});

test('a product that changes its categories is in the new ones only', () => {
  save([product(1, 'Mug', { categoryIds: [5] })]);
  save([product(1, 'Mug', { categoryIds: [6] })]);
  expect(found({ categoryId: 5 })).toEqual([]);
  expect(found({ categoryId: 6 })).toEqual([1]);
});

test('categories and brands are offered by name, without those of no product', () => {
  catalog.saveNamedList(store, 'categories', [
    { id: 5, name: 'Textiles' },
    { id: 6, name: 'Kitchen' },
    { id: 7, name: 'Empty' },
  ]);
  catalog.saveNamedList(store, 'brands', [
    { id: 2, name: 'Birk' },
    { id: 3, name: 'None' },
  ]);
  save([product(1, 'Mug', { categoryIds: [5, 6], brandId: 2 })]);
  expect(catalog.facets(store)).toEqual({
    categories: [
      { id: 6, name: 'Kitchen' },
      { id: 5, name: 'Textiles' },
    ],
    brands: [{ id: 2, name: 'Birk' }],
  });
});

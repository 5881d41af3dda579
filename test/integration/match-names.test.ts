import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalogueFile } from '../../shared/catalogue-file.ts';
import { startPracticeStore } from '../../electron/practice/server.ts';
import { commandLine } from '../support/built.ts';

const products = [
  {
    id: 101,
    name: 'Alder Crew Tee',
    sku: 'ALD210',
    upc: '071234000372',
    mpn: 'NB-7720',
    brand_name: 'Northbank',
    custom_url: { url: '/alder-crew-tee/', is_customized: false },
    variants: [
      { id: 1, sku: 'ALD210-NVY', option_values: [{ option_display_name: 'Colour', label: 'Navy' }] },
      { id: 2, sku: 'ALD210-RST', option_values: [{ option_display_name: 'Colour', label: 'Rust' }] },
    ],
  },
  { id: 102, name: 'Fjord Mug', sku: 'FJM350', variants: [] },
  { id: 103, name: 'Fjord Mug Set of 4', sku: 'FJM350-S4', variants: [] },
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-names-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Output {
  code: number;
  out: string;
}

function packshot(args: readonly string[], input = ''): Promise<Output> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [commandLine, ...args], (error, stdout) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout }),
    );
    child.stdin?.end(input);
  });
}

describe('packshot match', () => {
  test('prints the match of each name, its certainty and reason, without any file', async () => {
    const catalogue = join(folder, 'catalogue.json');
    await writeFile(catalogue, JSON.stringify({ data: products, meta: {} }));
    const names = ['ALD210_Navy_2_back.jpg', '0071234000372_A7N1.tif', 'Fjord Mug.jpg', 'ALD210-Lilac.jpg'];
    const { code, out } = await packshot(
      ['match', '-', '--catalogue', catalogue, '--json'],
      names.join('\n'),
    );
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      {
        name: names[0],
        certainty: 'certain',
        productId: 101,
        variantIds: [1],
        options: 'Navy',
        by: 'sku',
        role: 'back',
      },
      { name: names[1], certainty: 'certain', productId: 101, by: 'barcode', role: 'back' },
      { name: names[2], certainty: 'suggested', productId: 102, by: 'title' },
      { name: names[3], certainty: 'asked', productId: null, candidates: [{ productId: 101 }] },
      { event: 'summary', certain: 2, suggested: 1, asked: 1 },
    ]);
    expect(code).toBe(1);
  });

  test('refuses an invalid catalogue', async () => {
    const catalogue = join(folder, 'none.json');
    await writeFile(catalogue, '{"data": 7}');
    expect(await packshot(['match', '-', '--catalogue', catalogue], 'a.jpg')).toMatchObject({ code: 2 });
  });
});

test('a catalogue’s products are in all their categories, and found by each', async () => {
  const categories = [
    { id: 7, name: 'Tees' },
    { id: 9, name: 'Sale' },
  ];
  const given = products.map((product) => ({ ...product, categories: product.id === 101 ? [9, 7] : [7] }));
  const catalogue = readCatalogueFile(JSON.stringify({ products: given, categories }));
  if (!catalogue.ok) throw new Error(catalogue.reason);
  const store = await startPracticeStore({ dataDir: join(folder, 'categories'), catalogue: catalogue.value });
  const get = async (query: string) => {
    const url = `${store.origin}/stores/${store.storeHash}/v3/catalog/products?${query}`;
    const answer = await fetch(url, { headers: { 'X-Auth-Token': store.accessToken } });
    const { data } = (await answer.json()) as { data: { id: number; categories: number[] }[] };
    return data.map((product) => [product.id, product.categories]);
  };
  try {
    expect(await get('categories=7')).toEqual([
      [101, [9, 7]],
      [102, [7]],
      [103, [7]],
    ]);
    expect(await get('categories:in=9')).toEqual([[101, [9, 7]]]);
  } finally {
    await store.close();
  }
});

test('the practice store runs another shop’s catalogue as the API gives it', async () => {
  const catalogue = readCatalogueFile(JSON.stringify(products));
  if (!catalogue.ok) throw new Error(catalogue.reason);
  const store = await startPracticeStore({ dataDir: join(folder, 'shop'), catalogue: catalogue.value });
  const get = async (path: string) => {
    const answer = await fetch(`${store.origin}/stores/${store.storeHash}/v3/catalog/${path}`, {
      headers: { 'X-Auth-Token': store.accessToken },
    });
    return ((await answer.json()) as { data: Record<string, unknown>[] }).data;
  };
  try {
    const [tee, mug] = await get('products?include=variants&sort=id');
    expect(tee).toMatchObject({
      id: 101,
      upc: '071234000372',
      mpn: 'NB-7720',
      custom_url: { url: '/alder-crew-tee/' },
      variants: [{ id: 1, option_values: [{ option_display_name: 'Colour', label: 'Navy' }] }, { id: 2 }],
    });
    expect(mug).toMatchObject({ id: 102, variants: [{ sku: 'FJM350', option_values: [] }] });
    expect(await get('brands')).toEqual([{ id: tee?.['brand_id'], name: 'Northbank' }]);
  } finally {
    await store.close();
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreProcess } from '../faults/store-process.ts';
import { commandLine } from '../support/built.ts';
import { spreadOf, type Figure } from './figures.ts';
import { makePhotos } from './photos.ts';
import { takeLog, uploadsIn, windowsOf, type Seen } from './store-log.ts';

export interface ProductsCase {
  name: string;
  products: number;
  photosEach: number;
  /** Requests a photo, at most. */
  bar: number;
  quota: number;
  windowMs: number;
}

export interface ProductsResult {
  name: string;
  photos: number;
  /** How often each type of request was made. */
  requests: Record<string, number>;
  figures: Figure[];
}

/** `packshot upload --match`: photos named by SKU for many products, with the catalogue read first. */
export async function fillManyProducts(one: ProductsCase, folder: string): Promise<ProductsResult> {
  const place = join(folder, one.name);
  const photos = join(place, 'photos');
  const limit = ['--quota', String(one.quota), '--window-ms', String(one.windowMs)];
  const count = Math.max(120, Math.ceil(1.8 * one.products));
  const store = new StoreProcess(join(place, 'store'), '--products', String(count), ...limit);
  await store.start();
  try {
    const skus = (await skusOf(store)).filter(isPlain).slice(0, one.products);
    if (skus.length < one.products) throw new Error(`only ${skus.length} products have a plain SKU`);
    const paths = await makePhotos(photos, { count: one.products * one.photosEach, bytes: 4_000 });
    for (const [at, path] of paths.entries()) {
      const sku = skus[Math.floor(at / one.photosEach)] ?? '';
      await rename(path, join(photos, `${sku}_${(at % one.photosEach) + 1}.jpg`));
    }
    // The window with the bench's own requests has to end first.
    await wait(one.windowMs);
    await store.clearLog();
    const args = ['upload', photos, '--match', '--data', join(place, 'data'), '--json'];
    const child = spawn(process.execPath, [commandLine, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...store.environment, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    // 1: some photos were not certain enough; those that were sent are counted.
    if (code !== 0 && code !== 1) throw new Error(`packshot ended with ${code}`);
    const seen = (await takeLog(store)).filter(({ path }) => path.startsWith('/stores/'));
    return resultOf(one, paths.length, seen);
  } finally {
    await store.stop();
  }
}

/** Some SKUs of the practice store can't be file names, or not only one product's. */
function isPlain(sku: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]*$/.test(sku);
}

async function skusOf(store: StoreProcess): Promise<string[]> {
  const skus: string[] = [];
  for (let page = 1; ; page += 1) {
    const url = `${store.origin}/stores/${store.storeHash}/v3/catalog/products?limit=250&page=${page}`;
    const answer = await fetch(url, { headers: { 'x-auth-token': store.accessToken } });
    const { data } = (await answer.json()) as { data: { sku: string }[] };
    skus.push(...data.map(({ sku }) => sku));
    if (data.length < 250) return skus;
  }
}

function resultOf(one: ProductsCase, photos: number, seen: readonly Seen[]): ProductsResult {
  const uploads = uploadsIn(seen);
  if (uploads.length !== photos) throw new Error(`${uploads.length} of ${photos} uploads arrived`);
  const requests = Object.fromEntries(
    [...Map.groupBy(seen, typeOf)].map(([type, requests]) => [type, requests.length]),
  );
  // Uploads begin and end within a window: a rate needs whole ones between the two.
  const isLong = photos >= 3 * one.quota;
  const windows = windowsOf(seen, one.windowMs)
    .map((window) => uploadsIn(window.seen).length)
    .filter((count) => count > 0)
    .slice(1, -1);
  const refused = seen.filter(({ status }) => status === 429).length;
  const figures: Figure[] = [
    {
      what: `${one.name}: requests a photo, with the catalogue's`,
      value: seen.length / photos,
      unit: 'requests',
      bar: `<= ${one.bar}`,
      reached: seen.length / photos <= one.bar,
    },
    {
      what: `${one.name}: refused (429)`,
      value: refused,
      unit: 'requests',
      bar: '0',
      reached: refused === 0,
    },
  ];
  if (isLong && windows.length > 0) {
    const spent = spreadOf(windows.map((count) => count / one.quota));
    figures.push({
      what: `${one.name}: uploads a window, of the quota (${one.quota} / ${one.windowMs / 1000} s)`,
      value: spent,
      unit: 'ratio',
      bar: '>= 0.93',
      reached: spent.median >= 0.93,
    });
  }
  return { name: one.name, photos, requests, figures };
}

function typeOf({ method, path }: Seen): string {
  const generic = path.replace(/^\/stores\/[^/]+/, '').replaceAll(/\/\d+/g, '/{id}');
  return `${method} ${generic.replace(/\?.*/, '')}`;
}

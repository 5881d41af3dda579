import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreProcess } from '../faults/store-process.ts';
import type { Figure, Measured } from './figures.ts';
import { openApp } from './open-app.ts';
import { takeLog } from './store-log.ts';

export interface CatalogueBenchOptions {
  /** Fewer products: for a trial, not for results. */
  quick: boolean;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
  say: (line: string) => void;
}

interface CatalogueCase {
  name: string;
  products: number;
  quota: number;
  /** The longest time for all products, seconds. */
  bar: number;
}

const windowMs = 30_000;
const latencyMs = 150;

function cases(quick: boolean): CatalogueCase[] {
  return [
    { name: 'fetch', products: quick ? 5_000 : 20_000, quota: 150, bar: 6 },
    // 200 pages and a few requests more are two windows: the quota alone takes 30 s and the second one's requests.
    ...(quick ? [] : [{ name: 'fetch-quota', products: 50_000, quota: 150, bar: 48 }]),
  ];
}

/** Fetches the catalogue of a new store whose answers take 150 ms; prints a table and returns all measurements. */
export async function benchCatalogue({ quick, only, say }: CatalogueBenchOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  const details: { name: string; figures: Figure[] }[] = [];
  try {
    for (const one of cases(quick)) {
      if (only.length > 0 && !only.includes(one.name)) continue;
      say(`${one.name} …`);
      details.push({ name: one.name, figures: await fetchAll(one, join(folder, one.name)) });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { figures: details.flatMap(({ figures }) => figures), details };
}

async function fetchAll({ name, products, quota, bar }: CatalogueCase, folder: string): Promise<Figure[]> {
  const limit = ['--quota', String(quota), '--window-ms', String(windowMs)];
  const store = new StoreProcess(join(folder, 'store'), '--products', String(products), ...limit);
  await store.start();
  await store.fault({ match: { times: 'always' }, do: { kind: 'latency', ms: latencyMs } });
  const app = await openApp(join(folder, 'data'));
  try {
    let firstAt: number | null = null;
    const stop = app.onDelta(() => {
      const shown = app.stores.list()[0]?.catalog.products ?? 0;
      if (shown > 0) firstAt ??= performance.now();
    });
    const storeId = await app.stores.useGiven(store.storeHash, store.origin, store.accessToken);
    await store.clearLog();
    const cpuBefore = process.cpuUsage();
    const from = performance.now();
    const problem = await app.stores.catalogRefreshed(storeId);
    const all = (performance.now() - from) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    stop();
    const read = app.stores.list()[0]?.catalog.products;
    if (problem !== null || read !== products)
      throw new Error(`${read} products, ${JSON.stringify(problem)}`);
    const seen = await takeLog(store);
    const refused = seen.filter(({ status }) => status === 429).length;
    const first = firstAt === null ? all : (firstAt - from) / 1000;
    const what = `${name}: ${products} products, ${latencyMs} ms an answer`;
    return [
      { what: `${what}, first shown`, value: first, unit: 's', bar: '<= 1', reached: first <= 1 },
      { what: `${what}, all`, value: all, unit: 's', bar: `<= ${bar}`, reached: all <= bar },
      {
        what: `${what}, processor time of the app`,
        value: (cpu.user + cpu.system) / 1_000_000,
        unit: 's',
        bar: '',
        reached: null,
      },
      { what: `${what}, requests`, value: seen.length, unit: 'requests', bar: '', reached: null },
      { what: `${what}, refused (429)`, value: refused, unit: 'requests', bar: '0', reached: refused === 0 },
    ];
  } finally {
    await app.close();
    await store.stop();
  }
}

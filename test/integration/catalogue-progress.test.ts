import { afterEach, expect, test } from 'vitest';
import type { CatalogProgress } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

test('a store whose products are fetched tells how many it has and when the rest is expected', async () => {
  bench = await Workbench.open({ products: 1200 });
  await bench.fault(
    { method: 'GET', path: '/catalog/products$', nth: 3, times: 'always' },
    { kind: 'latency', ms: 3_000 },
  );
  const { stores } = bench.app;
  const seen: CatalogProgress[] = [];
  const stop = bench.app.onDelta(() => {
    const progress = stores.list()[0]?.catalog.progress;
    if (progress) seen.push(progress);
  });
  const from = Date.now();
  const storeId = await bench.connect();
  // The first pages come at once, the others together.
  await bench.until(() => seen.some(({ read }) => read > 0 && read < 1200));
  await bench.clearFaults();
  expect(await stores.catalogRefreshed(storeId)).toBeNull();
  stop();

  const counts = seen.map(({ read }) => read);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([1200]));
  expect(Math.min(...seen.map(({ readyAt }) => readyAt))).toBeGreaterThan(from);
  expect(stores.list()[0]?.catalog).toMatchObject({ progress: null, products: 1200, syncing: false });
});

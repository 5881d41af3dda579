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
  await bench.fault({ path: 'limit=250', times: 'always' }, { kind: 'latency', ms: 400 });
  const { stores } = bench.app;
  const seen: CatalogProgress[] = [];
  const from = Date.now();
  const stop = bench.app.onDelta(() => {
    const progress = stores.list()[0]?.catalog.progress;
    if (progress) seen.push(progress);
  });
  const storeId = await bench.connect();
  expect(await stores.catalogRefreshed(storeId)).toBeNull();
  stop();

  const [first] = seen;
  expect(first).toMatchObject({ read: 250, total: 1200 });
  // Four pages more, each about as long as the first.
  expect(first?.readyAt).toBeGreaterThan(from + 400);
  const counts = seen.map(({ read }) => read);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(stores.list()[0]?.catalog).toMatchObject({ progress: null, products: 1200, syncing: false });
});

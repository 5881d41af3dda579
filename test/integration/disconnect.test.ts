import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});
afterEach(() => bench.close());

test('a disconnected store leaves none of its waiting photos on disk', async () => {
  const storeId = await bench.connect();
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, await bench.emptyProduct(), [await bench.photos(3)]);
  expect(await bench.staged()).toHaveLength(3);
  const left = await bench.app.handlers['stores.disconnect']({ storeId, discardWaiting: true });
  expect(left.ok).toBe(true);
  await expect.poll(() => bench.staged()).toEqual([]);
});

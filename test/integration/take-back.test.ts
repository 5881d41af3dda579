import { afterEach, expect, test } from 'vitest';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { Workbench } from './support/workbench.ts';

/** What was queued is taken back: the store is as it was before. */

let bench: Workbench;
let storeId: string;
let productId: number;
afterEach(() => bench.close());

/** A product with two images, on a slow network. The clock is fast, for checks that come a minute later. */
async function slowStore(): Promise<void> {
  bench = await Workbench.open({ speed: 60 });
  storeId = await bench.connect();
  productId = await bench.emptyProduct();
  await bench.drop(storeId, productId, [await bench.photos(2)]);
  await bench.app.outbox.drained();
  await bench.fault({ method: 'POST', times: 'always' }, { kind: 'latency', ms: 100 });
}

const view = (batchId: number) => bench.app.batches.view(batchId);

async function begin(photos: number): Promise<{ batchId: number; finished: Promise<void> }> {
  const added = bench.app.addFiles({ storeId, productId, source: 'cli' }, [await bench.photos(photos, 10)]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  return added.value;
}

async function certain(): Promise<void> {
  await bench.app.outbox.drained();
  await bench.app.outbox.certain();
}

test('a drop taken back in the middle of sending leaves the store as it was', async () => {
  await slowStore();
  const before = await bench.gallery(productId);
  const { batchId, finished } = await begin(30);
  await bench.until(() => (view(batchId)?.arrived ?? 0) > 4);
  expect(bench.app.batches.takeBack(batchId)).toBe(true);
  await finished;
  await certain();
  expect(await bench.gallery(productId)).toEqual(before);
  expect(view(batchId)).toMatchObject({ phase: 'cancelled', open: 0, arrived: 0 });
  expect(view(batchId)?.takenBack).toBeGreaterThan(4);
});

test('a drop taken back continues to be taken back after a restart', async () => {
  await slowStore();
  const before = await bench.gallery(productId);
  const { batchId, finished } = await begin(20);
  await bench.until(() => (view(batchId)?.arrived ?? 0) > 4);
  bench.app.batches.takeBack(batchId);
  await bench.app.close();
  await finished;
  await bench.clearFaults();
  await bench.restartApp();
  await certain();
  expect(await bench.gallery(productId)).toEqual(before);
});

test('a drop that arrived in an earlier run is taken back from the history', async () => {
  await slowStore();
  const before = await bench.gallery(productId);
  const { batchId, finished } = await begin(4);
  await finished;
  await certain();
  await bench.app.close();
  await bench.restartApp();
  await bench.until(() => bench.app.outbox.history.ofBatch(batchId).length === 4);
  expect(bench.app.batches.countTakeBack(batchId)).toEqual({ open: 0, arrived: 4, stays: 0 });
  bench.app.batches.takeBack(batchId);
  await certain();
  expect(await bench.gallery(productId)).toEqual(before);
  expect(bench.app.batches.takeBack(batchId)).toBe(false);
});

test('an image that another computer made from the same photo stays', async () => {
  await slowStore();
  bench.app.stores.pause(storeId, true);
  const folder = await bench.photos(1, 10);
  const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [folder]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await added.value.finished;
  const [upload] = bench.app.outbox.entries.ofBatch(added.value.batchId);
  const mark = upload?.type === 'upload' ? upload.photo.mark : '';
  await bench.addElsewhere(productId, `10-${mark}.jpg`);
  const before = await bench.gallery(productId);
  bench.app.stores.pause(storeId, false);
  await certain();
  expect(await bench.gallery(productId)).toHaveLength(before.length);
  bench.app.batches.takeBack(added.value.batchId);
  await certain();
  expect((await bench.gallery(productId)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

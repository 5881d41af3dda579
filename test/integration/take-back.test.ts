import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { ReviewDesk } from './support/review-desk.ts';
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
  expect(bench.app.batches.takeBack(batchId)).toMatchObject([{ type: 'remove', replacing: false }]);
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
  expect(bench.app.batches.takeBack(batchId)).toBe(null);
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

describe('undo in the gallery', () => {
  const target = (): { storeId: string; productId: number } => ({ storeId, productId });
  const undo = (confirmed?: string) => bench.app.handlers['gallery.undo']({ ...target(), confirmed });
  const steps = (): string[] => {
    const snapshot = bench.app.handlers['app.snapshot']({});
    return 'ok' in snapshot && snapshot.ok ? (snapshot.value.gallery?.undoSteps ?? []) : [];
  };

  test('of a drop cancels at once what is not sent, and redo queues it again', async () => {
    await slowStore();
    bench.app.stores.pause(storeId, true);
    const { finished } = await begin(3);
    await finished;
    expect(await undo()).toMatchObject({ value: { type: 'done', edit: 'adding 3 photos' } });
    expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
    await bench.app.handlers['gallery.redo'](target());
    bench.app.stores.pause(storeId, false);
    await certain();
    expect(await bench.names(productId)).toEqual(['01', '02', '10', '11', '12']);
  });

  test('of a drop that has arrived asks with the count, and redo in time keeps the images', async () => {
    await slowStore();
    const { batchId, finished } = await begin(3);
    await finished;
    await certain();
    const before = await bench.gallery(productId);
    expect(await undo()).toMatchObject({ value: { type: 'asks', counts: { open: 0, arrived: 3 } } });
    bench.app.stores.pause(storeId, true);
    await undo('adding 3 photos');
    expect(view(batchId)).toMatchObject({ arrived: 0, takenBack: 3, open: 1 });
    await bench.app.handlers['gallery.redo'](target());
    bench.app.stores.pause(storeId, false);
    await certain();
    expect(await bench.gallery(productId)).toEqual(before);
    expect(view(batchId)).toMatchObject({ phase: 'queued', arrived: 3, takenBack: 0 });
  });

  test('offers a drop again after a restart', async () => {
    await slowStore();
    const before = await bench.gallery(productId);
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [await bench.photos(3, 10)]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    await certain();
    await bench.app.handlers['gallery.open'](target());
    await bench.app.close();
    await bench.restartApp();
    expect(steps()[0]).toBe('adding 3 photos');
    await undo('adding 3 photos');
    await certain();
    expect(await bench.gallery(productId)).toEqual(before);
  });

  test('takes a replacement back while the old image still waits for its removal', async () => {
    await slowStore();
    await bench.app.close();
    await bench.restartApp({ replacementHoldMs: 600_000 });
    await bench.app.handlers['gallery.open'](target());
    const before = await bench.gallery(productId);
    const folder = await bench.photos(1, 9);
    const files = [{ path: `${folder}/09.jpg` }];
    const key = `image-${before[0]?.id}`;
    await bench.app.handlers['gallery.replace']({ ...target(), key, files });
    const isThere = (): boolean =>
      bench.app.outbox.entries
        .ofProduct(storeId, productId, true)
        .some(
          ({ type, progress, batchId }) => type === 'upload' && progress.type === 'done' && batchId === 2,
        );
    await bench.until(isThere);
    await bench.until(() => bench.app.outbox.reconcileJobs.countUnderway(storeId) === 0);
    expect(await bench.names(productId)).toEqual(expect.arrayContaining(['01', '02', '09']));
    expect(steps()[0]).toBe('replacing an image');
    expect(await undo()).toMatchObject({ value: { type: 'asks', counts: { arrived: 1 } } });
    await undo('replacing an image');
    await certain();
    expect(await bench.names(productId)).toEqual(['01', '02']);
    const now = await bench.gallery(productId);
    expect(now.map(({ id, is_thumbnail }) => [id, is_thumbnail])).toEqual(
      before.map(({ id, is_thumbnail }) => [id, is_thumbnail]),
    );
  });
});

test('a queued review is taken back from all its products', async () => {
  const desk = await ReviewDesk.open();
  ({ bench } = desk);
  const { app } = desk;
  const products = await desk.namedProducts(2);
  const galleries = () => Promise.all(products.map(({ id }) => desk.bench.gallery(id)));
  const before = await galleries();
  const names = products.flatMap(({ sku }) => [`${sku}_1.jpg`, `${sku}_2.jpg`]);
  const batchId = await desk.drop(await desk.folderOf(names));
  expect(await desk.queueAndSend(batchId)).toBe(4);
  expect(app.batches.countTakeBack(batchId)).toEqual({ open: 0, arrived: 4, stays: 0 });
  app.batches.takeBack(batchId);
  await app.outbox.drained();
  expect(await galleries()).toEqual(before);
});

describe('a batch counts as in the store', () => {
  const images = async (): Promise<string[]> =>
    (await bench.gallery(productId)).map(({ id }) => `image-${id}`);

  test('no photo that was removed since, also once it is in the history, and offers no undo of it', async () => {
    await slowStore();
    const { batchId, finished } = await begin(2);
    await finished;
    await certain();
    const [, , first, second] = await images();
    const remove = (key: string | undefined) =>
      bench.app.handlers['gallery.remove']({ storeId, productId, keys: [key ?? ''] });
    const changed: (number | undefined)[] = [];
    bench.app.onDelta(({ changes }) => {
      for (const change of changes)
        if (change.of === 'batch' && change.batch.id === batchId) changed.push(change.batch.removed);
    });
    await remove(first);
    await certain();
    expect(view(batchId)).toMatchObject({ queued: 2, open: 0, arrived: 1, removed: 1 });
    // The window hears of it by itself.
    await bench.until(() => changed.at(-1) === 1);
    await bench.app.close();
    await bench.restartApp();
    await bench.until(() => bench.app.outbox.history.ofBatch(batchId).length === 2);
    expect(view(batchId)).toMatchObject({ arrived: 1, removed: 1 });
    await remove(second);
    await certain();
    expect(view(batchId)).toMatchObject({ arrived: 0, removed: 2 });
    expect(bench.app.batches.countTakeBack(batchId)).toMatchObject({ open: 0, arrived: 0 });
  });

  test('no failed photo that was dismissed, and nothing is on its way then', async () => {
    await slowStore();
    await bench.clearFaults();
    await bench.fault({ method: 'POST', path: '/images$', times: 1 }, { kind: 'status', status: 422 });
    const { batchId, finished } = await begin(3);
    await finished;
    await certain();
    expect(view(batchId)).toMatchObject({ queued: 3, open: 0, arrived: 2, failed: 1 });
    const failed = bench.app.outbox.entries
      .ofBatch(batchId)
      .filter(({ progress }) => progress.type === 'failed');
    bench.app.outbox.dismiss(failed.map(({ id }) => id));
    expect(view(batchId)).toMatchObject({ queued: 2, open: 0, arrived: 2, failed: 0 });
    await bench.app.close();
    await bench.restartApp();
    expect(view(batchId)).toMatchObject({ queued: 2 });
  });
});

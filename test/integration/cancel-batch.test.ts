import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReviewDesk } from './support/review-desk.ts';
import { Workbench } from './support/workbench.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

describe('a batch for one product', () => {
  let bench: Workbench;
  let storeId: string;
  let productId: number;
  beforeEach(async () => {
    bench = await Workbench.open();
    storeId = await bench.connect();
    productId = await bench.emptyProduct();
  });
  afterEach(() => bench.close());

  /** Drops photos and cancels once some are queued, while others are still read. */
  async function cancelWhileRead(photos: number): Promise<{ batchId: number; finished: Promise<void> }> {
    const folder = await bench.photos(photos);
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [folder]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    const { batchId, finished } = added.value;
    await bench.until(() => (bench.app.batches.view(batchId)?.queued ?? 0) > 0);
    expect(bench.app.batches.view(batchId)?.phase).toBe('staging');
    bench.app.batches.cancel(batchId);
    return { batchId, finished };
  }

  test('cancelled during intake sends nothing of what it has queued', async () => {
    bench.app.stores.pause(storeId, true);
    const { batchId, finished } = await cancelWhileRead(30);
    const queued = bench.app.batches.view(batchId)?.queued;
    expect(bench.app.batches.view(batchId)).toMatchObject({ phase: 'cancelled', cancelled: queued, open: 0 });
    await finished;
    expect(bench.app.batches.view(batchId)).toMatchObject({ phase: 'cancelled', queued, cancelled: queued });
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toEqual([]);
  });

  test('stays cancelled if Packshot closes right after', async () => {
    bench.app.stores.pause(storeId, true);
    const { batchId } = await cancelWhileRead(30);
    await bench.app.close();
    await bench.restartApp();
    expect(bench.app.batches.view(batchId)?.phase).toBe('cancelled');
    expect(bench.app.batches.isTakingIn(storeId)).toBe(false);
    expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
  });

  test('can also be cancelled after all of it was queued', async () => {
    bench.app.stores.pause(storeId, true);
    const batchId = await bench.drop(storeId, productId, [await bench.photos(3)]);
    bench.app.batches.cancel(batchId);
    expect(bench.app.batches.view(batchId)).toMatchObject({ phase: 'cancelled', cancelled: 3, open: 0 });
  });

  test('that has arrived can’t be cancelled', async () => {
    const batchId = await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    bench.app.batches.cancel(batchId);
    expect(bench.app.batches.view(batchId)).toMatchObject({ phase: 'queued', arrived: 2, cancelled: 0 });
    expect(await bench.names(productId)).toEqual(['01', '02']);
  });

  test('leaves the other batches alone', async () => {
    bench.app.stores.pause(storeId, true);
    const first = await bench.drop(storeId, productId, [await bench.photos(2)]);
    const second = await bench.drop(storeId, productId, [await bench.photos(2, 3)]);
    bench.app.batches.cancel(first);
    expect(bench.app.batches.view(second)).toMatchObject({ phase: 'queued', open: 2, cancelled: 0 });
  });
});

describe('a batch for one product on a slow network', () => {
  test('reports how many were cancelled and how many had arrived, also of those in flight', async () => {
    // The check for late arrivals comes after a minute of the app's clock.
    const bench = await Workbench.open({ speed: 60 });
    try {
      const storeId = await bench.connect();
      const productId = await bench.emptyProduct();
      await bench.fault({ method: 'POST', times: 'always' }, { kind: 'latency', ms: 100 });
      const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [await bench.photos(30)]);
      if (!added.ok) throw new Error(sentenceOf(added.reason));
      const { batchId, finished } = added.value;
      await bench.until(() => bench.app.outbox.summary(storeId).sending > 0);
      bench.app.batches.cancel(batchId);
      await finished;
      await bench.app.outbox.certain();
      const batch = bench.app.batches.view(batchId);
      const images = await bench.gallery(productId);
      expect(batch).toMatchObject({ phase: 'cancelled', open: 0, arrived: images.length });
      expect((batch?.cancelled ?? 0) + images.length).toBe(batch?.queued);
      expect(images.length).toBeLessThan(30);
    } finally {
      await bench.close();
    }
  });
});

describe('a batch under review', () => {
  let desk: ReviewDesk;
  beforeEach(async () => {
    desk = await ReviewDesk.open();
  });
  afterEach(() => desk.close());

  test('cancelled while it is queued keeps what is not queued, and cancels the rest', async () => {
    const { app, storeId } = desk;
    const first = await desk.bare();
    app.stores.pause(storeId, true);
    const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${first.sku}_${letter}.tif`);
    const variants = await desk.variants();
    const ready = variants[0];
    if (!ready) throw new Error('no variant with a SKU');
    const batchId = await desk.drop(await desk.folderOf([`${ready.sku}_1.jpg`, ...others]));
    const queued = app.reviews.queue(batchId);
    expect(queued).toEqual({ ok: true, value: { queued: 7 } });
    const before = app.batches.view(batchId);
    expect(before?.review?.queueing).toBeGreaterThan(0);
    app.batches.cancel(batchId);
    await app.reviews.prepared(batchId);
    const after = app.batches.view(batchId);
    expect(after).toMatchObject({
      phase: 'review',
      open: 0,
      queued: before?.queued,
      review: { queueing: 0 },
    });
    // The variant's photo is one, also where it goes to the gallery and to the variant.
    const photos = (before?.queued ?? 0) - (before?.variantImages.queued ?? 0);
    expect(after?.review?.ready).toBe(7 - photos);
    app.stores.pause(storeId, false);
    await app.outbox.drained();
    expect(await desk.bench.gallery(first.id)).toEqual([]);
  });

  test('cancelled after all of it was queued says so', async () => {
    const { app, storeId } = desk;
    const { id, sku } = await desk.bare();
    app.stores.pause(storeId, true);
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`, `${sku}_2.jpg`]));
    app.reviews.queue(batchId);
    await app.reviews.prepared(batchId);
    app.batches.cancel(batchId);
    expect(app.batches.view(batchId)).toMatchObject({ phase: 'cancelled', cancelled: 2, open: 0 });
    app.stores.pause(storeId, false);
    await app.outbox.drained();
    expect(await desk.bench.gallery(id)).toEqual([]);
  });

  test('cancelled while it is read does not continue at the next start', async () => {
    const { sku } = await desk.bare();
    const names = Array.from({ length: 60 }, (_, n) => `${sku}_${n + 1}.jpg`);
    const { batchId } = desk.begin([await desk.folderOf(names)]);
    await desk.bench.until(() => (desk.app.batches.view(batchId)?.inspected ?? 0) > 3);
    desk.app.batches.cancel(batchId);
    await desk.app.close();
    await desk.bench.restartApp();
    expect(desk.app.batches.isTakingIn(desk.storeId)).toBe(false);
    const batch = desk.app.batches.view(batchId);
    expect(batch).toMatchObject({ phase: 'review', review: { reading: 0 } });
    expect(batch?.review?.ready).toBeLessThan(60);
  });
});

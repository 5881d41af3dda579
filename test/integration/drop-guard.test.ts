import { writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maxFilesUnasked } from '../../shared/drop-guard.ts';
import { ReviewDesk } from './support/review-desk.ts';
import { Workbench } from './support/workbench.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

const tooMany = maxFilesUnasked + 1;

describe('photos dropped on a product', () => {
  let bench: Workbench;
  let storeId: string;
  let productId: number;
  beforeEach(async () => {
    bench = await Workbench.open();
    storeId = await bench.connect();
    productId = await bench.emptyProduct();
  });
  afterEach(() => bench.close());

  const view = (batchId: number) => bench.app.batches.view(batchId);

  async function drop(paths: string[], source: 'drop' | 'cli' = 'drop'): Promise<number> {
    const added = bench.app.addFiles({ storeId, productId, source }, paths);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    return added.value.batchId;
  }

  test('in the usual number go straight to it', async () => {
    bench.app.stores.pause(storeId, true);
    const batchId = await drop([await bench.photos(maxFilesUnasked)]);
    expect(view(batchId)).toMatchObject({ phase: 'queued', queued: maxFilesUnasked });
  });

  test('one more are reviewed with the product filled in, and nothing is queued before', async () => {
    const batchId = await drop([await bench.photos(tooMany)]);
    expect(view(batchId)).toMatchObject({
      phase: 'review',
      queued: 0,
      review: {
        ready: tooMany,
        choose: 0,
        dropped: { productId, here: 0, elsewhere: 0, unnamed: tooMany },
      },
    });
    expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
  });

  test('are all added by one call, which one undo takes back', async () => {
    bench.app.stores.pause(storeId, true);
    const batchId = await drop([await bench.photos(tooMany)]);
    expect(bench.app.reviews.queue(batchId)).toMatchObject({ value: { queued: tooMany } });
    await bench.app.reviews.prepared(batchId);
    expect(view(batchId)).toMatchObject({ phase: 'queued', queued: tooMany });
    const target = { storeId, productId };
    expect(await bench.app.handlers['gallery.undo'](target)).toMatchObject({
      value: { type: 'done', edit: `adding ${tooMany} photos` },
    });
    expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
  });

  test('in two folders are matched by name if the user says so, and offered the product', async () => {
    const batchId = await drop([await bench.photos(1), await bench.photos(1, 2)]);
    expect(view(batchId)).toMatchObject({ review: { ready: 2 } });
    await bench.app.handlers['review.matchByName']({ batchId });
    expect(view(batchId)).toMatchObject({ review: { ready: 0, choose: 2, dropped: null } });
    const page = bench.app.reviews.rows(batchId, 0, 10);
    const items = page.ok ? page.value.rows.flatMap((row) => (row.row === 'item' ? [row.item] : [])) : [];
    expect(items.map(({ match }) => match.candidates[0]?.productId)).toEqual([productId, productId]);
    await bench.app.handlers['review.undo']({ batchId });
    expect(view(batchId)).toMatchObject({ review: { ready: 2, choose: 0, dropped: { productId } } });
  });

  test('go to it even before the catalogue knows it', async () => {
    bench.app.stores.pause(storeId, true);
    const unknown = { storeId, productId: 999_999, source: 'drop' as const };
    const added = bench.app.addFiles(unknown, [await bench.photos(tooMany)]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    expect(view(added.value.batchId)).toMatchObject({
      review: { ready: tooMany, dropped: { productId: 999_999 } },
    });
    expect(bench.app.reviews.queue(added.value.batchId)).toMatchObject({ value: { queued: tooMany } });
  });

  test('are still under review at the next start, where they were dropped', async () => {
    const batchId = await drop([await bench.photos(tooMany)]);
    await bench.app.close();
    await bench.restartApp();
    expect(view(batchId)).toMatchObject({
      phase: 'review',
      review: { ready: tooMany, dropped: { productId } },
    });
  });

  test('are reviewed again if Packshot ended before they were counted', async () => {
    const folder = await bench.photos(tooMany);
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [folder]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await bench.app.close();
    await bench.restartApp();
    const { batchId } = added.value;
    await bench.until(() => view(batchId)?.phase === 'review');
    expect(view(batchId)).toMatchObject({ review: { ready: tooMany, dropped: { productId } } });
  });

  test('whose files are gone at the next start are reported', async () => {
    const folder = await bench.photos(tooMany);
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [folder]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await bench.app.close();
    await rm(folder, { recursive: true });
    await bench.restartApp();
    const { batchId } = added.value;
    await bench.until(() => ['queued', 'review'].includes(view(batchId)?.phase ?? ''));
    expect(view(batchId)).toMatchObject({ queued: 0 });
    expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
  });

  test('between two images keep that place through the review', async () => {
    await drop([await bench.photos(2, 50)]);
    await bench.app.outbox.drained();
    const [, second] = await bench.gallery(productId);
    const folder = await bench.photos(tooMany);
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [folder], {
      before: `image-${second?.id}`,
    });
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    bench.app.reviews.queue(added.value.batchId);
    await bench.app.reviews.prepared(added.value.batchId);
    await bench.app.outbox.drained();
    const names = await bench.names(productId);
    expect([names.at(0), names.at(1), names.at(-1)]).toEqual(['50', '01', '51']);
  });

  test('ten thousand at once become one review', async () => {
    const folder = await bench.photos(1);
    const files = Array.from({ length: 10_000 }, (_, n) => join(folder, `${n}.jpg`));
    for (const file of files) writeFileSync(file, 'no picture');
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, files);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    const { batchId, finished } = added.value;
    await bench.until(() => view(batchId)?.review != null);
    expect(view(batchId)?.productId).toBeNull();
    bench.app.batches.cancel(batchId);
    await finished;
  });

  test('by a command go straight to it, however many', async () => {
    bench.app.stores.pause(storeId, true);
    const batchId = await drop([await bench.photos(tooMany)], 'cli');
    expect(view(batchId)).toMatchObject({ queued: tooMany });
  });
});

describe('photos whose names say a product', () => {
  let desk: ReviewDesk;
  beforeEach(async () => {
    desk = await ReviewDesk.open();
  });
  afterEach(() => desk.close());

  async function dropOn(productId: number, path: string): Promise<number> {
    const { app, storeId } = desk;
    const added = app.addFiles({ storeId, productId, source: 'drop' }, [path]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    return added.value.batchId;
  }

  test('are reviewed when dropped on another, with what their names say', async () => {
    const { sku, id, name } = await desk.bare();
    const dropped = await desk.bench.otherProduct(id);
    const batchId = await dropOn(dropped, await desk.folderOf([`${sku}_1.jpg`, `${sku}_2.jpg`, 'img.jpg']));
    expect(desk.app.batches.view(batchId)).toMatchObject({
      phase: 'review',
      queued: 0,
      review: {
        ready: 3,
        dropped: {
          productId: dropped,
          here: 0,
          elsewhere: 2,
          unnamed: 1,
          others: [{ productId: id, productName: name, count: 2 }],
        },
      },
    });
    expect(desk.named(batchId, `${sku}_1.jpg`)).toMatchObject({ target: { productId: dropped } });
    await desk.app.reviews.matchByName(batchId);
    expect(desk.named(batchId, `${sku}_1.jpg`)).toMatchObject({ target: { productId: id } });
    expect(desk.named(batchId, 'img.jpg')).toMatchObject({ target: null });
  });

  test('are queued at once when dropped on that one', async () => {
    const { sku, id } = await desk.bare();
    desk.app.stores.pause(desk.storeId, true);
    const batchId = await dropOn(id, await desk.folderOf([`${sku}_1.jpg`, 'img.jpg']));
    expect(desk.app.batches.view(batchId)).toMatchObject({ phase: 'queued', queued: 2 });
  });

  test('by their folder count, too', async () => {
    const { sku, id } = await desk.bare();
    const dropped = await desk.bench.otherProduct(id);
    const made = await desk.folderOf(['1.jpg']);
    const folder = join(desk.bench.folder, 'named', sku);
    await mkdir(join(desk.bench.folder, 'named'));
    await rename(made, folder);
    const batchId = await dropOn(dropped, folder);
    expect(desk.app.batches.view(batchId)).toMatchObject({ review: { dropped: { elsewhere: 1 } } });
  });

  test('decisions are undone and redone by name', async () => {
    const { sku, id } = await desk.bare();
    const wrong = await desk.bench.otherProduct(id);
    const names = Array.from({ length: 20 }, (_, n) => `${sku}_${n + 1}.jpg`);
    const batchId = await desk.drop(await desk.folderOf(names));
    const ids = desk.items(batchId).map((item) => item.id);
    desk.app.reviews.change(batchId, ids.slice(0, 1), { alt: 'A plate' });
    desk.app.reviews.assign(batchId, ids, wrong, null);
    const summary = () => desk.app.batches.view(batchId)?.review;
    expect(summary()?.undoSteps[0]).toMatch(/^assigning 20 photos to /);
    desk.app.reviews.undo(batchId);
    expect(desk.items(batchId).every(({ target }) => target?.productId === id)).toBe(true);
    expect(summary()).toMatchObject({ undoSteps: ['changing the alt text of 1 photo'] });
    desk.app.reviews.redo(batchId);
    expect(desk.items(batchId).every(({ target }) => target?.productId === wrong)).toBe(true);
    desk.app.reviews.undo(batchId);
    desk.app.reviews.undo(batchId);
    expect(desk.named(batchId, `${sku}_1.jpg`).altIsOwn).toBe(false);
    expect(desk.app.reviews.undo(batchId)).toEqual({ ok: true, value: { type: 'nothing' } });
  });
});

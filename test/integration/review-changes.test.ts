import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReviewDesk } from './support/review-desk.ts';
import { reason, sentenceOf } from '../../shared/messages/reason.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

const reviewOf = (batchId: number) => desk.app.batches.view(batchId)?.review;

test('a second copy of a photo stays excluded once the first one was queued', async () => {
  const { sku } = await desk.bare();
  const first = await desk.picture('first.jpg');
  const names = [`${sku}_1.jpg`, `${sku}_2.jpg`, 'whose.jpg'];
  const batchId = await desk.drop(
    await desk.folderOf(names, { [`${sku}_1.jpg`]: first, [`${sku}_2.jpg`]: first }),
  );
  expect(reviewOf(batchId)).toMatchObject({ ready: 1, skipped: 1, choose: 1 });
  await desk.queueAndSend(batchId);
  expect(reviewOf(batchId)).toMatchObject({ ready: 0, skipped: 1, choose: 1 });
});

describe('a match by name', () => {
  test('follows the user’s own patterns, also for photos already under review', async () => {
    const { id, sku } = await desk.bare();
    const name = `Acme${sku}x7.jpg`;
    const batchId = await desk.drop(await desk.folderOf([name, 'other.jpg']));
    expect(reviewOf(batchId)).toMatchObject({ choose: 2 });
    await desk.app.handlers['app.changeSettings']({ match: { patterns: ['Acme{sku}x{number}'] } });
    await desk.bench.until(() => reviewOf(batchId)?.choose === 1);
    expect(desk.named(batchId, name)).toMatchObject({
      target: { productId: id },
      match: { type: 'matched' },
    });
    const next = await desk.drop(await desk.folderOf([name.replace('x7', 'x8')]));
    expect(reviewOf(next)).toMatchObject({ choose: 0, ready: 1 });
  });

  test('finds a product added to the catalogue after the drop; the user’s decisions stay', async () => {
    const [variant] = await desk.variants();
    const { id } = await desk.bare();
    if (!variant) throw new Error('no variant');
    const names = ['LATE-4711_1.jpg', 'LATE-4711_2.jpg', 'LATE-4711_3.jpg'];
    const batchId = await desk.drop(await desk.folderOf(names));
    expect(reviewOf(batchId)).toMatchObject({ choose: 3, ready: 0 });
    const [, second, third] = names.map((name) => desk.named(batchId, name).id);
    desk.app.reviews.assign(batchId, [second ?? 0, third ?? 0], id, null);
    desk.app.reviews.assign(batchId, [third ?? 0], null, null);
    await desk.ask(`v3/catalog/products/${variant.product_id}/variants/${variant.id}`, 'PUT', {
      sku: 'LATE-4711',
    });
    await desk.app.stores.catalogRefreshed(desk.storeId, true);
    await desk.bench.until(() => reviewOf(batchId)?.choose === 1);
    expect(names.map((name) => desk.named(batchId, name).target?.productId ?? null)).toEqual([
      variant.product_id,
      id,
      null,
    ]);
  });

  test('a list that names none of the photos dropped with it is said to be one', async () => {
    const { sku } = await desk.bare();
    const names = [`${sku}_1.jpg`, 'list.csv', 'prices.csv'];
    const folder = await desk.folderOf(names, {
      'list.csv': `sku,file\n${sku},elsewhere.jpg\n`,
      'prices.csv': 'sku,price\nA,1\n',
    });
    const batchId = await desk.drop(folder);
    const reasons = names.slice(1).map((name) => desk.named(batchId, name).unusable?.code);
    expect(reasons).toEqual(['list-of-none', 'not-a-picture']);
  });

  test('is overruled by a list of photos dropped with them', async () => {
    const { id, sku } = await desk.bare();
    const list = `sku,file,alt,position,thumbnail\n${sku},b.jpg,The back,1,\n${sku},a.jpg,The front,2,yes\n${sku},missing.jpg,,,\n`;
    const folder = await desk.folderOf(['a.jpg', 'b.jpg', 'photos.csv'], { 'photos.csv': list });
    const batchId = await desk.drop(folder);
    expect(
      desk
        .items(batchId)
        .filter(({ target }) => target?.productId === id)
        .map(({ fileName, alt, asThumbnail }) => [fileName, alt, asThumbnail]),
    ).toEqual([
      ['b.jpg', 'The back', false],
      ['a.jpg', 'The front', true],
    ]);
    const said = desk.items(batchId).flatMap(({ unusable }) => (unusable ? sentenceOf(unusable) : []));
    expect(said.join('\n')).toMatch(/Row 4|row 4/);
    await desk.queueAndSend(batchId);
    expect((await desk.bench.gallery(id)).map(({ description }) => description)).toEqual([
      'The back',
      'The front',
    ]);
  });
});

describe('preparing', () => {
  async function widthInStore(productId: number): Promise<number> {
    const { data } = (await desk.ask(`v3/catalog/products/${productId}/images`)) as {
      data: { url_zoom: string }[];
    };
    const answer = await fetch(data[0]?.url_zoom ?? '');
    return (await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width;
  }

  test('is repeated when its settings change, and the new result is sent', async () => {
    const { id, sku } = await desk.bare();
    const large = await desk.picture('large.tif', 900);
    const batchId = await desk.drop(await desk.folderOf([`${sku}.tif`], { [`${sku}.tif`]: large }));
    await desk.app.reviews.prepared(batchId);
    expect(desk.items(batchId)[0]?.preparing).toMatchObject({ state: 'ready', result: { width: 900 } });
    await desk.app.handlers['app.changeSettings']({ prepare: { longestEdge: 400, removePrivate: true } });
    await desk.queueAndSend(batchId);
    expect(await widthInStore(id)).toBe(400);
    expect(await desk.staged()).toEqual([]);
  });

  test('that fails leaves the photo under review with the reason, and the product’s others are sent', async () => {
    const { id, sku } = await desk.bare();
    const names = [`${sku}_1.tif`, `${sku}_2.jpg`];
    const batchId = await desk.drop(await desk.folderOf(names));
    await desk.app.reviews.prepared(batchId);
    const original =
      desk
        .named(batchId, names[0] ?? '')
        .preview?.split('/')
        .at(-1) ?? '';
    await rm(join(desk.bench.folder, 'data', 'staging', original));
    await desk.app.handlers['app.changeSettings']({ prepare: { longestEdge: 400, removePrivate: true } });
    await desk.queueAndSend(batchId);
    expect(await desk.bench.names(id)).toEqual([`${sku}_2`]);
    expect(desk.items(batchId)).toMatchObject([{ fileName: names[0], preparing: { state: 'failed' } }]);
    expect(reviewOf(batchId)).toMatchObject({ ready: 0, preparing: 0 });
  });
});

describe('a review that ends', () => {
  test('by being discarded leaves nothing in staging', async () => {
    const { sku } = await desk.bare();
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.tif`, `${sku}_2.jpg`, 'lost.jpg']));
    await desk.app.reviews.prepared(batchId);
    expect(await desk.staged()).toHaveLength(4);
    await desk.app.batches.dismiss(batchId);
    expect(await desk.staged()).toEqual([]);
    expect(desk.app.batches.view(batchId)).toBeNull();
    expect(desk.app.reviews.queue(batchId)).toMatchObject({ ok: false, reason: { code: 'unknown-batch' } });
  });

  test('with its store asks first, and then frees its staged photos', async () => {
    const { sku } = await desk.bare();
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`, 'lost.jpg']));
    const leave = (discardWaiting: boolean) =>
      desk.app.handlers['stores.disconnect']({ storeId: desk.storeId, discardWaiting });
    expect(await leave(false)).toMatchObject({
      ok: false,
      reason: reason('store-has-review', { photos: 2 }),
    });
    expect(desk.items(batchId)).toHaveLength(2);
    expect(await leave(true)).toMatchObject({ ok: true });
    expect(desk.app.batches.view(batchId)).toBeNull();
    expect(await desk.staged()).toEqual([]);
    expect(
      desk.app.addFiles({ storeId: desk.storeId, productId: null, source: 'drop' }, ['/nowhere']),
    ).toMatchObject({ ok: false, reason: { code: 'unknown-store' } });
  });
});

describe('a photo', () => {
  test('in two batches at the same time arrives once', async () => {
    const { id, sku } = await desk.bare();
    const folder = await desk.folderOf([`${sku}.jpg`]);
    const [first, second] = [await desk.drop(folder), await desk.drop(folder)];
    expect(desk.items(second)).toMatchObject([{ duplicate: null, included: true }]);
    expect(await desk.queueAndSend(first)).toBe(1);
    expect(desk.items(second)).toMatchObject([{ duplicate: 'gallery', included: false }]);
    expect(await desk.queueAndSend(second)).toBe(0);
    expect(await desk.bench.names(id)).toEqual([sku]);
  });

  test('assigned later to a product whose images its batch replaced does not replace those', async () => {
    const { id, sku } = await desk.bare();
    await desk.queueAndSend(await desk.drop(await desk.folderOf([`${sku}_old.jpg`])));
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`, 'later.jpg']));
    desk.app.reviews.changeBatch(batchId, { placement: 'replace' });
    await desk.queueAndSend(batchId);
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`]);
    desk.app.reviews.assign(batchId, [desk.named(batchId, 'later.jpg').id], id, null);
    await desk.queueAndSend(batchId);
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`, 'later']);
  });

  test('replacing applies to one batch: the next one goes behind existing images', async () => {
    const { sku } = await desk.bare();
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`]));
    await desk.app.handlers['review.changeBatch']({
      batchId,
      change: { placement: 'replace', altTemplate: '{sku}' },
    });
    const next = await desk.drop(await desk.folderOf([`${sku}_2.jpg`]));
    expect(reviewOf(next)).toMatchObject({ placement: 'after', altTemplate: '{sku}' });
  });

  test('photos queued when the process ended before they left the review are not queued again', async () => {
    const { id, sku } = await desk.bare();
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`, `${sku}_2.tif`, `${sku}_3.jpg`]));
    await desk.app.reviews.prepared(batchId);
    const file = join(desk.bench.folder, 'data', 'packshot.db');
    const database = new DatabaseSync(file);
    const items = database.prepare('SELECT * FROM items').all();
    database.close();
    await desk.queueAndSend(batchId);
    await desk.app.close();
    // As a crash leaves it: queued, and still under review.
    const put = new DatabaseSync(file);
    put.prepare(`UPDATE batches SET phase = 'review', queued = 0 WHERE id = ?`).run(batchId);
    for (const item of items) {
      put
        .prepare(
          `INSERT INTO items (id, batch_id, ordinal, sha256, prepared_sha256, variant_sha256, item)
             VALUES (:id, :batch_id, :ordinal, :sha256, :prepared_sha256, :variant_sha256, :item)`,
        )
        .run({
          id: item['id'] ?? null,
          batch_id: item['batch_id'] ?? null,
          ordinal: item['ordinal'] ?? null,
          sha256: item['sha256'] ?? null,
          prepared_sha256: item['prepared_sha256'] ?? null,
          variant_sha256: item['variant_sha256'] ?? null,
          item: item['item'] ?? null,
        });
      put.prepare('INSERT INTO accepted_items VALUES (?)').run(item['id'] ?? null);
    }
    put.close();
    await desk.bench.restartApp();
    await desk.app.reviews.prepared(batchId);
    await desk.app.outbox.drained();
    expect(await desk.bench.names(id)).toEqual([1, 2, 3].map((n) => `${sku}_${n}`));
    expect(desk.app.batches.view(batchId)).toMatchObject({ phase: 'queued', review: null });
  });

  test('photos accepted when the process ended are queued on the next start', async () => {
    const { id, sku } = await desk.bare();
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`, 'lost.jpg']));
    await desk.app.close();
    const put = new DatabaseSync(join(desk.bench.folder, 'data', 'packshot.db'));
    put.exec(`INSERT INTO accepted_items SELECT id FROM items WHERE item LIKE '%${sku}_1.jpg%'`);
    put.close();
    await desk.bench.restartApp();
    await desk.app.reviews.prepared(batchId);
    await desk.app.outbox.drained();
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`]);
    expect(desk.items(batchId).map(({ fileName }) => fileName)).toEqual(['lost.jpg']);
  });
});

describe('reading', () => {
  test('that is cancelled leaves what was read under review, and nothing else', async () => {
    const { sku } = await desk.bare();
    const names = Array.from({ length: 60 }, (_, n) => `${sku}_${n + 1}.jpg`);
    const { batchId, finished } = desk.begin([await desk.folderOf(names)]);
    await desk.bench.until(() => (desk.app.batches.view(batchId)?.inspected ?? 0) > 3);
    desk.app.batches.cancel(batchId);
    await finished;
    const review = reviewOf(batchId);
    expect(review).toMatchObject({ reading: 0, choose: 0 });
    expect(review?.ready).toBeLessThan(60);
    expect(await desk.staged()).toHaveLength(review?.ready ?? 0);
  });

  test('of a removed card goes on to the end: what was read can be sent, the rest has reasons', async () => {
    const { sku } = await desk.bare();
    const names = Array.from({ length: 60 }, (_, n) => `${sku}_${n + 1}.jpg`);
    const folder = await desk.folderOf(names);
    const { batchId, finished } = desk.begin([folder]);
    await desk.bench.until(() => (desk.app.batches.view(batchId)?.inspected ?? 0) > 3);
    await rm(folder, { recursive: true });
    await finished;
    const review = reviewOf(batchId);
    expect((review?.ready ?? 0) + (review?.unusable ?? 0)).toBe(60);
    expect(review?.unusable).toBeGreaterThan(0);
    const said = desk.items(batchId).flatMap(({ unusable }) => (unusable ? sentenceOf(unusable) : []));
    expect(said.every((sentence) => sentence.endsWith('.'))).toBe(true);
    expect(desk.app.reviews.queue(batchId)).toEqual({ ok: true, value: { queued: review?.ready } });
  });

  test('resumed on the next start with missing files waits for nothing', async () => {
    const { sku } = await desk.bare();
    const names = Array.from({ length: 60 }, (_, n) => `${sku}_${n + 1}.jpg`);
    const folder = await desk.folderOf(names);
    const { batchId } = desk.begin([folder]);
    await desk.bench.until(() => (desk.app.batches.view(batchId)?.inspected ?? 0) > 3);
    await desk.app.close();
    await rm(folder, { recursive: true });
    await desk.bench.restartApp();
    await desk.bench.until(() => desk.app.batches.view(batchId)?.phase === 'review');
    const review = reviewOf(batchId);
    expect(review).toMatchObject({ reading: 0 });
    expect(review?.ready).toBeGreaterThan(3);
    expect(review?.unusable).toBeGreaterThan(0);
  });
});

describe('a staged photo', () => {
  test('can be viewed at full size, before and after preparing; nothing else can', async () => {
    const { sku } = await desk.bare();
    const large = await sharp({ create: { width: 3000, height: 100, channels: 3, background: '#c00' } })
      .tiff()
      .toBuffer();
    const batchId = await desk.drop(await desk.folderOf([`${sku}.tif`], { [`${sku}.tif`]: large }));
    await desk.app.reviews.prepared(batchId);
    const [item] = desk.items(batchId);
    const request = (path: string) =>
      desk.app.assets({ method: 'GET', path, body: null, headers: new Headers() });
    for (const preview of [item?.preview, item?.preparing?.result?.preview]) {
      const answer = await request((preview ?? '').replace('/preview/', '/photo/'));
      const { format, width, height } = await sharp(
        Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)),
      ).metadata();
      expect({ format, width, height }).toEqual({ format: 'webp', width: 2048, height: 68 });
    }
    expect(await request(`/photo/${'0'.repeat(64)}`)).toBeNull();
    expect(await request('/photo/../../packshot.db')).toBeNull();
  });
});

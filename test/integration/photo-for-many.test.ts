import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../shared/limits.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open({ products: 60, speed: 60 });
});
afterEach(() => desk.close());

/** How often each product's gallery has the image of a file. */
async function timesIn(productIds: readonly number[], stem: string): Promise<number[]> {
  const galleries = await Promise.all(productIds.map((id) => desk.bench.gallery(id)));
  return galleries.map((images) => images.filter(({ image_file }) => image_file.includes(stem)).length);
}

/** A drop with one photo, and a list that gives it to these products. */
async function chartFor(products: readonly { sku: string }[], name = 'sizes.jpg'): Promise<number> {
  const rows = products.map(({ sku }) => `${sku},${name},Sizes of ${sku}`).join('\n');
  const folder = await desk.folderOf([name, 'list.csv'], { 'list.csv': `sku,file,alt\n${rows}\n` });
  return await desk.drop(folder);
}

function readyProducts(batchId: number): (number | undefined)[] {
  const ready = desk.items(batchId).filter(({ target }) => target !== null);
  return ready.map(({ target }) => target?.productId).toSorted();
}

describe('a photo that a list gives to many products', () => {
  test('is in each gallery once, with its own alt text, and was staged once', async () => {
    const products = await desk.namedProducts(25);
    const ids = products.map(({ id }) => id);
    const batchId = await chartFor(products);
    await desk.app.reviews.prepared(batchId);
    const ready = desk.items(batchId).filter(({ target }) => target !== null);
    expect(readyProducts(batchId)).toEqual(ids.toSorted());
    expect(new Set(ready.map(({ alt }) => alt)).size).toBe(25);
    expect(await desk.staged()).toHaveLength(1);
    expect(await desk.queueAndSend(batchId)).toBe(25);
    expect(await timesIn(ids, 'sizes')).toEqual(ids.map(() => 1));
    for (const { id, sku } of products) {
      const [image] = (await desk.bench.gallery(id)).filter(({ image_file }) => image_file.includes('sizes'));
      expect(image?.description).toBe(`Sizes of ${sku}`);
    }
    expect(await desk.staged()).toEqual([]);
  });

  test('is prepared once, and the copy is staged once as well', async () => {
    const products = await desk.namedProducts(5);
    const batchId = await chartFor(products, 'sizes.tif');
    await desk.app.reviews.prepared(batchId);
    expect(await desk.staged()).toHaveLength(2);
    const copies = desk.app.reviews
      .get(batchId)
      ?.items()
      .flatMap(({ prepared }) => prepared?.sha256 ?? []);
    expect(copies).toHaveLength(5);
    expect(new Set(copies).size).toBe(1);
    expect(await desk.queueAndSend(batchId)).toBe(5);
    expect(
      await timesIn(
        products.map(({ id }) => id),
        'sizes',
      ),
    ).toEqual([1, 1, 1, 1, 1]);
    expect(await desk.staged()).toEqual([]);
  });

  test('stays staged until the last product has it or is cancelled, also after a restart', async () => {
    const products = await desk.namedProducts(12);
    const ids = products.map(({ id }) => id);
    const batchId = await chartFor(products);
    await desk.bench.fault({ method: 'POST', times: 'always' }, { kind: 'latency', ms: 150 });
    expect(desk.app.reviews.queue(batchId)).toMatchObject({ value: { queued: 12 } });
    await desk.bench.until(() => (desk.app.batches.view(batchId)?.arrived ?? 0) > 2);
    expect(await desk.staged()).toHaveLength(1);
    await desk.app.close();
    await desk.bench.clearFaults();
    await desk.bench.restartApp();
    await desk.app.outbox.drained();
    await desk.app.outbox.certain();
    expect(await timesIn(ids, 'sizes')).toEqual(ids.map(() => 1));
    expect(await desk.staged()).toEqual([]);
  });

  test('is cancelled for one product alone', async () => {
    const products = await desk.namedProducts(3);
    const ids = products.map(({ id }) => id);
    const batchId = await chartFor(products);
    desk.app.stores.pause(desk.storeId, true);
    desk.app.reviews.queue(batchId);
    await desk.app.reviews.prepared(batchId);
    desk.app.outbox.cancelAll(desk.storeId, { productId: ids[0] });
    expect(await desk.staged()).toHaveLength(1);
    desk.app.stores.pause(desk.storeId, false);
    await desk.app.outbox.drained();
    expect(await timesIn(ids, 'sizes')).toEqual([0, 1, 1]);
  });

  test('is taken back from one product alone', async () => {
    const products = await desk.namedProducts(3);
    const ids = products.map(({ id }) => id);
    const batchId = await chartFor(products);
    await desk.queueAndSend(batchId);
    desk.app.batches.takeBack(batchId, ids[1] ?? 0);
    await desk.app.outbox.certain();
    expect(await timesIn(ids, 'sizes')).toEqual([1, 0, 1]);
  });
});

describe('a photo that is given by hand to many products', () => {
  test('has an item for each, with its own choices, and one undo takes them away', async () => {
    const { app } = desk;
    const [one, two, three] = await desk.namedProducts(3);
    if (!one || !two || !three) throw new Error('too few products');
    const batchId = await desk.drop(await desk.folderOf(['IMG_1.jpg']));
    const [item] = desk.items(batchId);
    const targets = [one, two, three].map(({ id }) => ({ productId: id, variantIds: [] }));
    app.reviews.assignEach(batchId, [item?.id ?? 0], targets);
    expect(readyProducts(batchId)).toEqual([one.id, two.id, three.id].toSorted());
    const given = desk.items(batchId);
    app.reviews.change(batchId, [given[1]?.id ?? 0], { alt: 'Only here' });
    expect(desk.items(batchId).map(({ altIsOwn }) => altIsOwn)).toEqual([false, true, false]);
    app.reviews.undo(batchId);
    app.reviews.undo(batchId);
    expect(desk.items(batchId)).toMatchObject([{ id: item?.id, target: null }]);
    app.reviews.redo(batchId);
    app.reviews.redo(batchId);
    expect(desk.items(batchId)).toEqual(
      given.map((one, at) => (at === 1 ? { ...one, alt: 'Only here', altIsOwn: true } : one)),
    );
    expect(await desk.staged()).toHaveLength(1);
    expect(await desk.queueAndSend(batchId)).toBe(3);
    expect(await timesIn([one.id, two.id, three.id], 'IMG')).toEqual([1, 1, 1]);
  });

  test('is taken out of one of them, and stays in the others', async () => {
    const { app } = desk;
    const products = await desk.namedProducts(2);
    const batchId = await desk.drop(await desk.folderOf(['IMG_1.jpg']));
    const [item] = desk.items(batchId);
    const targets = products.map(({ id }) => ({ productId: id, variantIds: [] }));
    app.reviews.assignEach(batchId, [item?.id ?? 0], targets);
    const [first, second] = desk.items(batchId);
    app.reviews.assign(batchId, [first?.id ?? 0], null, null);
    expect(desk.items(batchId)).toMatchObject([{ id: second?.id, target: second?.target }]);
    app.reviews.assign(batchId, [second?.id ?? 0], null, null);
    expect(desk.items(batchId)).toMatchObject([{ id: second?.id, target: null }]);
    app.reviews.undo(batchId);
    app.reviews.undo(batchId);
    expect(readyProducts(batchId)).toEqual(products.map(({ id }) => id).toSorted());
  });

  test('keeps its products when the review continues after a restart', async () => {
    const products = await desk.namedProducts(4);
    const batchId = await desk.drop(await desk.folderOf(['IMG_1.jpg', 'IMG_2.jpg']));
    const ids = desk.items(batchId).map(({ id }) => id);
    const targets = products.map(({ id }) => ({ productId: id, variantIds: [] }));
    desk.app.reviews.assignEach(batchId, ids, targets);
    const before = desk.items(batchId);
    expect(before).toHaveLength(8);
    await desk.app.close();
    await desk.bench.restartApp();
    expect(desk.items(batchId)).toEqual(before);
    expect(await desk.queueAndSend(batchId)).toBe(8);
    expect(await desk.staged()).toEqual([]);
  });
});

test('products that would come over the limit are told before anything is queued', async () => {
  const { app } = desk;
  const [full, other] = await desk.namedProducts(2);
  if (!full || !other) throw new Error('too few products');
  await app.close();
  const database = new DatabaseSync(join(desk.bench.folder, 'data', 'packshot.db'));
  database.prepare('UPDATE products SET image_count = ? WHERE id = ?').run(limits.imagesPerProduct, full.id);
  database.close();
  const { handlers, outbox, reviews } = await desk.bench.restartApp();
  const batchId = await chartFor([full, other]);
  const asked = await handlers['review.queue']({ batchId });
  expect(asked).toMatchObject({
    value: { type: 'asks', questions: { full: [{ productId: full.id, photos: 1 }], pictures: 0 } },
  });
  expect(outbox.entries.ofBatch(batchId, null)).toEqual([]);
  const discarded = await chartFor([full, other]);
  const late = handlers['review.queue']({ batchId: discarded });
  reviews.discard(discarded);
  expect(await late).toMatchObject({ ok: false, reason: { code: 'unknown-batch' } });
  const queued = await handlers['review.queue']({ batchId, answer: {} });
  expect(queued).toMatchObject({ value: { type: 'queued' } });
  await reviews.prepared(batchId);
  await outbox.drained();
  expect(await timesIn([full.id, other.id], 'sizes')).toEqual([0, 1]);
});

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../electron/storage/database.ts';
import type { CatalogProduct } from '../../electron/catalog/catalog.ts';
import type { ReviewItem, ReviewRow } from '../../shared/review.ts';
import { Workbench } from './support/workbench.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { listed } from '../support/listed.ts';

let bench: Workbench;
let storeId: string;
let products: CatalogProduct[];

beforeEach(async () => {
  bench = await Workbench.open();
  storeId = await bench.connect();
  await bench.app.stores.catalogRefreshed(storeId);
  const found = await bench.app.handlers['products.search']({
    storeId,
    query: '',
    filter: 'all',
    offset: 0,
    limit: 50,
  });
  if (!found.ok) throw new Error(sentenceOf(found.reason));
  products = found.value.products as unknown as CatalogProduct[];
});
afterEach(() => bench.close());

let colour = 0;
/** Small pictures by path, each with its own colour unless named after another one: `b.jpg = a.jpg`. */
async function folderOf(names: readonly string[]): Promise<string> {
  const folder = join(bench.folder, `drop-${(colour += 1)}`);
  const made = new Map<string, Buffer>();
  for (const name of names) {
    const [path = '', copied] = name.split(' = ');
    const bytes = copied === undefined ? await picture(path) : made.get(copied);
    if (!bytes) throw new Error(`no picture ${copied}`);
    made.set(path, bytes);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

async function picture(path: string): Promise<Buffer> {
  colour += 1;
  const background = { r: (colour * 37) % 256, g: (colour * 91) % 256, b: (colour * 151) % 256 };
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background } });
  return await (
    path.endsWith('.tif') ? image.tiff() : path.endsWith('.txt') ? image.raw() : image.jpeg()
  ).toBuffer();
}

async function drop(folder: string): Promise<number> {
  const added = bench.app.addFiles({ storeId, productId: null, source: 'drop' }, [folder]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await added.value.finished;
  return added.value.batchId;
}

function rows(batchId: number): ReviewRow[] {
  const page = bench.app.reviews.rows(batchId, 0, 500);
  if (!page.ok) throw new Error(sentenceOf(page.reason));
  return page.value.rows;
}

function items(batchId: number): ReviewItem[] {
  return rows(batchId).flatMap((row) => (row.row === 'item' ? [row.item] : []));
}

function named(batchId: number, fileName: string): ReviewItem {
  const item = items(batchId).find((one) => one.fileName === fileName);
  if (!item) throw new Error(`no ${fileName}`);
  return item;
}

async function queueAndSend(batchId: number): Promise<number> {
  const queued = bench.app.reviews.queue(batchId);
  if (!queued.ok) throw new Error(sentenceOf(queued.reason));
  await bench.app.reviews.prepared(batchId);
  await bench.app.outbox.drained();
  return queued.value.queued;
}

function product(index: number): CatalogProduct {
  const one = products.filter(({ sku }) => /^[\w-]+$/.test(sku) && sku !== bare().sku)[index];
  if (!one) throw new Error('too few products');
  return one;
}

/** A product without images, and its SKU as a file name can contain it. */
function bare(): CatalogProduct {
  const one = products.find(({ sku, imageCount }) => sku !== '' && imageCount === 0);
  if (!one) throw new Error('every product has images');
  return one;
}

describe('a folder dropped without a product', () => {
  test('is matched and ordered by its names, and waits there', async () => {
    const { sku } = bare();
    const other = product(0);
    const batchId = await drop(
      await folderOf([`${sku}_back.jpg`, `${sku}_front.jpg`, `${other.sku}-2.jpg`, 'IMG_2044.jpg']),
    );
    const own = items(batchId).filter(({ target }) => target?.sku === sku);
    expect(own.map(({ fileName }) => fileName)).toEqual([`${sku}_front.jpg`, `${sku}_back.jpg`]);
    expect(named(batchId, 'IMG_2044.jpg')).toMatchObject({ target: null, match: { type: 'unmatched' } });
    expect(own[0]?.match.why).toMatch(sku);
    expect(bench.app.batches.view(batchId)).toMatchObject({
      phase: 'review',
      queued: 0,
      review: { ready: 3, choose: 1, unusable: 0, reading: 0, products: 2 },
    });
  });

  test('arrives in the gallery in that order after queueing, with the alt texts of its template', async () => {
    const { id, sku, name } = bare();
    const batchId = await drop(await folderOf([`${sku}_3.jpg`, `${sku}_1.jpg`, `${sku}_2.jpg`]));
    expect(bench.app.reviews.changeBatch(batchId, { altTemplate: '{product}, view {number}' })).toMatchObject(
      { ok: true },
    );
    expect(await queueAndSend(batchId)).toBe(3);
    expect(await bench.names(id)).toEqual([1, 2, 3].map((n) => `${sku}_${n}`));
    const [first] = await bench.gallery(id);
    expect(first).toMatchObject({ is_thumbnail: true, description: `${name}, view 1` });
    expect(bench.app.batches.view(batchId)).toMatchObject({ phase: 'queued', queued: 3, review: null });
  });

  test('keeps every decision when the app is closed in between', async () => {
    const { id, sku } = bare();
    const folder = await folderOf([`${sku}_1.jpg`, 'lost.jpg', 'other.jpg']);
    const batchId = await drop(folder);
    bench.app.reviews.assign(batchId, [named(batchId, 'lost.jpg').id], id, null);
    bench.app.reviews.change(batchId, [named(batchId, 'lost.jpg').id], {
      alt: 'Found again',
      asThumbnail: true,
    });
    await bench.app.close();
    await rm(folder, { recursive: true });
    await bench.restartApp();
    expect(named(batchId, 'lost.jpg')).toMatchObject({
      alt: 'Found again',
      asThumbnail: true,
      target: { productId: id },
    });
    expect(await queueAndSend(batchId)).toBe(2);
    expect((await bench.gallery(id)).filter((image) => image.is_thumbnail)).toMatchObject([
      { description: 'Found again' },
    ]);
    expect(bench.app.batches.view(batchId)).toMatchObject({
      phase: 'review',
      review: { choose: 1, ready: 0 },
    });
  });

  test.for([
    { when: 'closed during reading', lost: false },
    { when: 'that lost its last rows in a power cut during reading', lost: true },
  ])('$when is read to its end on the next start', async ({ lost }) => {
    const { sku } = bare();
    const folder = await folderOf(Array.from({ length: 40 }, (_, index) => `${sku}_${index + 1}.jpg`));
    const added = bench.app.addFiles({ storeId, productId: null, source: 'drop' }, [folder]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    const { batchId } = added.value;
    await bench.until(() => (bench.app.batches.view(batchId)?.inspected ?? 0) > 3);
    await bench.app.close();
    if (lost) {
      const db = new Database(join(bench.folder, 'data', 'packshot.db'));
      expect(db.run('DELETE FROM items WHERE ordinal > 1')).toBeGreaterThan(30);
      db.close();
    }
    await bench.restartApp();
    await bench.until(() => bench.app.batches.view(batchId)?.phase === 'review');
    expect(bench.app.batches.view(batchId)?.review).toMatchObject({ ready: 40, reading: 0 });
    expect(new Set(items(batchId).map(({ fileName }) => fileName)).size).toBe(40);
  });
});

describe('duplicates', () => {
  test('of the gallery and within the batch are shown and left out, unless included', async () => {
    const { id, sku } = bare();
    const first = await folderOf([`${sku}_1.jpg`]);
    await queueAndSend(await drop(first));
    const batchId = await drop(await folderOf([`${sku}_2.jpg`, `${sku}_3.jpg = ${sku}_2.jpg`]));
    expect(items(batchId).map(({ duplicate, included }) => [duplicate, included])).toEqual([
      [null, true],
      ['batch', false],
    ]);
    const again = await drop(first);
    expect(items(again)).toMatchObject([{ duplicate: 'gallery', included: false }]);
    bench.app.reviews.change(again, [items(again)[0]?.id ?? 0], { included: true });
    expect(await queueAndSend(again)).toBe(1);
    expect(await bench.names(id)).toEqual([`${sku}_1`, `${sku}_1`]);
  });
});

describe('photos are placed', () => {
  test('before existing images, with numbers that no image holds', async () => {
    const { id, sku } = bare();
    await queueAndSend(await drop(await folderOf([`${sku}_1.jpg`, `${sku}_2.jpg`])));
    const batchId = await drop(await folderOf([`${sku}_8.jpg`, `${sku}_9.jpg`]));
    bench.app.reviews.changeProduct(batchId, id, 'before');
    await queueAndSend(batchId);
    expect(await bench.names(id)).toEqual([8, 9, 1, 2].map((n) => `${sku}_${n}`));
  });

  test('instead of existing images, which are removed only after all have arrived', async () => {
    const { id, sku } = bare();
    await queueAndSend(await drop(await folderOf([`${sku}_1.jpg`, `${sku}_2.jpg`])));
    const batchId = await drop(await folderOf([`${sku}_8.jpg`, `${sku}_9.jpg`]));
    bench.app.reviews.changeProduct(batchId, id, 'replace');
    await bench.fault({ method: 'POST', path: '/images$' }, { kind: 'status', status: 422 });
    await queueAndSend(batchId);
    expect(await bench.names(id)).toHaveLength(3);
    const failed = listed(bench.app.outbox, storeId, 'failed', 0, 10).entries;
    expect(failed.map(({ type }) => type).toSorted()).toEqual(['remove', 'upload']);
    bench.app.outbox.retryFailed(storeId);
    await bench.app.outbox.drained();
    expect(await bench.names(id)).toEqual([8, 9].map((n) => `${sku}_${n}`));
    expect((await bench.gallery(id))[0]).toMatchObject({ is_thumbnail: true });
  });

  test('in another product, by choice, and back in none', async () => {
    const one = bare();
    const other = product(1);
    const batchId = await drop(await folderOf([`${one.sku}_1.jpg`, `${one.sku}_2.jpg`]));
    const id = named(batchId, `${one.sku}_2.jpg`).id;
    bench.app.reviews.move(batchId, [id], other.id, null);
    expect(named(batchId, `${one.sku}_2.jpg`)).toMatchObject({
      target: { productId: other.id },
      match: { type: 'chosen' },
    });
    bench.app.reviews.assign(batchId, [id], null, null);
    expect(named(batchId, `${one.sku}_2.jpg`)).toMatchObject({ target: null });
    expect(bench.app.reviews.assign(batchId, [id], 999_999, null)).toMatchObject({ ok: false });
  });

  test('in the user’s own order', async () => {
    const { id, sku } = bare();
    const batchId = await drop(await folderOf([1, 2, 3].map((n) => `${sku}_${n}.jpg`)));
    bench.app.reviews.move(
      batchId,
      [named(batchId, `${sku}_3.jpg`).id],
      id,
      named(batchId, `${sku}_1.jpg`).id,
    );
    await queueAndSend(batchId);
    expect(await bench.names(id)).toEqual([3, 1, 2].map((n) => `${sku}_${n}`));
  });
});

describe('preparing', () => {
  test('makes a JPEG of a TIFF, which is sent under the original’s mark', async () => {
    const { id, sku } = bare();
    const folder = await folderOf([`${sku}.tif`]);
    const batchId = await drop(folder);
    expect(items(batchId)[0]?.preparing).toMatchObject({ must: true, sendAs: 'prepared' });
    await queueAndSend(batchId);
    expect((await bench.gallery(id)).map(({ image_file }) => image_file)).toEqual([
      expect.stringMatching(/\.jpg$/),
    ]);
    const again = await drop(folder);
    expect(items(again)).toMatchObject([{ duplicate: 'gallery' }]);
  });

  test('does the same for a photo dropped on its product', async () => {
    const { id, sku } = bare();
    await bench.drop(storeId, id, [await folderOf([`${sku}.tif`])]);
    await bench.app.outbox.drained();
    expect(await bench.gallery(id)).toHaveLength(1);
  });
});

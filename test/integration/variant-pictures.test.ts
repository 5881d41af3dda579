import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colourShop, sizes, tee } from '../support/colour-shop.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;
let navy: number[];

beforeEach(async () => {
  desk = await ReviewDesk.open({ catalogue: colourShop(), speed: 60 });
  navy = (await variants()).filter(({ sku }) => sku.includes('NVY')).map(({ id }) => id);
});
afterEach(() => desk.close());

async function variants(): Promise<{ id: number; sku: string; image_url: string }[]> {
  const { data } = (await desk.ask(`v3/catalog/products/${tee}/variants?limit=250`)) as {
    data: { id: number; sku: string; image_url: string }[];
  };
  return data;
}

/** Widths of the variants' own pictures, by size: they tell test pictures apart. 0 for none. */
async function widths(colour: string): Promise<number[]> {
  const all = await variants();
  const own = sizes.map((size) => all.find(({ sku }) => sku === `ALD210-${colour}-${size}`)?.image_url ?? '');
  return await Promise.all(
    own.map(async (url) => {
      if (url === '') return 0;
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${answer.status} at ${url}`);
      return (await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width;
    }),
  );
}

async function dropped(names: Record<string, number>): Promise<number> {
  const given = await Promise.all(
    Object.entries(names).map(async ([name, width]) => [name, await desk.picture(name, width)] as const),
  );
  return await desk.drop(await desk.folderOf(Object.keys(names), Object.fromEntries(given)));
}

async function queue(batchId: number, variantPictures?: 'replace' | 'keep'): Promise<unknown> {
  const outcome = await desk.app.handlers['review.queue']({
    batchId,
    ...(variantPictures ? { answer: { variantPictures } } : {}),
  });
  await desk.app.reviews.prepared(batchId);
  await desk.app.outbox.drained();
  return outcome.ok ? outcome.value : outcome.reason;
}

async function variantRequests(): Promise<number> {
  const requests = await desk.bench.requests();
  return requests.filter(({ method, path }) => method === 'POST' && path.includes('/variants/')).length;
}

/** The batch is taken back, and what it replaced has been put back. */
async function takeBack(batchId: number): Promise<void> {
  desk.app.batches.takeBack(batchId);
  await desk.app.outbox.certain();
}

describe('photos of a colour', () => {
  test('give each variant of it the first one, by one request each, and the gallery all', async () => {
    const batchId = await dropped({ 'ALD210_Navy_1.jpg': 61, 'ALD210_Navy_2.jpg': 62 });
    expect(desk.named(batchId, 'ALD210_Navy_1.jpg').picture).toEqual({
      name: 'Navy',
      variants: 4,
      replaced: 0,
    });
    expect(desk.named(batchId, 'ALD210_Navy_2.jpg').picture).toBeUndefined();
    expect(await queue(batchId)).toEqual({ type: 'queued', queued: 2 });
    expect(await widths('NVY')).toEqual([61, 61, 61, 61]);
    expect(await widths('BGR')).toEqual([0, 0, 0, 0]);
    expect(await desk.bench.gallery(tee)).toHaveLength(2);
    expect(await variantRequests()).toBe(4);
    expect(await desk.staged()).toEqual([]);
  });

  test.each([
    ['gallery', 1, 0],
    ['variant', 0, 61],
    ['both', 1, 61],
  ] as const)('go to the %s, as chosen for the batch', async (destination, images, width) => {
    const batchId = await dropped({ 'ALD210_Navy_1.jpg': 61 });
    desk.app.reviews.changeBatch(batchId, { destination });
    await queue(batchId);
    expect(await desk.bench.gallery(tee)).toHaveLength(images);
    expect(await widths('NVY')).toEqual([width, width, width, width]);
  });

  test('are counted as photos and as variant images, and none below zero once they are cancelled', async () => {
    const batchId = await dropped({ 'ALD210_Navy_1.jpg': 61 });
    desk.app.stores.pause(desk.storeId, true);
    desk.app.reviews.changeBatch(batchId, { destination: 'both' });
    desk.app.reviews.queue(batchId);
    await desk.app.reviews.prepared(batchId);
    const view = () => desk.app.batches.view(batchId);
    expect(view()).toMatchObject({ queued: 5, open: 5, variantImages: { queued: 4 } });
    expect(desk.app.batches.countTakeBack(batchId)).toMatchObject({ open: 5, openVariantImages: 4 });
    expect(desk.app.outbox.counts.open(desk.storeId)).toMatchObject({ photos: 1, variantImages: 4 });
    desk.app.batches.cancel(batchId);
    expect(view()).toMatchObject({ queued: 5, cancelled: 5, variantImages: { queued: 4, cancelled: 4 } });
    const cancelled = desk.app.outbox.entries.ofBatch(batchId).map(({ id }) => id);
    desk.app.outbox.dismiss(cancelled.slice(0, 2));
    expect(view()).toMatchObject({ queued: 3, cancelled: 3, variantImages: { queued: 3, cancelled: 3 } });
  });

  test('leave a variant to a photo of its own', async () => {
    const batchId = await dropped({ 'ALD210_Navy_1.jpg': 61, 'ALD210-NVY-L.jpg': 62 });
    await queue(batchId);
    expect(await widths('NVY')).toEqual([61, 61, 62, 61]);
  });

  test('can be given by hand to all variants with an option value', async () => {
    const batchId = await dropped({ 'IMG_4021.jpg': 63 });
    const [item] = desk.items(batchId);
    desk.app.reviews.assignEach(batchId, [item?.id ?? 0], [{ productId: tee, variantIds: navy }]);
    expect(desk.named(batchId, 'IMG_4021.jpg').picture).toMatchObject({ name: 'Navy', variants: 4 });
    await queue(batchId);
    expect(await widths('NVY')).toEqual([63, 63, 63, 63]);
    expect(await desk.bench.gallery(tee)).toHaveLength(1);
  });

  test('are given by a list to all variants whose SKUs begin so', async () => {
    const folder = await desk.folderOf(['a.jpg', 'list.csv'], {
      'a.jpg': await desk.picture('a.jpg', 64),
      'list.csv': 'sku,file\nALD210-BGR~,a.jpg\n',
    });
    await queue(await desk.drop(folder));
    expect(await widths('BGR')).toEqual([64, 64, 64, 64]);
    expect(await widths('NVY')).toEqual([0, 0, 0, 0]);
  });
});

describe('variants that have pictures already', () => {
  beforeEach(async () => {
    await queue(await dropped({ 'ALD210-NVY-S.jpg': 71, 'ALD210-NVY-M.jpg': 72 }));
    expect(await widths('NVY')).toEqual([71, 72, 0, 0]);
  });

  test('are asked about once for the batch, before anything is queued', async () => {
    const batchId = await dropped({ 'ALD210_Navy_9.jpg': 61 });
    expect(await queue(batchId)).toEqual({ type: 'asks', questions: { full: [], pictures: 2 } });
    expect(desk.app.outbox.entries.ofBatch(batchId, null)).toEqual([]);
    expect(await queue(batchId, 'keep')).toEqual({ type: 'queued', queued: 1 });
    expect(await widths('NVY')).toEqual([71, 72, 61, 61]);
  });

  test('get the new one where the user says so, and the earlier one back when it is taken back', async () => {
    const images = await desk.bench.gallery(tee);
    const batchId = await dropped({ 'ALD210_Navy_9.jpg': 61 });
    expect(await queue(batchId, 'replace')).toEqual({ type: 'queued', queued: 1 });
    expect(await widths('NVY')).toEqual([61, 61, 61, 61]);
    await takeBack(batchId);
    expect(await widths('NVY')).toEqual([71, 72, 0, 0]);
    expect(await desk.bench.gallery(tee)).toEqual(images);
  });

  test('get back what was there before the drop, though two photos of it took its place in turn', async () => {
    const batchId = await dropped({ 'ALD210_Navy_9.jpg': 61, 'IMG_4021.jpg': 62 });
    await queue(batchId, 'replace');
    desk.app.reviews.assignEach(
      batchId,
      [desk.items(batchId)[0]?.id ?? 0],
      [{ productId: tee, variantIds: navy }],
    );
    await queue(batchId, 'replace');
    expect(await widths('NVY')).toEqual([62, 62, 62, 62]);
    await takeBack(batchId);
    expect(await widths('NVY')).toEqual([71, 72, 0, 0]);
  });

  test('get the earlier one back after a restart, even where an answer was lost', async () => {
    await desk.bench.fault({ method: 'POST', path: '/variants/', times: 2 }, { kind: 'reset-after-commit' });
    const batchId = await dropped({ 'ALD210_Navy_9.jpg': 61 });
    await queue(batchId, 'replace');
    await desk.app.outbox.certain();
    expect(await widths('NVY')).toEqual([61, 61, 61, 61]);
    desk.app.batches.takeBack(batchId);
    await desk.app.close();
    await desk.bench.restartApp();
    await desk.app.outbox.certain();
    expect(await widths('NVY')).toEqual([71, 72, 0, 0]);
  });

  test('keep what somebody else gave them since', async () => {
    const batchId = await dropped({ 'ALD210_Navy_9.jpg': 61 });
    await queue(batchId, 'replace');
    const later = await dropped({ 'ALD210-NVY-S.jpg': 81 });
    await queue(later, 'replace');
    await takeBack(batchId);
    expect(await widths('NVY')).toEqual([81, 72, 0, 0]);
  });
});

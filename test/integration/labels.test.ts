import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PicturePool } from '../../electron/pictures/pool/picture-pool.ts';
import type { ReviewRow } from '../../shared/review.ts';
import { labelPhoto, timed } from '../support/codes.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

const at = (seconds: number): Date => new Date(2026, 2, 4, 10, 0, seconds);

/** A photo of an article, taken so many seconds after ten. */
async function frame(seconds: number): Promise<Buffer> {
  const background = { r: (seconds * 37) % 256, g: (seconds * 91) % 256, b: 90 };
  const picture = sharp({ create: { width: 320, height: 240 + seconds, channels: 3, background } });
  return await timed(picture, at(seconds)).jpeg().toBuffer();
}

/** Two articles after their labels. The names say nothing, and are not in the order of capture. */
async function shoot(): Promise<{ folder: string; one: number; two: number }> {
  const [one, two] = await desk.namedProducts(2);
  const files = {
    'IMG_0009.jpg': await labelPhoto(one?.sku ?? '', 'QRCode', { turned: 20, capturedAt: at(1) }),
    'IMG_0010.jpg': await frame(4),
    'IMG_0011.jpg': await frame(8),
    'IMG_0001.jpg': await labelPhoto(two?.sku ?? '', 'Code128', { turned: -8, capturedAt: at(20) }),
    'IMG_0002.jpg': await frame(24),
  };
  return { folder: await desk.folderOf(Object.keys(files), files), one: one?.id ?? 0, two: two?.id ?? 0 };
}

function sets(batchId: number): Extract<ReviewRow, { row: 'set' }>[] {
  return desk.rows(batchId).flatMap((row) => (row.row === 'set' ? [row] : []));
}

async function dropAndRead(folder: string): Promise<number> {
  const batchId = await desk.drop(folder);
  await desk.app.reviews.prepared(batchId);
  return batchId;
}

test('photos after a label are suggested for its product, and the label itself is not uploaded', async () => {
  const { folder, one, two } = await shoot();
  const batchId = await dropAndRead(folder);
  const [first, second] = sets(batchId);
  expect(first).toMatchObject({
    label: { fileName: 'IMG_0009.jpg' },
    place: 1,
    of: 2,
    product: { productId: one },
  });
  expect(second).toMatchObject({
    label: { fileName: 'IMG_0001.jpg' },
    place: 2,
    of: 2,
    product: { productId: two },
  });
  expect(desk.named(batchId, 'IMG_0010.jpg')).toMatchObject({
    target: null,
    match: { certainty: 'suggested', candidates: [{ productId: one }] },
  });
  expect(desk.app.reviews.summary(batchId)).toMatchObject({ choose: 3, suggested: 3, ready: 0 });
  // Nothing goes by itself.
  expect(await desk.queueAndSend(batchId)).toBe(0);

  const before = (await desk.bench.gallery(one)).length;
  const accepted = await desk.app.handlers['review.acceptSet']({
    batchId,
    setId: first?.setId ?? 0,
    product: null,
  });
  expect(accepted).toEqual({ ok: true, value: { accepted: 2 } });
  expect(desk.named(batchId, 'IMG_0009.jpg')).toMatchObject({ included: false, target: { productId: one } });
  expect(sets(batchId).map(({ setId }) => setId)).toEqual([second?.setId]);
  expect(await desk.queueAndSend(batchId)).toBe(2);
  const names = (await desk.bench.gallery(one)).slice(before).map(({ image_file }) => image_file);
  expect(names).toHaveLength(2);
  expect(names.join()).not.toContain('img_0009');
});

test('a recipe for all photos leaves out labels, whether or not their sets were accepted', async () => {
  const { folder } = await shoot();
  const batchId = await dropAndRead(folder);
  const recipePhotos = async () => {
    const answer = await desk.app.handlers['recipes.photos']({ batchId, itemIds: null });
    return answer.ok ? [answer.value.total, ...answer.value.photos.map(({ fileName }) => fileName)] : [];
  };
  const frames = [3, 'IMG_0002.jpg', 'IMG_0010.jpg', 'IMG_0011.jpg'];
  expect(await recipePhotos()).toEqual(frames);
  await desk.app.handlers['review.acceptSet']({
    batchId,
    setId: sets(batchId)[0]?.setId ?? 0,
    product: null,
  });
  expect(await recipePhotos()).toEqual(frames);
});

test('a set given to variants with a destination by one choice is taken back by one step', async () => {
  const { folder } = await shoot();
  const batchId = await dropAndRead(folder);
  const variants = (await desk.variants()).slice(0, 2);
  const [first] = sets(batchId);
  const product = {
    productId: variants[0]?.product_id ?? 0,
    variantIds: variants.map(({ id }) => id),
    destination: 'variant',
  } as const;
  const before = desk.rows(batchId);
  expect(desk.app.reviews.sets.accept(batchId, first?.setId ?? 0, product).ok).toBe(true);
  const given = desk.app.reviews
    .get(batchId)
    ?.items()
    .filter(({ target, label }) => target !== null && label === null);
  expect(given).toHaveLength(2);
  for (const { target, destination } of given ?? []) {
    expect(target?.variants?.variantIds).toEqual(product.variantIds);
    expect(destination).toBe('variant');
  }
  expect(desk.app.reviews.summary(batchId)?.undoSteps).toHaveLength(1);
  desk.app.reviews.undo(batchId);
  expect(desk.rows(batchId)).toEqual(before);
});

test('a set can be given to another product, and the decision be undone', async () => {
  const { folder, one } = await shoot();
  const batchId = await dropAndRead(folder);
  const other = await desk.bare();
  const [first] = sets(batchId);
  const product = { productId: other.id, variantIds: [] };
  const setId = first?.setId ?? 0;
  expect(desk.app.reviews.sets.accept(batchId, setId, product)).toEqual({ ok: true, value: { accepted: 2 } });
  expect(desk.named(batchId, 'IMG_0011.jpg').target?.productId).toBe(other.id);
  expect(desk.app.reviews.undo(batchId)).toMatchObject({ ok: true });
  expect(sets(batchId)).toHaveLength(2);
  expect(desk.named(batchId, 'IMG_0011.jpg').target).toBeNull();
  expect(desk.app.reviews.acceptSuggested(batchId)).toEqual({ ok: true, value: { accepted: 3 } });
  expect(desk.named(batchId, 'IMG_0011.jpg').target?.productId).toBe(one);
  expect(sets(batchId)).toEqual([]);
  expect(desk.app.reviews.sets.accept(batchId, setId, null)).toMatchObject({ ok: false });
});

test('codes are not read in photos that a name explains, nor while the setting is off', async () => {
  using read = vi.spyOn(PicturePool.prototype, 'readClues');
  const searched = () => read.mock.calls.filter(([, , wanted]) => wanted.codes).length;
  const [one] = await desk.namedProducts(1);
  const sku = one?.sku ?? '';
  const named = await desk.folderOf([`${sku}_1.jpg`, `${sku}_2.jpg`], {
    [`${sku}_1.jpg`]: await labelPhoto(sku),
  });
  await dropAndRead(named);
  expect(read).not.toHaveBeenCalled();

  await desk.app.handlers['app.changeSettings']({ readLabels: false });
  const { folder } = await shoot();
  const batchId = await dropAndRead(folder);
  expect(searched()).toBe(0);
  expect(sets(batchId).filter(({ label }) => label !== null)).toEqual([]);

  await desk.app.handlers['app.changeSettings']({ readLabels: true });
  // A photo among them may be a label.
  expect(sets(batchId)).toEqual([]);
  expect(desk.app.reviews.summary(batchId)).toMatchObject({ unseen: 5 });
  await desk.app.reviews.prepared(batchId);
  expect(searched()).toBe(5);
  expect(sets(batchId)).toHaveLength(2);
});

test('a photo that can’t be looked at holds no set back', async () => {
  const { readClues } = PicturePool.prototype;
  using read = vi.spyOn(PicturePool.prototype, 'readClues');
  read.mockImplementation(function (this: PicturePool, path, facts, ...rest) {
    if (facts.height === 248) return Promise.reject(new Error('The picture process ended'));
    return readClues.call(this, path, facts, ...rest);
  });
  const { folder } = await shoot();
  const batchId = await dropAndRead(folder);
  expect(sets(batchId).map(({ itemIds }) => itemIds.length)).toEqual([2, 1]);
  expect(desk.app.reviews.summary(batchId)).toMatchObject({ unseen: 0, suggested: 3 });
});

test('a code that no product has is no label', async () => {
  const files = {
    'IMG_1.jpg': await labelPhoto('4006381333931', 'EAN13', { capturedAt: at(1) }),
    'IMG_2.jpg': await frame(4),
  };
  const batchId = await dropAndRead(await desk.folderOf(Object.keys(files), files));
  expect(sets(batchId).filter(({ label }) => label !== null)).toEqual([]);
  expect(desk.app.reviews.summary(batchId)).toMatchObject({ choose: 2, suggested: 0 });
});

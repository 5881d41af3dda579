import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markIn } from '../../shared/mark.ts';
import { plainRecipe, squareOnWhite } from '../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import { ReviewDesk } from './support/review-desk.ts';

/** What becomes of photos in the practice store when they follow a recipe. */

let desk: ReviewDesk;
let product: { id: number; sku: string; name: string };

beforeEach(async () => {
  desk = await ReviewDesk.open();
  product = await desk.bare();
});
afterEach(() => desk.close());

const wide: PhotoRecipe = {
  ...squareOnWhite,
  shape: { type: 'crop', ratio: { width: 4, height: 5 } },
  trim: false,
};
const views = ['front', 'back', 'side'];
const names = (): string[] => views.map((view) => `${product.sku}_${view}.png`);

async function photo(at: number): Promise<Buffer> {
  const background = ['#a03020', '#20a030', '#3020a0'][at] ?? '#808080';
  return await sharp({ create: { width: 300, height: 600, channels: 3, background } })
    .png()
    .toBuffer();
}

async function shoot(): Promise<string> {
  const bytes = await Promise.all(names().map(async (name, at) => [name, await photo(at)] as const));
  return await desk.folderOf(names(), Object.fromEntries(bytes));
}

async function apply(batchId: number, recipe: PhotoRecipe, use: 'gallery' | 'variants' = 'gallery') {
  return await desk.app.handlers['recipes.apply']({ batchId, itemIds: null, use, recipe });
}

interface InGallery {
  id: number;
  image_file: string;
  url_zoom: string;
}

const gallery = async (): Promise<InGallery[]> =>
  (await desk.bench.gallery(product.id)) as unknown as InGallery[];
const fileOf = ({ image_file: file }: InGallery): string => file.slice(file.lastIndexOf('/') + 1);

describe('a shoot prepared square on white', () => {
  test('is in the gallery square, white at its edges, and named for search engines', async () => {
    const batchId = await desk.drop(await shoot());
    expect(await apply(batchId, squareOnWhite)).toEqual({ ok: true, value: { count: 3, asIs: 0 } });
    expect(await desk.queueAndSend(batchId)).toBe(3);
    const images = await gallery();
    const slug = product.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    for (const [at, view] of views.entries()) {
      const image = images[at];
      if (!image) throw new Error(`no ${view}`);
      expect(fileOf(image)).toMatch(new RegExp(`^${slug}-${view}-[a-z2-7]{8}__\\d+\\.jpg$`));
      const zoom = Buffer.from(await (await fetch(image.url_zoom)).arrayBuffer());
      const { data, info } = await sharp(zoom).raw().toBuffer({ resolveWithObject: true });
      expect(info.width).toBe(info.height);
      expect(Math.min(...data.subarray(0, 3))).toBeGreaterThan(250);
    }
  });

  test('by another recipe is told as new versions, which take the places of the first', async () => {
    const folder = await shoot();
    const first = await desk.drop(folder);
    await apply(first, squareOnWhite);
    await desk.queueAndSend(first);
    const before = await gallery();
    const again = await desk.drop(folder);
    await apply(again, squareOnWhite);
    expect(desk.items(again).map(({ duplicate }) => duplicate)).toEqual(['gallery', 'gallery', 'gallery']);
    await apply(again, wide);
    const items = desk.items(again);
    expect(items.map(({ duplicate }) => duplicate)).toEqual([null, null, null]);
    expect(items.map(({ newVersion }) => newVersion?.isCertain)).toEqual([true, true, true]);
    desk.app.reviews.replaceNewVersions(again);
    await desk.queueAndSend(again);
    const after = await gallery();
    expect(after).toHaveLength(3);
    expect(after.map(({ id }) => before.some((image) => image.id === id))).toEqual([false, false, false]);
    expect(new Set(after.map(({ image_file: file }) => markIn(file))).size).toBe(3);
    expect(after.map(fileOf).map((name) => /-(front|side|back)-/.exec(name)?.[1])).toEqual(views);
  });

  test('without a recipe is told as new versions of it too, and has the marks of its originals', async () => {
    const folder = await shoot();
    const first = await desk.drop(folder);
    await apply(first, { ...squareOnWhite, nameTemplate: 'shop-{number}' });
    await desk.queueAndSend(first);
    const again = await desk.drop(folder);
    expect(desk.items(again).map(({ newVersion }) => newVersion?.isCertain)).toEqual([true, true, true]);
    await desk.queueAndSend(again);
    expect(await gallery()).toHaveLength(6);
    const third = await desk.drop(folder);
    expect(desk.items(third).map(({ duplicate }) => duplicate)).toEqual(['gallery', 'gallery', 'gallery']);
  });
});

describe('a recipe in the review', () => {
  test('is undone and redone like any decision', async () => {
    const batchId = await desk.drop(await shoot());
    await apply(batchId, squareOnWhite);
    await desk.app.reviews.prepared(batchId);
    expect(desk.items(batchId)[0]?.preparing?.result).toMatchObject({
      type: 'JPEG',
      width: 714,
      height: 714,
    });
    desk.app.reviews.undo(batchId);
    expect(desk.items(batchId)[0]?.preparing).toBeNull();
    desk.app.reviews.redo(batchId);
    expect(desk.items(batchId)[0]?.preparing?.sentence).toMatch(/714 × 714/);
  });

  test('leaves alone what is sent as it is', async () => {
    const batchId = await desk.drop(await shoot());
    const [item] = desk.items(batchId);
    desk.app.reviews.change(batchId, [item?.id ?? 0], { sendAs: 'as-is' });
    expect(await apply(batchId, squareOnWhite)).toEqual({ ok: true, value: { count: 2, asIs: 1 } });
    await desk.queueAndSend(batchId);
    const [front] = await gallery();
    if (!front) throw new Error('no image');
    expect(fileOf(front)).toMatch(/^[\w-]+_front-[a-z2-7]{8}__\d+\.png$/);
  });

  test('of nothing takes the one before from the photos', async () => {
    const batchId = await desk.drop(await shoot());
    await apply(batchId, squareOnWhite);
    await apply(batchId, plainRecipe);
    expect(desk.items(batchId).map(({ preparing }) => preparing)).toEqual([null, null, null]);
  });

  test('with a template that names no field of a photo is refused', async () => {
    const batchId = await desk.drop(await shoot());
    expect(await apply(batchId, { ...squareOnWhite, nameTemplate: '{colour}' })).toMatchObject({
      ok: false,
      reason: { code: 'unknown-placeholder' },
    });
  });

  test('is saved with the store, and offered to the next batch', async () => {
    const first = await desk.drop(await shoot());
    const save = { batchId: first, name: 'Portrait', recipe: wide };
    expect(await desk.app.handlers['recipes.save'](save)).toMatchObject({ ok: true });
    await apply(first, squareOnWhite);
    const second = await desk.drop(await shoot());
    expect(await desk.app.handlers['recipes.list']({ batchId: second })).toEqual({
      ok: true,
      value: { saved: [{ name: 'Portrait', recipe: wide }], gallery: squareOnWhite, variants: null },
    });
    await desk.app.handlers['recipes.remove']({ batchId: second, name: 'Portrait' });
    expect(await desk.app.handlers['recipes.list']({ batchId: second })).toMatchObject({
      value: { saved: [] },
    });
  });

  test('is drawn by the code of the upload: the preview is what arrives, and leaves nothing behind', async () => {
    const batchId = await desk.drop(await shoot());
    const [item] = desk.items(batchId);
    const itemId = item?.id ?? 0;
    const before = await desk.staged();
    const drawn = await desk.app.handlers['recipes.draw']({
      batchId,
      itemId,
      use: 'gallery',
      recipe: squareOnWhite,
    });
    if (!drawn.ok) throw new Error(drawn.reason.code);
    expect(drawn.value.after).toMatchObject({ type: 'JPEG', width: 714, height: 714 });
    const shown = drawn.value.after.preview.slice('/preview/'.length);
    expect(await desk.staged()).toContain(shown);
    await desk.app.handlers['recipes.endDrawing']({});
    expect((await desk.staged()).toSorted()).toEqual(before.toSorted());
    await apply(batchId, squareOnWhite);
    await desk.app.reviews.prepared(batchId);
    expect(desk.items(batchId)[0]?.preparing?.result?.preview).toBe(`/preview/${shown}`);
  });

  test('shows names before it is applied: of the photo, and of the longest product name', async () => {
    const batchId = await desk.drop(await shoot());
    const itemId = desk.items(batchId)[1]?.id ?? 0;
    const tried = await desk.app.handlers['recipes.examples']({ batchId, itemId, recipe: squareOnWhite });
    if (!tried.ok) throw new Error(tried.reason.code);
    const slug = product.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    expect(tried.value.examples[0]).toMatchObject({
      stem: `${slug}-back`,
      extension: 'jpg',
      isTooLong: false,
    });
    await apply(batchId, squareOnWhite);
    await desk.queueAndSend(batchId);
    const sent = (await gallery()).map(({ image_file: file }) => markIn(file));
    expect(sent[1]).toBe(tried.value.examples[0]?.mark);
  });
});

test('a variant’s own picture has a recipe of its own', async () => {
  const [variant] = await desk.variants();
  if (!variant) throw new Error('no variant');
  const name = `${variant.sku}.png`;
  const batchId = await desk.drop(await desk.folderOf([name], { [name]: await photo(0) }));
  await apply(batchId, squareOnWhite);
  await apply(batchId, { ...wide, format: 'png' }, 'variants');
  await desk.queueAndSend(batchId);
  const own = (await desk.variants()).find(({ id }) => id === variant.id);
  const bytes = Buffer.from(await (await fetch(own?.image_url ?? '')).arrayBuffer());
  const { width, height } = await sharp(bytes).metadata();
  expect(width / height).toBeCloseTo(0.8, 1);
});

test('photos that were accepted arrive once by their recipe, although Packshot ended in between', async () => {
  const batchId = await desk.drop(await shoot());
  await apply(batchId, squareOnWhite);
  await desk.app.handlers['stores.pause']({ storeId: desk.storeId });
  desk.app.reviews.queue(batchId);
  await desk.app.close();
  await desk.bench.restartApp();
  await desk.app.reviews.prepared(batchId);
  await desk.app.handlers['stores.resume']({ storeId: desk.storeId });
  await desk.app.outbox.drained();
  const files = (await gallery()).map(fileOf);
  expect(files).toHaveLength(3);
  expect(new Set(files.map(markIn)).size).toBe(3);
  for (const file of files) expect(file).toMatch(/-(front|side|back)-[a-z2-7]{8}__\d+\.jpg$/);
});

import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReviewDesk } from './support/review-desk.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

let desk: ReviewDesk;

const watchPace = { stableMs: 40, groupMs: 400, presenceMs: 30, sweepMs: 100_000 };

beforeEach(async () => {
  desk = await ReviewDesk.open();
  await desk.app.close();
  await desk.bench.restartApp({ watchPace });
});
afterEach(() => desk.close());

interface Shot {
  name: (sku: string) => string;
  /** When it was taken. */
  second?: number;
}

/** Names by a product's SKU, in the order that its gallery should have. */
const wanted: readonly Shot[] = [
  { name: (sku) => `${sku}_main` },
  { name: (sku) => sku },
  { name: (sku) => `${sku}_2` },
  { name: (sku) => `${sku}_10` },
  { name: (sku) => `${sku}_front`, second: 1 },
  { name: (sku) => `${sku}-front`, second: 2 },
  { name: (sku) => `${sku}_back` },
];

/** Photos that only their folder gives to the product; they follow those above. */
const unnamed: readonly Shot[] = [
  { name: () => 'vorne_3' },
  { name: () => 'detail' },
  { name: () => 'IMG_0003', second: 3 },
  { name: () => 'IMG_0001', second: 5 },
];

/** A folder of a product's photos that are named by it, in which no order is the wanted one. */
async function shootOf(sku: string, shots: readonly Shot[]): Promise<string> {
  const given: Record<string, Buffer> = {};
  for (const [n, { name, second }] of shots.toReversed().entries()) {
    const background = { r: (n * 37) % 256, g: (n * 91) % 256, b: (n * 151) % 256 };
    const picture = sharp({ create: { width: 64, height: 48, channels: 3, background } });
    const taken = second === undefined ? {} : { IFD2: { DateTimeOriginal: `2026:11:20 10:11:0${second}` } };
    given[`${sku}/${name(sku)}.jpg`] = await picture.withExif(taken).jpeg().toBuffer();
  }
  return join(await desk.folderOf(Object.keys(given), given), sku);
}

type Product = { id: number; sku: string };

async function dropOn({ id }: Product, folder: string): Promise<void> {
  const added = desk.app.addFiles({ storeId: desk.storeId, productId: id, source: 'drop' }, [folder]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await added.value.finished;
  expect(desk.app.batches.view(added.value.batchId)).toMatchObject({ phase: 'queued', refused: [] });
}

async function reviewByName(_: Product, folder: string): Promise<void> {
  await desk.queueAndSend(await desk.drop(folder));
}

async function watch(_: Product, folder: string): Promise<void> {
  const hot = join(desk.bench.folder, 'hot');
  await mkdir(hot);
  const hotFolderId = await desk.app.hotFolders.add(desk.storeId, hot);
  await desk.app.hotFolders.change(hotFolderId, { sendsCertain: true });
  await cp(folder, join(hot, basename(folder)), { recursive: true });
  await desk.bench.until(
    () => desk.app.batches.shown().find(({ source }) => source === 'hot-folder')?.queued === wanted.length,
  );
}

describe('photos of one product', () => {
  test.each([
    ['dropped on it', dropOn],
    ['reviewed', reviewByName],
    ['found in a watched folder', watch],
  ])('that are %s stand by view, then number, then capture time, then name', async (_, send) => {
    const product = await desk.bare();
    await send(product, await shootOf(product.sku, wanted));
    await desk.app.outbox.drained();
    expect(await desk.bench.names(product.id)).toEqual(wanted.map(({ name }) => name(product.sku)));
  });

  test.each([
    ['dropped on it', dropOn],
    ['reviewed', reviewByName],
  ])('that are %s in a folder named by it stand alike, those without a view last', async (_, send) => {
    const product = await desk.bare();
    const order = [...wanted.slice(0, 6), unnamed[0], wanted[6], ...unnamed.slice(1)];
    const shots = order.filter((shot) => shot !== undefined);
    await send(product, await shootOf(product.sku, shots));
    await desk.app.outbox.drained();
    expect(await desk.bench.names(product.id)).toEqual(shots.map(({ name }) => name(product.sku)));
  });

  test('dropped on it stand by the order of views in the settings', async () => {
    const product = await desk.bare();
    const galleryOrder = ['detail', 'back', 'front'] as const;
    await desk.app.handlers['app.changeSettings']({ galleryOrder: [...galleryOrder] });
    const names = ['back', 'detail', 'front'].map((view) => `${product.sku}_${view}.jpg`);
    const added = desk.app.addFiles({ storeId: desk.storeId, productId: product.id, source: 'drop' }, [
      await desk.folderOf(names),
    ]);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    await desk.app.outbox.drained();
    expect(await desk.bench.names(product.id)).toEqual(galleryOrder.map((view) => `${product.sku}_${view}`));
  });
});

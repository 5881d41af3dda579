import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PicturePool } from '../../electron/pictures/pool/picture-pool.ts';
import type { ReviewRow } from '../../shared/review.ts';
import { cameraShoot, type CameraShoot } from '../support/camera-shoot.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open({ products: 40 });
});
afterEach(() => desk.close());

type SetRow = Extract<ReviewRow, { row: 'set' }>;

interface Shoot extends Pick<CameraShoot, 'articleOf'> {
  folder: string;
  /** In the order of the product list, one for each article. */
  products: { id: number; sku: string }[];
}

/** Photos of so many products by one camera, in the order of the product list. */
async function shoot(count: number, hasLabel: (article: number) => boolean): Promise<Shoot> {
  const query = { query: '', filter: 'all', offset: 0, limit: count } as const;
  const found = await desk.app.handlers['products.search']({ storeId: desk.storeId, ...query });
  const products = found.ok ? found.value.products : [];
  expect(products).toHaveLength(count);
  const skus = products.map(({ sku }) => sku);
  const { files, articleOf } = await cameraShoot(skus, hasLabel);
  return { folder: await desk.folderOf(Object.keys(files), files), products, articleOf };
}

function sets(batchId: number): SetRow[] {
  return desk.rows(batchId).flatMap((row) => (row.row === 'set' ? [row] : []));
}

async function dropAndRead(folder: string): Promise<number> {
  const batchId = await desk.drop(folder);
  await desk.app.reviews.prepared(batchId);
  return batchId;
}

/** Does what a user would who sees the pictures. Answers how many decisions that takes. */
function decide(batchId: number, { products, articleOf }: Shoot): number {
  const { reviews } = desk.app;
  const nameOf = new Map(desk.items(batchId).map(({ id, fileName }) => [id, fileName]));
  const articlesIn = ({ itemIds }: SetRow): number[] =>
    itemIds.map((id) => articleOf.get(nameOf.get(id) ?? '') ?? -1);
  let decisions = 0;
  const done = (outcome: { ok: boolean }): void => {
    expect(outcome.ok).toBe(true);
    decisions += 1;
  };
  for (;;) {
    const all = sets(batchId);
    const [first] = all;
    if (first === undefined) return decisions;
    const mixed = all.find((set) => new Set(articlesIn(set)).size > 1);
    const torn = all.find((set, at) => {
      const next = all[at + 1];
      return next !== undefined && next.label === null && articlesIn(set).at(-1) === articlesIn(next)[0];
    });
    if (mixed !== undefined) {
      const own = articlesIn(mixed);
      const at = own.findIndex((article) => article !== own[0]);
      done(reviews.sets.split(batchId, mixed.itemIds[at] ?? 0));
      continue;
    }
    if (torn !== undefined) {
      done(reviews.sets.join(batchId, torn.setId));
      continue;
    }
    const isRight = ({ setId, product }: { setId: number; product: { productId: number } }): boolean => {
      const set = all.find((one) => one.setId === setId);
      return set !== undefined && products[articlesIn(set)[0] ?? -1]?.id === product.productId;
    };
    // A set that may hold two articles is offered no product.
    const suggested = all.filter(({ label, product }) => label !== null && product !== null);
    if (suggested.length > 0) {
      expect(
        suggested.every((set) => set.product !== null && isRight({ setId: set.setId, product: set.product })),
      ).toBe(true);
      done(reviews.acceptSuggested(batchId));
      continue;
    }
    const plan = reviews.sets.planRun(batchId, first.setId);
    const right = plan.ok ? plan.value.pairs.filter(isRight) : [];
    if (right.length > 0) {
      done(
        reviews.sets.giveRun(
          batchId,
          right.map(({ setId, product }) => ({ setId, productId: product.productId })),
        ),
      );
    } else {
      const productId = products[articlesIn(first)[0] ?? -1]?.id ?? 0;
      done(reviews.sets.accept(batchId, first.setId, { productId, variantIds: [] }));
    }
  }
}

function expectAllRight(batchId: number, { products, articleOf }: Shoot): void {
  const photos = desk.items(batchId).filter(({ fileName }) => articleOf.has(fileName));
  expect(photos).toHaveLength(articleOf.size);
  for (const { fileName, target, included } of photos) {
    expect([fileName, target?.productId, included]).toEqual([
      fileName,
      products[articleOf.get(fileName) ?? -1]?.id,
      true,
    ]);
  }
}

test('300 photos of 40 products without names or labels need at most 40 decisions', async () => {
  const made = await shoot(40, () => false);
  const batchId = await dropAndRead(made.folder);
  const decisions = decide(batchId, made);
  if (process.env['FIGURES'])
    console.log(made.articleOf.size, 'photos without labels:', decisions, 'decisions');
  expect(decisions).toBeLessThanOrEqual(40);
  expectAllRight(batchId, made);
}, 120_000);

test('300 photos of 40 products, a third with label frames, need at most 15 decisions', async () => {
  const made = await shoot(40, (article) => article % 3 === 0);
  const batchId = await dropAndRead(made.folder);
  const decisions = decide(batchId, made);
  if (process.env['FIGURES']) console.log(made.articleOf.size, 'photos with labels:', decisions, 'decisions');
  expect(decisions).toBeLessThanOrEqual(15);
  expectAllRight(batchId, made);
}, 120_000);

test('splits, joins and what was given are undone, and survive a restart', async () => {
  const made = await shoot(3, () => false);
  const batchId = await dropAndRead(made.folder);
  const { reviews } = desk.app;
  const before = sets(batchId);
  expect(before).toHaveLength(3);
  const [first, second] = before;

  expect(first).toMatchObject({ section: 'choose', label: null, product: null, place: 1, of: 3 });
  expect(reviews.sets.split(batchId, first?.itemIds[1] ?? 0).ok).toBe(true);
  expect(sets(batchId)).toHaveLength(4);
  expect(reviews.undo(batchId).ok).toBe(true);
  expect(sets(batchId)).toEqual(before);
  expect(reviews.sets.join(batchId, first?.setId ?? 0).ok).toBe(true);
  expect(sets(batchId)[0]?.itemIds).toEqual([...(first?.itemIds ?? []), ...(second?.itemIds ?? [])]);
  expect(reviews.redo(batchId)).toMatchObject({ value: { type: 'nothing' } });

  const productId = made.products[0]?.id ?? 0;
  expect(reviews.sets.accept(batchId, first?.setId ?? 0, { productId, variantIds: [] }).ok).toBe(true);
  const [last] = sets(batchId);
  // An offer without evidence: its photos stay without a product until somebody takes it.
  expect(last).toMatchObject({ section: 'choose', product: { productId: made.products[1]?.id } });
  expect(reviews.summary(batchId)).toMatchObject({ suggested: 0, choose: last?.itemIds.length });
  await desk.app.close();
  await desk.bench.restartApp();
  using read = vi.spyOn(PicturePool.prototype, 'readClues');
  expect(sets(batchId)).toEqual([last]);
  expect(desk.app.reviews.sets.accept(batchId, last?.setId ?? 0, null).ok).toBe(true);
  expect(sets(batchId)).toEqual([]);
  expect(read).not.toHaveBeenCalled();
});

test('no picture is looked at whose name says its product', async () => {
  using read = vi.spyOn(PicturePool.prototype, 'readClues');
  const [one] = await desk.namedProducts(1);
  const sku = one?.sku ?? '';
  await dropAndRead(await desk.folderOf([`${sku}_1.jpg`, `${sku}_2.jpg`, `${sku}_3.jpg`]));
  expect(read).not.toHaveBeenCalled();
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhotoFilter } from '../../shared/review.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;
beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

/** A batch with two photos of a product, and one that no name explains. */
async function batch(): Promise<number> {
  const { sku } = await desk.bare();
  const folder = await desk.folderOf([`${sku}_front.jpg`, `${sku}_side.jpg`, 'holiday.jpg']);
  return await desk.drop(folder);
}

function mark(
  batchId: number,
  file: RegExp,
  change: { stars?: number; rejected?: boolean; included?: boolean },
): void {
  const item = desk.items(batchId).find(({ fileName }) => file.test(fileName));
  expect(desk.app.reviews.change(batchId, [item?.id ?? 0], change)).toMatchObject({ ok: true });
}

const marks = (batchId: number): string[] =>
  desk.items(batchId).map(({ fileName, stars, rejected, included }) => {
    const name = /front|side|holiday/.exec(fileName)?.[0] ?? '';
    return [name, stars > 0 && `${stars} stars`, rejected && 'rejected', included && 'included']
      .filter(Boolean)
      .join(' ');
  });

function shown(batchId: number, filter: PhotoFilter): string[] {
  const page = desk.app.reviews.rows(batchId, 0, 100, { layout: 'list', filter });
  return page.ok
    ? page.value.rows.map((row) => (row.row === 'item' ? row.item.fileName : row.row))
    : ['no rows'];
}

describe('stars and rejection', () => {
  test('survive a restart, and are undone and done again like any decision', async () => {
    const batchId = await batch();
    mark(batchId, /front/, { stars: 4 });
    mark(batchId, /side/, { rejected: true });
    expect(marks(batchId)).toEqual(['holiday included', 'front 4 stars included', 'side rejected']);
    expect(desk.app.reviews.summary(batchId)?.undoSteps).toEqual([
      'the rejection of 1 photo',
      'changing the stars of 1 photo',
    ]);
    await desk.app.close();
    await desk.bench.restartApp();
    expect(marks(batchId)).toEqual(['holiday included', 'front 4 stars included', 'side rejected']);
    mark(batchId, /front/, { stars: 0 });
    mark(batchId, /front/, { rejected: true });
    const { reviews } = desk.app;
    reviews.undo(batchId);
    reviews.undo(batchId);
    expect(marks(batchId)).toEqual(['holiday included', 'front 4 stars included', 'side rejected']);
    reviews.redo(batchId);
    expect(marks(batchId)).toEqual(['holiday included', 'front included', 'side rejected']);
  });

  test('keep what is rejected from being queued, and a photo that is included again from being rejected', async () => {
    const batchId = await batch();
    mark(batchId, /front/, { rejected: true });
    mark(batchId, /side/, { rejected: true });
    expect(desk.app.reviews.summary(batchId)).toMatchObject({ ready: 0, skipped: 2, rejected: 2 });
    mark(batchId, /side/, { included: true });
    expect(await desk.queueAndSend(batchId)).toBe(1);
    expect(marks(batchId)).toEqual(['holiday included', 'front rejected']);
  });

  test('filter what is shown, with counts, and hide nothing from the queue', async () => {
    const batchId = await batch();
    mark(batchId, /front/, { stars: 4 });
    mark(batchId, /holiday/, { stars: 2 });
    mark(batchId, /side/, { rejected: true });
    expect(desk.app.reviews.summary(batchId)).toMatchObject({
      ready: 1,
      rated: [2, 2, 1, 1, 0],
      rejected: 1,
    });
    expect(shown(batchId, { type: 'stars', min: 4 }).map((name) => name.replace(/^.*_/, ''))).toEqual([
      'section',
      'product',
      'front.jpg',
    ]);
    expect(shown(batchId, { type: 'stars', min: 5 })).toEqual([]);
    expect(shown(batchId, { type: 'rejected' })).toHaveLength(3);
    const ids = desk.app.reviews.ids(batchId, 'ready', null, {
      layout: 'list',
      filter: { type: 'stars', min: 1 },
    });
    expect(ids).toMatchObject({ ok: true, value: { itemIds: [expect.any(Number)] } });
    expect(await desk.queueAndSend(batchId)).toBe(1);
  });
});

test('a photo that is excluded before it has a product needs none, and ends no review by itself', async () => {
  const batchId = await batch();
  mark(batchId, /holiday/, { included: false });
  expect(desk.app.reviews.summary(batchId)).toMatchObject({ choose: 0, skipped: 1, ready: 2 });
  mark(batchId, /holiday/, { included: true });
  expect(desk.app.reviews.summary(batchId)).toMatchObject({ choose: 1, skipped: 0 });
  mark(batchId, /holiday/, { included: false });
  expect(await desk.queueAndSend(batchId)).toBe(2);
  expect(desk.app.reviews.summary(batchId)).toBeNull();
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReviewItem } from '../../shared/review.ts';
import { imageKey } from '../../shared/tile-key.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;
let product: Awaited<ReturnType<ReviewDesk['bare']>>;
let first: Awaited<ReturnType<ReviewDesk['bench']['gallery']>>;

const names = (): string[] => ['1', '2', '3'].map((view) => `${product.sku}_${view}.jpg`);

beforeEach(async () => {
  desk = await ReviewDesk.open();
  product = await desk.bare();
  await desk.queueAndSend(await desk.drop(await desk.folderOf(names())));
  first = await desk.bench.gallery(product.id);
  const second = first[1]?.id ?? 0;
  await desk.bench.changeElsewhere(product.id, second, { description: 'From the side', is_thumbnail: true });
  await desk.app.stores.catalogRefreshed(desk.storeId, true);
});
afterEach(() => desk.close());

const versionOf = (item: ReviewItem | undefined) => item?.newVersion;
const idsOf = async (): Promise<number[]> => (await desk.bench.gallery(product.id)).map(({ id }) => id);

describe('a changed photo with the name of an image in the gallery', () => {
  test('is told as a new version, and is added beside it unless that is chosen', async () => {
    const batchId = await desk.drop(await desk.folderOf([names()[1] ?? '']));
    expect(versionOf(desk.items(batchId)[0])).toMatchObject({ replaces: false });
    await desk.queueAndSend(batchId);
    expect((await idsOf()).slice(0, 3)).toEqual(first.map(({ id }) => id));
    expect(await idsOf()).toHaveLength(4);
  });

  test('takes its place, alt text and thumbnail, where that is chosen', async () => {
    const batchId = await desk.drop(await desk.folderOf([names()[1] ?? '']));
    const [item] = desk.items(batchId);
    const change = { batchId, itemIds: [item?.id ?? 0], change: { replaces: true } };
    expect(await desk.app.handlers['review.change'](change)).toMatchObject({ ok: true });
    expect(versionOf(desk.items(batchId)[0])).toMatchObject({ replaces: true });
    await desk.queueAndSend(batchId);
    const after = await desk.bench.gallery(product.id);
    expect(after).toHaveLength(3);
    expect([after[0]?.id, after[2]?.id]).toEqual([first[0]?.id, first[2]?.id]);
    expect(after[1]?.id).not.toBe(first[1]?.id);
    expect(after[1]).toMatchObject({ description: 'From the side', is_thumbnail: true });
    expect(desk.app.outbox.summary(desk.storeId)).toMatchObject({ failed: 0 });
  });

  test('takes the alt text and the thumbnail that the store has refused to save', async () => {
    const third = { storeId: desk.storeId, productId: product.id, key: imageKey(first[2]?.id ?? 0) };
    await desk.bench.fault({ method: 'PUT', times: 'always' }, { kind: 'status', status: 422 });
    await desk.app.handlers['gallery.describe']({ ...third, changes: [{ key: third.key, alt: 'Mine' }] });
    await desk.app.handlers['gallery.setThumbnail'](third);
    await desk.app.outbox.drained();
    expect(desk.app.outbox.summary(desk.storeId)).toMatchObject({ failed: 2 });
    await desk.bench.clearFaults();
    const batchId = await desk.drop(await desk.folderOf([names()[2] ?? '']));
    desk.app.reviews.get(batchId)?.change([desk.items(batchId)[0]?.id ?? 0], { replaces: true });
    await desk.queueAndSend(batchId);
    const after = await desk.bench.gallery(product.id);
    expect(after[2]).toMatchObject({ description: 'Mine', is_thumbnail: true });
  });

  test('all take their places at once, as from the command line', async () => {
    const batchId = await desk.drop(await desk.folderOf(names()));
    const versions = desk.items(batchId).filter(({ newVersion }) => newVersion?.isCertain === true);
    expect(desk.app.reviews.replaceNewVersions(batchId)).toEqual({
      ok: true,
      value: { count: versions.length },
    });
    const ids = desk.items(batchId).map(({ id }) => id);
    desk.app.reviews.get(batchId)?.change(ids, { replaces: true });
    await desk.queueAndSend(batchId);
    const after = await desk.bench.gallery(product.id);
    expect(after).toHaveLength(3);
    expect(after.map(({ description }) => description)).toEqual(['', 'From the side', '']);
    expect(after.map(({ id }) => id).some((id) => first.some((image) => image.id === id))).toBe(false);
  });

  test('keeps the image where the photo does not arrive', async () => {
    const batchId = await desk.drop(await desk.folderOf([names()[1] ?? '']));
    desk.app.reviews.get(batchId)?.change([desk.items(batchId)[0]?.id ?? 0], { replaces: true });
    const refusal = { kind: 'status', status: 422, body: { status: 422, title: 'No' } } as const;
    await desk.bench.fault({ method: 'POST', path: '/images$', times: 'always' }, refusal);
    await desk.queueAndSend(batchId);
    expect(await idsOf()).toEqual(first.map(({ id }) => id));
  });
});

describe('new versions that replace their images all at once', () => {
  const section = (batchId: number) => desk.rows(batchId).find((row) => row.row === 'section');
  const replaced = (batchId: number): boolean[] =>
    desk.items(batchId).map(({ newVersion }) => newVersion?.replaces === true);

  test('are counted in the heading, and one undo takes them back', async () => {
    const batchId = await desk.drop(await desk.folderOf(names()));
    const view = { layout: 'list', filter: null } as const;
    expect(section(batchId)).toMatchObject({ section: 'ready', newVersions: 3 });
    const answer = await desk.app.handlers['review.replaceNewVersions']({ batchId, view });
    expect(answer).toEqual({ ok: true, value: { count: 3 } });
    expect(replaced(batchId)).toEqual([true, true, true]);
    expect(section(batchId)).not.toHaveProperty('newVersions');
    desk.app.reviews.undo(batchId);
    expect(replaced(batchId)).toEqual([false, false, false]);
  });

  test('are only those that the filter shows and that are included', async () => {
    const batchId = await desk.drop(await desk.folderOf(names()));
    const [a = 0, b = 0] = desk.items(batchId).map(({ id }) => id);
    desk.app.reviews.change(batchId, [a, b], { stars: 3 });
    desk.app.reviews.change(batchId, [a], { included: false });
    const view = { layout: 'sheet', filter: { type: 'stars', min: 3 } } as const;
    const answer = await desk.app.handlers['review.replaceNewVersions']({ batchId, view });
    expect(answer).toEqual({ ok: true, value: { count: 1 } });
    expect(replaced(batchId)).toEqual([false, true, false]);
  });
});

test('an unchanged photo is no new version', async () => {
  const again = await desk.folderOf(['other.jpg']);
  expect(versionOf(desk.items(await desk.drop(again))[0])).toBeUndefined();
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Effects } from '../../electron/outbox/effects.ts';
import { isOpen } from '../../electron/outbox/entry.ts';
import { limits } from '../../shared/limits.ts';
import { imageKey } from '../../shared/tile-key.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
let storeId: string;

beforeEach(async () => {
  bench = await Workbench.open();
  // One gallery that is larger than all that photos are added to.
  const largest = (await products()).at(-1)?.id ?? 0;
  for (let n = 0; n < 6; n++) await bench.addElsewhere(largest, `more-${n}.jpg`);
  storeId = await bench.connect();
  await bench.catalogRead(storeId);
});
afterEach(() => bench.close());

const hasOpen = (id: number): boolean =>
  bench.app.outbox.entries.ofProduct(storeId, id).some(({ progress }) => isOpen(progress));

/** Products by how many images they have, fewest first. */
async function products(): Promise<{ id: number; images: number }[]> {
  const url = `${bench.address}/v3/catalog/products?include=images&limit=${limits.pageSize}`;
  const answer = await fetch(url, { headers: { 'x-auth-token': bench.store.accessToken } });
  const { data } = (await answer.json()) as { data: { id: number; images: unknown[] }[] };
  return data
    .map(({ id, images }) => ({ id, images: images.length }))
    .toSorted((a, b) => a.images - b.images);
}

/** Queues a folder for each product before anything is sent. Returns the marks, by product and photo. */
async function queue(ids: readonly number[], folder: string): Promise<string[][]> {
  bench.app.stores.pause(storeId, true);
  for (const id of ids) await bench.drop(storeId, id, [folder]);
  return ids.map((id) =>
    bench.app.outbox.entries
      .ofProduct(storeId, id)
      .flatMap((entry) => (entry.type === 'upload' ? entry.photo.mark : [])),
  );
}

/** Sends what is queued. Returns the requests meanwhile, without those of the catalogue's own. */
async function send(): Promise<{ posts: number; lists: number; groups: number; others: string[] }> {
  const before = (await bench.requests()).length;
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  const seen = (await bench.requests()).slice(before).filter(({ path }) => path.startsWith('/stores/'));
  const types = seen.map(({ method, path }) => {
    if (path.endsWith('/images')) return method === 'POST' ? 'post' : 'list';
    return method === 'GET' && path.endsWith('/catalog/products') ? 'group' : `${method} ${path}`;
  });
  const { post = [], list = [], group = [], ...others } = Object.groupBy(types, (type) => type);
  return { posts: post.length, lists: list.length, groups: group.length, others: Object.keys(others) };
}

test('photos for many products cost one request each, and one reading of all galleries', async () => {
  const ids = (await products()).slice(0, 6).map(({ id }) => id);
  const before = await Promise.all(ids.map((id) => bench.gallery(id)));
  await queue(ids, await bench.photos(1));
  expect(await send()).toEqual({ posts: 6, lists: 0, groups: 1, others: [] });
  for (const [at, id] of ids.entries()) {
    const gallery = await bench.gallery(id);
    expect(gallery).toHaveLength((before[at]?.length ?? 0) + 1);
    expect(gallery.at(-1)?.image_file).toMatch(/\/01-[a-z2-7]{8}__/);
    expect(gallery.filter((image) => image.is_thumbnail)).toHaveLength(1);
  }
  expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
});

test('photos that come slower than they are sent wait for the others, and are read with them', async () => {
  const ids = (await products()).slice(0, 4).map(({ id }) => id);
  const folder = await bench.photos(1);
  let isMoreComing = true;
  bench.app.outbox.gatherWhile(() => isMoreComing);
  for (const id of ids) {
    await bench.drop(storeId, id, [folder]);
    await bench.until(() => !hasOpen(id));
  }
  // Each place was asked for, and nothing was read since the upload.
  const methods = (await bench.requests())
    .filter(({ path }) => path.endsWith('/images'))
    .map(({ method }) => method);
  expect(methods.slice(-2 * ids.length)).toEqual(ids.flatMap(() => ['GET', 'POST']));
  isMoreComing = false;
  expect(await send()).toEqual({ posts: 0, lists: 0, groups: 1, others: [] });
});

test('places of photos that were queued before the galleries were known are read together', async () => {
  const ids = (await products()).slice(0, 5).map(({ id }) => id);
  await queue(ids, await bench.photos(2));
  const { entries } = bench.app.outbox;
  for (const id of ids)
    for (const entry of entries.ofProduct(storeId, id))
      if (entry.type === 'upload') entries.save({ ...entry, sortOrder: null, asThumbnail: false });
  expect(await send()).toEqual({ posts: 10, lists: 0, groups: 2, others: [] });
  for (const id of ids) {
    const gallery = await bench.gallery(id);
    expect((await bench.names(id)).slice(-2)).toEqual(['01', '02']);
    expect(gallery.filter((image) => image.is_thumbnail)).toHaveLength(1);
  }
});

describe('what another computer did meanwhile is seen by the reading of all galleries', () => {
  test('a photo that it sent too is there once at the end', async () => {
    const ids = (await products()).slice(0, 5).map(({ id }) => id);
    const marks = await queue(ids, await bench.photos(2));
    const before = await Promise.all(ids.map((id) => bench.gallery(id)));
    await bench.addElsewhere(ids[1] ?? 0, `01-${marks[1]?.[0]}.jpg`);
    await bench.addElsewhere(ids[3] ?? 0, `02-${marks[3]?.[1]}.jpg`);
    // Only the two galleries with a copy are read by themselves, and again after it is removed.
    expect(await send()).toMatchObject({ posts: 10, groups: 1, lists: 4 });
    for (const [at, id] of ids.entries())
      expect(await bench.gallery(id)).toHaveLength((before[at]?.length ?? 0) + 2);
    for (const id of ids)
      expect((await bench.names(id)).toSorted()).toEqual(expect.arrayContaining(['01', '02']));
  });

  test('an image that it added stays, and ours keep their order', async () => {
    const ids = (await products()).slice(0, 4).map(({ id }) => id);
    await queue(ids, await bench.photos(2));
    const [stale = 0] = ids;
    const before = (await bench.gallery(stale)).length;
    await bench.addElsewhere(stale, 'theirs.jpg');
    expect(await send()).toMatchObject({ posts: 8, groups: 1, lists: 0 });
    const gallery = await bench.gallery(stale);
    expect(gallery).toHaveLength(before + 3);
    expect(gallery.filter((image) => image.is_thumbnail)).toHaveLength(1);
    expect((await bench.names(stale)).filter((name) => name === '01' || name === '02')).toEqual(['01', '02']);
    const theirs = gallery.find(({ image_file }) => image_file.includes('theirs'));
    expect(await bench.app.pictureOf(storeId, stale, theirs?.id ?? 0)).not.toBeNull();
  });

  test.each(['is still there', 'was removed'])(
    'photos that it moved go back to their places if it sent a copy, where ours %s',
    async (ours) => {
      const [first, second] = await products();
      if (!first || !second) throw new Error('there are no products');
      const [marks = []] = await queue([first.id, second.id], await bench.photos(3));
      await sendUnread([first.id], second.id);
      const [moved, copied] = (await bench.gallery(first.id)).slice(-2);
      await bench.changeElsewhere(first.id, moved?.id ?? 0, { sort_order: 1_900 });
      await bench.addElsewhere(first.id, `03-${marks[2]}.jpg`);
      if (ours === 'was removed') await bench.removeElsewhere(first.id, copied?.id ?? 0);
      expect((await bench.names(first.id)).slice(-2)).toEqual(['03', '02']);
      await send();
      expect((await bench.names(first.id)).slice(-3)).toEqual(['01', '02', '03']);
    },
  );

  test('a thumbnail that somebody chose after the upload stays', async () => {
    const [first, second] = await products();
    if (!first || !second) throw new Error('there are no products');
    expect(first.images).toBe(0);
    await queue([first.id, second.id], await bench.photos(2));
    // The second product is still being sent while the first waits to be read.
    await bench.fault(
      { method: 'POST', path: `/${second.id}/images$`, times: 'always' },
      { kind: 'latency', ms: 1_000 },
    );
    bench.app.stores.pause(storeId, false);
    await bench.until(() => !hasOpen(first.id));
    const [, other] = await bench.gallery(first.id);
    if (!other) throw new Error('it has not arrived');
    await bench.changeElsewhere(first.id, other.id, { is_thumbnail: true });
    await bench.app.outbox.drained();
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
    expect((await bench.gallery(first.id)).map((image) => image.is_thumbnail)).toEqual([false, true]);
  });
});

test('without a larger gallery, three of the largest are compared with lists of their own', async () => {
  const ids = (await products()).slice(-5).map(({ id }) => id);
  for (const id of ids)
    for (let n = (await bench.gallery(id)).length; n < 12; n++) await bench.addElsewhere(id, `even-${n}.jpg`);
  expect(await bench.app.stores.catalogRefreshed(storeId)).toBeNull();
  await queue(ids, await bench.photos(1));
  expect(await send()).toEqual({ posts: 5, lists: 3, groups: 1, others: [] });
  await queue(ids.slice(0, 2), await bench.photos(1, 2));
  expect(await send()).toEqual({ posts: 2, lists: 2, groups: 1, others: [] });
  // Two galleries of this size were whole; after a third, all are trusted.
  await queue(ids.slice(2), await bench.photos(1, 3));
  expect(await send()).toEqual({ posts: 3, lists: 1, groups: 1, others: [] });
});

test('a store that leaves images out of lists of products is noticed, and every gallery read by itself', async () => {
  const many = (await products()).toReversed().slice(0, 3);
  expect(many.at(-1)?.images).toBeGreaterThan(2);
  await bench.rules({ imagesInLists: '2' });
  const ids = many.map(({ id }) => id);
  const marks = await queue(ids, await bench.photos(1));
  await bench.addElsewhere(ids[2] ?? 0, `01-${marks[2]?.[0]}.jpg`);
  const { groups, lists } = await send();
  expect(groups).toBe(1);
  expect(lists).toBeGreaterThanOrEqual(4);
  for (const { id, images } of many) {
    expect(await bench.gallery(id)).toHaveLength(images + 1);
  }
  await queue(ids, await bench.photos(1, 2));
  expect(await send()).toEqual({ posts: 3, lists: 3, groups: 0, others: [] });
});

test('a photo whose answer was lost is looked for in its own gallery, and is there once', async () => {
  const ids = (await products()).slice(0, 4).map(({ id }) => id);
  await queue(ids, await bench.photos(1));
  await bench.fault({ method: 'POST', path: `/${ids[2]}/images$` }, { kind: 'reset-after-commit' });
  const seen = await send();
  expect(seen).toMatchObject({ posts: 4, groups: 1 });
  // It is looked for, and then reconciled.
  expect(seen.lists).toBe(2);
  for (const id of ids) expect((await bench.names(id)).filter((name) => name === '01')).toEqual(['01']);
});

test('a failing list of products is repeated, and then each gallery is read by itself', async () => {
  await bench.close();
  bench = await Workbench.open({ speed: 20 });
  storeId = await bench.connect();
  await bench.catalogRead(storeId);
  const ids = (await products()).slice(0, 3).map(({ id }) => id);
  await queue(ids, await bench.photos(1));
  await bench.fault({ method: 'GET', path: '/catalog/products$', times: 3 }, { kind: 'status', status: 503 });
  expect(await send()).toMatchObject({ posts: 3, groups: 3, lists: 3 });
  expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
});

test('a photo that the store commits late, after it was sent again, is there once at the end', async () => {
  await bench.close();
  bench = await Workbench.open({ speed: 60 });
  storeId = await bench.connect();
  await bench.catalogRead(storeId);
  const ids = (await products()).slice(0, 4).map(({ id }) => id);
  await queue(ids, await bench.photos(1));
  await bench.fault({ method: 'POST', path: `/${ids[1]}/images$` }, { kind: 'late-commit', ms: 700 });
  expect(await send()).toMatchObject({ posts: 5, groups: 1 });
  await bench.app.outbox.certain();
  for (const id of ids) expect((await bench.names(id)).filter((name) => name === '01')).toEqual(['01']);
});

test('a photo that failed and is found in the store goes to its place', async () => {
  const [productId = 0] = (await products()).map(({ id }) => id);
  const [[mark] = []] = await queue([productId], await bench.photos(2));
  await bench.addElsewhere(productId, `01-${mark}.jpg`);
  await bench.rules({ firewall: '01-' });
  await send();
  expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 2, failed: 0 });
  expect(await bench.names(productId)).toEqual(['01', '02']);
});

test('an order of a product that waits to be read is carried out while other photos are still sent', async () => {
  const ids = (await products()).slice(0, 3).map(({ id }) => id);
  const [productId = 0, , slow = 0] = ids;
  await queue(ids, await bench.photos(2));
  await bench.fault(
    { method: 'POST', path: `/${slow}/images$`, times: 'always' },
    { kind: 'latency', ms: 4_000 },
  );
  bench.app.stores.pause(storeId, false);
  await bench.until(() => ids.slice(0, 2).every((id) => !hasOpen(id)));
  const wanted = (await bench.gallery(productId)).map(({ id }) => id).toReversed();
  await bench.app.handlers['gallery.open']({ storeId, productId });
  await bench.app.handlers['gallery.arrange']({ storeId, productId, keys: wanted.map(imageKey) });
  await bench.until(() => !hasOpen(productId));
  expect(hasOpen(slow)).toBe(true);
  expect((await bench.gallery(productId)).map(({ id }) => id)).toEqual(wanted);
});

/** Sends what is queued for `ids`, then for `slow`, and reads no gallery. */
async function sendUnread(ids: readonly number[], slow: number): Promise<void> {
  await bench.fault(
    { method: 'POST', path: `/${slow}/images$`, times: 'always' },
    { kind: 'latency', ms: 1_500 },
  );
  bench.app.stores.pause(storeId, false);
  await bench.until(() => ids.every((id) => !hasOpen(id)));
  // While a photo is on its way no gallery is read, and while the store is paused neither.
  bench.app.stores.pause(storeId, true);
  await bench.until(() => !hasOpen(slow));
}

describe('the app ends before the galleries of what it sent are read', () => {
  let ids: number[];
  let before: number[];
  let marks: string[][];

  /** Sends two photos each to three products, of which two have a copy from elsewhere. Nothing is read yet. */
  beforeEach(async () => {
    ids = (await products()).slice(0, 4).map(({ id }) => id);
    const [slow = 0] = ids.splice(3);
    before = await Promise.all(ids.map(async (id) => (await bench.gallery(id)).length));
    marks = await queue([...ids, slow], await bench.photos(2));
    await bench.addElsewhere(ids[0] ?? 0, `01-${marks[0]?.[0]}.jpg`);
    await bench.addElsewhere(ids[1] ?? 0, `02-${marks[1]?.[1]}.jpg`);
    await sendUnread(ids, slow);
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(4);
    ids.push(slow);
    before.push((await bench.gallery(slow)).length - 2);
  });

  async function expectAllOnce(): Promise<void> {
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ waiting: 0, failed: 0 });
    for (const [at, id] of ids.entries()) {
      const gallery = await bench.gallery(id);
      expect(gallery).toHaveLength((before[at] ?? 0) + 2);
      expect((await bench.names(id)).slice(-2)).toEqual(['01', '02']);
      expect(gallery.filter((image) => image.is_thumbnail)).toHaveLength(1);
    }
  }

  test('while they wait to be read together', async () => {
    await bench.app.close();
    await bench.restartApp();
    const seen = await send();
    expect(seen).toMatchObject({ posts: 0, groups: 1 });
    await expectAllOnce();
  });

  test('during the reading', async () => {
    await bench.app.close();
    const reading = Promise.withResolvers<void>();
    const effects: Effects = {
      do(name, work) {
        if (name === 'reconcile-list') reading.resolve();
        return work();
      },
    };
    await bench.restartApp({ effects });
    await bench.fault(
      { method: 'GET', path: '/catalog/products$', times: 'always' },
      { kind: 'stall', when: 'after' },
    );
    bench.app.stores.pause(storeId, false);
    await reading.promise;
    await bench.app.close();
    await bench.clearFaults();
    await bench.restartApp();
    expect(await send()).toMatchObject({ posts: 0, groups: 1 });
    await expectAllOnce();
  });

  test('between the reading and the correction of one of them', async () => {
    const [wrong = 0] = ids;
    await bench.fault(
      { method: 'GET', path: `/${wrong}/images$`, times: 'always' },
      { kind: 'stall', when: 'after' },
    );
    bench.app.stores.pause(storeId, false);
    await bench.until(() => bench.app.outbox.reconcileJobs.count(storeId) <= 2);
    await bench.app.close();
    await bench.clearFaults();
    await bench.restartApp();
    await send();
    await expectAllOnce();
  });
});

import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';
import { listed } from '../support/listed.ts';

let bench: Workbench;
afterEach(() => bench.close());

const one = { method: 'POST', path: '/images$' };

async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open(options);
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  return { storeId, productId };
}

async function posts(): Promise<number> {
  const requests = await bench.requests();
  return requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/images')).length;
}

describe('a photo whose answer was lost', () => {
  test('is found a moment later, and not sent again', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    // Half a second after the answer was lost, by the app's clock.
    await bench.fault(one, { kind: 'late-commit', ms: 25 });
    await bench.drop(storeId, productId, [await bench.photos(1)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01']);
    expect(await posts()).toBe(1);
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
  });

  test('is not verified again if nothing was sent twice', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault({ ...one, times: 3 }, { kind: 'reset-after-commit' });
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
    expect(await posts()).toBe(3);
  });

  test('and that appears late, after a second request, is there exactly once at the end', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault(one, { kind: 'late-commit', ms: 700 });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(1);
    await bench.app.outbox.certain();
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
    expect(await bench.names(productId)).toEqual(['01', '02']);
  });
});

describe('a photo cancelled while it is sent', () => {
  test('that appears long after its verification is reported as stored', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault({ ...one, times: 2 }, { kind: 'late-commit', ms: 500 });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.until(() => bench.app.outbox.summary(storeId).verifying > 0);
    bench.app.outbox.cancelAll(storeId);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 0, cancelled: 2 });
    await bench.app.outbox.certain();
    const { done, cancelled } = bench.app.outbox.summary(storeId);
    expect({ done, there: (await bench.gallery(productId)).length }).toEqual({ done, there: done });
    expect(done + cancelled).toBe(2);
    expect(done).toBeGreaterThan(0);
    const staged = await readdir(join(bench.folder, 'data', 'staging'));
    expect(staged.filter((name) => /^[0-9a-f]{64}$/.test(name))).toHaveLength(cancelled);
  });

  test('and added again is verified first, and arrives once', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault(one, { kind: 'late-commit', ms: 300 });
    const folder = await bench.photos(1);
    await bench.drop(storeId, productId, [folder]);
    await bench.until(() => bench.app.outbox.summary(storeId).verifying > 0);
    bench.app.outbox.cancelAll(storeId);
    await bench.app.outbox.drained();
    await bench.drop(storeId, productId, [folder]);
    await bench.app.outbox.certain();
    expect(await bench.names(productId)).toEqual(['01']);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 1, cancelled: 0 });
  });
});

describe('photos that failed and are retried', () => {
  const numbers = ['01', '02', '03', '04'];
  const thumbnails = async (productId: number): Promise<boolean[]> =>
    (await bench.gallery(productId)).map((image) => image.is_thumbnail);

  test('after a refusal go where they were queued, and only one is the thumbnail', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault({ ...one, times: 2 }, { kind: 'status', status: 422, body: { title: 'No' } });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.summary(storeId).failed).toBe(2);
    await bench.drop(storeId, productId, [await bench.photos(2, 3)]);
    await bench.app.outbox.drained();
    bench.app.outbox.retryFailed(storeId);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers);
    expect(await thumbnails(productId)).toEqual([true, false, false, false]);
    expect(bench.app.outbox.reconcileJobs.count(storeId)).toBe(0);
  });

  test('by being added again replace the failed ones', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault({ ...one, nth: 1 }, { kind: 'status', status: 422, body: { title: 'No' } });
    const folder = await bench.photos(4);
    await bench.drop(storeId, productId, [folder]);
    await bench.app.outbox.drained();
    await bench.drop(storeId, productId, [folder]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers);
    expect(bench.app.outbox.summary(storeId).failed).toBe(0);
  });
});

test('clearing a gallery that failed and is retried keeps later images, the first as thumbnail', async () => {
  const { storeId, productId } = await ready({ rules: { nextThumbnail: 'none' } });
  await bench.drop(storeId, productId, [await bench.photos(2)]);
  await bench.app.outbox.drained();
  const failing = { kind: 'status', status: 507 } as const;
  await bench.fault({ method: 'DELETE', path: '/images$' }, failing);
  await bench.fault({ method: 'GET', path: '/v2/.*/images$' }, failing);
  bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
  await bench.app.outbox.drained();
  expect(bench.app.outbox.summary(storeId).failed).toBe(1);
  await bench.clearFaults();
  await bench.drop(storeId, productId, [await bench.photos(3, 5)]);
  await bench.app.outbox.drained();
  bench.app.outbox.retryFailed(storeId);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['05', '06', '07']);
  expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([true, false, false]);
});

test.for([
  { user: 'nobody', act: null },
  { user: 'somebody who tries again', act: 'retry' },
  { user: 'somebody who cancels it', act: 'cancel' },
] as const)(
  'clearing a gallery without an answer, carried out late, takes none of the new photos: $user',
  async ({ act }) => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    // Twenty seconds later, by the app's clock.
    await bench.fault({ method: 'DELETE', path: '/images$' }, { kind: 'late-commit', ms: 1_000 });
    const [clear] = bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
    await bench.drop(storeId, productId, [await bench.photos(3, 5)]);
    await bench.until(() => bench.app.outbox.summary(storeId).retrying > 0);
    if (act !== null && clear) bench.app.outbox[act]([clear.id]);
    await bench.app.outbox.drained();
    // By the end of this upload the late request was carried out.
    const other = await bench.otherProduct(productId);
    const slow = { method: 'POST', path: `/products/${other}/images$` };
    await bench.fault(slow, { kind: 'latency', ms: 1_500 });
    await bench.drop(storeId, other, [await bench.photos(1, 9)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['05', '06', '07']);
  },
);

describe('a store that answers garbage to everything', () => {
  test('is reported as unreachable in a sentence, uses no attempts of photos, and recovers by itself', async () => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.drop(storeId, productId, [await bench.photos(1)]);
    await bench.app.outbox.drained();
    await bench.fault({ path: '/stores/', times: 'always' }, { kind: 'html', status: 200 });
    await bench.drop(storeId, productId, [await bench.photos(30, 2)]);
    await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
    expect(bench.app.outbox.state(storeId)).toMatchObject({
      type: 'offline',
      reason: { code: 'network-sign-in' },
    });
    const { entries } = listed(bench.app.outbox, storeId, 'all', 0, 50);
    const attempts = entries.reduce((sum, entry) => sum + entry.attempts, 0);
    expect(attempts).toBeLessThan(20);
    await bench.clearFaults();
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(31);
    expect(bench.app.outbox.summary(storeId).failed).toBe(0);
  });
});

test('photos unknown to a restored queue are moved to where the user finds them, and reported', async () => {
  const { storeId, productId } = await ready();
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, productId, [await bench.photos(2)]);
  await bench.app.close();
  await bench.restartApp();
  await bench.drop(storeId, productId, [await bench.photos(2, 3)]);
  await bench.app.close();
  const data = join(bench.folder, 'data');
  // As after a crash: there is no backup from the end of the last run.
  const copies = (await readdir(join(data, 'backups'))).toSorted();
  await rm(join(data, 'backups', copies.at(-1) ?? ''));
  const file = join(data, 'packshot.db');
  await writeFile(file, Buffer.alloc((await stat(file)).size, 'garbage'));
  await bench.restartApp();
  const notices = JSON.stringify(await bench.app.handlers['app.snapshot']({}));
  expect(notices).toContain('database-recovered');
  expect(notices).toContain('"photos-kept","args":{"photos":2');
  const kept = await readdir(join(data, 'recovered'));
  expect(kept.filter((name) => name.endsWith('.jpg'))).toHaveLength(2);
  await bench.app.close();
  await bench.restartApp();
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02']);
  await bench.drop(storeId, productId, [join(data, 'recovered')]);
  await bench.app.outbox.drained();
  expect(await bench.gallery(productId)).toHaveLength(4);
});

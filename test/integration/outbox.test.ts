import { copyFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';
import { listed } from '../support/listed.ts';

let bench: Workbench;
afterEach(() => bench.close());

const one = { method: 'POST', path: '/images$' };
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, '0'));

async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open(options);
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  return { storeId, productId };
}

describe('a folder dropped on a product', () => {
  test('arrives once, in order, the first photo as thumbnail, and leaves nothing in staging', async () => {
    const { storeId, productId } = await ready();
    await bench.drop(storeId, productId, [await bench.photos(12)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(12));
    const images = await bench.gallery(productId);
    expect(images.map((image) => image.is_thumbnail)).toEqual([true, ...Array(11).fill(false)]);
    const staged = await readdir(join(bench.folder, 'data', 'staging'));
    expect(staged.filter((name) => /^[0-9a-f]{64}$/.test(name))).toEqual([]);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 12, waiting: 0, failed: 0 });
  });

  test('goes behind existing images, and leaves them the thumbnail', async () => {
    const { storeId, productId } = await ready();
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    await bench.drop(storeId, productId, [await bench.photos(2, 3)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(4));
    expect((await bench.gallery(productId))[0]?.is_thumbnail).toBe(true);
  });

  test('dropped twice arrives once, and says so', async () => {
    const { storeId, productId } = await ready();
    const folder = await bench.photos(3);
    await bench.drop(storeId, productId, [folder]);
    await bench.app.outbox.drained();
    const again = await bench.drop(storeId, productId, [folder]);
    expect(bench.app.batches.view(again)?.refused.map(({ reason }) => reason.code)).toEqual([
      'already-there',
      'already-there',
      'already-there',
    ]);
    expect(await bench.names(productId)).toEqual(numbers(3));
  });

  test('with one photo twice in it sends it once', async () => {
    const { storeId, productId } = await ready();
    const folder = await bench.photos(2);
    await copyFile(join(folder, '01.jpg'), join(folder, '01 copy.jpg'));
    await bench.drop(storeId, productId, [folder]);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(2);
  });

  test('is sent even if its files are gone or changed by then', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    const folder = await bench.photos(3);
    await bench.drop(storeId, productId, [folder]);
    await writeFile(join(folder, '01.jpg'), 'something else');
    await rm(join(folder, '02.jpg'));
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(3));
  });

  test('fills a gallery up to 1000 images, and refuses the rest with a sentence', async () => {
    const { storeId, productId } = await ready();
    const folder = await bench.photos(3);
    const row = { sort_order: 0, is_thumbnail: false, description: '', image_file: 'a/001/x__12345.jpg' };
    const images = Array.from({ length: 998 }, (_, index) => ({ ...row, id: 50_000 + index }));
    // The cache says 998, and is used because the store is unreachable.
    await bench.catalogRead(storeId);
    await bench.stopStore();
    const { Catalog } = await import('../../electron/catalog/catalog.ts');
    const { Database } = await import('../../electron/storage/database.ts');
    const db = new Database(join(bench.folder, 'data', 'packshot.db'));
    new Catalog(db, () => 1).saveImages(
      storeId,
      productId,
      images.map((image) => ({
        id: image.id,
        productId,
        sortOrder: 0,
        isThumbnail: false,
        description: '',
        imageFile: image.image_file,
        urlZoom: '',
        urlStandard: '',
        urlThumbnail: '',
        urlTiny: '',
        dateModified: '',
      })),
    );
    db.close();
    const batchId = await bench.drop(storeId, productId, [folder]);
    const batch = bench.app.batches.view(batchId);
    expect(batch?.queued).toBe(2);
    expect(batch?.refused.map(({ fileName, reason }) => [fileName, reason.code])).toEqual([
      ['03.jpg', 'gallery-full'],
    ]);
    await bench.startStore();
  });
});

describe('under every interpretation of undocumented BigCommerce behaviour', () => {
  test.each([
    { renumbering: 'never' },
    { renumbering: 'when-raised' },
    { renumbering: 'when-lowered' },
    { defaultOrder: 'zero', firstThumbnail: 'on-request' },
    { spacesInNames: 'underscore', emptyListStatus: 204 },
    { nextThumbnail: 'none', deleteMissingStatus: 204, tooLargeStatus: 413 },
  ] as const)('photos arrive once and in order, the first as thumbnail: %j', async (rules) => {
    const { storeId, productId } = await ready({ speed: 60, rules });
    await bench.fault({ ...one, nth: 2, times: 1 }, { kind: 'late-commit', ms: 300 });
    await bench.drop(storeId, productId, [await bench.photos(5)]);
    await bench.app.outbox.drained();
    await bench.drop(storeId, productId, [await bench.photos(3, 6)]);
    await bench.app.outbox.drained();
    await bench.until(() => !bench.app.outbox.reconcileJobs.has(storeId, productId));
    expect(await bench.names(productId)).toEqual(numbers(8));
    expect((await bench.gallery(productId)).findIndex((image) => image.is_thumbnail)).toBe(0);
  });
});

describe('whatever the store does', () => {
  test.each([
    ['loses the answer after keeping the image', { kind: 'reset-after-commit' }],
    ['breaks the connection in the middle', { kind: 'reset-during', bytes: 200 }],
    ['breaks the connection at once', { kind: 'reset-before' }],
    ['answers with a web page after keeping the image', { kind: 'html', status: 200, when: 'after' }],
    ['cuts its answer short', { kind: 'truncate' }],
    ['changes to another protocol', { kind: 'switch-protocols' }],
    ['answers that it is down, though it kept the image', { kind: 'status', status: 503, when: 'after' }],
    ['answers 502 from a gateway', { kind: 'html', status: 502 }],
    [
      'says too many requests',
      { kind: 'status', status: 429, headers: { 'x-rate-limit-time-reset-ms': '300' } },
    ],
    [
      'says too many requests without a word when to come back',
      { kind: 'status', status: 429, noRateHeaders: true },
    ],
  ] as const)('%s: every photo arrives exactly once', async (_name, action) => {
    const { storeId, productId } = await ready({ speed: 20 });
    await bench.fault({ ...one, nth: 2, times: 2 }, action);
    await bench.drop(storeId, productId, [await bench.photos(6)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(6));
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 6, failed: 0, waiting: 0 });
  });

  test('a commit after verification and a second request: the second image is removed', async () => {
    const { storeId, productId } = await ready({ speed: 60 });
    await bench.fault({ ...one, nth: 1, times: 1 }, { kind: 'late-commit', ms: 500 });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    await bench.until(() => !bench.app.outbox.reconcileJobs.has(storeId, productId));
    expect(await bench.names(productId)).toEqual(numbers(2));
  });

  test('a refused picture fails alone in the store’s own words, the others continue', async () => {
    const { storeId, productId } = await ready();
    const body = { status: 422, title: 'The picture is not to our liking.', type: 'x' };
    await bench.fault({ ...one, nth: 2 }, { kind: 'status', status: 422, body });
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(3);
    const { entries } = listed(bench.app.outbox, storeId, 'failed', 0, 10);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries[0]?.state)).toContain('not to our liking');
    bench.app.outbox.retryFailed(storeId);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(4));
  });

  test('a new token needed midway: the queue waits, and continues after sign-in', async () => {
    const { storeId, productId } = await ready();
    await bench.fault({ ...one, nth: 3, times: 'always' }, { kind: 'status', status: 401 });
    await bench.drop(storeId, productId, [await bench.photos(6)]);
    await bench.until(() => bench.app.outbox.state(storeId).type === 'needs-sign-in');
    await bench.app.outbox.drained();
    expect(bench.app.outbox.summary(storeId).failed).toBe(0);
    await bench.clearFaults();
    expect(await bench.app.stores.signIn(storeId, bench.store.accessToken)).toEqual({
      ok: true,
      value: null,
    });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(6));
  });

  test('unreachable: photos wait, can be queued, and are sent by themselves later', async () => {
    const { storeId, productId } = await ready({ speed: 10 });
    await bench.stopStore();
    await bench.drop(storeId, productId, [await bench.photos(5)]);
    await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ failed: 0, done: 0 });
    await bench.startStore();
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(5));
    const { entries } = listed(bench.app.outbox, storeId, 'done', 0, 10);
    expect(entries.map((entry) => entry.attempts)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('whatever the user does', () => {
  test('pausing sends nothing new; resuming continues', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(0);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(3);
  });

  test('a pause survives a restart, and keeps what waits', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.app.close();
    await bench.restartApp();
    expect(bench.app.outbox.state(storeId).type).toBe('paused');
    expect(bench.app.outbox.summary(storeId).waiting).toBe(3);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(3));
  });

  test('cancelling keeps the entry until it is dismissed, and retrying restores it', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    const ids = listed(bench.app.outbox, storeId, 'waiting', 0, 10).entries.map((entry) => entry.id);
    bench.app.outbox.cancel(ids);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ cancelled: 3, waiting: 0 });
    bench.app.outbox.retry(ids.slice(0, 2));
    bench.app.outbox.dismiss(ids);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02']);
    expect(listed(bench.app.outbox, storeId, 'all', 0, 10).total).toBe(2);
  });

  test('cancelling during a request ends as arrived or cancelled, never both', async () => {
    const { storeId, productId } = await ready();
    await bench.fault({ ...one, times: 'always' }, { kind: 'latency', ms: 300 });
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    await bench.until(() => bench.app.outbox.summary(storeId).sending === 2);
    bench.app.outbox.cancelAll(storeId);
    await bench.clearFaults();
    await bench.app.outbox.drained();
    const { done, cancelled, waiting } = bench.app.outbox.summary(storeId);
    expect({ total: done + cancelled, waiting }).toEqual({ total: 4, waiting: 0 });
  });

  test('closing during uploads loses nothing and duplicates nothing', async () => {
    const { storeId, productId } = await ready();
    await bench.fault({ ...one, times: 'always' }, { kind: 'latency', ms: 50 });
    await bench.drop(storeId, productId, [await bench.photos(10)]);
    await bench.until(() => bench.app.outbox.summary(storeId).done >= 3);
    await bench.app.close();
    await bench.restartApp();
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(10));
  });

  test('disconnecting with waiting photos is refused until they may be discarded', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    const refused = await bench.app.stores.disconnect(storeId, false);
    expect(refused).toMatchObject({ ok: false, reason: { code: 'store-has-waiting' } });
    expect(await bench.app.stores.disconnect(storeId, true)).toEqual({ ok: true, value: null });
    expect(bench.app.stores.list()).toEqual([]);
    expect(await bench.keychain.get(storeId)).toEqual({ ok: true, value: null });
  });
});

describe('the data folder', () => {
  test('in use by another process is refused with a sentence', async () => {
    await ready();
    await expect(bench.restartApp()).rejects.toThrow('already running');
  });

  test('with a database overwritten with garbage opens the last good backup, and says so', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.app.close();
    const file = join(bench.folder, 'data', 'packshot.db');
    await writeFile(file, Buffer.alloc((await stat(file)).size, 'garbage'));
    await bench.restartApp();
    const snapshot = bench.app.handlers['app.snapshot']({});
    expect(JSON.stringify(await snapshot)).toContain('database-recovered');
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(numbers(3));
  });

  test('contains no token anywhere', async () => {
    await ready();
    const token = bench.store.accessToken;
    await bench.app.close();
    for (const name of await readdir(join(bench.folder, 'data'), { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const { readFile } = await import('node:fs/promises');
      const bytes = await readFile(join(name.parentPath, name.name));
      expect(bytes.includes(token), name.name).toBe(false);
    }
  });
});

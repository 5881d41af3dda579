import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Batch } from '../../shared/model.ts';
import { ReviewDesk } from './support/review-desk.ts';
import { eventClock } from '../support/event-clock.ts';
import { zipOf } from '../support/zip.ts';

let desk: ReviewDesk;
let folder: string;

/** Milliseconds: the shortest possible stable time. */
const watchPace = { stableMs: 40, groupMs: 60, presenceMs: 30, sweepMs: 100_000 };

beforeEach(async () => {
  desk = await ReviewDesk.open();
  await restart();
  folder = join(desk.bench.folder, 'hot');
  await mkdir(folder);
});
afterEach(() => desk.close());

async function restart(): Promise<void> {
  await desk.app.close();
  await desk.bench.restartApp({ watchPace });
}

/** Moves a complete photo into the folder, as exporting programs do. */
async function come(name: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(`${path}.part`, await desk.picture(name));
  await rename(`${path}.part`, path);
}

const batches = (): Batch[] => desk.app.batches.shown().filter(({ source }) => source === 'hot-folder');
const reviewed = (count: number) => () =>
  batches().length === count && batches().every(({ phase }) => phase === 'review' || phase === 'queued');
const filesIn = (batch: Batch | undefined) =>
  batch?.review ? desk.items(batch.id).map(({ fileName }) => fileName) : [];

describe('a watched folder', () => {
  test('makes a batch of new files, without those there before', async () => {
    const { id, sku } = await desk.bare();
    await come(`${sku}_1.jpg`);
    const hotFolderId = await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_2.jpg`);
    await desk.bench.until(reviewed(1));
    expect(filesIn(batches()[0])).toEqual([`${sku}_2.jpg`]);
    expect(batches()[0]).toMatchObject({ phase: 'review', queued: 0, review: { ready: 1 } });
    expect(await desk.bench.gallery(id)).toEqual([]);
    expect(desk.app.hotFolders.list()).toMatchObject([{ id: hotFolderId, name: 'hot', state: 'watching' }]);
  });

  test('sends certain matches if that is set, and leaves the rest under review', async () => {
    const { id, sku } = await desk.bare();
    const hotFolderId = await desk.app.hotFolders.add(desk.storeId, folder);
    await desk.app.hotFolders.change(hotFolderId, { sendsCertain: true });
    await come(`${sku}_1.tif`);
    await come('whose.jpg');
    await desk.bench.until(() => batches().reduce((sum, { queued }) => sum + queued, 0) === 1);
    await desk.app.outbox.drained();
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`]);
    expect(batches().flatMap(filesIn)).toEqual(['whose.jpg']);
  });

  test('never replaces images by itself, whatever the last review did', async () => {
    const { id, sku } = await desk.bare();
    const batchId = await desk.drop(await desk.folderOf([`${sku}_1.jpg`]));
    await desk.app.handlers['review.changeBatch']({ batchId, change: { placement: 'replace' } });
    await desk.queueAndSend(batchId);
    const hotFolderId = await desk.app.hotFolders.add(desk.storeId, folder);
    await desk.app.hotFolders.change(hotFolderId, { sendsCertain: true });
    await come(`${sku}_2.jpg`);
    await desk.bench.until(() => batches()[0]?.queued === 1);
    await desk.app.outbox.drained();
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`, `${sku}_2`]);
  });

  test('catches up after a restart, each photo once', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(reviewed(1));
    await desk.app.close();
    await come(`${sku}_2.jpg`);
    await desk.bench.restartApp({ watchPace });
    await desk.bench.until(() => filesIn(batches()[0]).length === 2 && reviewed(1)());
    expect(batches().map(filesIn)).toEqual([[`${sku}_1.jpg`, `${sku}_2.jpg`]]);
  });

  test('adds new files to its batch as long as that is under review, then makes another', async () => {
    const { id, sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    for (const count of [1, 2, 3]) {
      await come(`${sku}_${count}.jpg`);
      await desk.bench.until(() => batches()[0]?.review?.ready === count && reviewed(1)());
    }
    expect(batches()[0]).toMatchObject({ phase: 'review', found: 3, inspected: 3 });
    await desk.queueAndSend(batches()[0]?.id ?? 0);
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`, `${sku}_2`, `${sku}_3`]);
    await come(`${sku}_4.jpg`);
    await desk.bench.until(reviewed(2));
    expect(batches().map(({ phase, found }) => [phase, found])).toEqual([
      ['queued', 3],
      ['review', 1],
    ]);
  });

  test('adds files that come while its batch is being read to that batch', async () => {
    const readable = Promise.withResolvers<void>();
    const clock = eventClock(5_000, () => readable.promise);
    await desk.app.close();
    await desk.bench.restartApp({ watchPace, stability: { stableMs: 1_000, patienceMs: 60_000, clock } });
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(() => batches()[0]?.found === 1);
    const reported = vi.spyOn(desk.app.batches, 'reading');
    for (const count of [2, 3]) await come(`${sku}_${count}.jpg`);
    await desk.bench.until(() => reported.mock.calls.length > 0);
    readable.resolve();
    await desk.bench.until(() => batches()[0]?.review?.ready === 3 && reviewed(1)());
    expect(filesIn(batches()[0])).toEqual([1, 2, 3].map((count) => `${sku}_${count}.jpg`));
  });

  test('goes on with files that came to its batch right before Packshot ended', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(reviewed(1));
    const more = await desk.folderOf([`${sku}_2.jpg`]);
    await writeFile(join(more, 'Thumbs.db'), '');
    expect(desk.app.batches.extend(batches()[0]?.id ?? 0, [more])).toBe(true);
    await desk.app.close();
    // An earlier version gave this count another name.
    const database = new DatabaseSync(join(desk.bench.folder, 'data/packshot.db'));
    database.exec(`UPDATE batches SET place = replace(place, '"ignored"', '"junk"')`);
    database.close();
    await desk.bench.restartApp({ watchPace });
    await desk.bench.until(() => batches()[0]?.review?.ready === 2 && reviewed(1)());
    expect(batches().map(filesIn)).toEqual([[`${sku}_1.jpg`, `${sku}_2.jpg`]]);
    expect(batches()[0]).toMatchObject({ found: 2, inspected: 2, ignored: 1 });
  });

  test('has only the whole file of one that was broken off before', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    const whole = await desk.picture('whole.jpg', 400);
    const path = join(folder, `${sku}_1.jpg`);
    await writeFile(path, whole.subarray(0, whole.length / 2));
    await desk.bench.until(() => batches()[0]?.review?.unusable === 1 && reviewed(1)());
    await writeFile(path, whole);
    await desk.bench.until(() => batches()[0]?.review?.ready === 1 && reviewed(1)());
    expect(batches()[0]?.review).toMatchObject({ ready: 1, unusable: 0 });
  });

  test('brings a new version of a file as another batch', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(reviewed(1));
    const path = join(folder, `${sku}_1.jpg`);
    await writeFile(`${path}.part`, await desk.picture('another.jpg', 99));
    await rename(`${path}.part`, path);
    await desk.bench.until(reviewed(2));
    expect(batches().map(filesIn)).toEqual([[`${sku}_1.jpg`], [`${sku}_1.jpg`]]);
  });

  test('brings a ZIP file with other photos of the same names as another batch', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    for (const [at, size] of [70, 90].entries()) {
      const content = zipOf([{ name: `${sku}_1.jpg`, content: await desk.picture('zipped.jpg', size) }]);
      await writeFile(join(folder, 'day.zip.part'), content);
      await rename(join(folder, 'day.zip.part'), join(folder, 'day.zip'));
      await desk.bench.until(reviewed(at + 1));
    }
    const sizes = batches().map(({ id }) => desk.items(id).map(({ size }) => size?.width));
    expect(sizes).toEqual([[70], [90]]);
  });

  test('sends only what is new, not what the user has kept from being sent', async () => {
    const { id, sku } = await desk.bare();
    const hotFolderId = await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(reviewed(1));
    await desk.app.hotFolders.change(hotFolderId, { sendsCertain: true });
    await come(`${sku}_2.jpg`);
    await desk.bench.until(() => batches()[0]?.queued === 1 && reviewed(1)());
    await desk.app.outbox.drained();
    expect(await desk.bench.names(id)).toEqual([`${sku}_2`]);
    expect(batches().flatMap(filesIn)).toEqual([`${sku}_1.jpg`]);
  });

  test('queues nothing while new files come, also before the first one is found', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(reviewed(1));
    const batchId = batches()[0]?.id ?? 0;
    const more = await desk.folderOf([`${sku}_2.jpg`]);
    expect(desk.app.batches.extend(batchId, [more])).toBe(true);
    expect(desk.app.reviews.queue(batchId)).toMatchObject({ ok: false, reason: { code: 'still-reading' } });
    await desk.bench.until(() => batches()[0]?.review?.ready === 2 && reviewed(1)());
    expect(desk.app.reviews.queue(batchId)).toMatchObject({ ok: true, value: { queued: 2 } });
  });

  test('that disappears is reported as missing; when it returns, new files are taken in', async () => {
    const { sku } = await desk.bare();
    await desk.app.hotFolders.add(desk.storeId, folder);
    const state = () => desk.app.hotFolders.list()[0]?.state;
    await rename(folder, `${folder} away`);
    await desk.bench.until(() => state() === 'missing');
    await writeFile(join(`${folder} away`, `${sku}_1.jpg`), await desk.picture('x.jpg'));
    await rename(`${folder} away`, folder);
    await desk.bench.until(reviewed(1));
    expect(state()).toBe('watching');
    expect(filesIn(batches()[0])).toEqual([`${sku}_1.jpg`]);
  });

  test('that is switched off, removed, or of a disconnected store is not watched', async () => {
    const { sku } = await desk.bare();
    const hotFolderId = await desk.app.hotFolders.add(desk.storeId, folder);
    await desk.app.hotFolders.change(hotFolderId, { enabled: false });
    expect(desk.app.hotFolders.list()).toMatchObject([{ state: 'off' }]);
    await come(`${sku}_1.jpg`);
    await desk.app.hotFolders.change(hotFolderId, { enabled: true });
    await desk.bench.until(reviewed(1));
    expect(filesIn(batches()[0])).toEqual([`${sku}_1.jpg`]);
    await desk.app.handlers['stores.disconnect']({ storeId: desk.storeId, discardWaiting: true });
    expect(desk.app.hotFolders.list()).toEqual([]);
    await rm(folder, { recursive: true });
  });

  test('that is added twice at once takes each photo in once', async () => {
    const { sku } = await desk.bare();
    const add = async () => await desk.app.hotFolders.add(desk.storeId, folder);
    await Promise.all([add(), add()]);
    await come(`${sku}_1.jpg`);
    await desk.bench.until(() => batches().length >= 1);
    await come(`${sku}_2.jpg`);
    const names = () => batches().flatMap(filesIn);
    await desk.bench.until(() => names().includes(`${sku}_2.jpg`));
    expect(names()).toEqual([`${sku}_1.jpg`, `${sku}_2.jpg`]);
  });

  test('that is changed while it is added takes in nothing of what was there', async () => {
    const { sku } = await desk.bare();
    await come(`${sku}_1.jpg`);
    const adding = desk.app.hotFolders.add(desk.storeId, folder);
    const [{ id } = { id: 0 }] = desk.app.hotFolders.list();
    await desk.app.hotFolders.change(id, { enabled: true });
    await adding;
    await come(`${sku}_2.jpg`);
    await desk.bench.until(() => batches().length >= 1);
    await come(`${sku}_3.jpg`);
    const names = () => batches().flatMap(filesIn);
    await desk.bench.until(() => names().includes(`${sku}_3.jpg`));
    expect(names()).toEqual([`${sku}_2.jpg`, `${sku}_3.jpg`]);
  });

  test('that is removed while it is added is not watched', async () => {
    await come('there-before.jpg');
    const adding = desk.app.hotFolders.add(desk.storeId, folder);
    const [{ id } = { id: 0 }] = desk.app.hotFolders.list();
    await desk.app.hotFolders.remove(id);
    await adding;
    expect(desk.app.hotFolders.list()).toEqual([]);
  });
});

describe('what a company sets for the computer', () => {
  const managed = () => ({
    stores: [desk.bench.store.storeHash],
    folders: [{ store: desk.bench.store.storeHash, path: folder, sendsCertain: true }],
  });

  test('is watched without anybody adding it, and can’t be changed or removed', async () => {
    await desk.app.close();
    await desk.bench.restartApp({ watchPace, managed: managed() });
    await desk.bench.until(() => desk.app.hotFolders.list()[0]?.sendsCertain === true);
    const [added] = desk.app.hotFolders.list();
    expect(added).toMatchObject({ name: 'hot', isManaged: true, enabled: true });
    const id = added?.id ?? 0;
    const refused = { ok: false, reason: { code: 'folder-managed' } };
    expect(await desk.app.hotFolders.change(id, { enabled: false })).toMatchObject(refused);
    expect(await desk.app.hotFolders.remove(id)).toMatchObject(refused);
    const { id: productId, sku } = await desk.bare();
    await come(`${sku}_1.jpg`);
    await desk.bench.until(() => batches()[0]?.queued === 1);
    await desk.app.outbox.drained();
    expect(await desk.bench.names(productId)).toEqual([`${sku}_1`]);
  });

  test('is the user’s own again once the company no longer names it', async () => {
    await desk.app.close();
    await desk.bench.restartApp({ watchPace, managed: managed() });
    await desk.bench.until(() => desk.app.hotFolders.list()[0]?.sendsCertain === true);
    await restart();
    const [kept] = desk.app.hotFolders.list();
    expect(kept).toMatchObject({ isManaged: false, enabled: true });
    expect(await desk.app.hotFolders.remove(kept?.id ?? 0)).toMatchObject({ ok: true });
  });

  test('lets no other store be connected, and keeps the one that is', async () => {
    await desk.app.close();
    await desk.bench.restartApp({ watchPace, managed: { stores: ['other1'] } });
    expect(desk.app.stores.list()).toHaveLength(1);
    const refused = { ok: false, reason: { code: 'store-not-allowed' } };
    const { bench } = desk;
    expect(await desk.app.stores.connect(bench.address, bench.store.accessToken)).toMatchObject(refused);
    expect(await desk.app.stores.check(bench.address, bench.store.accessToken)).toMatchObject(refused);
  });
});

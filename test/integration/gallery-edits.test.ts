import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Tile } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { listed } from '../support/listed.ts';

let bench: Workbench;
let storeId: string;
let productId: number;
afterEach(() => bench.close());

/** A gallery with this many images in the store, opened in the app; removals wait only briefly. */
async function gallery(count: number, speed = 60): Promise<void> {
  bench = await Workbench.open({ speed });
  storeId = await bench.connect();
  productId = await bench.emptyProduct();
  await bench.drop(storeId, productId, [await bench.photos(count)]);
  await bench.app.outbox.drained();
  const opened = bench.app.handlers['gallery.open']({ storeId, productId });
  expect(opened).toMatchObject({ ok: true });
}

const target = (): { storeId: string; productId: number } => ({ storeId, productId });

function tiles(): Tile[] {
  const snapshot = bench.app.handlers['app.snapshot']({});
  if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
  return snapshot.value.gallery?.tiles ?? [];
}

/** Keys at these positions, counted from 1 in the present order. */
function keysAt(...places: number[]): string[] {
  const now = tiles();
  return places.map((place) => now[place - 1]?.key ?? '');
}

const shown = (): string[] =>
  tiles().map((tile) => (tile.type === 'image' ? tile.fileName : tile.entry.fileName).replace('.jpg', ''));
const waiting = (): number => bench.app.outbox.entries.countOpen(storeId);
async function requests(method: string): Promise<number> {
  return (await bench.requests()).filter((one) => one.method === method).length;
}

describe('arranging', () => {
  test('shows at once, and brings the store into that order', async () => {
    await gallery(5);
    await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysAt(5, 1, 2, 3, 4) });
    expect(shown()).toEqual(['05', '01', '02', '03', '04']);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['05', '01', '02', '03', '04']);
    expect(tiles().every((tile) => tile.type === 'image' && !tile.pending.place)).toBe(true);
  });

  test('ten times while offline is one edit, and undone none at all', async () => {
    await gallery(4);
    bench.app.stores.pause(storeId, true);
    for (let turn = 0; turn < 9; turn++) {
      await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysAt(2, 3, 4, 1) });
    }
    expect(waiting()).toBe(1);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['02', '03', '04', '01']);
    bench.app.stores.pause(storeId, true);
    await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysAt(4, 3, 2, 1) });
    await bench.app.handlers['gallery.undo'](target());
    expect(waiting()).toBe(0);
    expect(shown()).toEqual(['02', '03', '04', '01']);
  });

  test('includes photos that are not sent yet', async () => {
    await gallery(2);
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(2, 3)]);
    expect(shown()).toEqual(['01', '02', '03', '04']);
    await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysAt(4, 1, 3, 2) });
    expect(shown()).toEqual(['04', '01', '03', '02']);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['04', '01', '03', '02']);
    // Reconciling the order of uploads must not revert it when more of them arrive.
    await bench.drop(storeId, productId, [await bench.photos(1, 5)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['04', '01', '03', '02', '05']);
  });

  test('undone after it was sent is changed back, and redone again', async () => {
    await gallery(3);
    await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysAt(3, 2, 1) });
    await bench.app.outbox.drained();
    const { handlers } = bench.app;
    expect(await handlers['gallery.undo'](target())).toMatchObject({
      value: { type: 'done', edit: 'changing the order' },
    });
    expect(await handlers['gallery.undo'](target())).toMatchObject({
      value: { type: 'asks', edit: 'adding 3 photos', counts: { open: 0, arrived: 3, stays: 0 } },
    });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03']);
    expect(await handlers['gallery.redo'](target())).toMatchObject({
      value: { type: 'done', edit: 'changing the order' },
    });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['03', '02', '01']);
  });

  test('keeps what somebody else added meanwhile, and says so', async () => {
    await gallery(3);
    bench.app.stores.pause(storeId, true);
    await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysAt(3, 1, 2) });
    await bench.addElsewhere(productId, 'elsewhere.jpg');
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect((await bench.names(productId)).map((name) => name.replace(/.*elsewhere.*/, 'else'))).toEqual([
      '03',
      '01',
      '02',
      'else',
    ]);
    const snapshot = bench.app.handlers['app.snapshot']({});
    expect(snapshot).toMatchObject({
      value: { notices: [{ text: { args: { what: expect.stringContaining('added by someone else') } } }] },
    });
  });
});

describe('describing', () => {
  test('writes alt texts; several for one image are one request', async () => {
    await gallery(2);
    bench.app.stores.pause(storeId, true);
    const [key = ''] = keysAt(1);
    for (const alt of ['A', 'A mug', 'A blue mug']) {
      await bench.app.handlers['gallery.describe']({ ...target(), changes: [{ key, alt }] });
    }
    expect(tiles()[0]).toMatchObject({ alt: 'A blue mug', pending: { alt: true } });
    expect(waiting()).toBe(1);
    const before = await requests('PUT');
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect((await bench.gallery(productId))[0]).toMatchObject({ description: 'A blue mug' });
    expect((await requests('PUT')) - before).toBe(1);
    expect(tiles()[0]).toMatchObject({ alt: 'A blue mug', pending: { alt: false } });
  });

  test('a waiting photo is sent with its text', async () => {
    await gallery(1);
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(1, 2)]);
    await bench.app.handlers['gallery.describe']({
      ...target(),
      changes: [{ key: keysAt(2)[0] ?? '', alt: 'New' }],
    });
    expect(tiles()[1]).toMatchObject({ type: 'entry', alt: 'New' });
    const before = await requests('PUT');
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect((await bench.gallery(productId))[1]).toMatchObject({ description: 'New' });
    expect((await requests('PUT')) - before).toBe(0);
  });

  test('does not overwrite what somebody else wrote meanwhile, unless it is retried', async () => {
    await gallery(1);
    bench.app.stores.pause(storeId, true);
    await bench.app.handlers['gallery.describe']({
      ...target(),
      changes: [{ key: keysAt(1)[0] ?? '', alt: 'Mine' }],
    });
    const [image] = await bench.gallery(productId);
    await bench.changeElsewhere(productId, image?.id ?? 0, { description: 'Theirs' });
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect((await bench.gallery(productId))[0]).toMatchObject({ description: 'Theirs' });
    const { entries } = listed(bench.app.outbox, storeId, 'failed', 0, 10);
    expect(entries).toMatchObject([
      { type: 'update', state: { reason: { code: 'alt-changed-meanwhile', args: { alt: 'Theirs' } } } },
    ]);
    bench.app.outbox.retryFailed(storeId);
    await bench.app.outbox.drained();
    expect((await bench.gallery(productId))[0]).toMatchObject({ description: 'Mine' });
  });
});

test('only one image is the thumbnail, and undo restores it', async () => {
  await gallery(3);
  await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysAt(2)[0] ?? '' });
  await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysAt(3)[0] ?? '' });
  expect(tiles().map((tile) => tile.type === 'image' && tile.isThumbnail)).toEqual([false, false, true]);
  await bench.app.outbox.drained();
  expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([false, false, true]);
  await bench.app.handlers['gallery.undo'](target());
  await bench.app.handlers['gallery.undo'](target());
  await bench.app.outbox.drained();
  expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([true, false, false]);
});

describe('removing', () => {
  test('waits for a while, in which it can be undone', async () => {
    await gallery(3, 1);
    await bench.app.handlers['gallery.remove']({ ...target(), keys: keysAt(1, 2) });
    expect(tiles().map((tile) => tile.type === 'image' && tile.pending.removal !== null)).toEqual([
      true,
      true,
      false,
    ]);
    await bench.app.handlers['gallery.keep']({ ...target(), keys: keysAt(1) });
    expect(tiles().map((tile) => tile.type === 'image' && tile.pending.removal !== null)).toEqual([
      false,
      true,
      false,
    ]);
    await bench.app.handlers['gallery.undo'](target());
    expect(waiting()).toBe(0);
    expect(await bench.gallery(productId)).toHaveLength(3);
  });

  test('happens after the wait, and can’t be undone then', async () => {
    await gallery(3);
    await bench.app.handlers['gallery.remove']({ ...target(), keys: keysAt(1, 2) });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['03']);
    const snapshot = bench.app.handlers['app.snapshot']({});
    expect(snapshot).toMatchObject({ value: { gallery: { undoSteps: ['adding 3 photos'] } } });
  });

  test('that waited when the app ended is neither lost nor without its time to undo', async () => {
    await gallery(2);
    await bench.app.handlers['gallery.remove']({ ...target(), keys: keysAt(2) });
    await bench.app.close();
    await bench.restartApp();
    const snapshot = bench.app.handlers['app.snapshot']({});
    expect(snapshot).toMatchObject({
      value: { gallery: { undoSteps: ['removing an image', 'adding 2 photos'] } },
    });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01']);
  });
});

test('a replaced image keeps its position, its alt text and the thumbnail', async () => {
  await gallery(3);
  await bench.app.handlers['gallery.describe']({
    ...target(),
    changes: [{ key: keysAt(1)[0] ?? '', alt: 'The mug' }],
  });
  await bench.app.outbox.drained();
  const folder = await bench.photos(1, 9);
  const replaced = await bench.app.handlers['gallery.replace']({
    ...target(),
    key: keysAt(1)[0] ?? '',
    files: [{ path: `${folder}/09.jpg` }],
  });
  expect(replaced).toMatchObject({ ok: true });
  await bench.until(() => bench.app.outbox.entries.countOpen(storeId) > 0);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['09', '02', '03']);
  expect((await bench.gallery(productId))[0]).toMatchObject({ description: 'The mug', is_thumbnail: true });
});

test('a pasted picture that replaces an image is kept no longer than it is needed', async () => {
  await gallery(1);
  const photo = join(await bench.photos(1, 9), '09.jpg');
  const answer = await bench.app.assets({
    method: 'POST',
    path: '/pasted',
    body: new Blob([await readFile(photo)]).stream(),
    headers: new Headers({ 'x-file-name': '09.jpg' }),
  });
  const pasted = (await answer?.json()) as { pasted: string };
  const folder = join(bench.folder, 'data', 'pasted');
  expect(readdirSync(folder)).toEqual([pasted.pasted]);
  const [key = ''] = keysAt(1);
  await bench.app.handlers['gallery.replace']({ ...target(), key, files: [pasted] });
  await bench.until(() => shown().includes('09'));
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['09']);
  await bench.until(() => readdirSync(folder).length === 0);
});

test('a replaced image keeps what somebody else wrote meanwhile, not what could not be saved', async () => {
  await gallery(1);
  bench.app.stores.pause(storeId, true);
  const [key = ''] = keysAt(1);
  await bench.app.handlers['gallery.describe']({ ...target(), changes: [{ key, alt: 'Mine' }] });
  const [image] = await bench.gallery(productId);
  await bench.changeElsewhere(productId, image?.id ?? 0, { description: 'Theirs' });
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  const folder = await bench.photos(1, 9);
  const files = [{ path: `${folder}/09.jpg` }];
  expect(await bench.app.handlers['gallery.replace']({ ...target(), key, files })).toMatchObject({
    ok: true,
  });
  await bench.until(() => shown().includes('09'));
  await bench.app.outbox.drained();
  expect((await bench.gallery(productId)).find(({ image_file: file }) => file.includes('09'))).toMatchObject({
    description: 'Theirs',
  });
});

test('photos dropped before a tile go there', async () => {
  await gallery(3);
  const folder = await bench.photos(2, 7);
  const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [folder], {
    before: keysAt(2)[0],
  });
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await added.value.finished;
  expect(shown()).toEqual(['01', '07', '08', '02', '03']);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '07', '08', '02', '03']);
});

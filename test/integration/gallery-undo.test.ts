import { afterEach, expect, test } from 'vitest';
import type { Gallery } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';

/** Undo of all gallery edits, before and after they were sent; checked in the store. */

let bench: Workbench;
let storeId: string;
let productId: number;
afterEach(() => bench.close());

const target = (): { storeId: string; productId: number } => ({ storeId, productId });
const waiting = (): number => bench.app.outbox.entries.countOpen(storeId);
const undo = (confirmed?: string): unknown => bench.app.handlers['gallery.undo']({ ...target(), confirmed });
const redo = (): unknown => bench.app.handlers['gallery.redo'](target());
const pause = (paused: boolean): void => void bench.app.stores.pause(storeId, paused);

/** A gallery of three images in the store, opened in the app, which is paused. */
async function pausedGallery(): Promise<void> {
  bench = await Workbench.open({ speed: 60 });
  storeId = await bench.connect();
  productId = await bench.emptyProduct();
  await bench.drop(storeId, productId, [await bench.photos(3)]);
  await bench.app.outbox.drained();
  await bench.app.handlers['gallery.open'](target());
  pause(true);
}

function gallery(): Gallery {
  const snapshot = bench.app.handlers['app.snapshot']({});
  if (!('ok' in snapshot) || !snapshot.ok || !snapshot.value.gallery) throw new Error('no gallery');
  return snapshot.value.gallery;
}

const key = (place: number): string => gallery().tiles[place - 1]?.key ?? '';
const shown = (): string[] =>
  gallery().tiles.map((tile) => (tile.type === 'image' ? tile.fileName : tile.entry.fileName).slice(0, 2));

async function sent(): Promise<void> {
  pause(false);
  await bench.app.outbox.drained();
}

test('copies are cancelled while they wait, and removed again once they have arrived', async () => {
  await pausedGallery();
  const toProductId = productId - 1;
  const there = await bench.names(toProductId);
  await bench.app.handlers['gallery.copy']({ ...target(), keys: [key(1), key(3)], toProductId });
  expect(gallery().undoSteps[0]).toBe('copying 2 images');
  undo();
  expect(waiting()).toBe(0);
  redo();
  await sent();
  expect(await bench.gallery(toProductId)).toHaveLength(there.length + 2);
  expect(undo()).toMatchObject({
    value: { type: 'asks', edit: 'copying 2 images', counts: { open: 0, arrived: 2 } },
  });
  expect(waiting()).toBe(0);
  undo('copying 2 images');
  await bench.app.outbox.drained();
  expect(await bench.names(toProductId)).toEqual(there);
  expect(await bench.names(productId)).toEqual(['01', '02', '03']);
});

test('copies from an earlier run stay when their undo is undone in time', async () => {
  await pausedGallery();
  const toProductId = productId - 1;
  const there = await bench.names(toProductId);
  await bench.app.handlers['gallery.copy']({ ...target(), keys: [key(1), key(3)], toProductId });
  await sent();
  await bench.app.outbox.certain();
  const before = bench.app.outbox.history.count(storeId);
  await bench.drop(storeId, productId - 2, [await bench.photos(1, 9)]);
  await bench.until(() => bench.app.outbox.history.count(storeId) >= before + 2);
  await bench.app.outbox.drained();
  undo('copying 2 images');
  expect(waiting()).toBe(1);
  redo();
  expect(waiting()).toBe(0);
  expect(await bench.gallery(toProductId)).toHaveLength(there.length + 2);
});

test('a waiting replacement is cancelled: position, alt text and thumbnail stay with the image', async () => {
  await pausedGallery();
  await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: key(2) });
  await bench.app.handlers['gallery.describe']({ ...target(), changes: [{ key: key(2), alt: 'A mug' }] });
  const folder = await bench.photos(1, 9);
  await bench.app.handlers['gallery.replace']({
    ...target(),
    key: key(2),
    files: [{ path: `${folder}/09.jpg` }],
  });
  await bench.until(() => gallery().undoSteps[0] === 'replacing an image');
  expect(shown()).toEqual(['01', '09', '02', '03']);
  undo();
  expect(shown()).toEqual(['01', '02', '03']);
  expect(gallery().tiles[1]).toMatchObject({ alt: 'A mug', isThumbnail: true, pending: { removal: null } });
  redo();
  await sent();
  expect(await bench.names(productId)).toEqual(['01', '09', '03']);
  expect((await bench.gallery(productId))[1]).toMatchObject({ description: 'A mug', is_thumbnail: true });
  expect(gallery().undoSteps[0]).not.toBe('replacing an image');
});

test('an undone photo leaves the store as it was', async () => {
  await pausedGallery();
  const folder = await bench.photos(1, 9);
  await bench.app.handlers['gallery.replace']({
    ...target(),
    key: key(1),
    files: [{ path: `${folder}/09.jpg` }],
  });
  await bench.until(() => gallery().undoSteps[0] === 'replacing an image');
  undo();
  expect(waiting()).toBe(0);
  await sent();
  expect(await bench.names(productId)).toEqual(['01', '02', '03']);
  expect((await bench.gallery(productId))[0]).toMatchObject({ is_thumbnail: true });
});

test('a removal of all images is undone while it waits, and redone', async () => {
  await pausedGallery();
  await bench.app.handlers['gallery.clear'](target());
  expect(gallery()).toMatchObject({
    undoSteps: ['removing all images', 'adding 3 photos'],
    clearing: { type: 'clear' },
  });
  undo();
  expect(gallery().clearing).toBe(null);
  expect(waiting()).toBe(0);
  redo();
  await sent();
  expect(await bench.gallery(productId)).toEqual([]);
  expect(gallery().undoSteps).toEqual([]);
});

test('edits waiting at the end of the app can be undone step by step', async () => {
  await pausedGallery();
  await bench.app.handlers['gallery.arrange']({ ...target(), keys: [key(3), key(1), key(2)] });
  await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: key(1) });
  await bench.app.handlers['gallery.describe']({ ...target(), changes: [{ key: key(2), alt: 'A mug' }] });
  await bench.app.close();
  await bench.restartApp();
  const words: string[] = [];
  const added = 'adding 3 photos';
  for (let [next] = gallery().undoSteps; next !== undefined && next !== added; [next] = gallery().undoSteps) {
    words.push(next);
    undo();
  }
  expect(gallery().undoSteps).toEqual([added]);
  expect(words).toEqual(['changing an alt text', 'choosing the thumbnail', 'changing the order']);
  expect(waiting()).toBe(0);
  redo();
  redo();
  redo();
  await sent();
  expect(await bench.names(productId)).toEqual(['03', '01', '02']);
  const [first, second] = await bench.gallery(productId);
  expect(first).toMatchObject({ is_thumbnail: true });
  expect(second).toMatchObject({ description: 'A mug' });
});

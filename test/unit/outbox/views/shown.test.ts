import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tilesOf } from '../../../../electron/gallery/gallery-tiles.ts';
import type { NewIntent } from '../../../../electron/outbox/intent.ts';
import { entryKey, imageKey, type TileKey } from '../../../../shared/tile-key.ts';
import { OutboxRig } from '../outbox-rig.ts';

let rig: OutboxRig;
const storeId = 'alder';
beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

const add = (...intents: NewIntent[]): number[] =>
  rig.outbox.add({ storeId, productId: 1, batchId: null }, intents).map(({ id }) => id);

const describing = (key: TileKey, alt: string): NewIntent => ({
  type: 'update',
  key,
  alt,
  altBefore: '',
  altsSent: [],
  asThumbnail: false,
  thumbnailBefore: null,
});

const tiles = (): unknown[] =>
  tilesOf({ catalog: rig.catalog, outbox: rig.outbox }, storeId, 1).map((tile) =>
    tile.type === 'image' ? { alt: tile.alt, failed: tile.pending.failedAlt?.entryId ?? null } : tile.type,
  );

describe('an alt text that could not be saved', () => {
  test('stays on its tile as it was typed, with the entry that failed', () => {
    rig.image(1, 5);
    const ids = add(describing('image-5', 'A clay mug'));
    rig.fail(ids);
    expect(tiles()).toEqual([{ alt: 'A clay mug', failed: ids[0] }]);
  });

  test('gives way to a later one, which is retried or dismissed on its own', () => {
    rig.image(1, 5);
    const failed = add(describing('image-5', 'A clay mug'));
    rig.fail(failed);
    const later = add(describing('image-5', 'A mug'));
    expect(tiles()).toEqual([{ alt: 'A mug', failed: null }]);
    rig.fail(later);
    expect(tiles()).toEqual([{ alt: 'A mug', failed: later[0] }]);
  });

  test('gives way to a later one of the image that its photo has become', () => {
    const [photo = 0] = rig.add(1, 1);
    rig.arrive([photo]);
    const imageId = 1_000 + photo;
    rig.image(1, imageId);
    const failed = add(describing(entryKey(photo), 'A clay mug'));
    rig.fail(failed);
    add(describing(imageKey(imageId), 'A mug'));
    expect(tiles()).toEqual([{ alt: 'A mug', failed: null }]);
  });

  test('is gone once it is dismissed', () => {
    rig.image(1, 5);
    const ids = add(describing('image-5', 'A clay mug'));
    rig.fail(ids);
    rig.outbox.dismiss(ids);
    expect(tiles()).toEqual([{ alt: '', failed: null }]);
  });
});

describe('a photo whose image was removed since', () => {
  const removed = (id: number): boolean => rig.outbox.views.one(storeId, id)?.removedSince ?? false;

  test('says so, and one whose image is there does not', () => {
    const ids = rig.add(1, 2);
    rig.arrive(ids);
    rig.product(1, 'Mug', 'MUG');
    rig.db.run('UPDATE products SET images_at = 1');
    const [gone = 0, there = 0] = ids;
    rig.image(1, 1_000 + there);
    expect([removed(gone), removed(there)]).toEqual([true, false]);
  });

  test('is not known while the images of its product were never loaded', () => {
    const [id = 0] = rig.add(1, 1);
    rig.arrive([id]);
    rig.product(1, 'Mug', 'MUG');
    expect(removed(id)).toBe(false);
  });
});

test('photos, changes and removals are counted as what they are', () => {
  rig.arrive(rig.add(1, 2));
  rig.fail(rig.add(1, 1));
  const [waiting = 0] = rig.add(1, 1);
  add(
    describing('image-5', 'A clay mug'),
    { type: 'remove', imageIds: [6, 7, 8], replacing: false, notBefore: 0 },
    { type: 'clear' },
  );
  const changes = { open: 1, done: 0, failed: 0, cancelled: 0 };
  // To people one removal of three images is three.
  const removals = { open: 3, done: 0, failed: 0, cancelled: 0 };
  const clears = { open: 1, done: 0, failed: 0, cancelled: 0 };
  // Counted from the database, then kept up to date.
  expect(rig.reopen().summary(storeId).groups).toEqual({
    photos: { open: 1, done: 2, failed: 1, cancelled: 0 },
    variantImages: { open: 0, done: 0, failed: 0, cancelled: 0 },
    changes,
    removals,
    clears,
  });
  rig.outbox.openStore(storeId, {} as never, true);
  rig.outbox.cancel([waiting]);
  expect(rig.outbox.summary(storeId).groups).toEqual({
    photos: { open: 0, done: 2, failed: 1, cancelled: 1 },
    variantImages: { open: 0, done: 0, failed: 0, cancelled: 0 },
    changes,
    removals,
    clears,
  });
});

test('a store’s photos, changes and removals are counted with the history, and what was taken back is not in it', () => {
  const [takenBack = 0, ...kept] = rig.add(1, 3);
  rig.arrive([takenBack, ...kept]);
  rig.arrive(add({ type: 'remove', imageIds: [6, 7], replacing: false, notBefore: 0 }));
  rig.putAway();
  rig.outbox.history.setWithdrawn([takenBack], true);
  rig.fail(add(describing('image-5', 'A clay mug')));
  rig.fail(rig.add(1, 1));
  add({ type: 'clear' });
  const none = { open: 0, done: 0, failed: 0, cancelled: 0 };
  expect(rig.outbox.counts.ofStore(storeId)).toEqual({
    photos: { ...none, done: 2, failed: 1 },
    variantImages: none,
    changes: { ...none, failed: 1 },
    removals: { ...none, done: 2 },
    clears: { ...none, open: 1 },
  });
});

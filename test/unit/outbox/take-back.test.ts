import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RemoveEntry, VariantImageEntry } from '../../../electron/outbox/edit-entry.ts';
import { next, type EntryProgress, type OutboxEntry } from '../../../electron/outbox/entry.ts';
import { planTakeBack } from '../../../electron/outbox/take-back.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { upload } from './make.ts';

const waiting = { type: 'waiting' } as const;
const done = (imageId: number) => ({ type: 'done', imageId }) as const;
const there = (): boolean => true;

function removal(progress: EntryProgress, attempts: number): RemoveEntry {
  const { photo: _photo, sortOrder: _order, asThumbnail: _is, alt: _alt, ...base } = upload(90, progress);
  return { ...base, type: 'remove', attempts, imageIds: [5], replacing: true, notBefore: 0 };
}

function variantImage(progress: EntryProgress): VariantImageEntry {
  const { sortOrder: _order, asThumbnail: _is, alt: _alt, ...base } = upload(80, progress);
  return { ...base, type: 'variant-image', variantId: 3 };
}

test('what is open is withdrawn, and what has arrived is removed by its own id', () => {
  const entries = [upload(1, waiting), upload(2, done(102)), upload(3, { type: 'sending' })];
  expect(planTakeBack(entries, [], there)).toEqual({
    entryIds: [1, 2, 3],
    archivedIds: [],
    removals: [{ productId: 7, imageIds: [102] }],
    counts: { open: 2, arrived: 1, stays: 0 },
  });
});

test('an image that another computer made is left alone, and so is one that is gone', () => {
  const shared = upload(1, { ...done(101), isShared: true });
  expect(planTakeBack([shared], [], there)).toMatchObject({ removals: [], counts: { arrived: 0 } });
  expect(planTakeBack([upload(2, done(102))], [], () => false)).toMatchObject({ entryIds: [], removals: [] });
});

test('archived photos are removed as well, and marked apart', () => {
  const plan = planTakeBack([], [upload(1, done(101)), upload(2, done(102), { productId: 8 })], there);
  expect(plan).toMatchObject({
    entryIds: [],
    archivedIds: [1, 2],
    removals: [
      { productId: 7, imageIds: [101] },
      { productId: 8, imageIds: [102] },
    ],
  });
});

test('photos stay once the removal of what they replaced has begun', () => {
  const photos = [upload(1, done(101)), upload(2, waiting)];
  const begun = planTakeBack([...photos, removal(waiting, 1)], [], there);
  expect(begun).toMatchObject({ entryIds: [2], removals: [], counts: { open: 1, arrived: 0, stays: 1 } });
  const before = planTakeBack([...photos, removal(waiting, 0)], [], there);
  expect(before).toMatchObject({ entryIds: [1, 2, 90], counts: { open: 1, arrived: 1, stays: 0 } });
});

test('a variant’s picture that has arrived stays, because the one before is gone', () => {
  expect(planTakeBack([variantImage(done(0))], [], there).counts).toEqual({ open: 0, arrived: 0, stays: 1 });
});

const failed = { type: 'failed', reason: reason('gave-up', { tries: 10 }) } as const;
const states: EntryProgress[] = [waiting, { type: 'sending' }, { type: 'cancelled' }, failed, done(101)];

test('nothing is taken back twice, and afterwards nothing of it is open for a retry', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { maxLength: 12 }), (all) => {
      const entries = all.map((progress, at): OutboxEntry => upload(at + 1, progress));
      const { entryIds } = planTakeBack(entries, [], there);
      const after = entries.map((entry) =>
        entryIds.includes(entry.id) ? next(entry, { type: 'withdraw', now: 0 }) : entry,
      );
      const again = planTakeBack(after, [], there);
      return (
        again.entryIds.length === 0 &&
        after.every(({ progress }) => progress.type !== 'failed' && progress.type !== 'waiting')
      );
    }),
  );
});

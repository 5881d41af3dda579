import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RemoveEntry, VariantImageEntry } from '../../../electron/outbox/edit-entry.ts';
import { next, type EntryProgress, type OutboxEntry } from '../../../electron/outbox/entry.ts';
import { planTakeBack } from '../../../electron/outbox/take-back.ts';
import { takeBackWords } from '../../../renderer/batches/take-back.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { upload } from './make.ts';

const waiting = { type: 'waiting' } as const;
const done = (imageId: number) => ({ type: 'done', imageId }) as const;
const there = (): boolean => true;
const unknown = (): null => null;

function removal(progress: EntryProgress, attempts: number): RemoveEntry {
  const { photo: _photo, sortOrder: _order, asThumbnail: _is, alt: _alt, ...base } = upload(90, progress);
  return { ...base, type: 'remove', attempts, imageIds: [5], replacing: true, notBefore: 0 };
}

function variantImage(progress: EntryProgress, given: Partial<VariantImageEntry> = {}): VariantImageEntry {
  const { sortOrder: _order, asThumbnail: _is, alt: _alt, ...base } = upload(80, progress);
  const own = { variantId: 3, restores: null, before: null, made: null };
  return { ...base, type: 'variant-image', ...own, ...given };
}

test('what is open is withdrawn, and what has arrived is removed by its own id', () => {
  const entries = [upload(1, waiting), upload(2, done(102)), upload(3, { type: 'sending' })];
  expect(planTakeBack(entries, [], there, unknown)).toEqual({
    entryIds: [1, 2, 3],
    archivedIds: [],
    removals: [{ productId: 7, imageIds: [102] }],
    restores: [],
    counts: { open: 2, arrived: 1, stays: 0 },
  });
});

test('an image that another computer made is left alone, and so is one that is gone', () => {
  const shared = upload(1, { ...done(101), isShared: true });
  expect(planTakeBack([shared], [], there, unknown)).toMatchObject({ removals: [], counts: { arrived: 0 } });
  expect(planTakeBack([upload(2, done(102))], [], () => false, unknown)).toMatchObject({
    entryIds: [],
    removals: [],
  });
});

test('archived photos are removed as well, and marked apart', () => {
  const plan = planTakeBack(
    [],
    [upload(1, done(101)), upload(2, done(102), { productId: 8 })],
    there,
    unknown,
  );
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
  const begun = planTakeBack([...photos, removal(waiting, 1)], [], there, unknown);
  expect(begun).toMatchObject({ entryIds: [2], removals: [], counts: { open: 1, arrived: 0, stays: 1 } });
  const before = planTakeBack([...photos, removal(waiting, 0)], [], there, unknown);
  expect(before).toMatchObject({ entryIds: [1, 2, 90], counts: { open: 1, arrived: 1, stays: 0 } });
});

describe('a variant’s picture', () => {
  const plan = (entry: VariantImageEntry, present: string | null) =>
    planTakeBack([entry], [], there, () => present);

  test('that has arrived makes way for the earlier one, or for none', () => {
    for (const before of ['https://cdn/old.jpg', '']) {
      const { restores, entryIds, counts } = plan(variantImage(done(0), { before, made: 'new' }), 'new');
      expect(restores).toEqual([{ productId: 7, variantId: 3, url: before }]);
      expect([entryIds, counts]).toEqual([[80], { open: 0, arrived: 0, stays: 0, restored: 1 }]);
    }
  });

  test('that was changed since stays as it is, and is told as that and not as ours', () => {
    const ours = variantImage(done(0), { before: 'old', made: 'new' });
    for (const present of ['newer', '']) {
      const { restores, entryIds, counts } = plan(ours, present);
      expect([restores, entryIds]).toEqual([[], []]);
      expect(counts).toEqual({ open: 0, arrived: 0, stays: 0, changedSince: 1 });
      expect(takeBackWords(counts)).toBe(
        '1 variant image was changed in the store since, and stays as it is.',
      );
    }
    expect(plan(ours, null).counts).toEqual({ open: 0, arrived: 0, stays: 0 });
  });

  test('stays where the earlier one is not known', () => {
    const { restores, entryIds, counts } = plan(variantImage(done(0), { made: 'new' }), 'new');
    expect([restores, entryIds]).toEqual([[], []]);
    expect(counts).toEqual({ open: 0, arrived: 0, stays: 0, unknownBefore: 1 });
    expect(takeBackWords(counts)).toContain('1 variant image stays in the store');
  });

  test('that may have arrived makes way as well; one that was never sent is only cancelled', () => {
    const sent = variantImage({ type: 'sending' }, { before: 'old', attempts: 1 });
    expect(plan(sent, 'old')).toMatchObject({ entryIds: [80], restores: [{ url: 'old' }] });
    expect(plan(variantImage(waiting), 'old')).toMatchObject({ entryIds: [80], restores: [] });
  });

  test('that a later one of the drop replaced makes way with it for what was there before both', () => {
    const first = variantImage(done(0), { id: 80, before: 'old', made: 'a' });
    const second = variantImage(done(0), { id: 81, before: 'a', made: 'b' });
    for (const present of ['b', 'a']) {
      const { restores, entryIds, counts } = planTakeBack([first, second], [], there, () => present);
      expect(restores).toEqual([{ productId: 7, variantId: 3, url: 'old' }]);
      expect([entryIds, counts.restored, counts.changedSince]).toEqual([
        present === 'b' ? [80, 81] : [80],
        1,
        undefined,
      ]);
    }
    const sent = variantImage({ type: 'sending' }, { id: 81, before: 'a', attempts: 1 });
    expect(planTakeBack([sent], [first], there, () => 'a')).toMatchObject({
      restores: [{ url: 'old' }],
      entryIds: [81],
      archivedIds: [80],
    });
  });

  test('that is being put back is not taken back itself', () => {
    const restores = { url: 'old', notBefore: 0 };
    expect(plan(variantImage(done(0), { photo: null, restores, made: 'old' }), 'old')).toMatchObject({
      entryIds: [],
      restores: [],
    });
  });
});

const failed = { type: 'failed', reason: reason('gave-up', { tries: 10 }) } as const;
const states: EntryProgress[] = [waiting, { type: 'sending' }, { type: 'cancelled' }, failed, done(101)];

test('nothing is taken back twice, and afterwards nothing of it is open for a retry', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { maxLength: 12 }), (all) => {
      const entries = all.map((progress, at): OutboxEntry =>
        at % 3 === 2
          ? variantImage(progress, { id: at + 1, before: '', made: 'x' })
          : upload(at + 1, progress),
      );
      const { entryIds } = planTakeBack(entries, [], there, unknown);
      const after = entries.map((entry) =>
        entryIds.includes(entry.id) ? next(entry, { type: 'withdraw', now: 0 }) : entry,
      );
      const again = planTakeBack(after, [], there, unknown);
      return (
        again.entryIds.length === 0 &&
        after.every(({ progress }) => progress.type !== 'failed' && progress.type !== 'waiting')
      );
    }),
  );
});

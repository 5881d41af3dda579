import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  batchGroups,
  canDismiss,
  grouped,
  groupOf,
  needsSomebody,
  openBatches,
} from '../../../../renderer/batches/batch-groups.ts';
import { progressOf } from '../../../../renderer/batches/progress-of.ts';
import type { Batch } from '../../../../shared/model.ts';
import { saying } from '../../../support/saying.ts';
import { makeBatch, makeReviewSummary } from '../make.ts';

const review = makeReviewSummary({ ready: 3 });
const refused = [{ id: 1, fileName: 'a.tif', folder: '', reason: saying('A TIFF photo.') }];
const taking = makeBatch(1, { phase: 'staging', productId: null, found: 4, inspected: 1 });
const toReview = makeBatch(2, { phase: 'review', productId: null, review });
const sending = makeBatch(3, { queued: 8, open: 3, arrived: 4, failed: 1 });
const failed = makeBatch(4, { queued: 8, open: 0, arrived: 7, failed: 1 });
const done = makeBatch(5, { queued: 8, arrived: 8 });

test('a batch that is still read is taken in, even when its first photos can be reviewed', () => {
  expect(groupOf({ ...taking, review })).toBe('taking-in');
});

test('a batch of which only failures are left is done, and one with photos to send is not', () => {
  expect([sending, failed, done].map(groupOf)).toEqual(['sending', 'done', 'done']);
});

test('groups come in their order, without empty ones, and lose no batch', () => {
  const some = fc.subarray([taking, toReview, sending, failed, done]);
  fc.assert(
    fc.property(some, (batches) => {
      const groups = grouped(batches);
      const places = groups.map(({ group }) => batchGroups.indexOf(group));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(groups.every((each) => each.batches.length > 0)).toBe(true);
      expect(groups.flatMap((each) => each.batches).toSorted((a, b) => a.id - b.id)).toEqual(batches);
      expect(openBatches(batches)).toBe(batches.filter((each) => groupOf(each) !== 'done').length);
    }),
  );
});

test.each<[string, Batch, boolean]>([
  ['a review', toReview, true],
  ['a failed photo', failed, true],
  ['a skipped file', { ...done, refused }, false],
  ['a problem', { ...done, problem: saying('The disk is full.') }, true],
  ['photos on their way', { ...sending, failed: 0 }, false],
  ['a batch in the store', done, false],
])('whether somebody is needed: %s', (_, batch, expected) => {
  expect(needsSomebody(batch)).toBe(expected);
});

test('only a batch without open photos and without failures can leave the list', () => {
  expect([taking, toReview, sending, failed, done].map(canDismiss)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('progress is of the files read, then of the photos sent, and none for a batch that rests', () => {
  expect([taking, sending, done].map(progressOf)).toEqual([0.25, 0.5, null]);
});

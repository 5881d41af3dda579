import { expect, test } from 'vitest';
import { cancelCounts, isNothing } from '../../../../renderer/wording/cancel-messages.ts';

const none = { photos: 0, variantImages: 0, changes: 0, removals: 0, clears: 0 };

test.each([
  [{ photos: 212 }, '212 photos'],
  [{ photos: 1, changes: 1 }, '1 photo and 1 change'],
  [{ changes: 3 }, '3 changes'],
  [{ removals: 2 }, '2 removals'],
  [{ photos: 5, variantImages: 10, removals: 1 }, '5 photos, 10 variant images and 1 removal'],
])('%o says "%s"', (counts, words) => {
  expect(cancelCounts({ ...none, ...counts })).toBe(words);
  expect(isNothing({ ...none, ...counts })).toBe(false);
});

test('without counts there is nothing to cancel', () => {
  expect(isNothing(none)).toBe(true);
});

import { expect, test } from 'vitest';
import { cancelCounts } from '../../../../renderer/wording/cancel-messages.ts';

test.each([
  [{ uploads: 212, changes: 0 }, '212 photos'],
  [{ uploads: 1, changes: 1 }, '1 photo and 1 change'],
  [{ uploads: 0, changes: 3 }, '3 changes'],
])('%o says "%s"', (counts, words) => {
  expect(cancelCounts(counts)).toBe(words);
});

import { expect, test } from 'vitest';
import { waitBeforeTry } from '../../../../renderer/ui/picture-tries.ts';

test('a picture that failed is tried again three times, ever later', () => {
  expect([1, 2, 3, 4].map(waitBeforeTry)).toEqual([4_000, 15_000, 60_000, null]);
});

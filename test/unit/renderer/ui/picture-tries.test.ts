import { expect, test } from 'vitest';
import { waitBeforeTry } from '../../../../renderer/ui/picture-tries.ts';

test('a failed picture is requested three more times, at growing intervals', () => {
  expect([1, 2, 3, 4].map(waitBeforeTry)).toEqual([4_000, 15_000, 60_000, null]);
});

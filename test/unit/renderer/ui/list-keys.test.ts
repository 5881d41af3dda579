import { expect, test } from 'vitest';
import { afterKey } from '../../../../renderer/ui/list-keys.ts';

test.each([
  ['ArrowDown', 5],
  ['ArrowUp', 3],
  ['PageDown', 9],
  ['PageUp', 0],
  ['Home', 0],
  ['End', 9],
  ['Enter', 4],
  ['a', null],
])('%s moves to %s and stops at the ends', (key, to) => {
  expect(afterKey(key, { active: 4, total: 10, fit: 8 })).toBe(to);
});

test('an empty list has no next row', () => {
  expect(afterKey('End', { active: 0, total: 0, fit: 8 })).toBeNull();
});

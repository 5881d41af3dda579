import { expect, test } from 'vitest';
import { successorOf } from '../../../../../renderer/gallery/grid/successor.ts';

const following = { id: 'b', before: new Set(['a', 'b', 'c']) };

test('the photo that replaces an image is the new tile directly before it', () => {
  expect(successorOf(following, ['a', 'new', 'b', 'c'])).toBe('new');
});

test('other new tiles are not taken for it', () => {
  expect(successorOf(following, ['a', 'b', 'c', 'new'])).toBeNull();
  expect(successorOf(following, ['a', 'b', 'c'])).toBeNull();
  expect(successorOf(following, ['new', 'a', 'c'])).toBeNull();
});

import { expect, test } from 'vitest';
import { tileSizeKey } from '../../../../renderer/ui/tile-size-key.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  ['+', 'larger'],
  ['=', 'larger'],
  ['-', 'smaller'],
  ['0', 'usual'],
  ['1', null],
])('Ctrl+%s steps the tile size: %s', (key, step) => {
  expect(tileSizeKey({ ...plain, key, ctrlKey: true })).toBe(step);
  expect(tileSizeKey({ ...plain, key, metaKey: true })).toBe(step);
  expect(tileSizeKey({ ...plain, key })).toBeNull();
  expect(tileSizeKey({ ...plain, key, ctrlKey: true, altKey: true })).toBeNull();
});

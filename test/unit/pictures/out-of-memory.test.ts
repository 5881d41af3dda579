import { expect, it } from 'vitest';
import { damageOf } from '../../../electron/pictures/decode.ts';
import { isOutOfMemory } from '../../../electron/pictures/out-of-memory.ts';

it.each([
  'vips_image_write_to_memory: out of memory -- size == 244MB',
  'Array buffer allocation failed',
  'Aborted(OOM). Build with -sASSERTIONS for more info.',
])('“%s” tells nothing of a picture', (message) => {
  const error = new Error(message);
  expect(isOutOfMemory(error)).toBe(true);
  expect(() => damageOf(error)).toThrow(error);
});

it.each([
  ['VipsJpeg: premature end of JPEG image', 'cut-short'],
  ['heif: Invalid input: Unspecified: Memory allocation error: Security limit exceeded', 'broken'],
])('“%s” tells of damage', (message, damage) => {
  expect(isOutOfMemory(new Error(message))).toBe(false);
  expect(damageOf(new Error(message))).toBe(damage);
});

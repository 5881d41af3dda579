import { expect, test } from 'vitest';
import { photoAddress } from '../../../../renderer/ui/photo-address.ts';

test('gives the photo’s address for the address of its preview', () => {
  const sha256 = 'ab'.repeat(32);
  expect(photoAddress(`/preview/${sha256}`)).toBe(`/photo/${sha256}`);
});

test('leaves other addresses alone', () => {
  expect(photoAddress(null)).toBeNull();
  expect(photoAddress('/picture/s/1/2/zoom?3')).toBe('/picture/s/1/2/zoom?3');
});

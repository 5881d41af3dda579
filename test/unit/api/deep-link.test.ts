import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksIn, readDeepLink } from '../../../electron/api/deep-link.ts';

test.each([
  ['packshot-open:stores/abc123/products/42', { type: 'id', id: 42 }],
  ['packshot-open://stores/abc123/products/42/', { type: 'id', id: 42 }],
  ['PACKSHOT-OPEN:stores/abc123/skus/ALD210%2DNVY', { type: 'sku', sku: 'ALD210-NVY' }],
  ['packshot-open:stores/abc123/skus/Gr%C3%B6%C3%9Fe%20L', { type: 'sku', sku: 'Größe L' }],
])('%s opens a product of a store', (address, product) => {
  expect(readDeepLink(address)).toEqual({ storeHash: 'abc123', product });
});

test.each([
  'packshot-open:',
  'packshot-open:stores/abc123/products/0',
  'packshot-open:stores/abc123/products/-1',
  'packshot-open:stores/abc123/products/12345678901',
  'packshot-open:stores/abc123/skus/%',
  'packshot-open:stores/../products/1',
  'packshot-open:stores/abc123/products/1?add=/etc/passwd',
  'packshot-open:stores/abc123/products/1/remove',
  'packshot://app/index.html',
  `packshot-open:stores/abc123/skus/${'a'.repeat(500)}`,
])('%s is no link that Packshot knows', (address) => {
  expect(readDeepLink(address)).toBeNull();
});

test('every SKU comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), (sku) => {
      const read = readDeepLink(`packshot-open:stores/a1/skus/${encodeURIComponent(sku)}`);
      expect(read).toEqual({ storeHash: 'a1', product: { type: 'sku', sku } });
    }),
  );
});

test('links are found among the arguments of a start', () => {
  const link = 'packshot-open:stores/a1/products/1';
  expect(linksIn(['/opt/Packshot/packshot-app', '--hidden', link, '/photos/1.jpg'])).toEqual([link]);
});

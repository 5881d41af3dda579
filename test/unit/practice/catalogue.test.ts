import { expect, test } from 'vitest';
import { seedProducts } from '../../../electron/practice/catalogue.ts';

test('is the same shop every time', () => {
  expect([...seedProducts(40)]).toEqual([...seedProducts(40)]);
});

test('gives ten thousand products unique names and SKUs', () => {
  const products = [...seedProducts(10_000)];
  const ofVariants = products.flatMap(({ variants }) => variants.map(({ sku }) => sku));
  const skus = [...products.map(({ sku }) => sku), ...ofVariants.filter((sku) => sku !== '')];
  expect(new Set(products.map(({ name }) => name)).size).toBe(10_000);
  expect(new Set(skus).size).toBe(skus.length);
  // As in real shops, some variants are told apart by their options alone.
  expect(ofVariants).toContain('');
});

test('leaves about a quarter of the products without pictures, and none with more than five', () => {
  const counts = [...seedProducts(1_000)].map(({ images }) => images.length);
  const without = counts.filter((count) => count === 0).length;
  expect(without).toBeGreaterThan(200);
  expect(without).toBeLessThan(300);
  expect(Math.max(...counts)).toBe(5);
});

test('writes SKUs as real shops do: hyphens, slashes, spaces, underscores, leading zeros', () => {
  const skus = [...seedProducts(40)].map(({ sku }) => sku);
  for (const pattern of [/^[A-Z]+-[A-Z]+-\d+$/, /^\d+\/\d+$/, / /, /_/, /^0\d+$/, /^[a-z-]+-\d+$/]) {
    expect(skus.some((sku) => pattern.test(sku))).toBe(true);
  }
});

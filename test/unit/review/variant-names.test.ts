import { expect, test } from 'vitest';
import { nameOfVariants } from '../../../electron/review/variant-names.ts';

const variants = ['Navy', 'Green'].flatMap((colour, at) =>
  ['S', 'M'].map((size, place) => ({
    productId: 1,
    variantId: at * 2 + place + 1,
    sku: `T-${colour}-${size}`,
    label: `${colour}, ${size}`,
    options: [
      { name: 'Colour', value: colour },
      { name: 'Size', value: size },
    ],
  })),
);
const named = (...ids: number[]): string =>
  nameOfVariants(
    variants.filter(({ variantId }) => ids.includes(variantId)),
    variants,
  );

test('all variants with one option value are called by it', () => {
  expect(named(1, 2)).toBe('Navy');
  expect(named(2, 4)).toBe('M');
});

test('other variants are called by their own names', () => {
  expect(named(1, 4)).toBe('Navy, S; Green, M');
  expect(named(1, 2, 3)).toBe('Navy, S; Navy, M; Green, S');
});

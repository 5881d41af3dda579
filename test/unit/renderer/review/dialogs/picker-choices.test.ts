import { expect, test } from 'vitest';
import { choicesFor, variantChoices } from '../../../../../renderer/review/dialogs/picker-choices.ts';
import type { Product } from '../../../../../shared/model.ts';

const shirt: Product = {
  id: 7,
  name: 'Linen shirt',
  sku: 'SH',
  imageCount: 2,
  thumbnail: null,
  activity: null,
};
const mug: Product = { ...shirt, id: 8, name: 'Mug', sku: 'MUG', imageCount: 0 };
const variants = [
  { productId: 7, variantId: 71, sku: 'SH-S', label: 'Small', options: [] },
  { productId: 7, variantId: 72, sku: 'SH-M', label: '', options: [] },
  { productId: 7, variantId: 73, sku: '', label: 'Large, Blue', options: [] },
];
const near = { productId: 8, variantId: 81, sku: 'MUG-1', productName: 'Mug' };

test('suggestions come first until something is typed', () => {
  const named = (words: string): string[] =>
    choicesFor(words, [near], [shirt, mug], variants).map(({ key }) => key);
  expect(named('')).toEqual(['near-8-81', 'product-7', 'product-8']);
  expect(named('s')).not.toContain('near-8-81');
});

test('a variant whose SKU was typed is below its product, which stays first', () => {
  const found = choicesFor('sh-m', [], [shirt], variants);
  expect(found.map(({ key, variantId }) => [key, variantId])).toEqual([
    ['product-7', null],
    ['typed-72', 72],
  ]);
});

test('only products with variants offer any', () => {
  const [one, other] = choicesFor('', [], [shirt, mug], variants);
  expect(one?.variants).toHaveLength(3);
  expect(other?.variants).toHaveLength(0);
});

test('an option value that several variants have, but not all, stands for all of them', () => {
  const sized = ['Navy', 'Green'].flatMap((colour, at) =>
    ['S', 'M'].map((size, place) => ({
      productId: 7,
      variantId: at * 2 + place + 1,
      sku: '',
      label: `${colour}, ${size}`,
      options: [
        { name: 'Colour', value: colour },
        { name: 'Fit', value: 'Loose' },
      ],
    })),
  );
  const [product] = choicesFor('', [], [shirt], sized);
  if (product === undefined) throw new Error('There is no choice');
  const values = variantChoices(product, '').filter(({ variantIds }) => variantIds !== undefined);
  expect(values.map(({ name, variantIds }) => [name, variantIds])).toEqual([
    ['Navy', [1, 2]],
    ['Green', [3, 4]],
  ]);
  expect(variantChoices(product, 'nav').map(({ name }) => name)).toEqual([
    'Linen shirt',
    'Navy',
    'Navy, S',
    'Navy, M',
  ]);
});

test('a product’s own choices are the whole product, then matching variants', () => {
  const [product] = choicesFor('', [], [shirt], variants);
  if (product === undefined) throw new Error('There is no choice');
  const named = (words: string): string[] => variantChoices(product, words).map(({ name }) => name);
  expect(named('')).toEqual(['Linen shirt', 'Small', 'SH-M', 'Large, Blue']);
  expect(named('-m')).toEqual(['Linen shirt', 'SH-M']);
  expect(named('sh-s')).toEqual(['Linen shirt', 'Small']);
  expect(named('blue')).toEqual(['Linen shirt', 'Large, Blue']);
  expect(named('x')).toEqual(['Linen shirt']);
});

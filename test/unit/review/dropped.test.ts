import { expect, test } from 'vitest';
import { droppedSummary, matchedByDrop } from '../../../electron/review/dropped.ts';
import type { Matched } from '../../../electron/matching/matcher.ts';

const nameOf = (id: number): string => (id === 7 ? 'Mug' : `Product ${id}`);
const target = { productId: 7, sku: 'MUG', nameOf };

function says(productId: number | null): Matched {
  const common = { why: '', candidates: [], where: 'name' as const, view: null };
  return productId === null
    ? { match: { type: 'unmatched', ...common }, target: null }
    : { match: { type: 'matched', ...common }, target: { productId, variantId: 3, sku: 'X' } };
}

test('a dropped photo goes to the product, and says what its name says', () => {
  expect(matchedByDrop(says(8), target)).toMatchObject({
    match: { type: 'chosen', productNamed: 8, why: 'Dropped on Mug. Its name matches Product 8.' },
    target: { productId: 7, variantId: null, sku: 'MUG' },
  });
  expect(matchedByDrop(says(7), target).match.why).toBe('Dropped on Mug. Its name matches it too.');
  expect(matchedByDrop(says(null), target).match.why).toBe('Dropped on Mug.');
});

test('names are counted by product, the most frequent first, without what can’t be used', () => {
  const items = [7, 8, 8, 9, null].map((id) => ({ ...matchedByDrop(says(id), target), unusable: null }));
  const unusable = {
    ...matchedByDrop(says(8), target),
    unusable: { code: 'unusable', sentence: '' } as never,
  };
  expect(droppedSummary([...items, unusable], 7, nameOf)).toEqual({
    productId: 7,
    productName: 'Mug',
    here: 1,
    unnamed: 1,
    elsewhere: 3,
    others: [
      { productId: 8, productName: 'Product 8', count: 2 },
      { productId: 9, productName: 'Product 9', count: 1 },
    ],
  });
});

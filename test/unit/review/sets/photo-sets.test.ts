import { expect, test } from 'vitest';
import { isSuggestedSet } from '../../../../electron/review/rows.ts';
import { offerOf, type PhotoSet } from '../../../../electron/review/sets/photo-sets.ts';
import { item } from '../make.ts';

const owner = { productId: 7, variantId: null, sku: 'MUG', productName: 'Mug' };
const label = { label: item(1), code: 'MUG', owner, repeats: [] };
const set = (given: Partial<PhotoSet>): PhotoSet => ({
  id: 1,
  label: null,
  frames: [{ item: item(2, { target: null }), seconds: null }],
  verdict: { type: 'alike' },
  given: null,
  next: null,
  isExcluded: false,
  ...given,
});

test('a set is offered the product of its label, else the one that follows', () => {
  expect(offerOf(set({ label }))).toEqual(owner);
  expect(offerOf(set({ next: owner }))).toEqual(owner);
});

test('a set that may hold two articles is offered nothing, whatever its label says, and taken by no command', () => {
  const doubtful = set({ label, next: owner, verdict: { type: 'two-articles' } });
  expect(offerOf(doubtful)).toBeNull();
  expect(isSuggestedSet(doubtful)).toBe(false);
  expect(isSuggestedSet(set({ label }))).toBe(true);
});

import { describe, expect, test } from 'vitest';
import {
  dropPlace,
  firstItem,
  named,
  placeAfter,
  placeOf,
  stepPlace,
  type NamedRow,
} from '../../../../../renderer/review/list/review-rows.ts';
import { makeReviewItem, makeReviewProduct } from '../../make.ts';
import { saying } from '../../../../support/saying.ts';

const placed = (id: number, productId: number) =>
  named({
    row: 'item',
    section: 'ready',
    item: makeReviewItem(id, {
      target: { productId, variantId: null, sku: `SKU-${productId}`, variant: '' },
    }),
  });
const open = (id: number) => named({ row: 'item', section: 'choose', item: makeReviewItem(id) });

const rows: NamedRow[] = [
  named({ row: 'section', section: 'choose', count: 2, leftOut: 0 }),
  open(1),
  open(2),
  named({ row: 'section', section: 'ready', count: 4, leftOut: 0 }),
  named(makeReviewProduct(7)),
  placed(11, 7),
  placed(12, 7),
  placed(13, 7),
  named(makeReviewProduct(8)),
  placed(21, 8),
  named({ row: 'section', section: 'unusable', count: 1, leftOut: 0 }),
  named({
    row: 'item',
    section: 'unusable',
    item: makeReviewItem(31, { unusable: saying('It is damaged.') }),
  }),
];
const rowAt = (index: number): NamedRow | undefined => rows[index];

test('the first photo is active, not a heading', () => {
  expect(firstItem(rowAt)).toBe(1);
  expect(firstItem((index) => rows[index + 3])).toBe(2);
  expect(firstItem(() => undefined)).toBe(0);
});

describe('the active row', () => {
  test('keeps its position while its photo does', () => {
    expect(placeOf(rowAt, rows.length, { index: 6, key: 'item-12', group: 'product-7' })).toBe(6);
  });

  test('follows its photo when rows are inserted above it', () => {
    expect(placeOf(rowAt, rows.length, { index: 3, key: 'item-12', group: 'product-7' })).toBe(6);
  });

  test('does not follow a photo into another product: the next one becomes active', () => {
    expect(placeOf(rowAt, rows.length, { index: 1, key: 'item-21', group: 'choose' })).toBe(1);
  });

  test('is never below the last row', () => {
    expect(placeOf(rowAt, rows.length, { index: 99, key: null, group: null })).toBe(rows.length - 1);
    expect(placeOf(() => undefined, 0, { index: 4, key: null, group: null })).toBe(0);
  });
});

describe('after photos got a product, the active row is', () => {
  test('the photo that followed them', () => {
    expect(placeAfter(rowAt, 2, new Set([1, 2]))).toBe(1);
    expect(placeAfter(rowAt, 2, new Set([2]))).toBe(2);
  });

  test('at the same position, if they had a product before', () => {
    expect(placeAfter(rowAt, 7, new Set([12, 13]))).toBe(7);
  });
});

describe('a photo is dropped', () => {
  test('before or behind the photo under the pointer', () => {
    expect(dropPlace(rowAt, 6, false)).toEqual({ at: 'product', productId: 7, before: 12 });
    expect(dropPlace(rowAt, 6, true)).toEqual({ at: 'product', productId: 7, before: 13 });
  });

  test('at the end of a product, on its heading or below its last photo', () => {
    expect(dropPlace(rowAt, 4, false)).toEqual({ at: 'product', productId: 7, before: null });
    expect(dropPlace(rowAt, 7, true)).toEqual({ at: 'product', productId: 7, before: null });
  });

  test('without a product, among those without one', () => {
    expect(dropPlace(rowAt, 0, false)).toEqual({ at: 'choose' });
    expect(dropPlace(rowAt, 2, true)).toEqual({ at: 'choose' });
  });

  test('nowhere else', () => {
    for (const index of [3, 10, 11, 99]) expect(dropPlace(rowAt, index, false)).toBeNull();
  });
});

describe('a step up or down', () => {
  test('passes the neighbour', () => {
    expect(stepPlace(rowAt, 6, new Set([12]), -1)).toEqual({ productId: 7, before: 11 });
    expect(stepPlace(rowAt, 5, new Set([11]), 1)).toEqual({ productId: 7, before: 13 });
    expect(stepPlace(rowAt, 6, new Set([12]), 1)).toEqual({ productId: 7, before: null });
  });

  test('moves a whole block', () => {
    expect(stepPlace(rowAt, 7, new Set([12, 13]), -1)).toEqual({ productId: 7, before: 11 });
    expect(stepPlace(rowAt, 5, new Set([11, 12]), 1)).toEqual({ productId: 7, before: null });
  });

  test('ends at the edge of the product', () => {
    expect(stepPlace(rowAt, 5, new Set([11]), -1)).toBeNull();
    expect(stepPlace(rowAt, 7, new Set([13]), 1)).toBeNull();
    expect(stepPlace(rowAt, 9, new Set([21]), 1)).toBeNull();
    expect(stepPlace(rowAt, 1, new Set([1]), 1)).toBeNull();
  });
});

import { expect, test } from 'vitest';
import { arrange } from '../../../electron/review/arrangement.ts';
import { queueQuestions } from '../../../electron/review/queue-questions.ts';
import type { Item, ReviewOptions } from '../../../electron/review/item.ts';
import { facts, item, ofVariant, options } from './make.ts';

const questions = (items: readonly Item[], given: Partial<ReviewOptions> = {}, room = 1_000) =>
  queueQuestions(
    arrange(items, { ...options, ...given }, (id) => facts(id, { room, pictured: new Set([5]) })),
    { ...options, ...given },
  );

test('nothing is asked where galleries have room and no variant has a picture', () => {
  expect(questions([item(1), item(2, ofVariant(6))])).toBeNull();
});

test('products over the limit are named, with how many photos stay', () => {
  const items = [item(1), item(2), item(3, { target: { productId: 2, variantId: null, sku: 'POT' } })];
  expect(questions(items, {}, 1)).toEqual({
    full: [{ productId: 1, name: 'Product 1', photos: 1 }],
    pictures: 0,
  });
});

test('pictures of variants are asked about until there is an answer, unless they stay by the destination', () => {
  const items = [item(1, ofVariant(5)), item(2, ofVariant(6))];
  expect(questions(items)).toEqual({ full: [], pictures: 1 });
  expect(questions(items, { variantPictures: 'replace' })).toBeNull();
  expect(questions(items, { destination: 'gallery' })).toBeNull();
  expect(questions([item(1, { ...ofVariant(5), included: false })])).toBeNull();
});

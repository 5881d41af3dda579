import { expect, test } from 'vitest';
import { mergedList } from '../../../electron/catalog/merge-list.ts';
import { imageOf } from '../outbox/make.ts';

const [one, two, three] = [imageOf(1), imageOf(2), imageOf(3)];

test('a list is used as it is when nothing changed since the request', () => {
  expect(mergedList([one, three], [one, two], [one, two])).toEqual([one, three]);
  expect(mergedList([], [], [])).toEqual([]);
});

test('a slow list neither hides images that have arrived since nor brings removed ones back', () => {
  expect(mergedList([one], [one], [one, two])).toEqual([one, two]);
  expect(mergedList([one, two], [one, two], [one])).toEqual([one]);
});

test('own later changes stay; earlier changes by others are applied', () => {
  const [described, theirs] = [imageOf(1, { description: 'Mine' }), imageOf(2, { description: 'Theirs' })];
  expect(mergedList([one, theirs], [one, two], [described, two])).toEqual([described, theirs]);
  expect(mergedList([one, two], [one], [one, imageOf(2, { sortOrder: 9 })])).toEqual([
    one,
    imageOf(2, { sortOrder: 9 }),
  ]);
});

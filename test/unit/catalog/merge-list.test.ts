import { expect, test } from 'vitest';
import { mergedList } from '../../../electron/catalog/merge-list.ts';
import { imageOf } from '../outbox/make.ts';

const [one, two, three] = [imageOf(1), imageOf(2), imageOf(3)];

test('a list is what it says where nothing was learnt since it was asked for', () => {
  expect(mergedList([one, three], [one, two], [one, two])).toEqual([one, three]);
  expect(mergedList([], [], [])).toEqual([]);
});

test('a slow list does not take out what has arrived since, nor bring back what was removed', () => {
  expect(mergedList([one], [one], [one, two])).toEqual([one, two]);
  expect(mergedList([one, two], [one, two], [one])).toEqual([one]);
});

test('what was learnt of an image since stands; what others changed before comes in', () => {
  const [described, theirs] = [imageOf(1, { description: 'Mine' }), imageOf(2, { description: 'Theirs' })];
  expect(mergedList([one, theirs], [one, two], [described, two])).toEqual([described, theirs]);
  expect(mergedList([one, two], [one], [one, imageOf(2, { sortOrder: 9 })])).toEqual([
    one,
    imageOf(2, { sortOrder: 9 }),
  ]);
});

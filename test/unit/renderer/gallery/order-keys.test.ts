import { expect, test } from 'vitest';
import { inOrder, movedBefore, movedBy } from '../../../../renderer/gallery/order-keys.ts';

const five = ['a', 'b', 'c', 'd', 'e'];
const set = (...ids: string[]): ReadonlySet<string> => new Set(ids);

test('tiles move together before another one, or to the end', () => {
  expect(movedBefore(five, set('d'), 'b')).toEqual(['a', 'd', 'b', 'c', 'e']);
  expect(movedBefore(five, set('e', 'a'), 'c')).toEqual(['b', 'a', 'e', 'c', 'd']);
  expect(movedBefore(five, set('a'), null)).toEqual(['b', 'c', 'd', 'e', 'a']);
});

test('moving before a moved tile means its position', () => {
  expect(movedBefore(five, set('b', 'c'), 'c')).toBe(five);
  expect(movedBefore(five, set('b', 'd'), 'd')).toEqual(['a', 'c', 'b', 'd', 'e']);
});

test('an unchanged order is the same object', () => {
  expect(movedBefore(five, set('b'), 'b')).toBe(five);
  expect(movedBefore(five, set('b'), 'c')).toBe(five);
  expect(movedBy(five, set('a'), -1)).toBe(five);
});

test('a step moves by positions, and stops at the ends', () => {
  expect(movedBy(five, set('b'), 1)).toEqual(['a', 'c', 'b', 'd', 'e']);
  expect(movedBy(five, set('b', 'c'), 1)).toEqual(['a', 'd', 'b', 'c', 'e']);
  expect(movedBy(five, set('d', 'e'), -9)).toEqual(['d', 'e', 'a', 'b', 'c']);
  expect(movedBy(five, set('a'), 99)).toEqual(['b', 'c', 'd', 'e', 'a']);
});

test('rows that came meanwhile stay behind their neighbours', () => {
  const rows = ['new first', 'a', 'b', 'new', 'c'].map((id) => ({ id }));
  const arranged = inOrder(rows, ['c', 'b', 'a']).map(({ id }) => id);
  expect(arranged).toEqual(['new first', 'c', 'b', 'new', 'a']);
});

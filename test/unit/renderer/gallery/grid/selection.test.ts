import { expect, test } from 'vitest';
import {
  chooseAll,
  goTo,
  noSelection,
  cleanSelection,
  targets,
  toggle,
} from '../../../../../renderer/gallery/grid/selection.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const start = cleanSelection(noSelection, ids);

test('the first tile is active, and nothing is selected', () => {
  expect(start).toMatchObject({ active: 'a', at: 0 });
  expect(targets(start, ids)).toEqual(['a']);
});

test('moving selects only the new tile; with Shift all from the anchor', () => {
  const at = goTo(start, ids, 3, 'alone');
  expect([...at.chosen]).toEqual(['d']);
  const back = goTo(at, ids, 1, 'extend');
  expect([...back.chosen]).toEqual(['b', 'c', 'd']);
  expect([...goTo(back, ids, 4, 'extend').chosen]).toEqual(['d', 'e']);
});

test('one tile is added and removed again; all are selected at once', () => {
  const two = toggle(goTo(start, ids, 0, 'alone'), ids, 2);
  expect(targets(two, ids)).toEqual(['a', 'c']);
  expect(targets(toggle(two, ids, 0), ids)).toEqual(['c']);
  expect(targets(chooseAll(two, ids), ids)).toEqual(ids);
});

test('others’ changes affect neither selection nor active tile', () => {
  const two = goTo(goTo(start, ids, 1, 'alone'), ids, 2, 'extend');
  const after = cleanSelection(two, ['x', 'c', 'a', 'b', 'd', 'e']);
  expect([...after.chosen]).toEqual(['b', 'c']);
  expect(after).toMatchObject({ active: 'c', at: 1 });
  expect(cleanSelection(after, ['x', 'c', 'a', 'b', 'd', 'e'])).toBe(after);
});

test('a removed active tile is replaced by the one at its position, at the end by the one before', () => {
  const at = goTo(start, ids, 2, 'alone');
  expect(cleanSelection(at, ['a', 'b', 'd', 'e'])).toMatchObject({ active: 'd', at: 2 });
  const last = goTo(start, ids, 4, 'alone');
  const after = cleanSelection(last, ['a', 'b', 'c', 'd']);
  expect(after).toMatchObject({ active: 'd', at: 3 });
  expect(after.chosen.size).toBe(0);
});

test('an empty gallery has no active tile', () => {
  expect(cleanSelection(start, [])).toMatchObject({ active: null, at: 0 });
});

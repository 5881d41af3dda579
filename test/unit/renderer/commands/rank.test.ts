import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ranked } from '../../../../renderer/commands/rank.ts';
import { isShortcut } from '../../../../renderer/ui/shortcut.ts';

const labels = [
  'Batches',
  'Add photos…',
  'Settings: Uploads',
  'Pause uploads',
  'Alt texts',
  'Über-Wäsche (neu)',
];
const find = (query: string): string[] => ranked(labels, query, (label) => label);

describe('the palette', () => {
  test.each([
    ['up', ['Settings: Uploads', 'Pause uploads']],
    ['pau', ['Pause uploads']],
    ['a', ['Add photos…', 'Alt texts', 'Batches', 'Settings: Uploads', 'Pause uploads', 'Über-Wäsche (neu)']],
    ['texts alt', ['Alt texts']],
    ['uber wasche', ['Über-Wäsche (neu)']],
    ['(neu', ['Über-Wäsche (neu)']],
    ['zzz', []],
    ['up zzz', []],
  ])('finds for %j what begins so first: %j', (query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  test('lists all in their order for an empty query', () => {
    expect(find('  ')).toEqual(labels);
  });

  test('finds only labels that have every word, whatever is typed', () => {
    const typed = fc.string({
      unit: fc.constantFrom('a', 'B', 'ü', ' ', '(', '.', '\\', '-', ']', '*'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 6 }), typed, (items, query) => {
        const found = ranked(items, query, (item) => item);
        const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
        const words = fold(query).split(/\s+/).filter(Boolean);
        expect(found.toSorted()).toEqual(
          items.filter((item) => words.every((word) => fold(item).includes(word))).toSorted(),
        );
      }),
    );
  });
});

describe('a key of the list of shortcuts', () => {
  const press = (key: string, change: object = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...change,
  });

  test.each([
    [press('k', { ctrlKey: true }), 'Ctrl K', true],
    [press('k', { metaKey: true }), 'Ctrl K', true],
    [press('K', { ctrlKey: true, shiftKey: true }), 'Ctrl K', false],
    [press('k'), 'Ctrl K', false],
    [press('?', { shiftKey: true }), '?', true],
    [press('/'), '/', true],
    [press('/', { shiftKey: true }), '/', true],
    [press('/', { ctrlKey: true }), '/', false],
    [press('?', { altKey: true }), '?', false],
  ])('%j is %s: %s', (event, keys, is) => {
    expect(isShortcut(event, keys)).toBe(is);
  });
});

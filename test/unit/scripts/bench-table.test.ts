import { expect, test } from 'vitest';
import { tableOf, type Figure } from '../../bench/figures.ts';

const figure = (value: Figure['value'], unit = 'ms'): Figure => ({
  what: 'start',
  value,
  unit,
  bar: '<= 150',
  reached: true,
});

const lastCells = (table: string): string[] => table.split('\n').at(-1)?.split(/ {2,}/) ?? [];

test('a figure is compared with the one of the same name in an earlier run', () => {
  const now = figure({ median: 120, min: 118, max: 125 });
  const cells = lastCells(tableOf([now], [figure({ median: 100, min: 95, max: 105 })]));
  expect(cells.slice(-2)).toEqual(['100 (95 to 105)', '+20.0 %']);
});

test('a change counts as noise while the ranges of both runs overlap', () => {
  const now = figure({ median: 90, min: 80, max: 101 });
  expect(lastCells(tableOf([now], [figure({ median: 100, min: 95, max: 105 })])).at(-1)).toBe(
    '-10.0 % (noise)',
  );
  expect(lastCells(tableOf([figure(90)], [figure(100)])).at(-1)).toBe('-10.0 %');
});

test('what can’t be compared is named instead', () => {
  expect(lastCells(tableOf([figure(1)], [])).at(-1)).toBe('new');
  expect(lastCells(tableOf([figure(1)], [figure(1, 'MB')])).at(-1)).toBe('other unit');
  expect(lastCells(tableOf([figure(3)], [figure(0)])).at(-1)).toBe('from 0 to 3');
  expect(lastCells(tableOf([figure(0)], [figure(0)])).at(-1)).toBe('same');
  expect(tableOf([figure(1)])).not.toContain('change');
});

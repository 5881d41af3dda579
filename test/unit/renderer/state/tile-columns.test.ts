import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnRange,
  columnsOf,
  edgeOf,
  sizeForColumns,
  steppedSize,
  type TileRow,
} from '../../../../renderer/state/tile-columns.ts';
import { tileSizes } from '../../../../shared/tile-size.ts';

const row: TileRow = { width: 1000, gap: 20, usualEdge: 172 };
const rows = fc.record({
  width: fc.integer({ min: 100, max: 2000 }),
  gap: fc.constantFrom(16, 20),
  usualEdge: fc.constantFrom(172, 248, 336),
});
const sizes = fc.integer({ min: tileSizes.min, max: tileSizes.max });

test('a step is one column more or less, and the usual size is one key away', () => {
  expect(columnsOf(row, tileSizes.usual)).toBe(5);
  const larger = steppedSize(row, tileSizes.usual, 'larger');
  expect(columnsOf(row, larger)).toBe(4);
  expect(columnsOf(row, steppedSize(row, larger, 'smaller'))).toBe(5);
  expect(steppedSize(row, larger, 'usual')).toBe(tileSizes.usual);
});

test('the usual size has the width that large windows always had', () => {
  expect(edgeOf({ usualEdge: 248 }, tileSizes.usual)).toBe(248);
  expect(edgeOf({ usualEdge: 336 }, tileSizes.usual)).toBe(336);
});

test('whatever the window, each column count of the range has a size, and steps go through all of them', () => {
  fc.assert(
    fc.property(rows, sizes, (any, size) => {
      const { min, max } = columnRange(any);
      for (let columns = min; columns <= max; columns += 1) {
        const chosen = sizeForColumns(any, columns);
        expect(chosen).toBeGreaterThanOrEqual(tileSizes.min);
        expect(chosen).toBeLessThanOrEqual(tileSizes.max);
        expect(columnsOf(any, chosen)).toBe(columns);
      }
      let now = size;
      for (let step = min; step <= max; step += 1) now = steppedSize(any, now, 'smaller');
      expect(columnsOf(any, now)).toBe(max);
      for (let step = min; step <= max; step += 1) now = steppedSize(any, now, 'larger');
      expect(columnsOf(any, now)).toBe(min);
    }),
  );
});

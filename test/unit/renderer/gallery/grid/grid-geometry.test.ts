import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  gapAt,
  gapBefore,
  geometryFor,
  linesIn,
  placeOf,
  scrollFor,
  scrollToKeep,
  tileAt,
  captionOf,
} from '../../../../../renderer/gallery/grid/grid-geometry.ts';

const grid = geometryFor(1000, 11, 172);

test('as many columns as fit, wide enough to fill the room', () => {
  expect(grid).toMatchObject({ columns: 5, lines: 3, width: 178 });
  expect(geometryFor(100, 3, 172).columns).toBe(1);
  expect(geometryFor(3000, 3, 172).width).toBeLessThanOrEqual(258);
  expect(geometryFor(0, 0, 172).lines).toBe(0);
});

test('a point is between the two nearest tiles', () => {
  const { x, y } = placeOf(grid, 6);
  expect(gapAt(grid, { x: x + 10, y: y + 50 }).index).toBe(6);
  expect(gapAt(grid, { x: x + 170, y: y + 50 }).index).toBe(7);
});

test('the end of a line is marked at its end, and the position behind the last tile is the end', () => {
  const end = gapAt(grid, { x: 990, y: 30 });
  expect(end.index).toBe(5);
  expect(end.y).toBe(placeOf(grid, 0).y);
  expect(gapBefore(grid, 5).y).toBe(placeOf(grid, 5).y);
  expect(gapAt(grid, { x: 900, y: 5000 }).index).toBe(11);
  expect(gapBefore(grid, 11).x).toBeGreaterThan(placeOf(grid, 10).x);
});

test('behind a full last line the mark is at its end', () => {
  const full = geometryFor(1000, 10, 172);
  expect(gapBefore(full, 10)).toMatchObject({ index: 10, y: placeOf(full, 9).y });
});

test('only visible lines and a few more are rendered', () => {
  const large = geometryFor(1000, 1000, 172);
  const { first, last } = linesIn(large, 24_200, 900, 2);
  expect(first).toBeGreaterThan(90);
  expect(last - first).toBeLessThan(11);
});

test('a visible tile causes no scrolling', () => {
  expect(scrollFor(grid, 0, 0, 900)).toBeNull();
  expect(scrollFor(grid, 10, 0, 400)).toBeGreaterThan(0);
  expect(scrollFor(grid, 0, 300, 400)).toBe(0);
});

test('small tiles drop the position first, then the file name', () => {
  expect(captionOf(172)).toEqual({ place: true, file: true });
  expect(captionOf(140)).toEqual({ place: false, file: true });
  expect(captionOf(96)).toEqual({ place: false, file: false });
  const { height, width } = geometryFor(1000, 3, 96);
  expect(height - width).toBe(42);
});

test('a tile that keeps its place stays where it is on screen, unless that is above the start', () => {
  const edges = fc.integer({ min: 96, max: 320 });
  fc.assert(
    fc.property(edges, edges, fc.integer({ min: 0, max: 40_000 }), fc.nat(800), (from, to, top, y) => {
      const before = geometryFor(1000, 1000, from);
      const after = geometryFor(1000, 1000, to);
      const kept = tileAt(before, { x: 300, y: top + y });
      const scrolled = scrollToKeep(before, after, kept, top);
      const at = (grid: typeof before) => placeOf(grid, kept.index).y + kept.share * grid.height;
      const moved = at(after) - scrolled - (at(before) - top);
      if (scrolled > 0) expect(moved).toBeCloseTo(0);
      else expect(moved).toBeLessThanOrEqual(0.001);
    }),
  );
});

test('the tile under a point is the one that is drawn there', () => {
  for (const index of [0, 4, 7, 10]) {
    const { x, y } = placeOf(grid, index);
    expect(tileAt(grid, { x: x + 10, y: y + grid.height / 2 })).toEqual({ index, share: 0.5 });
  }
  expect(tileAt(grid, { x: 5000, y: 5000 }).index).toBe(10);
});

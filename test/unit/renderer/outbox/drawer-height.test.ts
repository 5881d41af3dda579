import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedHeight, heightAfterKey } from '../../../../renderer/outbox/drawer-height.ts';

test('the drawer leaves 280 px of the window, and has 200 px where there is room', () => {
  expect(allowedHeight(10, 900)).toBe(200);
  expect(allowedHeight(5_000, 900)).toBe(620);
  expect(allowedHeight(300, 900)).toBe(300);
});

test('an allowed height stays as it is, in any window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 100, max: 3_000 }),
      (height, window) => {
        const once = allowedHeight(height, window);
        expect(allowedHeight(once, window)).toBe(once);
        expect(once).toBeGreaterThanOrEqual(160);
      },
    ),
  );
});

test('arrows move the handle, Home and End fit and fold the drawer, and other keys do nothing', () => {
  expect(heightAfterKey('ArrowUp', 300, 900)).toBe(324);
  expect(heightAfterKey('ArrowDown', 300, 900)).toBe(276);
  expect(heightAfterKey('Home', 300, 900)).toBe(620);
  expect(heightAfterKey('End', 300, 900)).toBe(200);
  expect(heightAfterKey('a', 300, 900)).toBeNull();
});

import { expect, test } from 'vitest';
import { fitted, fittedSize, panned, zoomed } from '../../../../renderer/ui/zoom.ts';

const frame = { width: 800, height: 600, pictureWidth: 600, pictureHeight: 600 };

test('zooming keeps the point under the pointer', () => {
  const view = zoomed(fitted, 4, { x: 100, y: -50 }, frame);
  // The picture's point (100, -50) is drawn at its position times the scale, plus the offset.
  expect(100 * view.scale + view.x).toBeCloseTo(100);
  expect(-50 * view.scale + view.y).toBeCloseTo(-50);
});

test('the zoom is limited to fitting size and eight times', () => {
  expect(zoomed(fitted, 0.2, { x: 0, y: 0 }, frame)).toEqual(fitted);
  expect(zoomed(fitted, 100, { x: 0, y: 0 }, frame).scale).toBe(8);
});

test('a picture can’t be moved out of sight, and not at all while it fits', () => {
  expect(panned(fitted, 300, 300, frame)).toEqual(fitted);
  const near = panned({ scale: 2, x: 0, y: 0 }, 9999, -9999, frame);
  expect(near).toEqual({ scale: 2, x: 200, y: -300 });
});

test('a small picture is not enlarged to fit', () => {
  expect(fittedSize({ width: 100, height: 50 }, { width: 800, height: 600 })).toEqual({
    width: 100,
    height: 50,
  });
  expect(fittedSize({ width: 1600, height: 800 }, { width: 800, height: 600 })).toEqual({
    width: 800,
    height: 400,
  });
  expect(fittedSize({ width: 0, height: 0 }, { width: 800, height: 600 })).toEqual({ width: 0, height: 0 });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownOrder } from '../../../electron/ordering/arrange.ts';
import { positionsOf } from '../../../electron/ordering/positions.ts';

const images = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 30 }), sortOrder: fc.integer({ min: -3, max: 6 }) }),
  { selector: ({ id }) => id, maxLength: 8 },
);
/** Images, and an order of them with photos to come, which have ids from 100. */
const galleries = fc.tuple(images, fc.integer({ min: 0, max: 5 })).chain(([all, count]) => {
  const shown = shownOrder(all);
  const coming = Array.from({ length: count }, (_, at) => 100 + at);
  const ids = [...shown.map(({ id }) => id), ...coming];
  return fc.record({
    shown: fc.constant(shown),
    coming: fc.constant(coming),
    order: fc.shuffledSubarray(ids, { minLength: ids.length }),
  });
});

function inOrder(positions: ReadonlyMap<number, number>): number[] {
  return [...positions].toSorted((a, b) => a[1] - b[1]).map(([id]) => id);
}

describe('the positions of a gallery', () => {
  test('are different for all images and photos', () => {
    fc.assert(
      fc.property(galleries, ({ shown, coming, order }) => {
        const positions = positionsOf(shown, order);
        expect(new Set(positions.values()).size).toBe(shown.length + coming.length);
      }),
    );
  });

  test('keep the numbers and the order that the store shows', () => {
    fc.assert(
      fc.property(galleries, ({ shown, coming, order }) => {
        const positions = positionsOf(shown, order);
        for (const { id, sortOrder } of shown) expect(Math.floor(positions.get(id) ?? NaN)).toBe(sortOrder);
        expect(inOrder(positions).filter((id) => !coming.includes(id))).toEqual(shown.map(({ id }) => id));
      }),
    );
  });

  test("put photos to come in the user's order, where the store shows that order", () => {
    fc.assert(
      fc.property(galleries, ({ shown, coming, order }) => {
        const ids = shown.map(({ id }) => id).values();
        const asShown = order.map((id) => (coming.includes(id) ? id : (ids.next().value ?? id)));
        expect(inOrder(positionsOf(shown, asShown))).toEqual(asShown);
      }),
    );
  });

  test('put a photo to come right behind the image it follows, wherever that is now', () => {
    const shown = [
      { id: 'b', sortOrder: 4 },
      { id: 'a', sortOrder: 9 },
    ];
    const positions = positionsOf(shown, ['front', 'a', 'second', 'third', 'b']);
    expect([...positions.keys()]).toEqual(['front', 'b', 'a', 'second', 'third']);
    expect(Math.floor(positions.get('third') ?? NaN)).toBe(9);
    expect(positions.get('front')).toBeLessThan(4);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { int32, planArrange, shownOrder, type ImagePosition } from '../../../electron/ordering/arrange.ts';
import { fewestPuts } from './brute-force.ts';
import { gallery, moved, rearrangements } from './galleries.ts';
import { renumberings, StoreModel } from './store-model.ts';

/** Sends a plan to a store that renumbers nothing, checks the result, and returns the number of PUTs. */
function sent(images: readonly ImagePosition[], order: readonly number[]): number {
  const store = new StoreModel(images, { trigger: 'never', manner: 'shift' });
  const puts = planArrange(images, order);
  store.send(puts);
  expect(store.shown()).toEqual(order);
  expect(store.collisions).toBe(0);
  return puts.length;
}

test('images are shown by number, equal numbers by id', () => {
  const images = [
    { id: 9, sortOrder: 0 },
    { id: 4, sortOrder: 0 },
    { id: 5, sortOrder: -1 },
  ];
  expect(shownOrder(images).map((image) => image.id)).toEqual([5, 4, 9]);
});

describe('a plan', () => {
  test('is empty for images in order, whatever their numbers', () => {
    expect(planArrange([], [])).toEqual([]);
    expect(planArrange(gallery(5), [1])).toEqual([]);
    expect(planArrange(gallery(0, 0, 0), [1, 2, 3])).toEqual([]);
    expect(planArrange(gallery(-7, 3, 3, 9000), [1, 2, 3, 4])).toEqual([]);
  });

  test('moves one image with one PUT into the middle of a gap, or ten numbers behind the last', () => {
    expect(planArrange(gallery(0, 10, 20, 30), [1, 4, 2, 3])).toEqual([{ imageId: 4, sortOrder: 5 }]);
    expect(planArrange(gallery(0, 10, 20, 30), [2, 3, 4, 1])).toEqual([{ imageId: 1, sortOrder: 40 }]);
  });

  test('uses negative numbers only without room above zero', () => {
    expect(planArrange(gallery(8, 9, 10), [3, 1, 2])).toEqual([{ imageId: 3, sortOrder: 3 }]);
    expect(planArrange(gallery(0, 1, 2), [3, 1, 2])).toEqual([{ imageId: 3, sortOrder: -10 }]);
  });

  test('moves one image of a cycle to a spare number first', () => {
    expect(planArrange(gallery(0, 1, 2, 3, 4, 5, 6, 7, 8), [1, 2, 3, 4, 6, 5, 7, 8, 9])).toEqual([
      { imageId: 6, sortOrder: 9 },
      { imageId: 5, sortOrder: 5 },
      { imageId: 6, sortOrder: 4 },
    ]);
  });

  test('keeps images with equal numbers where they are next to each other in the order of their ids', () => {
    expect(sent(gallery(0, 0, 0, 0), [1, 2, 4, 3])).toBe(1);
    expect(sent(gallery(0, 0, 0, 0), [4, 3, 2, 1])).toBe(3);
  });

  test('keeps to the range of numbers at both ends', () => {
    const { min, max } = int32;
    expect(sent(gallery(min, 0, max), [3, 2, 1])).toBe(2);
    expect(sent(gallery(min, max), [2, 1])).toBe(2);
    expect(sent(gallery(min, min + 1, max - 1, max), [4, 1, 2, 3])).toBeLessThanOrEqual(3);
    expect(sent(gallery(max, max, max), [3, 2, 1])).toBe(2);
    expect(sent(gallery(min, min, min), [3, 2, 1])).toBe(2);
  });

  test('skips ids without an image, and never gives the number of an image that the order does not name', () => {
    expect(planArrange(gallery(0, 10), [9, 2, 1, 2])).toEqual([{ imageId: 1, sortOrder: 20 }]);
    // Number 5 belongs to image 3, which the order does not name.
    const puts = planArrange(gallery(0, 10, 5, 30, 20), [1, 4, 2, 5]);
    expect(puts).toEqual([{ imageId: 4, sortOrder: expect.any(Number) }]);
    expect([1, 2, 3, 4, 6, 7, 8, 9]).toContain(puts[0]?.sortOrder);
  });

  test('leaves images that the order does not name alone, also between tight numbers', () => {
    fc.assert(
      fc.property(rearrangements(14), fc.nat(5), ({ images, order }, unnamed) => {
        const named = order.slice(unnamed);
        const store = new StoreModel(images, { trigger: 'never', manner: 'shift' });
        const puts = planArrange(images, named);
        expect(puts.filter((put) => !named.includes(put.imageId))).toEqual([]);
        store.send(puts);
        expect(store.shown().filter((id) => named.includes(id))).toEqual(named);
        expect(store.collisions).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('brings any gallery into any order without writing a number that another image holds', () => {
    fc.assert(
      fc.property(rearrangements(40), ({ images, order }) => {
        expect(sent(images, order)).toBeLessThan(images.length * 1.5);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the number of PUTs', () => {
  test('is at most 1 % above the fewest that a search of all numbers finds, on average', () => {
    let [puts, fewest] = [0, 0];
    fc.assert(
      fc.property(rearrangements(7), ({ images, order }) => {
        const numbers = images.map((image) => image.sortOrder);
        // Extreme numbers would make the search endless.
        fc.pre(numbers.every((number) => Math.abs(number) < 1000));
        const room = images.length + 1;
        puts += sent(images, order);
        fewest += fewestPuts(images, order, Math.min(...numbers) - room, Math.max(...numbers) + room);
        expect(puts).toBeGreaterThanOrEqual(fewest);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(fewest).toBeGreaterThan(500);
    expect(puts / fewest).toBeLessThanOrEqual(1.01);
  });

  test('is small for a thousand images', () => {
    const ids = Array.from({ length: 1000 }, (_, at) => at + 1);
    const gapless = gallery(...ids.map((_, at) => at));
    const spaced = gallery(...ids.map((_, at) => at * 10));
    expect(sent(gapless, moved(ids, 499, 500))).toBe(3);
    expect(sent(gapless, moved(ids, 800, 200))).toBe(201);
    expect(sent(gapless, ids.toReversed())).toBe(999);
    expect(sent(spaced, moved(ids, 800, 200))).toBe(1);
    expect(sent(gallery(...ids.map(() => 0)), moved(ids, 999, 0))).toBe(1);
  });
});

const keepLowerNumbers = renumberings.filter(({ manner }) => !manner.startsWith('number-all'));

test.each(keepLowerNumbers)('one plan is enough where there are gaps: $trigger, $manner', (renumbering) => {
  const spaced = fc.integer({ min: 1, max: 20 }).chain((length) => {
    const ids = Array.from({ length }, (_, at) => at + 1);
    return fc.shuffledSubarray(ids, { minLength: length, maxLength: length });
  });
  fc.assert(
    fc.property(spaced, (order) => {
      const images = gallery(...order.map((_, at) => (at + 1) * 100));
      const store = new StoreModel(images, renumbering);
      store.send(planArrange(images, order));
      expect(store.shown()).toEqual(order);
      expect(store.collisions).toBe(0);
    }),
  );
});

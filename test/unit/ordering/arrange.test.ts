import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isArranged,
  planAgain,
  planArrange,
  planFromEnd,
  planRound,
  shownOrder,
  type Standing,
} from '../../../electron/ordering/arrange.ts';
import { int32 } from '../../../electron/ordering/arrange-numbers.ts';
import { fewestByEnumerating, fewestBySearching } from './brute-force.ts';
import { renumberings, StoreModel } from './store-model.ts';

const plain = { trigger: 'never', manner: 'shift' } as const;

function gallery(...numbers: number[]): Standing[] {
  return numbers.map((sortOrder, at) => ({ id: at + 1, sortOrder }));
}

function moved(order: readonly number[], from: number, to: number): number[] {
  const [id = 0] = order.slice(from, from + 1);
  return order.toSpliced(from, 1).toSpliced(to, 0, id);
}

function permutations(ids: readonly number[]): number[][] {
  if (ids.length < 2) return [[...ids]];
  return ids.flatMap((id) => permutations(ids.filter((other) => other !== id)).map((rest) => [id, ...rest]));
}

/** Every row of so many numbers below a limit. */
function rows(count: number, limit: number): number[][] {
  if (count === 0) return [[]];
  return rows(count - 1, limit).flatMap((row) =>
    Array.from({ length: limit }, (_, number) => [...row, number]),
  );
}

/** Sends a plan to a store that renumbers nothing; it must hold, and never write a held number. */
function sent(images: readonly Standing[], order: readonly number[], range = int32): number {
  const store = new StoreModel(images, plain);
  const puts = planArrange(images, order, range);
  store.send(puts);
  expect(store.shown()).toEqual(order);
  expect(store.collisions).toBe(0);
  for (const put of puts) {
    expect(put.sortOrder).toBeGreaterThanOrEqual(range.lowest);
    expect(put.sortOrder).toBeLessThanOrEqual(range.greatest);
  }
  return puts.length;
}

/** Images with ties, negatives and gaps, in any order of ids, and the order wanted. */
function wishes(maxLength: number): fc.Arbitrary<{ images: Standing[]; order: number[] }> {
  const numbers = fc
    .integer({ min: 1, max: 12 })
    .chain((span) => fc.array(fc.integer({ min: -1, max: span }), { minLength: 1, maxLength }));
  const gapless = fc
    .integer({ min: 1, max: maxLength })
    .map((length) => Array.from({ length }, (_, at) => at));
  return fc.oneof(numbers, gapless).chain((row) => {
    const ids = row.map((_, at) => at + 1);
    const whole = { minLength: ids.length, maxLength: ids.length };
    return fc
      .tuple(fc.shuffledSubarray(ids, whole), fc.shuffledSubarray(ids, whole))
      .map(([named, order]) => ({
        images: row.map((sortOrder, at) => ({ id: named[at] ?? 0, sortOrder })),
        order,
      }));
  });
}

function around(images: readonly Standing[]): [lowest: number, greatest: number] {
  const numbers = images.map((image) => image.sortOrder);
  const room = images.length + 1;
  return [Math.min(...numbers) - room, Math.max(...numbers) + room];
}

describe('how an order is brought about', () => {
  test('asks for nothing when the images stand as wanted, whatever their numbers', () => {
    expect(planArrange([], [])).toEqual([]);
    expect(planArrange(gallery(5), [1])).toEqual([]);
    expect(planArrange(gallery(0, 0, 0), [1, 2, 3])).toEqual([]);
    expect(planArrange(gallery(-7, 3, 3, 9000), [1, 2, 3, 4])).toEqual([]);
  });

  test('moves one image with one request where there is room, into the middle of the gap', () => {
    expect(planArrange(gallery(0, 10, 20, 30), [1, 4, 2, 3])).toEqual([{ imageId: 4, sortOrder: 5 }]);
    expect(planArrange(gallery(0, 10, 20, 30), [2, 3, 4, 1])).toEqual([{ imageId: 1, sortOrder: 40 }]);
  });

  test('goes below zero only where there is no room above it', () => {
    expect(planArrange(gallery(8, 9, 10), [3, 1, 2])).toEqual([{ imageId: 3, sortOrder: 4 }]);
    expect(planArrange(gallery(0, 1, 2), [3, 1, 2])).toEqual([{ imageId: 3, sortOrder: -10 }]);
    const refusing = { ...int32, lowest: 0 };
    expect(sent(gallery(0, 1, 2), [3, 1, 2], refusing)).toBe(2);
  });

  test('lets one of two neighbours step aside where all numbers around them are taken', () => {
    const images = gallery(0, 1, 2, 3, 4, 5, 6, 7, 8);
    const puts = planArrange(images, [1, 2, 3, 4, 6, 5, 7, 8, 9]);
    expect(puts).toEqual([
      { imageId: 6, sortOrder: 9 },
      { imageId: 5, sortOrder: 5 },
      { imageId: 6, sortOrder: 4 },
    ]);
  });

  test('parts images with equal numbers, which are shown by id', () => {
    expect(sent(gallery(0, 0, 0, 0), [1, 2, 4, 3])).toBe(1);
    expect(sent(gallery(0, 0, 0, 0), [4, 3, 2, 1])).toBe(3);
  });

  test('keeps to the numbers that a store knows, at both ends', () => {
    const { lowest, greatest } = int32;
    expect(sent(gallery(lowest, 0, greatest), [3, 2, 1])).toBe(2);
    expect(sent(gallery(lowest, lowest + 1, greatest - 1, greatest), [4, 1, 2, 3])).toBeLessThanOrEqual(3);
    expect(sent(gallery(greatest, greatest, greatest), [3, 2, 1])).toBe(2);
    expect(sent(gallery(lowest, lowest, lowest), [3, 2, 1])).toBe(2);
  });

  test('passes over images that are gone, and leaves alone what the order does not name', () => {
    expect(planArrange(gallery(0, 10), [9, 2, 1, 2])).toEqual([{ imageId: 1, sortOrder: 20 }]);
    // Number 5 is image 3's, whose place nobody named.
    expect(
      planArrange([...gallery(0, 10), { id: 3, sortOrder: 5 }, { id: 4, sortOrder: 30 }], [1, 4, 2]),
    ).toEqual([{ imageId: 4, sortOrder: 6 }]);
  });
});

describe('as few requests as can be', () => {
  test('agrees with a search of everything that can be sent, for up to four images', () => {
    for (const numbers of [...rows(3, 4), ...rows(4, 2), [0, 1, 2, 3], [0, 1, 1, 2], [3, 0, 2, 2]]) {
      const images = gallery(...numbers);
      const [lowest, greatest] = around(images);
      for (const order of permutations(images.map((image) => image.id))) {
        const fewest = sent(images, order);
        expect(fewest).toBe(fewestBySearching(images, order, lowest, greatest));
        expect(fewest).toBe(fewestByEnumerating(images, order, lowest, greatest));
      }
    }
  });

  test('needs the fewest for every order of six images without gaps, with and without room below', () => {
    const images = gallery(0, 1, 2, 3, 4, 5);
    for (const order of permutations([1, 2, 3, 4, 5, 6])) {
      expect(sent(images, order)).toBe(fewestByEnumerating(images, order, -7, 12));
      const bounded = { lowest: 0, greatest: 13 };
      expect(sent(images, order, bounded)).toBe(fewestByEnumerating(images, order, 0, 13));
    }
  });

  test('needs the fewest for up to seven images, with ties, negatives and gaps', () => {
    fc.assert(
      fc.property(wishes(7), ({ images, order }) => {
        expect(sent(images, order)).toBe(fewestByEnumerating(images, order, ...around(images)));
      }),
      { numRuns: 400 },
    );
  });

  test('needs the fewest for up to seven images between ends that leave little room', () => {
    const ends = fc.tuple(fc.nat(2), fc.nat(2));
    fc.assert(
      fc.property(wishes(7), ends, ({ images, order }, [below, above]) => {
        const numbers = images.map((image) => image.sortOrder);
        const lowest = Math.min(...numbers) - below;
        const greatest = Math.max(Math.max(...numbers) + above, lowest + 2 * images.length + 1);
        const range = { lowest, greatest };
        expect(sent(images, order, range)).toBe(fewestByEnumerating(images, order, lowest, greatest));
      }),
      { numRuns: 400 },
    );
  });

  test('arranges a thousand images with what each case needs', () => {
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

describe('whatever a store does to other numbers', () => {
  test.each(renumberings)('the order holds in a few rounds: $trigger, $manner', (renumbering) => {
    fc.assert(
      fc.property(wishes(14), ({ images, order }) => {
        const store = new StoreModel(images, renumbering);
        let rounds = 0;
        while (!isArranged(store.list(), order)) {
          expect(rounds).toBeLessThan(4);
          store.send(planRound(store.list(), order, rounds++));
        }
        expect(planRound(store.list(), order, rounds)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(renumberings)('one round is enough where there are gaps: $trigger, $manner', (renumbering) => {
    const spaced = fc.integer({ min: 1, max: 20 }).chain((length) => {
      const ids = Array.from({ length }, (_, at) => at + 1);
      return fc.shuffledSubarray(ids, { minLength: length, maxLength: length });
    });
    fc.assert(
      fc.property(spaced, (order) => {
        const images = gallery(...order.map((_, at) => (at + 1) * 100));
        const store = new StoreModel(images, renumbering);
        store.send(planArrange(images, order));
        const numbersAll = renumbering.manner.startsWith('number-all');
        if (numbersAll) return;
        expect(store.shown()).toEqual(order);
        expect(store.collisions).toBe(0);
      }),
    );
  });

  test.each(renumberings)('sending all to the end holds at once: $trigger, $manner', (renumbering) => {
    fc.assert(
      fc.property(wishes(14), ({ images, order }) => {
        const store = new StoreModel(images, renumbering);
        store.send(planFromEnd(images, order));
        expect(store.shown()).toEqual(order);
        expect(store.collisions).toBe(0);
      }),
    );
  });

  test('sending all to the end turns to gaps where there is no end to go to', () => {
    const images = gallery(0, 1, int32.greatest);
    const store = new StoreModel(images, plain);
    store.send(planFromEnd(images, [3, 2, 1]));
    expect(store.shown()).toEqual([3, 2, 1]);
  });

  test('an order holds also when a request that no answer came to is carried out afterwards', () => {
    // Where the rest is planned anew without it, image 3 gets another number, and is at the beginning once 15 arrives.
    const images = gallery(0, 10, 20, 30);
    const late = { imageId: 4, sortOrder: 15 };
    expect(planAgain(images, [1, 2, 4, 3], 0, [late])).toEqual([late]);
    const moved = gallery(0, 12, 20, 30);
    expect(planRound(moved, [1, 2, 4, 3], 0)).toEqual([{ imageId: 4, sortOrder: 16 }]);
    expect(planAgain(moved, [1, 2, 4, 3], 0, [late])).toEqual([late]);
    // In order by chance, or with the number held by now, or useless in the order that is wanted.
    expect(planAgain(gallery(0, 10, 20, 14), [1, 2, 4, 3], 0, [late])).toEqual([late]);
    expect(planAgain(gallery(0, 15, 20, 30), [1, 2, 4, 3], 0, [late])).toEqual([
      { imageId: 4, sortOrder: 18 },
    ]);
    expect(planAgain(images, [4, 1, 2, 3], 0, [late])).toEqual([{ imageId: 4, sortOrder: -10 }]);
    fc.assert(
      fc.property(wishes(8), fc.nat(7), ({ images: some, order }, at) => {
        const store = new StoreModel(some, plain);
        const puts = planRound(some, order, 0);
        const lost = puts[at];
        if (!lost) return;
        store.send(puts.slice(0, at));
        const again = planAgain(store.list(), order, 0, [lost]);
        store.send(again);
        expect(store.shown()).toEqual(order);
        expect(store.collisions).toBe(0);
        // One that had to step aside, and is to have another number in the end, can't be guarded against.
        if (again.findLast(({ imageId }) => imageId === lost.imageId)?.sortOrder !== lost.sortOrder) return;
        store.put(lost);
        expect(store.shown()).toEqual(order);
      }),
      { numRuns: 500 },
    );
  });

  test('shows equal numbers by id', () => {
    const images = [
      { id: 9, sortOrder: 0 },
      { id: 4, sortOrder: 0 },
      { id: 5, sortOrder: -1 },
    ];
    expect(shownOrder(images).map((image) => image.id)).toEqual([5, 4, 9]);
    expect(isArranged(images, [5, 4, 9])).toBe(true);
    expect(isArranged(images, [5, 77, 9, 4])).toBe(false);
    expect(isArranged(images, [77, 5, 9])).toBe(true);
  });
});

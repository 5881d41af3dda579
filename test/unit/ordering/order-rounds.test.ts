import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planArrange, type Standing } from '../../../electron/ordering/arrange.ts';
import { OrderRounds } from '../../../electron/ordering/order-rounds.ts';
import { renumberings, StoreModel } from './store-model.ts';

/** Images without gaps, with ties, with negatives or with gaps, in any order of ids, and the order wanted. */
const wishes = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const whole = { minLength: count, maxLength: count };
  const ids = Array.from({ length: count }, (_, at) => at + 1);
  const numbers = fc.oneof(
    fc.constant(ids.map((id) => id - 1)),
    fc.constant(ids.map((id) => id * 10 - 20)),
    fc.array(fc.integer({ min: -2, max: 2 * count }), whole),
    fc.array(fc.integer({ min: 0, max: 3 }), whole),
  );
  return fc
    .tuple(numbers, fc.shuffledSubarray(ids, whole), fc.shuffledSubarray(ids, whole))
    .map(([row, named, order]) => ({
      images: row.map((sortOrder, at): Standing => ({ id: named[at] ?? 0, sortOrder })),
      order,
    }));
});

/** Lists, plans and sends until the order holds. Answers how often the store was listed. */
function bringAbout(store: StoreModel, order: readonly number[]): number {
  const rounds = new OrderRounds();
  for (let lists = 1; ; lists++) {
    const puts = rounds.next(store.list(), order);
    if (puts.length === 0) return lists;
    expect(rounds.count).toBeLessThanOrEqual(5);
    store.send(puts);
  }
}

describe('an order that is brought about', () => {
  test.each(renumberings)(
    'never takes a number that another image holds: $trigger, $manner',
    (renumbering) => {
      fc.assert(
        fc.property(wishes, ({ images, order }) => {
          const store = new StoreModel(images, renumbering);
          bringAbout(store, order);
          expect(store.shown()).toEqual(order);
          expect(store.collisions).toBe(0);
        }),
        { numRuns: 300 },
      );
    },
  );

  test('takes the fewest requests where the store renumbers nothing, and few lists', () => {
    fc.assert(
      fc.property(wishes, ({ images, order }) => {
        const store = new StoreModel(images, { trigger: 'never', manner: 'shift' });
        expect(bringAbout(store, order)).toBeLessThanOrEqual(5);
        expect(store.puts).toBe(planArrange(images, order).length);
      }),
      { numRuns: 1000 },
    );
  });

  test('is sent in one go where no reading of the reference stands against it', () => {
    const images = Array.from({ length: 8 }, (_, at) => ({ id: at + 1, sortOrder: (at + 1) * 100 }));
    const store = new StoreModel(images, { trigger: 'always', manner: 'shift' });
    expect(bringAbout(store, [2, 4, 6, 8, 1, 3, 5, 7])).toBe(2);
  });

  test('of a thousand images is planned without a pause that would be felt', () => {
    const ids = Array.from({ length: 1000 }, (_, at) => at + 1);
    const images = ids.map((id) => ({ id, sortOrder: id - 1 }));
    const shift = { trigger: 'always', manner: 'shift' } as const;
    const reversed = new StoreModel(images, shift);
    expect(bringAbout(reversed, ids.toReversed())).toBeLessThanOrEqual(20);
    const moved = new StoreModel(images, shift);
    expect(
      bringAbout(moved, [...ids.slice(0, 199), 801, ...ids.slice(199, 800), ...ids.slice(801)]),
    ).toBeLessThan(20);
    expect(moved.collisions + reversed.collisions).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { int32, planArrange } from '../../../electron/ordering/arrange.ts';
import { OrderRounds, planAgain, planRound, planToEnd } from '../../../electron/ordering/order-rounds.ts';
import { gallery, moved, rearrangements } from './galleries.ts';
import { renumberings, StoreModel } from './store-model.ts';

const plain = { trigger: 'never', manner: 'shift' } as const;

/**
 * Lists, plans and sends until the order holds; returns the number of lists. `meanwhile`: changes by others
 * after a round.
 */
function bringAbout(store: StoreModel, order: readonly number[], meanwhile?: (list: number) => void): number {
  const rounds = new OrderRounds();
  for (let lists = 1; ; lists++) {
    const images = store.list();
    const puts = rounds.next(images, order);
    if (puts.length === 0) return lists;
    if (meanwhile === undefined) expect(rounds.count).toBeLessThanOrEqual(5);
    expect(lists).toBeLessThan(200);
    store.send(puts);
    meanwhile?.(lists);
  }
}

describe('an order', () => {
  test.each(renumberings)(
    'is reached without writing a number that another image holds: $trigger, $manner',
    (renumbering) => {
      fc.assert(
        fc.property(rearrangements(12), ({ images, order }) => {
          const highest = Math.max(...images.map((image) => image.sortOrder));
          // Above the greatest number no store can make room: it may give it to several images.
          fc.pre(renumbering.trigger === 'never' || highest < int32.max - 1000);
          const store = new StoreModel(images, renumbering);
          bringAbout(store, order);
          expect(store.shown()).toEqual(order);
          expect(store.collisions).toBe(0);
        }),
        { numRuns: 400 },
      );
    },
  );

  test.each(renumberings)('is reached while others move images too: $trigger, $manner', (renumbering) => {
    const others = fc.array(fc.record({ at: fc.nat(11), sortOrder: fc.integer({ min: -3, max: 30 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(rearrangements(12), others, ({ images, order }, changes) => {
        fc.pre(images.every((image) => Math.abs(image.sortOrder) < 1000));
        const store = new StoreModel(images, renumbering);
        bringAbout(store, order, (list) => {
          const change = changes[list - 1];
          const image = change && images[change.at];
          if (image) store.put({ imageId: image.id, sortOrder: change.sortOrder });
        });
        expect(store.shown()).toEqual(order);
      }),
      { numRuns: 200 },
    );
  });

  test('takes no more PUTs than one plan, and few lists, in a store that renumbers nothing', () => {
    fc.assert(
      fc.property(rearrangements(12), ({ images, order }) => {
        const store = new StoreModel(images, plain);
        expect(bringAbout(store, order)).toBeLessThanOrEqual(6);
        expect(store.puts).toBeLessThanOrEqual(planArrange(images, order).length + 1);
      }),
      { numRuns: 1000 },
    );
  });

  test('is sent at once where it is safe under every interpretation of the reference', () => {
    const images = gallery(...Array.from({ length: 8 }, (_, at) => (at + 1) * 100));
    const store = new StoreModel(images, { trigger: 'always', manner: 'shift' });
    expect(bringAbout(store, [2, 4, 6, 8, 1, 3, 5, 7])).toBe(2);
  });

  test('of a thousand images without gaps takes few lists', () => {
    const ids = Array.from({ length: 1000 }, (_, at) => at + 1);
    const images = gallery(...ids.map((id) => id - 1));
    const shift = { trigger: 'always', manner: 'shift' } as const;
    for (const order of [ids.toReversed(), moved(ids, 800, 199)]) {
      const store = new StoreModel(images, shift);
      expect(bringAbout(store, order)).toBeLessThan(20);
      expect(store.shown()).toEqual(order);
      expect(store.collisions).toBe(0);
    }
  });
});

describe('moving all images to the end', () => {
  test.each(renumberings)('reaches the order at once: $trigger, $manner', (renumbering) => {
    fc.assert(
      fc.property(rearrangements(14), ({ images, order }) => {
        const store = new StoreModel(images, renumbering);
        const puts = planToEnd(images, order);
        fc.pre(puts !== null);
        store.send(puts ?? []);
        expect(store.shown()).toEqual(order);
        expect(store.collisions).toBe(0);
      }),
    );
  });

  test('is impossible without numbers at the end, where gaps are used instead', () => {
    const images = gallery(0, 1, int32.max);
    expect(planToEnd(images, [3, 2, 1])).toBeNull();
    const store = new StoreModel(images, plain);
    store.send(planRound(images, [3, 2, 1], 9));
    expect(store.shown()).toEqual([3, 2, 1]);
  });
});

describe('a PUT without an answer', () => {
  const images = gallery(0, 10, 20, 30);
  const late = { imageId: 4, sortOrder: 15 };

  test('is sent again with the same number', () => {
    expect(planAgain(images, [1, 2, 4, 3], 0, [late])).toEqual([late]);
    // A new plan would write another number, because image 2 has moved.
    const changed = gallery(0, 12, 20, 30);
    expect(planRound(changed, [1, 2, 4, 3], 0)).not.toEqual([late]);
    expect(planAgain(changed, [1, 2, 4, 3], 0, [late])).toEqual([late]);
    // Also when the images are in order already: the store may still carry it out.
    expect(planAgain(gallery(0, 10, 20, 14), [1, 2, 4, 3], 0, [late])).toEqual([late]);
  });

  test('is replaced when another image now holds the number, or the order changed', () => {
    const held = planAgain(gallery(0, 15, 20, 30), [1, 2, 4, 3], 0, [late]);
    expect(held).toHaveLength(1);
    expect(held).not.toEqual([late]);
    expect(planAgain(images, [4, 1, 2, 3], 0, [late])).toEqual([{ imageId: 4, sortOrder: -10 }]);
  });

  test('still leads to the order when it is carried out later', () => {
    fc.assert(
      fc.property(rearrangements(8), fc.nat(7), ({ images: some, order }, at) => {
        const store = new StoreModel(some, plain);
        const puts = planRound(some, order, 0);
        const lost = puts[at];
        if (!lost) return;
        store.send(puts.slice(0, at));
        const again = planAgain(store.list(), order, 0, [lost]);
        store.send(again);
        expect(store.shown()).toEqual(order);
        expect(store.collisions).toBe(0);
        // A PUT to a spare number is followed by another for the same image, and can't be guarded against.
        if (again.findLast(({ imageId }) => imageId === lost.imageId)?.sortOrder !== lost.sortOrder) return;
        store.put(lost);
        expect(store.shown()).toEqual(order);
      }),
      { numRuns: 500 },
    );
  });
});

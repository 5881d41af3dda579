import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  planWithPending,
  shownOrder,
  type Place,
  type Standing,
} from '../../../electron/ordering/arrange.ts';
import { fewestByEnumerating } from './brute-force.ts';
import { StoreModel } from './store-model.ts';

const plain = { trigger: 'never', manner: 'shift' } as const;

function gallery(...numbers: number[]): Standing[] {
  return numbers.map((sortOrder, at) => ({ id: at + 1, sortOrder }));
}

/** Places of images by their id; photos that are still to be sent are the numbers from 100 on. */
function places(...names: number[]): Place[] {
  return names.map((name) => (name < 100 ? { imageId: name } : { entryId: name }));
}

const photo = (entryId: number, sortOrder: number | null = null) => ({ entryId, sortOrder });

test('gives a photo between two images a number between theirs, and moves nobody', () => {
  expect(planWithPending(gallery(0, 10), [photo(100)], places(1, 100, 2))).toEqual({
    puts: [],
    creations: [{ entryId: 100, sortOrder: 5, afterPuts: 0 }],
    later: [],
  });
});

test('makes room with as few requests as can be where there is none', () => {
  const plan = planWithPending(gallery(0, 1, 2, 3, 4), [photo(100)], places(1, 2, 3, 100, 4, 5));
  expect(plan.puts).toHaveLength(2);
  expect(plan.creations).toEqual([{ entryId: 100, sortOrder: 12, afterPuts: 0 }]);
});

test('numbers the first photos of an empty product with room between them', () => {
  const plan = planWithPending([], [photo(100), photo(101)], places(101, 100));
  expect(plan.creations).toEqual([
    { entryId: 100, sortOrder: 10, afterPuts: 0 },
    { entryId: 101, sortOrder: 0, afterPuts: 0 },
  ]);
});

test('takes a number that is on its way for held, and arranges around it', () => {
  const plan = planWithPending(gallery(0, 10), [photo(100, 5), photo(101)], places(1, 101, 100, 2));
  expect(plan.puts).toEqual([]);
  expect(plan.later).toEqual([]);
  expect(plan.creations).toHaveLength(1);
  expect(plan.creations[0]?.sortOrder).toBeGreaterThan(0);
  expect(plan.creations[0]?.sortOrder).toBeLessThan(5);
});

test('says what a photo on its way with the wrong number needs once it is there', () => {
  const plan = planWithPending(gallery(0, 10, 20), [photo(100, 15)], places(100, 1, 2, 3));
  expect(plan.puts).toEqual([]);
  expect(plan.later).toEqual([{ entryId: 100, sortOrder: -10 }]);
});

test('keeps clear of the number of a photo that has no place in the order', () => {
  const plan = planWithPending(gallery(0, 10), [photo(100, 5), photo(101)], places(1, 101, 2));
  expect(plan.creations).toEqual([{ entryId: 101, sortOrder: 6, afterPuts: 0 }]);
});

const mixed = fc
  .tuple(fc.array(fc.integer({ min: -1, max: 7 }), { maxLength: 6 }), fc.integer({ min: 1, max: 3 }))
  .chain(([numbers, count]) => {
    const images = gallery(...numbers);
    const entries = Array.from({ length: Math.min(count, 7 - images.length) }, (_, at) => 100 + at);
    const names = [...images.map((image) => image.id), ...entries];
    const whole = { minLength: names.length, maxLength: names.length };
    return fc.shuffledSubarray(names, whole).map((order) => ({ images, entries, order }));
  });

test('needs the fewest requests for up to seven images and photos, and ends in the order wanted', () => {
  fc.assert(
    fc.property(mixed, ({ images, entries, order }) => {
      const plan = planWithPending(
        images,
        entries.map((entryId) => photo(entryId)),
        places(...order),
      );
      const store = new StoreModel(images, plain);
      const created: Standing[] = [];
      const create = (when: number): void => {
        for (const { entryId, sortOrder, afterPuts } of plan.creations) {
          if (afterPuts !== when) continue;
          expect([...store.list(), ...created].map((one) => one.sortOrder)).not.toContain(sortOrder);
          created.push({ id: entryId, sortOrder });
        }
      };
      create(0);
      for (const [at, put] of plan.puts.entries()) {
        expect(created.map((one) => one.sortOrder)).not.toContain(put.sortOrder);
        store.put(put);
        create(at + 1);
      }
      expect(store.collisions).toBe(0);
      expect(plan.creations).toHaveLength(entries.length);
      expect(shownOrder([...store.list(), ...created]).map((one) => one.id)).toEqual(order);
      const numbers = images.map((image) => image.sortOrder);
      const [lowest, greatest] = [Math.min(0, ...numbers) - 8, Math.max(0, ...numbers) + 8];
      expect(plan.puts).toHaveLength(fewestByEnumerating(images, order, lowest, greatest, new Set(entries)));
    }),
    { numRuns: 300 },
  );
});

test('never writes the number of a photo on its way, whenever it arrives', () => {
  const fixed = fc.array(fc.option(fc.integer({ min: -1, max: 7 })), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(mixed, fixed, ({ images, entries, order }, numbers) => {
      const pending = entries.map((entryId, at) => photo(entryId, numbers[at] ?? null));
      const plan = planWithPending(images, pending, places(...order));
      const onTheirWay = pending.flatMap(({ sortOrder }) => sortOrder ?? []);
      const written = [...plan.puts, ...plan.creations].map((one) => one.sortOrder);
      for (const number of onTheirWay) expect(written).not.toContain(number);
      const store = new StoreModel(images, plain);
      store.send(plan.puts);
      expect(store.collisions).toBe(0);
      const later = new Map([...plan.creations, ...plan.later].map((one) => [one.entryId, one.sortOrder]));
      const photos = pending.map(({ entryId, sortOrder }) => ({
        id: entryId,
        sortOrder: later.get(entryId) ?? sortOrder ?? 0,
      }));
      expect(shownOrder([...store.list(), ...photos]).map((one) => one.id)).toEqual(order);
    }),
    { numRuns: 500 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planRound } from '../../../electron/ordering/order-rounds.ts';
import { rebase, type Arrangement } from '../../../electron/ordering/rebase.ts';
import { rebaseSentence } from '../../../electron/ordering/rebase-messages.ts';
import { renumberings, StoreModel } from './store-model.ts';

const list = (letters: string): string[] => [...letters];

function rebased(base: string, order: string, current: string): string {
  return rebase({ base: list(base), order: list(order) }, list(current)).order.join('');
}

function reportOf(base: string, order: string, current: string, ours = ''): string | null {
  const result = rebase({ base: list(base), order: list(order) }, list(current), new Set(ours));
  return rebaseSentence(result, (id) => (id === 'A' ? 'Front' : id));
}

/** A base, the user's order of it, and the order of others: images removed, added and moved. */
const conflicts = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 }))
  .chain(([count, added]) => {
    const base = Array.from({ length: count }, (_, at) => at + 1);
    const now = [...base, ...Array.from({ length: added }, (_, at) => 100 + at)];
    const hops = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 4 });
    return fc.tuple(hops, hops, fc.subarray(now)).map(([mine, theirs, gone]) => ({
      base,
      order: hop(base, mine),
      current: hop(now, theirs).filter((id) => !gone.slice(0, 3).includes(id)),
    }));
  });

function hop(ids: readonly number[], moves: readonly (readonly [number, number])[]): number[] {
  let result = [...ids];
  for (const [from, to] of moves) {
    const [id] = result.splice(from % Math.max(1, result.length), 1);
    if (id !== undefined) result = result.toSpliced(to % (result.length + 1), 0, id);
  }
  return result;
}

describe('the result', () => {
  test("is the user's order when nobody else changed anything", () => {
    fc.assert(
      fc.property(conflicts, ({ base, order }) => {
        const result = rebase({ base, order }, base);
        expect(result.order).toEqual(order);
        expect(rebaseSentence(result, String)).toBeNull();
      }),
    );
  });

  test("is the store's order when the user moved nothing", () => {
    fc.assert(
      fc.property(conflicts, ({ base, current }) => {
        expect(rebase({ base, order: base }, current).order).toEqual(current);
      }),
    );
  });

  test('has every image of the store once', () => {
    fc.assert(
      fc.property(conflicts, ({ base, order, current }) => {
        expect(rebase({ base, order }, current).order.toSorted()).toEqual(current.toSorted());
      }),
    );
    // Also when order and base name different images, or one twice.
    const ids = fc.array(fc.integer({ min: 1, max: 8 }));
    const any = fc.tuple(ids, ids, fc.uniqueArray(fc.integer({ min: 1, max: 8 })));
    fc.assert(
      fc.property(any, ([base, order, current]) => {
        expect(rebase({ base, order }, current).order.toSorted()).toEqual(current.toSorted());
      }),
    );
  });

  test('stays the same once it has been reached', () => {
    fc.assert(
      fc.property(conflicts, ({ base, order, current }) => {
        const result = rebase({ base, order }, current).order;
        expect(rebase({ base, order }, result).order).toEqual(result);
      }),
      { numRuns: 400 },
    );
  });

  test("leaves images the user did not move in the others' order", () => {
    fc.assert(
      fc.property(conflicts, fc.integer({ min: 1, max: 9 }), fc.nat(20), ({ base, current }, id, to) => {
        if (!base.includes(id)) return;
        const order = base.filter((other) => other !== id).toSpliced(to % base.length, 0, id);
        const result = rebase({ base, order }, current).order;
        // A move by one position may as well be the neighbour's move.
        if (Math.abs(base.indexOf(id) - order.indexOf(id)) < 2) return;
        const others = (ids: readonly number[]): number[] => ids.filter((other) => other !== id);
        expect(others(result)).toEqual(others(current));
      }),
      { numRuns: 400 },
    );
  });

  test("keeps moved images in the user's order", () => {
    expect(rebased('ABCDEF', 'EFABCD', 'ABCDEF')).toBe('EFABCD');
    expect(rebased('ABCDEF', 'AEFBCD', 'ABXCDEF')).toBe('AEFBXCD');
    expect(rebased('ABCDEF', 'AEFBCD', 'DABCEF')).toBe('DAEFBC');
  });

  test('keeps new images next to their neighbours', () => {
    expect(rebased('ABCD', 'DABC', 'AXBCD')).toBe('DAXBC');
    expect(rebased('ABCD', 'BCDA', 'ABCDX')).toBe('BCDXA');
    expect(rebased('ABCD', 'BCDA', 'XABCD')).toBe('XBCDA');
    expect(rebased('', '', 'XY')).toBe('XY');
  });

  test('drops removed images, also when all before a moved image are removed', () => {
    expect(rebased('ABCD', 'DABC', 'ABC')).toBe('ABC');
    expect(rebased('ABCD', 'ADBC', 'BCD')).toBe('DBC');
    expect(rebased('ABCD', 'DCBA', 'X')).toBe('X');
    expect(rebased('ABCD', 'DCBA', '')).toBe('');
  });

  test("puts a photo of the user's that arrived after the base where they put it", () => {
    expect(rebased('ABC', 'APBC', 'ABCP')).toBe('APBC');
    expect(rebased('ABC', 'APBC', 'ABCPX')).toBe('APBCX');
  });

  test('handles a thousand images quickly', () => {
    const base = Array.from({ length: 1000 }, (_, at) => at);
    const order = base.toReversed();
    expect(rebase({ base, order }, [...base, 5000]).order).toHaveLength(1001);
  });
});

describe('the message to the user', () => {
  test.each([
    ['one was added', 'ABCD', 'DABC', 'AXBCD', 'An image was added by someone else; it stays after “Front”.'],
    [
      'two were added',
      'ABCD',
      'DABC',
      'AXYBCD',
      '2 images were added by someone else; they stay after “Front”.',
    ],
    [
      'one was added at the beginning',
      'ABCD',
      'ABDC',
      'XABCD',
      'An image was added by someone else; it stays at the beginning.',
    ],
    [
      'two were added in different places',
      'ABCD',
      'DABC',
      'AXBYCD',
      '2 images were added by someone else; they stay next to the same images.',
    ],
    ['a moved one is gone', 'ABCD', 'DABC', 'ABC', 'An image you moved is no longer in the store.'],
    [
      'moved and other ones are gone',
      'ABCDEF',
      'EFABCD',
      'BD',
      '2 images you moved are no longer in the store. 2 other images were removed by someone else.',
    ],
    ['another is gone', 'ABCD', 'DABC', 'ABD', 'An image was removed by someone else.'],
    [
      'both moved one',
      'ABCDEF',
      'BCDEAF',
      'BACDEF',
      '“Front” was also moved by someone else. Your position is used.',
    ],
    [
      'others moved another',
      'ABCDEF',
      'FABCDE',
      'BCDAEF',
      '“Front” was moved by someone else and stays there.',
    ],
  ])('when %s', (_, base, order, current, sentence) => {
    expect(reportOf(base, order, current)).toBe(sentence);
  });

  test("is silent about what the user's own requests added, removed or moved", () => {
    expect(reportOf('ABCD', 'DABC', 'AXBC', 'XD')).toBeNull();
    expect(reportOf('ABCD', 'DABC', 'DABC')).toBeNull();
  });

  test('gives the number of many', () => {
    const base = Array.from({ length: 30 }, (_, at) => at);
    const result = rebase({ base, order: base.toReversed() }, base.slice(12));
    expect(rebaseSentence(result, String)).toMatch(/^11 images you moved/);
  });
});

/** Images with numbers, two orders of them, and how many requests of the first order were carried out. */
const halfSent = fc.integer({ min: 2, max: 8 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, at) => at + 1);
  const order = fc.shuffledSubarray(ids, { minLength: count, maxLength: count });
  const numbers = fc.array(fc.integer({ min: 0, max: 2 * count }), { minLength: count, maxLength: count });
  return fc.record({ numbers, first: order, second: order, sent: fc.nat(count) });
});

describe('a half-sent arrangement', () => {
  test("is not taken for others' changes, whether its order or another is wanted now", () => {
    fc.assert(
      fc.property(
        halfSent,
        fc.constantFrom(...renumberings),
        ({ numbers, first, second, sent }, renumbering) => {
          const images = numbers.map((sortOrder, at) => ({ id: at + 1, sortOrder }));
          const store = new StoreModel(images, renumbering);
          const base = store.shown();
          const puts = planRound(images, first, 0);
          const touched = new Set(puts.map(({ imageId }) => imageId));
          store.send(puts.slice(0, sent));
          for (const order of [first, second]) {
            const result = rebase({ base, order, touched }, store.shown());
            expect(result.order).toEqual(order);
            expect(rebaseSentence(result, String)).toBeNull();
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("still keeps others' changes", () => {
    const touched = new Set(['E', 'B']);
    // EABCD was wanted, and E was moved to the start; then BACDE. Others moved C to the end and added X.
    const result = rebase({ base: list('ABCDE'), order: list('BACDE'), touched }, list('EABDXC'));
    expect(result.order.join('')).toBe('BADXCE');
    expect(result.movedByOthers).toHaveLength(1);
    expect(result.arrivals).toEqual([{ ids: ['X'], after: 'D' }]);
  });
});

/** One computer that carries out an arrangement: lists, plans, sends one request, lists again. */
class Client {
  readonly #arrangement: Arrangement<number>;
  readonly #store: StoreModel;
  #round = 0;
  #aim: number[] = [];
  #puts: ReturnType<typeof planRound> = [];
  isDone = false;

  constructor(base: readonly number[], order: readonly number[], store: StoreModel) {
    this.#arrangement = { base, order };
    this.#store = store;
  }

  step(): void {
    if (this.isDone) return;
    const next = this.#puts.shift();
    if (next) {
      this.#store.put(next);
      return;
    }
    const images = this.#store.list();
    if (this.#round > 0 && planRound(images, this.#aim, 0).length === 0) {
      this.isDone = true;
      return;
    }
    this.#aim = rebase(this.#arrangement, this.#store.shown()).order;
    this.#puts = planRound(images, this.#aim, this.#round++);
  }
}

describe('two users of one gallery', () => {
  const base = [1, 2, 3, 4, 5, 6];
  const order = fc.shuffledSubarray(base, { minLength: 6, maxLength: 6 });
  const numbers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 });

  test('reach a stable order, one after the other', () => {
    fc.assert(
      fc.property(order, order, (first, second) => {
        const afterFirst = rebase({ base, order: first }, base).order;
        const afterSecond = rebase({ base, order: second }, afterFirst).order;
        // Each has seen its own order in the store by now, and knows the present one.
        expect(rebase({ base: afterFirst, order: afterFirst }, afterSecond).order).toEqual(afterSecond);
        expect(rebase({ base, order: second }, afterSecond).order).toEqual(afterSecond);
        expect(afterSecond.toSorted()).toEqual(base);
      }),
    );
  });

  test('finish and lose no image, however their requests interleave', () => {
    fc.assert(
      fc.property(
        order,
        order,
        numbers,
        fc.constantFrom(...renumberings),
        fc.infiniteStream(fc.boolean()),
        (first, second, start, renumbering, turns) => {
          let number = 0;
          const images = base.map((id, at) => ({ id, sortOrder: (number += start[at] ?? 0) }));
          const store = new StoreModel(images, renumbering);
          const one = new Client(store.shown(), first, store);
          const other = new Client(store.shown(), second, store);
          for (let step = 0; !(one.isDone && other.isDone); step++) {
            expect(step).toBeLessThan(1000);
            (turns.next().value === true ? one : other).step();
          }
          expect(store.shown().toSorted()).toEqual(base);
        },
      ),
      { numRuns: 400 },
    );
  });
});

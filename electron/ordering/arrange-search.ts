import { canBothKeep, longestKept, type Chain, type Keeping } from './arrange-keep.ts';
import type { Numbers } from './arrange-numbers.ts';
import { countRequests } from './arrange-rings.ts';
import { calmestSlots, spreadTargets, type Targets, type TightGap } from './arrange-slots.ts';

/** Steps that the search for fewer requests may take. Looking at everything took 154 at most for seven images. */
const patience = 20_000;

interface Found {
  targets: Targets;
  requests: number;
}

/**
 * The numbers to give, for the fewest requests.
 *
 * Each item that gets another number costs one, and so does each ring of items that wait for one another's numbers:
 * one of them must step aside first. No plan does with less: where the items of a ring are written once each, the first
 * of them is given a number that is still held. The longest kept chain is therefore a lower bound, which is met where
 * its gaps have free numbers. Where they have not, other chains and other numbers within tight gaps are tried, all of
 * them while `patience` lasts.
 */
export function fewestChanges(numbers: Numbers): Targets {
  const keeping = longestKept(numbers);
  const search = new Search(numbers, keeping);
  return search.best().targets;
}

class Search {
  readonly #numbers: Numbers;
  readonly #keeping: Keeping;
  readonly #numbered: number;
  #stepsLeft = patience;
  #found: Found;

  constructor(numbers: Numbers, keeping: Keeping) {
    this.#numbers = numbers;
    this.#keeping = keeping;
    this.#numbered = numbers.items.filter((item) => item.sortOrder !== null).length;
    this.#found = { targets: [], requests: Number.POSITIVE_INFINITY };
    this.#tryChain(keeping.best);
  }

  best(): Found {
    if (this.#found.requests > this.#numbered - this.#keeping.best.length) {
      this.#extend(this.#numbers.items.length, []);
    }
    return this.#found;
  }

  /** Tries all chains that end like `ending`, given last to first, and could be better than what was found. */
  #extend(first: number, ending: number[]): void {
    const worthKeeping = this.#numbered - this.#found.requests;
    for (let before = first - 1; before >= -1; before--) {
      if (ending.length + before + 1 <= worthKeeping || --this.#stepsLeft < 0) return;
      const couldKeep = ending.length + (this.#keeping.most[before] ?? 0);
      if (this.#numbered - couldKeep >= this.#found.requests) continue;
      if (!canBothKeep(this.#numbers, before, first)) continue;
      if (before < 0) {
        this.#tryChain(ending.toReversed());
        continue;
      }
      ending.push(before);
      this.#extend(before, ending);
      ending.pop();
    }
  }

  #tryChain(chain: Chain): void {
    const { targets, tight } = spreadTargets(this.#numbers, chain);
    const calm = [...targets];
    for (const gap of tight) {
      for (const [at, number] of calmestSlots(this.#numbers, gap).entries()) calm[gap.from + at] = number;
    }
    this.#weigh(calm);
    if (this.#found.requests > this.#numbered - chain.length) this.#tryAllSlots(targets, tight, 0, 0, 0);
  }

  /** Tries every way to number the tight gaps from `which` on; of that one, from its `at`-th item and `slot`-th number on. */
  #tryAllSlots(targets: Targets, tight: readonly TightGap[], which: number, at: number, slot: number): void {
    const gap = tight[which];
    if (!gap) {
      this.#weigh(targets);
      return;
    }
    const left = gap.to - gap.from - at;
    if (left === 0) {
      this.#tryAllSlots(targets, tight, which + 1, 0, 0);
      return;
    }
    for (let next = slot; next <= gap.slots.length - left; next++) {
      if (--this.#stepsLeft < 0) return;
      targets[gap.from + at] = gap.slots[next] ?? 0;
      this.#tryAllSlots(targets, tight, which, at + 1, next + 1);
    }
  }

  #weigh(targets: Targets): void {
    this.#stepsLeft -= targets.length;
    const requests = countRequests(this.#numbers, targets);
    if (requests < this.#found.requests) this.#found = { targets: [...targets], requests };
  }
}

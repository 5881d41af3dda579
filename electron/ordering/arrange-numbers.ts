/** The numbers that a `sort_order` may be given, both ends included. */
export interface NumberRange {
  lowest: number;
  greatest: number;
}

/** The V2 and V3 references: `sort_order` is an integer from -2147483648 to 2147483647. */
export const int32: NumberRange = { lowest: -2_147_483_648, greatest: 2_147_483_647 };

/** One of the things to be arranged. */
export interface Arrangeable {
  /** The number that it holds, or will hold by itself; null for what is given its number at creation. */
  sortOrder: number | null;
  /** Which of two equal numbers is shown first. Infinite for what is not in the store yet: it will come after. */
  id: number;
  /** Whether its number can be made free. What is only on its way to the store holds its number whatever is sent. */
  canLeave: boolean;
}

/** A stretch of the wanted order, `from` up to and without `to`, and the kept numbers below and above it. */
export interface Gap {
  from: number;
  to: number;
  below: number;
  above: number;
}

/**
 * The things to arrange, in the order wanted, with what there is to know of the numbers they hold. Items are known by
 * their place in that order; -1 and the count of items stand for the ends of the range.
 */
export class Numbers {
  readonly items: readonly Arrangeable[];
  readonly range: NumberRange;
  /** Numbers that someone holds, each once, ascending. */
  readonly taken: readonly number[];
  readonly #holders = new Map<number, number[]>();
  readonly #blocked: ReadonlySet<number>;
  readonly #bounds: readonly Bound[];

  /** `others`: numbers of images that take no part in the arrangement. */
  constructor(items: readonly Arrangeable[], others: readonly number[], range: NumberRange) {
    this.items = items;
    this.range = range;
    const blocked = new Set(others);
    for (const [index, { sortOrder, canLeave }] of items.entries()) {
      if (sortOrder === null) continue;
      if (!canLeave) blocked.add(sortOrder);
      const same = this.#holders.get(sortOrder);
      if (same) same.push(index);
      else this.#holders.set(sortOrder, [index]);
    }
    this.#blocked = blocked;
    this.taken = [...new Set([...this.#holders.keys(), ...blocked])].toSorted((a, b) => a - b);
    const ascending = [...blocked].toSorted((a, b) => a - b);
    const ends = [range.lowest - 1, ...items.map((item) => item.sortOrder ?? 0), range.greatest + 1];
    this.#bounds = ends.map((number) => boundAt(number, range, this.taken, ascending));
  }

  /** Items that hold a number. */
  holdersOf(number: number): readonly number[] {
    return this.#holders.get(number) ?? [];
  }

  /** Whether a number stays held whatever is sent. */
  isBlocked(number: number): boolean {
    return this.#blocked.has(number);
  }

  isFree(number: number): boolean {
    return !this.#holders.has(number) && !this.#blocked.has(number);
  }

  gap(before: number, after: number): Gap {
    const below = this.#bound(before).below;
    return { from: before + 1, to: after, below, above: this.#bound(after).above };
  }

  /** How many numbers between two kept ones nobody holds. */
  freeBetween(before: number, after: number): number {
    const [low, high] = [this.#bound(before), this.#bound(after)];
    return room(low, high) - Math.max(0, high.takenBefore - low.takenUpTo);
  }

  /** How many numbers between two kept ones are free or can be made so. */
  usableBetween(before: number, after: number): number {
    const [low, high] = [this.#bound(before), this.#bound(after)];
    return room(low, high) - Math.max(0, high.blockedBefore - low.blockedUpTo);
  }

  #bound(place: number): Bound {
    const bound = this.#bounds[place + 1];
    if (!bound) throw new RangeError(`There is no item ${place} to arrange.`);
    return bound;
  }
}

/** A kept number as an end of a gap, inside the range, with how many held numbers lie before and up to it. */
interface Bound {
  below: number;
  above: number;
  takenBefore: number;
  takenUpTo: number;
  blockedBefore: number;
  blockedUpTo: number;
}

function boundAt(
  number: number,
  range: NumberRange,
  taken: readonly number[],
  blocked: readonly number[],
): Bound {
  const below = Math.max(number, range.lowest - 1);
  const above = Math.min(number, range.greatest + 1);
  return {
    below,
    above,
    takenBefore: countLess(taken, above),
    takenUpTo: countLess(taken, below + 1),
    blockedBefore: countLess(blocked, above),
    blockedUpTo: countLess(blocked, below + 1),
  };
}

function room(low: Bound, high: Bound): number {
  return Math.max(0, high.above - low.below - 1);
}

/** How many of ascending numbers are less than another. */
function countLess(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

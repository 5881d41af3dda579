import type { Numbers } from './arrange-numbers.ts';

/** Places, ascending, of the items that keep their numbers. */
export type Chain = readonly number[];

export interface Keeping {
  /** A chain of the greatest length, and of these one whose gaps have most free numbers. */
  best: Chain;
  /** How many items at most keep their numbers up to and with an item; of `items.length`: of all. */
  most: readonly number[];
}

/** Weights of what matters when choosing among chains: length, then free numbers, then staying above zero. */
const perKept = 1e9;
const perHeldNumber = 1e4;

/**
 * Whether two items can both keep their numbers while all that is between them in the wanted order gets others: the
 * store shows by (`sort_order`, id), so neighbours may even be equal, and what is between needs as many numbers.
 */
export function canBothKeep(numbers: Numbers, before: number, after: number): boolean {
  const low = numbers.items[before];
  const high = numbers.items[after];
  if (low?.sortOrder === null || high?.sortOrder === null) return false;
  const between = after - before - 1;
  if (low && high) {
    if (low.sortOrder > high.sortOrder) return false;
    if (low.sortOrder === high.sortOrder) return between === 0 && low.id < high.id;
  }
  return between === 0 || numbers.usableBetween(before, after) >= between;
}

/** The longest run of items that can stay where they are, as a longest increasing subsequence that minds the gaps. */
export function longestKept(numbers: Numbers): Keeping {
  const count = numbers.items.length;
  // Looked at once a pair, of which there are half a million for a thousand images.
  const held = Float64Array.from(numbers.items, (item) => item.sortOrder ?? Number.NaN);
  const most: number[] = [];
  const score: number[] = [];
  const previous: number[] = [];
  // The best score of all items up to and with each: nothing before it can do better.
  const ceiling: number[] = [];
  for (let at = 0; at <= count; at++) {
    const own = at < count ? 1 : 0;
    const number = held[at] ?? Number.POSITIVE_INFINITY;
    // Alone, with nothing kept before it.
    let bestScore = canBothKeep(numbers, -1, at) ? -pressure(numbers, -1, at) : Number.NEGATIVE_INFINITY;
    let bestBefore = -1;
    let longest = bestScore > Number.NEGATIVE_INFINITY ? own : Number.NEGATIVE_INFINITY;
    for (let before = at - 1; before >= 0; before--) {
      const soFar = score[before] ?? 0;
      if ((ceiling[before] ?? 0) < bestScore) break;
      if (soFar < bestScore || (held[before] ?? 0) > number) continue;
      if (!canBothKeep(numbers, before, at)) continue;
      longest = Math.max(longest, (most[before] ?? 0) + own);
      const total = soFar - pressure(numbers, before, at);
      if (total <= bestScore) continue;
      bestScore = total;
      bestBefore = before;
    }
    score.push(bestScore + own * perKept);
    ceiling.push(Math.max(ceiling.at(-1) ?? Number.NEGATIVE_INFINITY, score.at(-1) ?? 0));
    previous.push(bestBefore);
    most.push(longest);
  }
  const best: number[] = [];
  for (let at = previous[count] ?? -1; at >= 0; at = previous[at] ?? -1) best.push(at);
  return { best: best.toReversed(), most };
}

/** How much is against a gap: numbers that others must leave first, and numbers below zero. */
function pressure(numbers: Numbers, before: number, after: number): number {
  const between = after - before - 1;
  if (between === 0) return 0;
  const held = Math.max(0, between - numbers.freeBetween(before, after));
  const aboveZero = before < 0 ? Math.max(0, numbers.gap(before, after).above) : between;
  return held * perHeldNumber + Math.max(0, between - aboveZero);
}

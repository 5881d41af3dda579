import type { Chain } from './arrange-keep.ts';
import type { Gap, Numbers } from './arrange-numbers.ts';

/** Per place the number that an item is to have; null for one that keeps its own. */
export type Targets = (number | null)[];

/** A gap with too few free numbers: what is in it takes numbers that others leave. `slots`: those it can have. */
export interface TightGap extends Gap {
  slots: readonly number[];
}

/** Distance at which images are put behind the last or before the first, so that later ones fit in between. */
const stride = 10;

/** Numbers for all gaps that have enough free ones, spread; and the gaps that have not. */
export function spreadTargets(numbers: Numbers, chain: Chain): { targets: Targets; tight: TightGap[] } {
  const targets: Targets = numbers.items.map(() => null);
  const tight: TightGap[] = [];
  let before = -1;
  for (const after of [...chain, numbers.items.length]) {
    const between = after - before - 1;
    if (between > 0) {
      const gap = numbers.gap(before, after);
      if (numbers.freeBetween(before, after) < between) tight.push({ ...gap, slots: slotsOf(numbers, gap) });
      else for (const [at, number] of spread(numbers, gap).entries()) targets[gap.from + at] = number;
    }
    before = after;
  }
  return { targets, tight };
}

function slotsOf(numbers: Numbers, { below, above }: Gap): number[] {
  const slots: number[] = [];
  for (let number = below + 1; number < above; number++) if (!numbers.isBlocked(number)) slots.push(number);
  return slots;
}

/** Free numbers for a gap that has enough of them, ascending. */
function spread(numbers: Numbers, gap: Gap): number[] {
  const count = gap.to - gap.from;
  const wish = wishes(numbers, gap, count);
  const chosen: number[] = [];
  let last = gap.below;
  for (let at = 0; at < count; at++) {
    last = Math.max(last + 1, Math.min(wish(at), gap.above - 1));
    while (!numbers.isFree(last)) last++;
    chosen.push(last);
  }
  // What was pushed out at the upper end moves down again; there are free numbers enough.
  let next = gap.above;
  for (let at = count - 1; at >= 0; at--) {
    next = Math.min(next - 1, chosen[at] ?? next);
    while (!numbers.isFree(next)) next--;
    chosen[at] = next;
  }
  return chosen;
}

/** Where each of a gap's items would best be: evenly between two kept numbers, at a stride beyond the last or first. */
function wishes(numbers: Numbers, gap: Gap, count: number): (at: number) => number {
  const { lowest, greatest } = numbers.range;
  const step = Math.max(1, Math.min(stride, Math.floor((gap.above - gap.below - 1) / (count + 1))));
  if (gap.above > greatest) {
    const isWhole = gap.below < lowest;
    const last = isWhole ? Math.max(lowest - step, -step, numbers.taken.at(-1) ?? -step) : gap.below;
    return (at) => last + step * (at + 1);
  }
  // The first images go below zero only when there is no room above it: no recorded store has a negative number.
  const floor = gap.below < lowest ? Math.max(gap.below, -1) : gap.below;
  const roomAbove =
    gap.above - floor - 1 - numbers.taken.filter((one) => one > floor && one < gap.above).length;
  if (gap.below < lowest && roomAbove < count) return (at) => gap.above - step * (count - at);
  return (at) => floor + Math.round(((at + 1) * (gap.above - floor)) / (count + 1));
}

/**
 * The assignment of a tight gap that takes fewest numbers from others. Slots ascend with the items, so that each item
 * has `slack + 1` slots to choose from.
 */
export function calmestSlots(numbers: Numbers, gap: TightGap): number[] {
  const count = gap.to - gap.from;
  const slack = gap.slots.length - count;
  const price = (at: number, skipped: number): number =>
    numbers.holdersOf(gap.slots[at + skipped] ?? 0).every((place) => place === gap.from + at) ? 0 : 1;
  // cheapest[at][skipped]: of items `at` and later, when so many slots were passed over before.
  const cheapest: number[][] = Array.from({ length: count + 1 }, () =>
    Array.from({ length: slack + 1 }, () => 0),
  );
  for (let at = count - 1; at >= 0; at--) {
    let least = Number.POSITIVE_INFINITY;
    for (let skipped = slack; skipped >= 0; skipped--) {
      least = Math.min(least, price(at, skipped) + (cheapest[at + 1]?.[skipped] ?? 0));
      const row = cheapest[at];
      if (row) row[skipped] = least;
    }
  }
  const chosen: number[] = [];
  let skipped = 0;
  for (let at = 0; at < count; at++) {
    while (skipped < slack && (cheapest[at]?.[skipped + 1] ?? 0) === (cheapest[at]?.[skipped] ?? 0))
      skipped++;
    chosen.push(gap.slots[at + skipped] ?? 0);
  }
  return chosen;
}

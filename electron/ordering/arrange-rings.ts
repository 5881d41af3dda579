import type { Numbers } from './arrange-numbers.ts';
import type { Targets } from './arrange-slots.ts';

/** Whether an item is to have another number than its own. */
export function isChange(numbers: Numbers, place: number, target: number | null): target is number {
  return target !== null && target !== numbers.items[place]?.sortOrder;
}

/**
 * The rings of items that wait for one another's numbers, each followed by the one that waits for it. Targets differ,
 * so nobody is waited for by more than one, and following that back finds every ring.
 */
export function* ringsOf(numbers: Numbers, targets: Targets): Generator<number[], void> {
  const waitedForBy = new Map<number, number>();
  for (const [place, target] of targets.entries()) {
    if (!isChange(numbers, place, target)) continue;
    for (const holder of numbers.holdersOf(target)) waitedForBy.set(holder, place);
  }
  const seen = new Set<number>();
  for (const start of waitedForBy.keys()) {
    const path: number[] = [];
    let place: number | undefined = start;
    while (place !== undefined && !seen.has(place)) {
      seen.add(place);
      path.push(place);
      place = waitedForBy.get(place);
    }
    const first = place === undefined ? -1 : path.indexOf(place);
    if (first >= 0) yield path.slice(first);
  }
}

/** Requests that targets take: one for each item that gets another number, and one more for each ring. */
export function countRequests(numbers: Numbers, targets: Targets): number {
  let requests = 0;
  for (const [place, target] of targets.entries()) {
    if (numbers.items[place]?.sortOrder !== null && isChange(numbers, place, target)) requests++;
  }
  return requests + [...ringsOf(numbers, targets)].length;
}

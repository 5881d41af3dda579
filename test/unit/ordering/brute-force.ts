import type { ImagePosition } from '../../../electron/ordering/arrange.ts';

/**
 * The minimum of PUTs that bring up to seven images into an order without writing a held number, in a store
 * that renumbers nothing. Tries all sets of numbers that show the order.
 */
export function fewestPuts(
  images: readonly ImagePosition[],
  order: readonly number[],
  lowest: number,
  greatest: number,
): number {
  const start = order.map((id) => images.find((image) => image.id === id)?.sortOrder ?? 0);
  let best = Number.POSITIVE_INFINITY;
  const goal: number[] = [];
  const extend = (moved: number): void => {
    if (moved >= best) return;
    const at = goal.length;
    if (at === order.length) {
      best = Math.min(best, putsBetween(start, goal, best));
      return;
    }
    const last = goal.at(-1);
    const own = start[at] ?? 0;
    const isTied = own === last && start[at - 1] === last && (order[at - 1] ?? 0) < (order[at] ?? 0);
    if (last === undefined || own > last || isTied) {
      goal.push(own);
      extend(moved);
      goal.pop();
    }
    for (let number = Math.max(lowest, (last ?? lowest - 1) + 1); number <= greatest; number++) {
      if (number === own) continue;
      goal.push(number);
      extend(moved + 1);
      goal.pop();
    }
  };
  extend(0);
  return best;
}

/**
 * The minimum of PUTs from one set of numbers to another, by breadth-first search. An image may move to a
 * spare number in neither set. Infinite from `limit` on.
 */
function putsBetween(start: readonly number[], goal: readonly number[], limit: number): number {
  const spare = Number.NEGATIVE_INFINITY;
  const seen = new Set<string>();
  let states: number[][] = [[...start]];
  for (let puts = 0; puts < limit; puts++) {
    if (states.some((state) => state.every((number, at) => number === goal[at]))) return puts;
    const next: number[][] = [];
    for (const state of states) {
      for (const [at, number] of state.entries()) {
        if (number === goal[at]) continue;
        for (const to of [goal[at] ?? 0, spare]) {
          if (number === to || (to !== spare && state.includes(to))) continue;
          const after = state.with(at, to);
          if (seen.has(after.join())) continue;
          seen.add(after.join());
          next.push(after);
        }
      }
    }
    states = next;
  }
  return Number.POSITIVE_INFINITY;
}

import type { Standing } from '../../../electron/ordering/arrange.ts';

/**
 * The fewest PUTs that bring images into an order without ever writing a number that another image holds, in a store
 * that renumbers nothing: every state that can be reached, breadth first. For four images and a dozen numbers at most.
 */
export function fewestBySearching(
  images: readonly Standing[],
  order: readonly number[],
  lowest: number,
  greatest: number,
): number {
  const ids = order;
  const start = ids.map((id) => images.find((image) => image.id === id)?.sortOrder ?? 0);
  const isGoal = (state: readonly number[]): boolean => standsInOrder(ids, state);
  const seen = new Set([start.join()]);
  let states = [start];
  for (let puts = 0; ; puts++) {
    if (states.some(isGoal)) return puts;
    const next: number[][] = [];
    for (const state of states) {
      for (const at of ids.keys()) {
        for (let number = lowest; number <= greatest; number++) {
          if (state.includes(number)) continue;
          const after = state.with(at, number);
          const key = after.join();
          if (seen.has(key)) continue;
          seen.add(key);
          next.push(after);
        }
      }
    }
    if (next.length === 0) throw new Error('The order cannot be reached.');
    states = next;
  }
}

/**
 * The same for up to seven images: every row of numbers that shows the order, and for each the fewest PUTs that lead to
 * it. `free`: those of the order that are not in the store yet: they hold nothing, and creating them costs nothing.
 */
export function fewestByEnumerating(
  images: readonly Standing[],
  order: readonly number[],
  lowest: number,
  greatest: number,
  free: ReadonlySet<number> = new Set(),
): number {
  const start = order.map((id) => images.find((image) => image.id === id)?.sortOrder ?? null);
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
    const own = start[at] ?? null;
    if (own !== null) {
      const tied = own === last && start[at - 1] === last && (order[at - 1] ?? 0) < (order[at] ?? 0);
      if (last === undefined || own > last || tied) {
        goal.push(own);
        extend(moved);
        goal.pop();
      }
    }
    for (let number = Math.max(lowest, (last ?? lowest - 1) + 1); number <= greatest; number++) {
      if (number === own) continue;
      goal.push(number);
      extend(moved + (free.has(order[at] ?? 0) ? 0 : 1));
      goal.pop();
    }
  };
  extend(0);
  return best;
}

function standsInOrder(ids: readonly number[], numbers: readonly number[]): boolean {
  return ids.every((id, at) => {
    const [last, number] = [numbers[at - 1], numbers[at] ?? 0];
    return last === undefined || last < number || (last === number && (ids[at - 1] ?? 0) < id);
  });
}

/**
 * The fewest PUTs from one row of numbers to another, by breadth first search over who was written, who stands aside
 * on a number nobody wants, and who has arrived; infinite from `limit` on. Null at the start: created, which is free.
 */
function putsBetween(start: readonly (number | null)[], goal: readonly number[], limit: number): number {
  const aside = Number.NEGATIVE_INFINITY;
  const seen = new Set<string>();
  let states: (number | null)[][] = [[...start]];
  for (let puts = 0; puts < limit; puts++) {
    // Creations cost nothing: each is done as soon as its number is free, which holds nobody up.
    const reached = states.map((state) =>
      state.map((number, at) =>
        number === null && !state.includes(goal[at] ?? 0) ? (goal[at] ?? 0) : number,
      ),
    );
    if (reached.some((state) => state.every((number, at) => number === goal[at]))) return puts;
    const next: (number | null)[][] = [];
    for (const state of reached) {
      for (const [at, number] of state.entries()) {
        if (number === null || number === goal[at]) continue;
        for (const to of [goal[at] ?? 0, aside]) {
          if (number === to || (to !== aside && state.includes(to))) continue;
          const after = state.with(at, to);
          const key = after.join();
          if (seen.has(key)) continue;
          seen.add(key);
          next.push(after);
        }
      }
    }
    states = next;
  }
  return Number.POSITIVE_INFINITY;
}

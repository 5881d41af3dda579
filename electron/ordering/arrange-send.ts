import type { Numbers } from './arrange-numbers.ts';
import { isChange, ringsOf } from './arrange-rings.ts';
import type { Targets } from './arrange-slots.ts';

/** One number to give. `place` is the item's in the wanted order. */
export interface Step {
  place: number;
  sortOrder: number;
}

/**
 * In which order to give numbers so that none is held by another at that moment.
 *
 * Greater numbers go first where there is a choice: a store that makes room by raising the numbers from the written one
 * up then never touches one that is still to be relied on. Of a ring of items that wait for one another, the one that
 * holds the greatest number wanted steps aside, to a number above all others.
 */
export function inSendingOrder(numbers: Numbers, targets: Targets): Step[] {
  const wanted = targets
    .flatMap((sortOrder, place) => (isChange(numbers, place, sortOrder) ? [{ place, sortOrder }] : []))
    .toSorted((a, b) => b.sortOrder - a.sortOrder);
  const waiting = new Map<number, { step: Step; holders: Set<number> }>();
  const ready: Step[] = [];
  for (const step of wanted) {
    const holders = numbers.holdersOf(step.sortOrder).filter((place) => place !== step.place);
    if (holders.length === 0) ready.push(step);
    else waiting.set(step.sortOrder, { step, holders: new Set(holders) });
  }
  const leave = (place: number): void => {
    const number = numbers.items[place]?.sortOrder ?? null;
    const waiter = number === null ? undefined : waiting.get(number);
    if (!waiter?.holders.delete(place) || waiter.holders.size > 0) return;
    waiting.delete(waiter.step.sortOrder);
    const at = ready.findIndex((other) => other.sortOrder < waiter.step.sortOrder);
    ready.splice(at < 0 ? ready.length : at, 0, waiter.step);
  };
  const rings = [...ringsOf(numbers, targets)]
    .map((ring) => whoStepsAside(ring, targets))
    .toSorted((a, b) => b.wanted - a.wanted);
  const spares = spareNumbers(numbers, targets);
  const steps: Step[] = [];
  for (;;) {
    const [ring] = rings;
    const isRingNext = ring && ring.wanted > (ready[0]?.sortOrder ?? Number.NEGATIVE_INFINITY);
    const step = isRingNext ? aside(ring.place, spares) : ready.shift();
    if (!step) return steps;
    if (isRingNext) rings.shift();
    steps.push(step);
    leave(step.place);
  }
}

/** The item of a ring whose number is the greatest that one of the ring is to have. */
function whoStepsAside(ring: readonly number[], targets: Targets): { place: number; wanted: number } {
  let [at, wanted] = [0, Number.NEGATIVE_INFINITY];
  for (const [here, place] of ring.entries()) {
    const target = targets[place] ?? wanted;
    if (target > wanted) [at, wanted] = [here, target];
  }
  return { place: ring.at(at - 1) ?? 0, wanted };
}

/** Null where every number is held, which takes more images than a product can have. */
function aside(place: number, spares: Generator<number, undefined>): Step | null {
  const sortOrder = spares.next().value;
  return sortOrder === undefined ? null : { place, sortOrder };
}

/** Numbers that nobody holds or will get: above all others, or where there are none, from there down. */
function* spareNumbers(numbers: Numbers, targets: Targets): Generator<number, undefined> {
  const given = new Set(targets);
  const { lowest, greatest } = numbers.range;
  const last = targets.reduce<number>((most, one) => Math.max(most, one ?? most), numbers.taken.at(-1) ?? 0);
  for (let number = last + 1; number <= greatest; number++) yield number;
  for (let number = Math.min(last, greatest); number >= lowest; number--) {
    if (numbers.isFree(number) && !given.has(number)) yield number;
  }
}

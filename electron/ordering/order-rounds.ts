import { inOrder, int32, planArrange, shownOrder, type ImagePosition, type Put } from './arrange.ts';
import { consistentWith, countSafe, renumberings } from './renumbering.ts';

/** Rounds with few requests, before the plan that works in every store. */
const frugalRounds = 2;

/** Brings images into an order in rounds of list, plan and send, until a list shows the order. */
export class OrderRounds {
  #possible = renumberings;
  #sent: { images: readonly ImagePosition[]; puts: readonly Put[] } | null = null;
  #planned = Number.POSITIVE_INFINITY;
  #round = 0;

  /** Rounds so far. A plan sent in parts, with a fresh list before each, counts once. */
  get count(): number {
    return this.#round;
  }

  /**
   * The PUTs to send before the next list; empty if the images are in order.
   *
   * `images`: a fresh list. `unanswered`: earlier PUTs without an answer, which the store may still carry
   * out.
   */
  next(images: readonly ImagePosition[], order: readonly number[], unanswered: readonly Put[] = []): Put[] {
    if (this.#sent) {
      this.#possible = consistentWith(this.#sent.images, this.#sent.puts, images, this.#possible);
    }
    const planned = planAgain(images, order, this.#round, unanswered);
    const puts = planned.slice(0, countSafe(images, planned, this.#possible));
    this.#sent = { images, puts };
    // A plan that does not shrink from list to list makes no progress.
    if (puts.length === planned.length || planned.length >= this.#planned) this.#round++;
    this.#planned = planned.length;
    return puts;
  }
}

/** The PUTs of one round. `round` counts from 0. Pure. */
export function planRound(images: readonly ImagePosition[], order: readonly number[], round: number): Put[] {
  return (round < frugalRounds ? null : planToEnd(images, order)) ?? planArrange(images, order);
}

/**
 * Like `planRound`, but repeats the numbers of unanswered PUTs where the order allows it. The result then
 * holds whenever the store carries them out. Pure.
 */
export function planAgain(
  images: readonly ImagePosition[],
  order: readonly number[],
  round: number,
  unanswered: readonly Put[],
): Put[] {
  let positions = [...images];
  const again: Put[] = [];
  for (const put of unanswered) {
    const { imageId, sortOrder } = put;
    const isNeeded = positions.some((image) => image.id === imageId && image.sortOrder !== sortOrder);
    if (!isNeeded || positions.some((image) => image.sortOrder === sortOrder)) continue;
    positions = positions.map((image) => (image.id === imageId ? { id: imageId, sortOrder } : image));
    again.push(put);
  }
  const rest = planRound(positions, order, round);
  const isContradicted = rest.some((put) => unanswered.some((other) => other.imageId === put.imageId));
  return isContradicted ? planRound(images, order, round) : [...again, ...rest];
}

/**
 * PUTs that work however a store renumbers, provided it keeps the order of other images: images that don't
 * continue a prefix of the wanted order go to the end, one after the other. Null if there are no numbers left
 * at the end.
 */
export function planToEnd(images: readonly ImagePosition[], order: readonly number[]): Put[] | null {
  const wanted = inOrder(images, order);
  let kept = 0;
  for (const { id } of shownOrder(images)) if (id === wanted[kept]?.id) kept++;
  const moved = wanted.slice(kept);
  // A store that renumbers the whole gallery uses numbers up to its length.
  const last = images.reduce((max, image) => Math.max(max, image.sortOrder), images.length);
  if (last + moved.length > int32.max) return null;
  return moved.map(({ id }, at) => ({ imageId: id, sortOrder: last + 1 + at }));
}

import { int32 } from './arrange-numbers.ts';
import { shownOrder, type Put, type Standing } from './arrange.ts';

/**
 * A reading of the reference, which says that a store may renumber images "with a `sort_order` the same as or greater than the
 * image's new value", and not when or how. What it might do only where a number is held is left out, as none is written then.
 */
interface Reading {
  when: 'raised' | 'lowered' | 'always' | 'never';
  /** They go up by one; they are numbered on without gaps; or the whole gallery is numbered from 0, or from 1. */
  how: 'shift' | 'close-up' | 'from-0' | 'from-1';
}

const readings: readonly Reading[] = [
  { when: 'never', how: 'shift' },
  ...(['raised', 'lowered', 'always'] as const).flatMap((when) =>
    (['shift', 'close-up', 'from-0', 'from-1'] as const).map((how) => ({ when, how })),
  ),
];

/** Playing more requests times images times readings through would be felt. */
const mostPlayed = 100_000;

/**
 * Keeps watch on what a store does to other numbers while one order is brought about, so that none is written that another image
 * has come to hold since the list: where that could be, the rest waits for a fresh list.
 */
export class RenumberingWatch {
  #possible = readings;
  #sent: { images: readonly Standing[]; puts: readonly Put[] } | null = null;

  /** Of what is planned for the images just listed, what may be sent before they are listed again: at least one, if there is any. */
  next(images: readonly Standing[], planned: readonly Put[]): Put[] {
    this.#learn(images);
    const puts = planned.slice(0, this.#countSafe(images, planned));
    this.#sent = { images, puts };
    return puts;
  }

  #learn(images: readonly Standing[]): void {
    if (!this.#sent || this.#isTooMuch(this.#sent.puts.length, images)) return;
    const { images: before, puts } = this.#sent;
    const possible = this.#possible.filter((reading) => {
      const numbers = numbersOf(before);
      for (const put of puts) play(numbers, put, reading);
      return images.every(({ id, sortOrder }) => (numbers.get(id) ?? sortOrder) === sortOrder);
    });
    // None: somebody else was at it too, or it is a rule of its own.
    this.#possible = possible.length > 0 ? possible : readings;
  }

  #countSafe(images: readonly Standing[], planned: readonly Put[]): number {
    const plain = countPlainlySafe(images, planned);
    if (plain === planned.length || this.#isTooMuch(plain, images)) return plain;
    const galleries = this.#possible.map((reading) => ({ reading, numbers: numbersOf(images) }));
    for (const [at, put] of planned.entries()) {
      if (at >= plain && this.#isTooMuch(at, images)) return at;
      for (const { numbers } of galleries) if (isHeldByAnother(numbers, put)) return Math.max(1, at);
      for (const { reading, numbers } of galleries) play(numbers, put, reading);
    }
    return planned.length;
  }

  #isTooMuch(requests: number, images: readonly Standing[]): boolean {
    return requests * images.length * this.#possible.length > mostPlayed;
  }
}

/**
 * How many requests are safe by any reading, as can be told without playing them: each number is free from the start, less than
 * those written before, and none that numbering a whole gallery would give.
 */
function countPlainlySafe(images: readonly Standing[], planned: readonly Put[]): number {
  const held = new Set(images.map((image) => image.sortOrder));
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { sortOrder }] of planned.entries()) {
    const isGiven = at > 0 && sortOrder >= 0 && sortOrder <= images.length;
    if (isGiven || held.has(sortOrder) || sortOrder >= least) return Math.max(1, at);
    least = sortOrder;
  }
  return planned.length;
}

function numbersOf(images: readonly Standing[]): Map<number, number> {
  return new Map(images.map(({ id, sortOrder }) => [id, sortOrder]));
}

function isHeldByAnother(numbers: ReadonlyMap<number, number>, { imageId, sortOrder }: Put): boolean {
  for (const [id, number] of numbers) if (number === sortOrder && id !== imageId) return true;
  return false;
}

/** What becomes of the numbers, by one reading. */
function play(numbers: Map<number, number>, { imageId, sortOrder }: Put, { when, how }: Reading): void {
  const before = numbers.get(imageId);
  if (before === undefined) return;
  numbers.set(imageId, sortOrder);
  const direction = sortOrder > before ? 'raised' : 'lowered';
  if (sortOrder === before || (when !== 'always' && when !== direction)) return;
  const set = (id: number, number: number): void => {
    numbers.set(id, Math.min(number, int32.greatest));
  };
  if (how === 'shift') {
    for (const [id, number] of numbers) if (id !== imageId && number >= sortOrder) set(id, number + 1);
    return;
  }
  const others = shownOrder(
    [...numbers].filter(([id]) => id !== imageId).map(([id, number]) => ({ id, sortOrder: number })),
  );
  const behind = others.filter((image) => image.sortOrder >= sortOrder).map(({ id }) => id);
  if (how === 'close-up') {
    for (const [at, id] of behind.entries()) set(id, sortOrder + 1 + at);
    return;
  }
  const ahead = others.filter((image) => image.sortOrder < sortOrder).map(({ id }) => id);
  const first = how === 'from-0' ? 0 : 1;
  for (const [at, id] of [...ahead, imageId, ...behind].entries()) set(id, first + at);
}

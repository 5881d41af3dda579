/** Position of an image in its gallery. Stores also have equal and negative numbers. */
export interface ImagePosition {
  id: number;
  sortOrder: number;
}

/** One request: `PUT …/images/{imageId}` with `sort_order`. */
export interface Put {
  imageId: number;
  sortOrder: number;
}

/** Neighbours in the wanted order that need numbers between two kept ones, both excluded. */
interface Gap {
  below: number;
  above: number;
  images: readonly ImagePosition[];
}

/** The range of `sort_order`, by the V2 and V3 references. */
export const int32 = { min: -2_147_483_648, max: 2_147_483_647 };

/**
 * Distance between numbers behind the last image and before the first, so that later images fit in between.
 */
const stride = 10;

/** Images in the store's display order: by `sort_order`, then id (seen in recorded answers). */
export function shownOrder<Image extends ImagePosition>(images: readonly Image[]): Image[] {
  return images.toSorted((a, b) => a.sortOrder - b.sortOrder || a.id - b.id);
}

/** The images in a given order. Ids without an image are skipped. */
export function inOrder(images: readonly ImagePosition[], order: readonly number[]): ImagePosition[] {
  const byId = new Map(images.map((image) => [image.id, image]));
  return [...new Set(order)].flatMap((id) => byId.get(id) ?? []);
}

/**
 * The few PUTs that bring images into an order, in the order to send them. Pure.
 *
 * 1. The longest run of images that can keep their numbers stays.
 * 2. The other images get numbers in the gaps, free ones where a gap has enough of them.
 * 3. No PUT writes a number that another image holds at that moment. The reference says that a store then
 *    renumbers images, but not how.
 *
 * `order`: image ids, first to last. Images that it does not name keep their numbers.
 */
export function planArrange(images: readonly ImagePosition[], order: readonly number[]): Put[] {
  const wanted = inOrder(images, order);
  const named = new Set(wanted);
  const unnamed = new Set(images.filter((image) => !named.has(image)).map((image) => image.sortOrder));
  const held = [...new Set(images.map((image) => image.sortOrder))].toSorted((a, b) => a - b);
  const puts = findGaps(wanted, [...unnamed]).flatMap((gap) => {
    const numbers = freeNumbers(gap, held) ?? allNumbers(gap, held, unnamed);
    return gap.images.flatMap(({ id, sortOrder: current }, at) => {
      const sortOrder = numbers[at] ?? current;
      return sortOrder === current ? [] : [{ imageId: id, sortOrder }];
    });
  });
  return inSendingOrder(images, puts);
}

/** The gaps in the longest run of images that can stay: an increasing subsequence with room for the rest. */
function findGaps(wanted: readonly ImagePosition[], unnamed: readonly number[]): Gap[] {
  const start = { id: Number.NEGATIVE_INFINITY, sortOrder: int32.min - 1 };
  const end = { id: Number.POSITIVE_INFINITY, sortOrder: int32.max + 1 };
  const row = [start, ...wanted, end];
  // Per image: the length of the longest run that ends with it, and the previous image in that run.
  const lengths = [0];
  const previous = [0];
  for (const [at, image] of row.entries()) {
    if (at === 0) continue;
    let longest = Number.NEGATIVE_INFINITY;
    let last = 0;
    for (let before = at - 1; before >= 0; before--) {
      const length = (lengths[before] ?? 0) + 1;
      if (length < longest || !canBothStay(row[before] ?? start, image, at - before - 1, unnamed)) continue;
      longest = length;
      last = before;
    }
    lengths.push(longest);
    previous.push(last);
  }
  const gaps: Gap[] = [];
  for (let at = row.length - 1; at > 0; at = previous[at] ?? 0) {
    const before = previous[at] ?? 0;
    const images = row.slice(before + 1, at);
    const [below, above] = [row[before]?.sortOrder ?? 0, row[at]?.sortOrder ?? 0];
    if (images.length > 0) gaps.push({ below, above, images });
  }
  return gaps;
}

/** Whether there are enough numbers between two images that stay. */
function canBothStay(
  low: ImagePosition,
  high: ImagePosition,
  between: number,
  unnamed: readonly number[],
): boolean {
  const room = high.sortOrder - low.sortOrder - 1;
  if (room < 0) return room === -1 && between === 0 && low.id < high.id;
  return room >= between && (unnamed.length === 0 || room - countBetween(unnamed, low, high) >= between);
}

/** Numbers for a gap that no image holds, evenly spaced; null if there are too few. `held`: ascending. */
function freeNumbers(gap: Gap, held: readonly number[]): number[] | null {
  const count = gap.images.length;
  for (const [below, above] of rangesOf(gap, held)) {
    const heldInside = held.filter((number) => number > below && number < above);
    const free = above - below - 1 - heldInside.length;
    if (free < count) continue;
    return gap.images.map((_, at) => {
      let number = below + Math.ceil(((at + 1) * free) / (count + 1));
      for (const other of heldInside) if (other <= number) number++;
      return number;
    });
  }
  return null;
}

/** Ranges to search for numbers, best first. Negative numbers come late: no recorded store has one. */
function rangesOf({ below, above, images }: Gap, [lowest = 0]: readonly number[]): [number, number][] {
  const width = stride * (images.length + 1);
  const whole: [number, number] = [below, above];
  if (below < int32.min) return [[-1, above], [Math.max(below, lowest - width), above], whole];
  if (above > int32.max) return [[below, Math.min(above, below + width)], whole];
  return [whole];
}

/** All free numbers of a gap, and as many of those held by its own images as needed. */
function allNumbers(
  { below, above, images }: Gap,
  held: readonly number[],
  unnamed: ReadonlySet<number>,
): number[] {
  const isHeld = new Set(held);
  const numbers = Array.from({ length: above - below - 1 }, (_, at) => below + 1 + at).filter(
    (number) => !unnamed.has(number),
  );
  let surplus = numbers.length - images.length;
  return numbers.filter((number) => !isHeld.has(number) || surplus-- <= 0);
}

/**
 * Orders the PUTs so that each number is free when it is written. Where there is a choice, the greatest comes
 * first: a store that makes room raises numbers, and so can't reach those still to be written. In a cycle of
 * images that wait for each other, one first moves to a spare number.
 */
function inSendingOrder(images: readonly ImagePosition[], puts: readonly Put[]): Put[] {
  const numberOf = new Map(images.map((image) => [image.id, image.sortOrder]));
  const holders = new Map<number, number>();
  for (const number of numberOf.values()) holders.set(number, (holders.get(number) ?? 0) + 1);
  const pending = puts.toSorted((a, b) => b.sortOrder - a.sortOrder);
  const targets = new Set(pending.map((put) => put.sortOrder));
  const isFree = (number: number): boolean => (holders.get(number) ?? 0) === 0;
  const sent: Put[] = [];
  const send = (put: Put): void => {
    const left = numberOf.get(put.imageId) ?? 0;
    holders.set(left, (holders.get(left) ?? 0) - 1);
    holders.set(put.sortOrder, 1);
    numberOf.set(put.imageId, put.sortOrder);
    sent.push(put);
  };
  /** In a cycle, the image with the greatest wanted number moves out of the way. */
  const breakCycle = (wanted: number): void => {
    let spare = Math.min(int32.max, Math.max(...holders.keys(), ...targets) + 1);
    while (!isFree(spare) || targets.has(spare)) spare--;
    const holder = pending.find((put) => numberOf.get(put.imageId) === wanted);
    if (!holder) throw new Error(`No image can leave the number ${wanted}.`);
    send({ imageId: holder.imageId, sortOrder: spare });
  };
  for (let [first] = pending; first; [first] = pending) {
    const ready = pending.findIndex((put) => isFree(put.sortOrder));
    if (ready < 0) breakCycle(first.sortOrder);
    else for (const put of pending.splice(ready, 1)) send(put);
  }
  return sent;
}

function countBetween(numbers: readonly number[], low: ImagePosition, high: ImagePosition): number {
  return numbers.filter((number) => number > low.sortOrder && number < high.sortOrder).length;
}

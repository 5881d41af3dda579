import { fewestChanges } from './arrange-search.ts';
import { inSendingOrder } from './arrange-send.ts';
import { int32, Numbers, type Arrangeable, type NumberRange } from './arrange-numbers.ts';

/** An image of the store as far as order goes. The store shows by (`sort_order`, id); ties and negatives occur. */
export interface Standing {
  id: number;
  sortOrder: number;
}

/** One request: `PUT …/images/{imageId}` with `sort_order`. */
export interface Put {
  imageId: number;
  sortOrder: number;
}

/** A photo that is not in the store yet. `sortOrder`: the number it was or will be sent with, null to be given one. */
export interface Pending {
  entryId: number;
  sortOrder: number | null;
}

/** A place in the wanted order. */
export type Place = { imageId: number } | { entryId: number };

export interface ArrangePlan {
  /** To be sent one after the other, in this order. */
  puts: Put[];
  /**
   * The number for each photo that had none. Nobody holds it once `afterPuts` of the requests are answered; that is 0
   * unless a stretch is so tight that a number must be made free.
   */
  creations: { entryId: number; sortOrder: number; afterPuts: number }[];
  /** Photos on their way with a number in the wrong place: the number to give each once it is an image. */
  later: { entryId: number; sortOrder: number }[];
}

/** The images as the store shows them: by `sort_order`, equal ones by id (seen in recorded answers). */
export function shownOrder<Image extends Standing>(images: readonly Image[]): Image[] {
  return images.toSorted((a, b) => a.sortOrder - b.sortOrder || a.id - b.id);
}

/** Whether the images that are named stand in the order wanted. Names of images that are gone are passed over. */
export function isArranged(images: readonly Standing[], order: readonly number[]): boolean {
  const wanted = onlyPresent(images, order);
  const named = new Set(wanted);
  const shown = shownOrder(images).filter((image) => named.has(image.id));
  return shown.every((image, at) => image.id === wanted[at]);
}

/**
 * The fewest PUTs, in the order to send them, that bring images into an order (ids, first to last). Pure.
 *
 * - A longest run of images that can stay keeps its numbers; the others get numbers in the gaps between them.
 * - No PUT writes a number that another image holds at that moment, given the ones before: the reference says that
 *   "images with a `sort_order` the same as or greater than the image's new value will have their `sort_order`s
 *   reordered" when an image is given a lower priority, and not how. A free number leaves least to that rule.
 * - Images that the order does not name keep their numbers, which nobody else gets; ids without an image are passed over.
 *
 * `range`: pass `{ ...int32, lowest: 0 }` for a store that refuses negative numbers, which the reference allows.
 */
export function planArrange(
  images: readonly Standing[],
  order: readonly number[],
  range: NumberRange = int32,
): Put[] {
  const places = order.map((imageId) => ({ imageId }));
  return planWithPending(images, [], places, range).puts;
}

/**
 * As `planArrange`, with photos that are still to be sent at their places among the images. Their numbers cost no
 * request, so the images make room only where there is none. A photo that already has a number, because its request may
 * be on its way, counts as an image that holds it.
 */
export function planWithPending(
  images: readonly Standing[],
  pending: readonly Pending[],
  order: readonly Place[],
  range: NumberRange = int32,
): ArrangePlan {
  const standing = new Map(images.map((image) => [image.id, image.sortOrder]));
  const waiting = new Map(pending.map((photo) => [photo.entryId, photo.sortOrder]));
  const places: Place[] = [];
  const items: Arrangeable[] = [];
  for (const place of order) {
    // Each is taken out, so that what is named twice counts once, and what is left is not part of the arrangement.
    if ('imageId' in place) {
      const sortOrder = standing.get(place.imageId);
      if (sortOrder === undefined) continue;
      standing.delete(place.imageId);
      items.push({ sortOrder, id: place.imageId, canLeave: true });
    } else {
      const sortOrder = waiting.get(place.entryId);
      if (sortOrder === undefined) continue;
      waiting.delete(place.entryId);
      items.push({ sortOrder, id: Number.POSITIVE_INFINITY, canLeave: false });
    }
    places.push(place);
  }
  const others = [...standing.values(), ...waiting.values()].filter((number) => number !== null);
  const numbers = new Numbers(items, others, range);

  const plan: ArrangePlan = { puts: [], creations: [], later: [] };
  for (const { place: at, sortOrder } of inSendingOrder(numbers, fewestChanges(numbers))) {
    const place = places[at];
    if (!place) continue;
    if ('imageId' in place) plan.puts.push({ imageId: place.imageId, sortOrder });
    else if (items[at]?.sortOrder !== null) plan.later.push({ entryId: place.entryId, sortOrder });
    else {
      const afterPuts = numbers.isFree(sortOrder) ? 0 : plan.puts.length;
      plan.creations.push({ entryId: place.entryId, sortOrder, afterPuts });
    }
  }
  return plan;
}

/**
 * PUTs that hold whatever a store does to other images' numbers, as long as it leaves their order alone: all that is not
 * a beginning of the wanted order goes to the end, one after the other. Seldom the fewest.
 */
export function planFromEnd(
  images: readonly Standing[],
  order: readonly number[],
  range: NumberRange = int32,
): Put[] {
  const wanted = onlyPresent(images, order);
  const shown = shownOrder(images).map((image) => image.id);
  let kept = 0;
  for (const id of shown) if (id === wanted[kept]) kept++;
  const moved = wanted.slice(kept);
  // A store that numbers all images anew gets as far as their count, also from numbers that were equal.
  const last = images.reduce((most, image) => Math.max(most, image.sortOrder), images.length);
  if (last + moved.length <= range.greatest) {
    return moved.map((imageId, at) => ({ imageId, sortOrder: last + 1 + at }));
  }
  return planArrange(images, order, range);
}

/** Rounds that are tried with the fewest requests before the sure way is taken. */
const frugalRounds = 3;

/**
 * The PUTs of one round of: list, plan, send. `round` counts from 0. Empty when the list is in order; a caller lists
 * again after every round, since nobody knows how a store renumbers.
 */
export function planRound(
  images: readonly Standing[],
  order: readonly number[],
  round: number,
  range: NumberRange = int32,
): Put[] {
  return round < frugalRounds ? planArrange(images, order, range) : planFromEnd(images, order, range);
}

/**
 * As `planRound`, where earlier requests went without an answer: the store may carry them out at any later time. Their images are
 * given those very numbers, as far as that leads to the order too, so that it holds whenever that is. Pure.
 */
export function planAgain(
  images: readonly Standing[],
  order: readonly number[],
  round: number,
  unanswered: readonly Put[],
): Put[] {
  let standing = [...images];
  const again: Put[] = [];
  for (const { imageId, sortOrder } of unanswered) {
    const isThere = standing.some((image) => image.id === imageId && image.sortOrder !== sortOrder);
    if (!isThere || standing.some((image) => image.sortOrder === sortOrder)) continue;
    standing = standing.map((image) => (image.id === imageId ? { id: imageId, sortOrder } : image));
    again.push({ imageId, sortOrder });
  }
  const rest = planRound(standing, order, round);
  const isHeldUp = rest.some((put) => unanswered.some((other) => other.imageId === put.imageId));
  return isHeldUp ? planRound(images, order, round) : [...again, ...rest];
}

function onlyPresent(images: readonly Standing[], order: readonly number[]): number[] {
  const present = new Set(images.map((image) => image.id));
  return [...new Set(order)].filter((id) => present.has(id));
}

import { createBreather } from '../intake/breather.ts';
import type { Item } from './item.ts';
import type { Matched } from './matcher.ts';
import type { ReviewBatch } from './review-batch.ts';

/** How many photos are matched in one go, and one transaction. */
const groupSize = 50;

/**
 * Matches by name again what nobody has decided, in slices: an older or unfinished catalogue may have known less. Answers what has changed.
 * Ends early once `isOver`.
 */
export async function matchAgain(
  batch: ReviewBatch,
  match: (item: Item) => Matched,
  isOver: () => boolean,
): Promise<Item[]> {
  const breather = createBreather();
  const all: Item[] = [];
  const open = batch.items().filter(isOpenToNames);
  for (let start = 0; start < open.length && !isOver(); start += groupSize) {
    // As they are by now.
    const group = open.slice(start, start + groupSize).flatMap(({ id }) => batch.item(id) ?? []);
    const changed = group.filter(isOpenToNames).flatMap((item) => rematched(item, match(item)) ?? []);
    batch.updateAll(changed);
    all.push(...changed);
    if (breather.isDue()) await breather.breathe();
  }
  return all;
}

/** Whether a photo goes by its name still: neither the user nor a list of photos has decided, and it is not about to be queued. */
function isOpenToNames({ match, accepted, unusable }: Item): boolean {
  return match.is !== 'chosen' && !match.isSettled && !accepted && unusable === null;
}

/** The item as it is now matched; null where nothing of that has changed. */
function rematched(item: Item, { match, target }: Matched): Item | null {
  const isSameProduct = item.target?.productId === target?.productId;
  const isSame =
    isSameProduct &&
    item.target?.variantId === target?.variantId &&
    item.match.is === match.is &&
    item.match.why === match.why &&
    item.match.candidates.length === match.candidates.length;
  if (isSame) return null;
  return isSameProduct
    ? { ...item, match, target }
    : { ...item, match, target, place: null, asThumbnail: false };
}

import { createTimeSlicer } from '../util/time-slicer.ts';
import { bothHabits, isNoHabit, noHabits } from '../matching/batch-context.ts';
import type { Habits } from '../matching/match.ts';
import type { Item } from './item.ts';
import type { Matched, Matcher } from '../matching/matcher.ts';
import type { ReviewBatch } from './review-batch.ts';

/** Photos matched in one transaction. */
const groupSize = 50;

export interface MatchedBatch {
  readonly storeId: string;
  readonly batch: ReviewBatch;
  /** The catalogue and patterns. */
  matchedWith: string;
  /** Null until all names are known. */
  habits: Habits | null;
}

/**
 * Matches undecided photos again if the catalogue or the patterns changed, or once all names are known and their
 * common scheme may resolve them. Returns what changed. Ends early once `isOver`.
 */
export async function matchAnew(
  matched: MatchedBatch,
  matcher: Matcher,
  isOver: () => boolean,
): Promise<Item[]> {
  const { storeId, batch } = matched;
  const edition = matcher.edition(storeId);
  const isNew = edition !== matched.matchedWith;
  matched.matchedWith = edition;
  const known = matched.habits;
  if ((known === null || isNew) && !batch.isReading && batch.items().some(isDoubtful)) {
    const named = batch.items().filter(({ unusable }) => unusable === null);
    matched.habits = bothHabits(known ?? noHabits, await matcher.habits(storeId, named, isOver));
  }
  const habits = matched.habits ?? noHabits;
  if (!isNew && (matched.habits === known || isNoHabit(habits))) return [];
  return matchAgain(batch, (item) => matcher.match(storeId, item, habits), isOver);
}

async function matchAgain(
  batch: ReviewBatch,
  match: (item: Item) => Matched,
  isOver: () => boolean,
): Promise<Item[]> {
  const slicer = createTimeSlicer();
  const all: Item[] = [];
  const open = batch.items().filter(isOpenToNames);
  for (let start = 0; start < open.length && !isOver(); start += groupSize) {
    // Read again, because they may have changed since the last slice.
    const group = open.slice(start, start + groupSize).flatMap(({ id }) => batch.item(id) ?? []);
    const changed = group.filter(isOpenToNames).flatMap((item) => rematched(item, match(item)) ?? []);
    batch.updateAll(changed);
    all.push(...changed);
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return all;
}

/** Whether a photo is still matched by name: no user or list decided, and it is not accepted. */
function isOpenToNames({ match, accepted, unusable }: Item): boolean {
  return match.is !== 'chosen' && !match.isSettled && !accepted && unusable === null;
}

const isDoubtful = (item: Item): boolean => item.match.is === 'ambiguous' && isOpenToNames(item);

/** Null if nothing changed. */
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

import { createTimeSlicer } from '../util/time-slicer.ts';
import { isEmptyContext, mergeContexts } from '../matching/batch-context.ts';
import { noContext, type BatchContext } from '../matching/match.ts';
import type { Item } from './item.ts';
import type { Matched, Matcher, NamedFile } from '../matching/matcher.ts';
import type { ReviewBatch } from './review-batch.ts';

/** Photos matched in one transaction. */
const groupSize = 50;

export interface MatchedBatch {
  readonly storeId: string;
  readonly batch: ReviewBatch;
  /** The catalogue and patterns. */
  matchedWith: string;
  /** What the batch's names have in common; null until all names are known. */
  context: BatchContext | null;
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
  const known = matched.context;
  if ((known === null || isNew) && !batch.isReading) {
    const named = batch.items().filter(({ unusable }) => unusable === null);
    matched.context = mergeContexts(known ?? noContext, await matcher.context(storeId, named, isOver));
  }
  const context = matched.context ?? noContext;
  if (!isNew && (matched.context === known || isEmptyContext(context))) return [];
  return matchAgain(batch, (item) => matcher.match(storeId, namedFile(item), context), isOver);
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

/** A photo as the matcher takes it. */
export function namedFile({ fileName, folder, root, facts }: Item): NamedFile {
  return { fileName, folder, root, fields: facts?.fields ?? null };
}

/** Whether a photo's name still decides its product: no user or list has, and it is not about to be queued. */
export function isOpenToNames({ match, accepted, unusable }: Item): boolean {
  return match.type !== 'chosen' && !match.isSettled && !accepted && unusable === null;
}

/** The item as it is now matched; null where nothing of that has changed. */
export function rematched(item: Item, { match, target }: Matched): Item | null {
  const isSameProduct = item.target?.productId === target?.productId;
  const isSame =
    isSameProduct &&
    item.target?.variantId === target?.variantId &&
    String(item.target?.variants?.variantIds) === String(target?.variants?.variantIds) &&
    item.match.type === match.type &&
    item.match.why === match.why &&
    item.match.candidates.length === match.candidates.length;
  if (isSame) return null;
  return isSameProduct
    ? { ...item, match, target }
    : { ...item, match, target, place: null, asThumbnail: false };
}

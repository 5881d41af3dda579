import type { TakeBackCounts } from '../../shared/take-back.ts';
import type { VariantImageEntry } from './edit-entry.ts';
import { creates, isOpen, ownImageOf, type OutboxEntry } from './entry.ts';

/** What taking entries back does. */
export interface TakeBackPlan {
  /** Entries to withdraw. */
  entryIds: number[];
  /** Archived entries, whose images are removed. */
  archivedIds: number[];
  /** Images that have arrived, by product. */
  removals: { productId: number; imageIds: number[] }[];
  /** Earlier images of variants that are put back. `url`: '' for a variant that had none. */
  restores: { productId: number; variantId: number; url: string }[];
  counts: TakeBackCounts;
}

/**
 * Plans to take entries back. Images that replaced others stay once the others are gone. `archived`: its
 * entries in history. `isThere`: the image is in the gallery as last known. `variantImage`: the address of a variant's
 * own image as last known. Pure.
 */
export function planTakeBack(
  entries: readonly OutboxEntry[],
  archived: readonly OutboxEntry[],
  isThere: (entry: OutboxEntry, imageId: number) => boolean,
  variantImage: (entry: VariantImageEntry) => string | null,
): TakeBackPlan {
  const plan: TakeBackPlan = {
    entryIds: [],
    archivedIds: [],
    removals: [],
    restores: [],
    counts: { open: 0, arrived: 0, stays: 0 },
  };
  const inHistory = new Set(archived.map(({ id }) => id));
  const products = Map.groupBy([...entries, ...archived], (entry) => entry.productId);
  for (const [productId, own] of products) {
    const isReplaced = own.some(hasReplaced);
    const imageIds: number[] = [];
    const ofVariants = own
      .filter((entry) => entry.type === 'variant-image')
      .filter((entry) => !entry.withdrawn);
    for (const images of Map.groupBy(ofVariants, ({ variantId }) => variantId).values())
      takeVariantImagesBack(plan, images, inHistory, variantImage);
    for (const entry of own) {
      if (entry.withdrawn || entry.type === 'variant-image') continue;
      const imageId = creates(entry) ? ownImageOf(entry) : null;
      if (imageId !== null && !isThere(entry, imageId)) continue;
      if (imageId === null) {
        if (isOpen(entry.progress) && !isChange(entry)) plan.counts.open += 1;
        if (entry.progress.type !== 'done' && !hasReplaced(entry)) plan.entryIds.push(entry.id);
      } else if (isReplaced) plan.counts.stays += 1;
      else {
        imageIds.push(imageId);
        (inHistory.has(entry.id) ? plan.archivedIds : plan.entryIds).push(entry.id);
      }
    }
    plan.counts.arrived += imageIds.length;
    if (imageIds.length > 0) plan.removals.push({ productId, imageIds });
  }
  return plan;
}

/**
 * Images that arrived, or may have, make way for the one that the variant had before, unless it has another one by now.
 * Of several, each may have replaced the one before it. `own`: the entries of one variant.
 */
function takeVariantImagesBack(
  plan: TakeBackPlan,
  own: readonly VariantImageEntry[],
  inHistory: ReadonlySet<number>,
  variantImage: (entry: VariantImageEntry) => string | null,
): void {
  const [first] = own;
  if (first === undefined) return;
  const { productId, variantId } = first;
  const present = variantImage(first);
  const count = (what: 'openVariantImages' | 'restored' | 'changedSince' | 'unknownBefore'): void => {
    plan.counts[what] = (plan.counts[what] ?? 0) + 1;
  };
  const photos = own.filter(({ restores }) => restores === null);
  const isDone = ({ progress }: VariantImageEntry) => progress.type === 'done';
  // One that may be on its way replaces the present image, whichever that is.
  const last =
    photos.findLast((one) => !isDone(one) && one.attempts > 0 && one.before !== null) ??
    photos.findLast((one) => isDone(one) && one.made !== null && one.made === present);
  const replaced = last === undefined ? [] : chainOf(last, photos);
  const url = replaced.at(-1)?.before ?? null;
  if (url !== null) plan.restores.push({ productId, variantId, url });
  for (const entry of own) {
    if (isOpen(entry.progress)) {
      plan.counts.open += 1;
      count('openVariantImages');
    }
    const stays = isDone(entry) && !(url !== null && replaced.includes(entry));
    const isOpenRestore = entry.restores !== null && isOpen(entry.progress);
    if (entry.restores !== null ? isOpenRestore : !stays)
      (inHistory.has(entry.id) ? plan.archivedIds : plan.entryIds).push(entry.id);
  }
  if (!photos.some(isDone)) return;
  if (url !== null) {
    if (replaced.some(isDone)) count('restored');
  } else if (present !== null) {
    const isOurs = photos.some((one) => isDone(one) && (one.made === null || one.made === present));
    count(isOurs ? 'unknownBefore' : 'changedSince');
  }
}

/** An entry, that whose image it replaced, and so on back to the first of them. */
function chainOf(last: VariantImageEntry, photos: readonly VariantImageEntry[]): VariantImageEntry[] {
  const chain = [last];
  for (;;) {
    const before = chain.at(-1)?.before;
    const earlier = photos.find((one) => one.made !== null && one.made === before && !chain.includes(one));
    if (earlier === undefined) return chain;
    chain.push(earlier);
  }
}

/** Whether the removal of replaced images was or is being sent. */
function hasReplaced(entry: OutboxEntry): boolean {
  if (entry.type !== 'remove' || !entry.replacing) return false;
  return entry.progress.type === 'done' || (isOpen(entry.progress) && entry.attempts > 0);
}

function isChange({ type }: OutboxEntry): boolean {
  return type === 'remove' || type === 'update' || type === 'arrange' || type === 'clear';
}

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
    for (const entry of own) {
      if (entry.withdrawn) continue;
      if (entry.type === 'variant-image') {
        takeVariantImageBack(plan, entry, inHistory, variantImage(entry));
        continue;
      }
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

/** An image that arrived, or may have, makes way for the earlier one, unless the variant has another one by now. */
function takeVariantImageBack(
  plan: TakeBackPlan,
  entry: VariantImageEntry,
  inHistory: ReadonlySet<number>,
  present: string | null,
): void {
  const { productId, variantId, progress, attempts, before, made } = entry;
  const count = (what: 'openVariantImages' | 'restored' | 'changedSince' | 'unknownBefore'): void => {
    plan.counts[what] = (plan.counts[what] ?? 0) + 1;
  };
  const isDone = progress.type === 'done';
  if (isOpen(progress)) {
    plan.counts.open += 1;
    count('openVariantImages');
  }
  if (entry.restores !== null) {
    if (isOpen(progress)) plan.entryIds.push(entry.id);
    return;
  }
  const isReplaceable = before !== null && (isDone ? made === present : attempts > 0);
  if (isReplaceable) plan.restores.push({ productId, variantId, url: before });
  if (isDone && !isReplaceable) {
    if (present !== null) count(made !== null && made !== present ? 'changedSince' : 'unknownBefore');
    return;
  }
  if (isDone) count('restored');
  (inHistory.has(entry.id) ? plan.archivedIds : plan.entryIds).push(entry.id);
}

/** Whether the removal of replaced images was or is being sent. */
function hasReplaced(entry: OutboxEntry): boolean {
  if (entry.type !== 'remove' || !entry.replacing) return false;
  return entry.progress.type === 'done' || (isOpen(entry.progress) && entry.attempts > 0);
}

function isChange({ type }: OutboxEntry): boolean {
  return type === 'remove' || type === 'update' || type === 'arrange' || type === 'clear';
}

import { twiceInBatch, leftAlreadyThere } from './reasons.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { creates } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isReading, type Item } from './item.ts';
import { isSendable, planQueue } from './queue-plan.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { ReviewBytes } from './review-bytes.ts';

/** A file that a finished review did not queue, to be told with its batch. */
export interface LeftOver {
  fileName: string;
  folder: string;
  reason: Reason;
}

export interface Queued {
  photos: number;
  /** Null while something is left to decide or to prepare. */
  left: LeftOver[] | null;
}

/**
 * Moves accepted photos into the outbox, product by product: each once all its accepted photos are as they are to be sent, since
 * their places follow from one another. Photos are in the outbox before they leave the review, so a crash loses none.
 */
export function queueReady(
  { catalog, outbox, bytes }: { catalog: Catalog; outbox: Outbox; bytes: ReviewBytes },
  storeId: string,
  batch: ReviewBatch,
): Queued {
  const taken: Item[] = [];
  for (const product of batch.arrangement().ready) {
    const accepted = product.items.filter(({ item, included }) => item.accepted && included);
    if (accepted.length === 0 || accepted.some(({ item }) => !isSendable(item))) continue;
    const productId = product.facts.id;
    const known = catalog.product(storeId, productId)?.imagesAt != null;
    const plan = planQueue(product, {
      images: known ? catalog.images(storeId, productId) : null,
      onTheWay: outbox.entries
        .ofProduct(storeId, productId)
        .filter(creates)
        .map((entry) => entry.sortOrder),
    });
    outbox.add({ storeId, productId, batchId: batch.batchId }, plan.intents, {
      continuesRun: taken.length > 0,
    });
    taken.push(...plan.taken);
    const stays = accepted.filter(({ item }) => !plan.taken.includes(item));
    batch.updateAll(stays.map(({ item }) => ({ ...item, accepted: false })));
  }
  batch.remove(taken);
  for (const item of taken) bytes.free(item);
  return { photos: taken.length, left: leftOf(batch) };
}

/** What a batch leaves behind that has nothing left to decide; null while it has. */
function leftOf(batch: ReviewBatch): LeftOver[] | null {
  const { choose, ready, unusable } = batch.arrangement();
  const placed = ready.flatMap(({ items }) => items);
  const isUndecided = choose.length > 0 || placed.some(({ included, item }) => included || isReading(item));
  if (isUndecided) return null;
  return [...placed, ...unusable].flatMap(({ item, duplicate }) => {
    const reason =
      item.unusable ??
      (duplicate === 'gallery' ? leftAlreadyThere : duplicate === 'batch' ? twiceInBatch : null);
    return reason ? [{ fileName: item.fileName, folder: item.folder, reason }] : [];
  });
}

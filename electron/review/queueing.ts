import type { Reason } from '../../shared/outcome.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { creates } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isReading, isSendable, type Item } from './item.ts';
import { planQueue } from './queue-plan.ts';
import { leftAlreadyThere, twiceInBatch } from './reasons.ts';
import type { ReviewBatch } from './review-batch.ts';

/** A file that a finished review did not queue, to be told with its batch. */
export interface LeftOver {
  fileName: string;
  folder: string;
  reason: Reason;
}

interface QueueingPorts {
  catalog: Catalog;
  outbox: Outbox;
}

/**
 * Moves a product's accepted photos into the outbox, once all of them are as they are to be sent, since their places follow from one
 * another. What is known of the product is looked up now: another batch may have queued the same photo since. Answers the
 * photos that are in the outbox now, and have to leave the review before anything else is done with it: in this order, a crash loses
 * none.
 */
export function queueProduct(
  { catalog, outbox }: QueueingPorts,
  storeId: string,
  batch: ReviewBatch,
  productId: number,
  continuesRun: boolean,
): Item[] {
  if (!batch.hasAccepted(productId)) return [];
  const product = batch.productNow(productId);
  const accepted = product?.items.filter(({ item }) => item.accepted) ?? [];
  const wanted = accepted.filter(({ included }) => included);
  if (!product || wanted.some(({ item, destination }) => !isSendable(item, destination))) return [];
  const { batchId } = batch;
  const entries = outbox.entries.ofProduct(storeId, productId, true);
  const known = catalog.product(storeId, productId)?.imagesAt != null;
  const plan = planQueue(product, {
    images: known ? catalog.images(storeId, productId) : null,
    onTheWay: entries
      .filter(creates)
      .filter(({ progress }) => progress.is !== 'done' && progress.is !== 'cancelled')
      .map((entry) => entry.sortOrder),
    ofThisBatch: new Set(
      entries.flatMap((entry) =>
        entry.batchId === batchId && entry.kind === 'upload' ? [entry.photo.mark] : [],
      ),
    ),
  });
  outbox.add({ storeId, productId, batchId }, plan.intents, { continuesRun });
  // What comes to this product later in this batch must not take the place of what has just been queued.
  if (plan.taken.length > 0 && product.placement === 'replace') batch.changeProduct(productId, 'after');
  const stays = accepted.filter(({ item }) => !plan.taken.includes(item));
  batch.updateAll(stays.map(({ item }) => ({ ...item, accepted: false })));
  return plan.taken;
}

/** What a batch leaves behind that has nothing left to decide; null while it has. */
export function leftOf(batch: ReviewBatch): LeftOver[] | null {
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

/** Whether the outbox has the photo already: a crash between queueing photos and taking them out of the review leaves them in both. */
export function isQueued(
  queued: ReadonlySet<string>,
  { target, sha256, prepared, variantCopy }: Item,
): boolean {
  if (target === null || sha256 === null) return false;
  const copies = [sha256, prepared?.sha256, variantCopy?.sha256];
  return copies.some((copy) => copy !== undefined && queued.has(`${target.productId}/${copy}`));
}

import type { Reason } from '../../shared/outcome.ts';
import { imageKey } from '../../shared/tile-key.ts';
import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { creates } from '../outbox/entry.ts';
import type { NewIntent } from '../outbox/intent.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isReading, isSendable, isSetAside, type Item } from './item.ts';
import { planQueue } from './queue-plan.ts';
import { alreadyThere, twiceInBatch } from './review-messages.ts';
import type { ReviewBatch } from './review-batch.ts';

/** A file that a finished review did not queue; reported with its batch. */
export interface LeftOver {
  fileName: string;
  folder: string;
  reason: Reason;
}

export interface Target {
  storeId: string;
  productId: number;
}

/** Images with the user's latest edits, sent or not. `key`: see `shared/tile-key.ts`. */
export interface LatestImages {
  asReplaced: (target: Target, key: string) => Pick<StoreImage, 'description' | 'isThumbnail'> | null;
}

/** Photos of a review that were queued for a product, and as how many images, of which some are of variants. */
export interface QueuedProduct {
  productId: number;
  photos: number;
  pictures: number;
  variantImages: number;
}

interface QueueingPorts {
  catalog: Catalog;
  outbox: Outbox;
  edits: LatestImages;
}

/** What is queued for a product, and what happens to its photos under review. */
export interface LeavingProduct {
  productId: number;
  intents: NewIntent[];
  /** Queued with these intents. */
  taken: Item[];
  /** Accepted but not queued: duplicates, or more than the gallery takes. */
  stays: Item[];
  /** Photos that take an image's place, by mark. */
  inPlaceOf: { mark: string; imageId: number }[];
  isReplacing: boolean;
}

/**
 * Plans the queueing of a product's accepted photos; null until all are prepared, because their sort orders depend on
 * each other. The product is read again, because another batch may have queued the same photo.
 */
export function planLeaving(
  { catalog, outbox, edits }: QueueingPorts,
  storeId: string,
  batch: ReviewBatch,
  productId: number,
): LeavingProduct | null {
  if (!batch.hasAccepted(productId)) return null;
  const product = batch.productNow(productId);
  const accepted = product?.items.filter(({ item }) => item.accepted) ?? [];
  const wanted = accepted.filter(({ included }) => included);
  if (!product || wanted.some(({ item, destination }) => !isSendable(item, destination))) return null;
  const { batchId } = batch;
  const entries = outbox.entries.ofProduct(storeId, productId, true);
  const known = catalog.product(storeId, productId)?.imagesAt != null;
  const { intents, taken, inPlaceOf } = planQueue(product, {
    images: known ? catalog.images(storeId, productId) : null,
    latest: (imageId) => edits.asReplaced({ storeId, productId }, imageKey(imageId)),
    onTheWay: entries
      .filter(creates)
      .filter(({ progress }) => progress.type !== 'done' && progress.type !== 'cancelled')
      .map((entry) => entry.sortOrder),
    ofThisBatch: new Set(
      entries.flatMap((entry) =>
        entry.batchId === batchId && entry.type === 'upload' ? [entry.photo.mark] : [],
      ),
    ),
  });
  const isTaken = new Set(taken);
  return {
    productId,
    intents,
    taken,
    inPlaceOf,
    stays: accepted.flatMap(({ item }) => (isTaken.has(item) ? [] : [item])),
    isReplacing: taken.length > 0 && product.placement === 'replace',
  };
}

/** What a fully decided batch leaves behind; null while something is undecided. */
export function leftOf(batch: ReviewBatch): LeftOver[] | null {
  if (batch.isComing) return null;
  const { choose, ready, unusable } = batch.arrangement();
  const placed = ready.flatMap(({ items }) => items);
  const isUndecided =
    choose.some(({ item }) => !isSetAside(item)) ||
    placed.some(({ included, item }) => included || isReading(item)) ||
    unusable.some(({ item }) => item.wantsCameraJpeg);
  if (isUndecided) return null;
  return [...placed, ...unusable].flatMap(({ item, duplicate }) => {
    const reason =
      item.unusable ?? (duplicate === 'gallery' ? alreadyThere : duplicate === 'batch' ? twiceInBatch : null);
    return reason ? [{ fileName: item.fileName, folder: item.folder, reason }] : [];
  });
}

/** Whether the outbox has the photo already: after a crash it may be in both. */
export function isQueued(
  queued: ReadonlySet<string>,
  { target, sha256, prepared, variantCopy }: Item,
): boolean {
  if (target === null || sha256 === null) return false;
  const copies = [sha256, prepared?.sha256, variantCopy?.sha256];
  return copies.some((copy) => copy !== undefined && queued.has(`${target.productId}/${copy}`));
}

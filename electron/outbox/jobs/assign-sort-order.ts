import { limits } from '../../../shared/limits.ts';
import { int32 } from '../../ordering/arrange.ts';
import type { StoreImage } from '../../bigcommerce/image-api.ts';
import type { NewIntent } from '../intent.ts';
import { creates, type CreatingEntry, type OutboxEntry } from '../entry.ts';
import { failUnsent, type JobContext } from './job-context.ts';

/** Assigns sort orders to photos of many products, by one reading of their images. */
export async function assignSortOrders(job: JobContext, productIds: readonly number[]): Promise<void> {
  const effects = { read: 'place', record: 'record-place' } as const;
  await job.grouped.read(job, effects, productIds, (productId, images) =>
    saveSortOrders(job, productId, images),
  );
}

/** Assigns a sort order to photos queued offline, once the product's images are known. */
export async function assignSortOrder(job: JobContext, productId: number): Promise<void> {
  const { api, effects, entries, storeId, transaction } = job.ports;
  job.grouped.recordRead(productId);
  const answer = await job.connectivity.recordReading(
    await effects.do('place', () => api.list(productId, { priority: 'batch', signal: job.signal })),
  );
  if (job.isClosed) return;
  const waiting = entries
    .ofProduct(storeId, productId)
    .filter((entry) => entry.progress.type === 'waiting' && creates(entry) && entry.sortOrder === null);
  if (!answer.ok) {
    for (const { id } of waiting) failUnsent(job, id, answer.reason);
    return;
  }
  effects.do('record-place', () => transaction(() => saveSortOrders(job, productId, answer.value)));
  job.ports.onGallery(productId);
}

/** The caller holds the transaction. */
function saveSortOrders(job: JobContext, productId: number, images: readonly StoreImage[]): void {
  const { catalog, entries, storeId } = job.ports;
  catalog.saveImages(storeId, productId, images);
  const open = entries.ofProduct(storeId, productId).filter(creates);
  for (const placed of numberNewImages(images, open)) entries.save(placed);
}

/**
 * Appends new images in queue order after all existing and queued ones. The first becomes the thumbnail if
 * the product has none. Pure.
 */
function numberNewImages(images: readonly StoreImage[], open: readonly CreatingEntry[]): CreatingEntry[] {
  let last = nextSortOrder(
    images,
    open.map((entry) => entry.sortOrder),
  );
  let needsThumbnail = !images.some((image) => image.isThumbnail) && !open.some((entry) => entry.asThumbnail);
  return open
    .filter((entry) => entry.sortOrder === null)
    .toSorted((a, b) => a.id - b.id)
    .map((entry) => {
      const placed = { ...entry, sortOrder: last++, asThumbnail: needsThumbnail };
      needsThumbnail = false;
      return placed;
    });
}

/**
 * Moves new photos behind failed ones queued earlier, so that a retry restores the queue order. If any open
 * entry has no number yet, the new ones get none either. Photos inserted between images keep their numbers.
 * `open`: the product's unfinished entries. Pure.
 */
export function behindFailed(
  intents: readonly NewIntent[],
  open: readonly OutboxEntry[],
  images: () => readonly StoreImage[],
): NewIntent[] {
  const before = open.filter(creates);
  if (before.some((entry) => entry.sortOrder === null)) {
    return intents.map((intent) =>
      createsImage(intent) ? { ...intent, sortOrder: null, asThumbnail: false } : intent,
    );
  }
  const failed = before.filter((entry) => entry.progress.type === 'failed');
  const first = Math.min(
    ...intents.flatMap((intent) => (createsImage(intent) ? [intent.sortOrder ?? 0] : [])),
  );
  const last = Math.max(...failed.map((entry) => entry.sortOrder ?? -1));
  if (last < first) return [...intents];
  const isInBetween =
    before.some((entry) => entry.progress.type !== 'failed' && (entry.sortOrder ?? -1) >= first) ||
    images().some((image) => image.sortOrder >= first);
  if (isInBetween) return [...intents];
  const isThumbnailWanted = failed.some((entry) => entry.asThumbnail);
  return intents.map((intent, index) =>
    createsImage(intent) && intent.sortOrder !== null
      ? {
          ...intent,
          sortOrder: intent.sortOrder + last + 1 - first,
          // In an empty gallery, the first photo becomes the thumbnail by default.
          asThumbnail: intent.asThumbnail && !(isThumbnailWanted && index === 0),
        }
      : intent,
  );
}

function createsImage(intent: NewIntent): intent is Extract<NewIntent, { type: 'upload' | 'import' }> {
  return intent.type === 'upload' || intent.type === 'import';
}

/** The first `sort_order` after all existing and queued images. */
export function nextSortOrder(images: readonly StoreImage[], placed: readonly (number | null)[]): number {
  const highest = images.reduce((max, image) => Math.max(max, image.sortOrder), -1);
  return placed.reduce<number>((max, order) => Math.max(max, order ?? -1), highest) + 1;
}

/**
 * The API's 32-bit integer for a sort order. Images that share one are shown by id, and are reconciled by
 * their local order.
 */
export function sortOrderToSend(sortOrder: number | null): number | null {
  return sortOrder === null ? null : Math.min(Math.max(Math.floor(sortOrder), int32.min), int32.max);
}

/** How many more images a product can take, counting queued ones. */
export function roomLeft(imageCount: number, open: number): number {
  return Math.max(0, limits.imagesPerProduct - imageCount - open);
}

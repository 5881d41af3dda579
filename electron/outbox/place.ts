import { limits } from '../../shared/limits.ts';
import type { StoreImage } from '../bigcommerce/image-api.ts';
import { creates, type CreatingEntry } from './entry.ts';
import type { Lane } from './lane.ts';

/** Gives photos that were queued without a network their place, once the product's images are known. */
export async function place(lane: Lane, productId: number): Promise<void> {
  const { api, catalog, clock, effects, entries, random, storeId, transaction } = lane.ports;
  const answer = await effects.do('place', () => api.list(productId, { lane: 'batch', signal: lane.signal }));
  if (lane.isClosed) return;
  const waiting = entries
    .ofProduct(storeId, productId)
    .filter((entry) => entry.progress.is === 'waiting' && creates(entry) && entry.sortOrder === null);
  if (!answer.ok) {
    lane.heed(answer.reason);
    // The state machine knows what each class of failure means; nothing was sent, so nothing can have arrived.
    for (const entry of waiting) {
      lane.apply(entry.id, { is: 'taken' });
      lane.apply(entry.id, {
        is: 'send-failed',
        failure: answer.reason.class === 'unknown' ? { ...answer.reason, class: 'transient' } : answer.reason,
        now: clock.now(),
        random: random(),
      });
    }
    return;
  }
  effects.do('record-place', () =>
    transaction(() => {
      catalog.saveImages(storeId, productId, answer.value);
      const open = entries.ofProduct(storeId, productId).filter(creates);
      for (const placed of givePlaces(answer.value, open)) entries.save(placed);
    }),
  );
  lane.ports.onGallery(productId);
}

/**
 * Places after everything that is there or already placed, in the order of queueing; the first becomes the thumbnail of
 * a product that has none. Pure.
 */
export function givePlaces(images: readonly StoreImage[], open: readonly CreatingEntry[]): CreatingEntry[] {
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

/** The first `sort_order` behind all that is there or on its way. */
export function nextSortOrder(images: readonly StoreImage[], placed: readonly (number | null)[]): number {
  const highest = images.reduce((most, image) => Math.max(most, image.sortOrder), -1);
  return placed.reduce<number>((most, order) => Math.max(most, order ?? -1), highest) + 1;
}

/** How many more images a product can take, counting those on their way. */
export function roomLeft(imageCount: number, open: number): number {
  return Math.max(0, limits.imagesPerProduct - imageCount - open);
}

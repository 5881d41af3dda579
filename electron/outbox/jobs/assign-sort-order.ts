import { limits } from '../../../shared/limits.ts';
import { int32 } from '../../ordering/arrange.ts';
import type { StoreImage } from '../../bigcommerce/image-api.ts';
import type { NewIntent } from '../intent.ts';
import { creates, type CreatingEntry, type OutboxEntry } from '../entry.ts';
import type { JobContext } from './job-context.ts';

/** Gives photos that were queued without a network their place, once the product's images are known. */
export async function assignSortOrder(job: JobContext, productId: number): Promise<void> {
  const { api, catalog, clock, effects, entries, random, storeId, transaction } = job.ports;
  const answer = await job.connectivity.recordReading(
    await effects.do('place', () => api.list(productId, { priority: 'batch', signal: job.signal })),
  );
  if (job.isClosed) return;
  const waiting = entries
    .ofProduct(storeId, productId)
    .filter((entry) => entry.progress.is === 'waiting' && creates(entry) && entry.sortOrder === null);
  if (!answer.ok) {
    // The state machine knows what each class of failure means; nothing was sent, so nothing can have arrived.
    for (const entry of waiting) {
      job.apply(entry.id, { is: 'taken' });
      job.apply(entry.id, {
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
      for (const placed of numberNewImages(answer.value, open)) entries.save(placed);
    }),
  );
  job.ports.onGallery(productId);
}

/**
 * Places after everything that is there or already placed, in the order of queueing; the first becomes the thumbnail of
 * a product that has none. Pure.
 */
export function numberNewImages(
  images: readonly StoreImage[],
  open: readonly CreatingEntry[],
): CreatingEntry[] {
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
 * Gives new photos numbers behind those of photos that were queued before them and have failed, so that all stand in the order of
 * queueing once those are tried again; behind what has no place yet nothing gets one, as all are placed together. What goes
 * between or before images keeps its numbers. `open`: what is queued for the product and not done. Pure.
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
  const failed = before.filter((entry) => entry.progress.is === 'failed');
  const first = Math.min(
    ...intents.flatMap((intent) => (createsImage(intent) ? [intent.sortOrder ?? 0] : [])),
  );
  const last = Math.max(...failed.map((entry) => entry.sortOrder ?? -1));
  if (last < first) return [...intents];
  const isInBetween =
    before.some((entry) => entry.progress.is !== 'failed' && (entry.sortOrder ?? -1) >= first) ||
    images().some((image) => image.sortOrder >= first);
  if (isInBetween) return [...intents];
  const isThumbnailWanted = failed.some((entry) => entry.asThumbnail);
  return intents.map((intent, index) =>
    createsImage(intent) && intent.sortOrder !== null
      ? {
          ...intent,
          sortOrder: intent.sortOrder + last + 1 - first,
          // The first of a gallery that is still empty asks for it by itself.
          asThumbnail: intent.asThumbnail && !(isThumbnailWanted && index === 0),
        }
      : intent,
  );
}

function createsImage(intent: NewIntent): intent is Extract<NewIntent, { kind: 'upload' | 'import' }> {
  return intent.kind === 'upload' || intent.kind === 'import';
}

/** The first `sort_order` behind all that is there or on its way. */
export function nextSortOrder(images: readonly StoreImage[], placed: readonly (number | null)[]): number {
  const highest = images.reduce((most, image) => Math.max(most, image.sortOrder), -1);
  return placed.reduce<number>((most, order) => Math.max(most, order ?? -1), highest) + 1;
}

/**
 * A place as the store knows numbers. Behind an image with the greatest of them all photos are sent with that one: shown by id, they
 * come behind it, and are settled among themselves by the places they were given here.
 */
export function sortOrderToSend(sortOrder: number | null): number | null {
  return sortOrder === null ? null : Math.min(Math.max(sortOrder, int32.min), int32.max);
}

/** How many more images a product can take, counting those on their way. */
export function roomLeft(imageCount: number, open: number): number {
  return Math.max(0, limits.imagesPerProduct - imageCount - open);
}

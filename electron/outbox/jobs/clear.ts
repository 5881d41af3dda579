import { ok } from '../../../shared/outcome.ts';
import type { Answer, CallOptions, StoreImage } from '../../bigcommerce/image-api.ts';
import { removeEach } from '../../bigcommerce/remove-each.ts';
import { creates, isGivenUp, type ClearEntry, type CreatingEntry, type OutboxEntry } from '../entry.ts';
import { findArrived } from './find-arrived.ts';
import type { JobContext, StoreApi } from './job-context.ts';

/**
 * Removes the images a product had when the clear was queued. It is idempotent, so a lost answer means a
 * repeat. Images queued later that have arrived are kept.
 */
export async function clear(job: JobContext, entry: ClearEntry): Promise<void> {
  const { api, catalog, effects, entries, reconcileJobs, storeId } = job.ports;
  const options = { priority: 'batch', signal: job.signal } as const;
  const taken = effects.do('record-attempt', () => job.apply(entry.id, { type: 'taken' }));
  if (taken?.progress.type !== 'sending') return;
  const later = (): CreatingEntry[] =>
    entries
      .ofProduct(storeId, entry.productId, true)
      .filter(creates)
      .filter(({ id }) => id > entry.id);
  const answer = await job.connectivity.recordChange(
    await effects.do('send', () =>
      later().some(isThereOrMayBe)
        ? removeAllBut(api, entry.productId, (images) => sparedOf(later(), images), options)
        : removeAll(api, entry.productId, options),
    ),
  );
  if (job.isClosed) return;
  if (!answer.ok) {
    effects.do('record-outcome', () => job.failSend(entry.id, answer.reason));
    return;
  }
  effects.do('record-outcome', () =>
    job.apply(entry.id, { type: 'arrived', imageId: null }, () => {
      catalog.saveImages(storeId, entry.productId, answer.value);
      const first = newThumbnail(
        later(),
        chosenSince(entries.ofProduct(storeId, entry.productId, true), entry.id),
      );
      if (first === null) return;
      entries.save({ ...first, asThumbnail: true });
      reconcileJobs.request(storeId, entry.productId, first.id);
      // It may have been sent already, not as the thumbnail.
      reconcileJobs.recordUnconfirmed(storeId, entry.productId);
    }),
  );
}

async function removeAll(api: StoreApi, productId: number, options: CallOptions): Answer<StoreImage[]> {
  const removed = await api.removeAll(productId, options);
  return removed.ok ? ok([]) : removed;
}

/** Returns the remaining images. */
async function removeAllBut(
  api: StoreApi,
  productId: number,
  sparedOf: (images: readonly StoreImage[]) => ReadonlySet<number>,
  options: CallOptions,
): Answer<StoreImage[]> {
  const listed = await api.list(productId, options);
  if (!listed.ok) return listed;
  const spared = sparedOf(listed.value);
  const ids = listed.value.flatMap(({ id }) => (spared.has(id) ? [] : [id]));
  const removed = await removeEach(ids, (id) => api.remove(productId, id, options));
  if (!removed.ok) return removed;
  return ok(listed.value.filter(({ id }) => spared.has(id)));
}

function isThereOrMayBe({ progress, mayHaveArrived }: CreatingEntry): boolean {
  return progress.type === 'done' || mayHaveArrived;
}

/** The images that later entries have created, or may have created. Pure. */
export function sparedOf(later: readonly CreatingEntry[], images: readonly StoreImage[]): Set<number> {
  const spared = new Set<number>();
  for (const entry of later) {
    if (entry.progress.type === 'done' && entry.progress.imageId !== null) spared.add(entry.progress.imageId);
  }
  for (const entry of later) {
    if (entry.progress.type === 'done' || !entry.mayHaveArrived) continue;
    const imageId = findArrived(entry, images, spared);
    if (imageId !== null) spared.add(imageId);
  }
  return spared;
}

/** Whether the user chose a thumbnail after the clear was queued. Pure. */
export function chosenSince(all: readonly OutboxEntry[], clearId: number): boolean {
  return all.some(
    (one) => one.type === 'update' && one.asThumbnail && one.id > clearId && !isGivenUp(one.progress),
  );
}

/**
 * The entry that becomes the thumbnail after a clear: photos queued for a full gallery did not ask for it. Null if one
 * of them did, or if the user chose another since. What the store shows says nothing: as the old images go, one by
 * one, it passes the thumbnail on to a photo of its own choice. Pure.
 */
export function newThumbnail(later: readonly CreatingEntry[], isChosen: boolean): CreatingEntry | null {
  const going = later.filter(({ progress }) => !isGivenUp(progress));
  if (isChosen || going.some((entry) => entry.asThumbnail)) return null;
  const last = Number.POSITIVE_INFINITY;
  const [first] = going.toSorted((a, b) => (a.sortOrder ?? last) - (b.sortOrder ?? last) || a.id - b.id);
  return first ?? null;
}

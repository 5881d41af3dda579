import type { ImportEntry } from '../entry.ts';
import { findArrived } from './find-arrived.ts';
import { failUnsent, type JobContext } from './job-context.ts';
import { sortOrderToSend } from './assign-sort-order.ts';
import { recordCreated } from './record-created.ts';

/**
 * Has the store fetch a picture from the web. The product's image ids are saved with the attempt, so that the
 * new image can be found if the answer is lost.
 */
export async function importFromUrl(job: JobContext, entry: ImportEntry): Promise<void> {
  const { api, catalog, effects, entries, reconcileJobs, storeId } = job.ports;
  const { productId } = entry;
  const options = { priority: 'batch', signal: job.signal } as const;
  const listed = await job.connectivity.recordReading(
    await effects.do('look', () => api.list(productId, options)),
  );
  if (job.isClosed) return;
  if (!listed.ok) return failUnsent(job, entry.id, listed.reason);
  const isFirst = entry.attempts === 0;
  const taken = effects.do('record-attempt', () =>
    job.apply(entry.id, { type: 'taken' }, (after) => {
      // Only the first attempt saves the ids: a later new image may come from the first attempt.
      if (after.type !== 'import' || !isFirst) return;
      entries.save({ ...after, knownIds: listed.value.map((image) => image.id) });
    }),
  );
  if (taken?.progress.type !== 'sending') return;
  const late = isFirst ? null : findArrived(entry, listed.value, new Set());
  if (late !== null) {
    effects.do('record-outcome', () =>
      job.apply(entry.id, { type: 'arrived', imageId: late }, () => {
        catalog.saveImages(storeId, productId, listed.value);
        reconcileJobs.recordUnconfirmed(storeId, productId);
      }),
    );
    return;
  }
  const answer = await effects.do('send', () =>
    api.createFromUrl(
      productId,
      {
        url: entry.url,
        sortOrder: sortOrderToSend(entry.sortOrder),
        isThumbnail: entry.asThumbnail,
        description: entry.alt,
      },
      options,
    ),
  );
  if (job.isClosed) return;
  await recordCreated(job, entry, answer);
}

import type { ImportEntry } from '../entry.ts';
import { findArrived } from './find-arrived.ts';
import type { JobContext } from './job-context.ts';
import { sortOrderToSend } from './assign-sort-order.ts';
import { recordCreated } from './record-created.ts';

/**
 * Has the store fetch one picture from the web. Its product's image ids go on record with the attempt, before anything is
 * asked: a new one with the address's stem is how the picture is found again without an answer.
 */
export async function importFromUrl(job: JobContext, entry: ImportEntry): Promise<void> {
  const { api, catalog, effects, entries, storeId } = job.ports;
  const { productId } = entry;
  const options = { priority: 'batch', signal: job.signal } as const;
  const listed = await job.connectivity.recordReading(
    await effects.do('look', () => api.list(productId, options)),
  );
  if (job.isClosed) return;
  if (!listed.ok) {
    job.apply(entry.id, { is: 'taken' });
    job.failSend(
      entry.id,
      listed.reason.class === 'unknown' ? { ...listed.reason, class: 'transient' } : listed.reason,
    );
    return;
  }
  const isFirst = entry.attempts === 0;
  const taken = effects.do('record-attempt', () =>
    job.apply(entry.id, { is: 'taken' }, (after) => {
      // What is new since the first attempt may be what that one became, so only the first takes the ids down.
      if (after.kind !== 'import' || !isFirst) return;
      entries.save({ ...after, knownIds: listed.value.map((image) => image.id) });
    }),
  );
  if (taken?.progress.is !== 'sending') return;
  const late = isFirst ? null : findArrived(entry, listed.value, new Set());
  if (late !== null) {
    effects.do('record-outcome', () =>
      job.apply(entry.id, { is: 'arrived', imageId: late }, () =>
        catalog.saveImages(storeId, productId, listed.value),
      ),
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

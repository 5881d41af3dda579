import { creates, isDue } from '../entry.ts';
import { findArrived } from './find-arrived.ts';
import type { JobContext } from './job-context.ts';
import { deleteUnneededBytes } from './send.ts';

/**
 * Finds out what became of a product's new images that had no answer: lists its images once and looks for each entry's own.
 * What is found is adopted; only what is not may be sent again.
 */
export async function verify(job: JobContext, productId: number): Promise<void> {
  const { api, catalog, clock, effects, entries, random, reconcileJobs, storeId } = job.ports;
  const startedAt = clock.now();
  const asked = entries
    .ofProduct(storeId, productId)
    .flatMap(({ id, progress }) => (progress.is === 'verifying' ? [{ id, at: progress.at }] : []));
  const answer = await job.connectivity.recordReading(
    await effects.do('look', () => api.list(productId, { priority: 'batch', signal: job.signal })),
  );
  if (job.isClosed) return;
  if (!answer.ok) {
    for (const { id } of asked) {
      job.apply(id, { is: 'verify-failed', failure: answer.reason, now: clock.now(), random: random() });
    }
    return;
  }
  catalog.saveImages(storeId, productId, answer.value);
  const taken = new Set<number>();
  const dueIds = new Set(asked.flatMap(({ id, at }) => (isDue(at, startedAt) ? [id] : [])));
  for (const entry of entries.getAll(asked.map(({ id }) => id))) {
    if (!creates(entry) || entry.progress.is !== 'verifying') continue;
    const imageId = findArrived(entry, answer.value, taken);
    if (imageId !== null) taken.add(imageId);
    // One whose time has not come may only be on its way.
    else if (!dueIds.has(entry.id)) continue;
    const { inDoubt } = entry.progress;
    const after = effects.do('record-look', () =>
      job.apply(entry.id, imageId === null ? { is: 'missing' } : { is: 'found', imageId }, () => {
        if (imageId === null && inDoubt) reconcileJobs.recordDoubt(entry, clock.now());
      }),
    );
    if (after?.progress.is === 'done') deleteUnneededBytes(job, after);
  }
  job.ports.onGallery(productId);
}

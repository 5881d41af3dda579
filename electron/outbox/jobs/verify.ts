import { creates, isDue } from '../entry.ts';
import { findArrived } from './find-arrived.ts';
import type { JobContext } from './job-context.ts';
import { deleteUnneededBytes } from './send.ts';

/**
 * Checks what became of a product's unanswered requests: lists its images once and matches each upload. Only
 * uploads that are not found may be sent again; a clear is repeated whatever the images are.
 */
export async function verify(job: JobContext, productId: number): Promise<void> {
  const { api, catalog, clock, effects, entries, random, reconcileJobs, storeId } = job.ports;
  const startedAt = clock.now();
  const asked = entries
    .ofProduct(storeId, productId)
    .flatMap(({ id, progress }) => (progress.type === 'verifying' ? [{ id, at: progress.at }] : []));
  const dueIds = new Set(asked.flatMap(({ id, at }) => (isDue(at, startedAt) ? [id] : [])));
  const answer = await job.connectivity.recordReading(
    await effects.do('look', () => api.list(productId, { priority: 'batch', signal: job.signal })),
  );
  if (job.isClosed) return;
  if (!answer.ok) {
    // The others still wait: a clear that is not due might be repeated before the first one has come.
    for (const id of dueIds) {
      job.apply(id, { type: 'verify-failed', failure: answer.reason, now: clock.now(), random: random() });
    }
    return;
  }
  catalog.saveImages(storeId, productId, answer.value);
  const taken = new Set<number>();
  for (const entry of entries.getAll(asked.map(({ id }) => id))) {
    if (entry.progress.type !== 'verifying') continue;
    const imageId = creates(entry) ? findArrived(entry, answer.value, taken) : null;
    if (imageId !== null) taken.add(imageId);
    // It is not due yet and may still be on its way.
    else if (!dueIds.has(entry.id)) continue;
    const { inDoubt } = entry.progress;
    const after = effects.do('record-look', () =>
      job.apply(entry.id, imageId === null ? { type: 'missing' } : { type: 'found', imageId }, () => {
        if (creates(entry) && imageId === null && inDoubt) reconcileJobs.recordDoubt(entry, clock.now());
      }),
    );
    if (after?.progress.type === 'done') deleteUnneededBytes(job, after);
  }
  job.ports.onGallery(productId);
}

import type { StoreImage } from '../../bigcommerce/image-api.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { creates, type CreatingEntry } from '../entry.ts';
import { gatherMs } from '../records/reconcile-jobs.ts';
import type { JobContext } from './job-context.ts';

/**
 * Saves the result of a request for a new image: the image and the entry's state, or the failure for entry
 * and store. Returns whether the image exists.
 */
export async function recordCreated(
  job: JobContext,
  { id, productId }: CreatingEntry,
  received: Outcome<StoreImage, Failure>,
): Promise<boolean> {
  const { catalog, clock, effects, reconcileJobs, storeId } = job.ports;
  const answer = await job.connectivity.recordUpload(received);
  if (job.isClosed) return false;
  if (answer.ok) {
    const image = answer.value;
    effects.do('record-outcome', () =>
      job.apply(id, { type: 'arrived', imageId: image.id }, (after) => {
        catalog.saveImage(storeId, productId, image);
        if (!creates(after) || !isAsAsked(after, image)) reconcileJobs.recordUnconfirmed(storeId, productId);
        reconcileJobs.gather(storeId, productId, clock.now() + gatherMs);
      }),
    );
    return true;
  }
  effects.do('record-outcome', () => job.failSend(id, answer.reason));
  return false;
}

/**
 * Whether the store's answer shows a new image with the sort order that was asked for, and as the thumbnail if it was
 * to be. False for a photo with a fraction as its order: it shares the number with others, and their ids decide. Pure.
 */
export function isAsAsked(
  { sortOrder, asThumbnail }: Pick<CreatingEntry, 'sortOrder' | 'asThumbnail'>,
  image: Pick<StoreImage, 'sortOrder' | 'isThumbnail'>,
): boolean {
  return image.sortOrder === sortOrder && (image.isThumbnail || !asThumbnail);
}

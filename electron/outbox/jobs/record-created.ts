import type { StoreImage } from '../../bigcommerce/image-api.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { CreatingEntry } from '../entry.ts';
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
  const { catalog, clock, effects, random, storeId } = job.ports;
  const answer = await job.connectivity.recordChange(received);
  if (job.isClosed) return false;
  if (answer.ok) {
    const image = answer.value;
    effects.do('record-outcome', () =>
      job.apply(id, { type: 'arrived', imageId: image.id }, () =>
        catalog.saveImage(storeId, productId, image),
      ),
    );
    return true;
  }
  const failure = answer.reason;
  effects.do('record-outcome', () =>
    job.apply(id, { type: 'send-failed', failure, now: clock.now(), random: random() }),
  );
  return false;
}

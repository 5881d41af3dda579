import type { Batch } from '../../shared/model.ts';
import { batchFraction } from '../wording/batch-messages.ts';
import { groupOf } from './batch-groups.ts';

/** Progress of a batch that is taken in or sent, 0 to 1; null for one that rests. */
export function progressOf(batch: Batch): number | null {
  const group = groupOf(batch);
  if (group === 'taking-in') return batchFraction(batch) ?? 0;
  return group === 'sending' && batch.queued > 0 ? Math.min(1, batch.arrived / batch.queued) : null;
}

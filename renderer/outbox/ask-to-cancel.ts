import type { Request } from '../../shared/contract.ts';
import type { Batch } from '../../shared/model.ts';
import { announce, showDialog } from '../state/actions.ts';
import { ask, tell } from '../state/asking.ts';
import { isNothing, nothingToCancel } from '../wording/cancel-messages.ts';

/**
 * Counts the open entries of a part of the outbox and asks before they are cancelled; of a batch, also whether what has
 * arrived stays.
 */
export async function askToCancel(part: Request<'outbox.countOpen'>): Promise<void> {
  const counts = await ask(window.packshot.outbox.countOpen(part));
  if (counts === null) return;
  if (isNothing(counts)) {
    announce(nothingToCancel);
    return;
  }
  const { batchId } = part;
  const taken = batchId === undefined ? null : await ask(window.packshot.intake.countTakeBack({ batchId }));
  showDialog({ type: 'cancel', part, counts, arrived: taken?.arrived ?? 0 });
}

/** Nothing is lost before a photo has arrived: what is cancelled can be retried. Else it asks. */
export function cancelBatch({ id: batchId, storeId, arrived, open }: Batch): void {
  if (arrived > 0 && open > 0) void askToCancel({ storeId, batchId });
  else tell(window.packshot.intake.cancel({ batchId }));
}

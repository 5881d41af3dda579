import type { Request } from '../../shared/contract.ts';
import { announce, showDialog } from '../state/actions.ts';
import { ask } from '../state/asking.ts';
import { nothingToCancel } from '../wording/cancel-messages.ts';

/**
 * Counts the open entries of a part of the outbox and asks before they are cancelled; of a batch, also whether what has
 * arrived stays.
 */
export async function askToCancel(part: Request<'outbox.countOpen'>): Promise<void> {
  const counts = await ask(window.packshot.outbox.countOpen(part));
  if (counts === null) return;
  if (counts.uploads + counts.changes === 0) {
    announce(nothingToCancel);
    return;
  }
  const { batchId } = part;
  const taken = batchId === undefined ? null : await ask(window.packshot.intake.countTakeBack({ batchId }));
  showDialog({ type: 'cancel', part, counts, arrived: taken?.arrived ?? 0 });
}

import { text } from '../../shared/messages/text.ts';
import { announce } from '../state/actions.ts';
import { ask } from '../state/asking.ts';

/** Has main ask where to, and write what became of all of a store, or of one batch. */
export async function saveReport(of: { storeId: string; batchId?: number }): Promise<void> {
  const saved = await ask(window.packshot.outbox.report(of));
  if (saved !== null && saved.rows !== null) announce(text('outbox.reportSaved', { count: saved.rows }));
}

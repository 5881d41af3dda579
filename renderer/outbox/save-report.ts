import { text } from '../../shared/messages/text.ts';
import { announce } from '../state/actions.ts';
import { ask } from '../state/asking.ts';

/** Saves a report of a store or a batch. The main process asks where. */
export async function saveReport(of: { storeId: string; batchId?: number }): Promise<void> {
  const saved = await ask(window.packshot.outbox.report(of));
  if (saved !== null && saved.rows !== null) announce(text('outbox.reportSaved', { count: saved.rows }));
}

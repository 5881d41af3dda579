import { text } from '../../shared/messages/text.ts';
import type { Entry } from '../../shared/model.ts';
import { useSent } from './selectors.ts';
import { entryFraction } from '../wording/entry-messages.ts';

/**
 * Progress of an entry being sent and the name of its progress bar. The caller renders with each progress
 * message. `fraction`: 0 to 1, or null when unknown.
 */
export function useSending(entry: Entry): { fraction: number | null; label: string } {
  const fraction = entryFraction(entry, useSent(entry.id, entry.sent));
  const label =
    entry.type === 'upload'
      ? text('outbox.sendingFile', { file: entry.fileName })
      : text('outbox.underWay', { file: entry.fileName });
  return { fraction, label };
}

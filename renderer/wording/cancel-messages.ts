import { text } from '../../shared/messages/text.ts';
import type { Response } from '../../shared/contract.ts';

export const nothingToCancel = text('outbox.nothingToCancel');

/** What would be cancelled: `212 photos and 3 changes`. */
export function cancelCounts({ uploads, changes }: Response<'outbox.countOpen'>): string {
  if (changes === 0) return text('outbox.uploads', { uploads });
  return uploads === 0
    ? text('outbox.changes', { changes })
    : text('outbox.uploadsAndChanges', { uploads, changes });
}

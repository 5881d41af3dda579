import type { Response } from '../../shared/contract.ts';
import { formatCount } from './format.ts';

export const nothingToCancel = 'Nothing is left to cancel';

/** What would be cancelled: `212 uploads and 3 changes`. */
export function cancelCounts({ uploads, changes }: Response<'outbox.countOpen'>): string {
  const parts = [
    uploads > 0 && formatCount(uploads, 'upload'),
    changes > 0 && formatCount(changes, 'change'),
  ].filter(Boolean);
  return parts.join(' and ');
}

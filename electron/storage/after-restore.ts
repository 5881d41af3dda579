import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Database } from './database.ts';

/**
 * Makes an older copy of the queue safe to go on with: what it has as waiting may have been sent since. Photos are therefore looked
 * for before they are sent; to empty a product once more could take what arrived since, so that is left to the user.
 */
export function markAllForVerification(database: Database): void {
  database.transaction(() => {
    database.run(
      `UPDATE entries SET may_have_arrived = 1 WHERE kind IN ('upload', 'import') AND state <> 'done'`,
    );
    database.run(
      `UPDATE entries SET state = 'failed', detail = ? WHERE kind = 'clear' AND state IN ('waiting', 'sending', 'retrying')`,
      JSON.stringify({ reason: notRepeated }),
    );
  });
}

const notRepeated: Reason = reason('not-repeated');

import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Database } from './database.ts';

/**
 * Makes a restored queue safe: its waiting entries may have been sent since the backup. Photos are verified
 * before they are sent. Removing all images again could delete newer ones, so that is left to the user.
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

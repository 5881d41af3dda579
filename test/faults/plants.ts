import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The planted defect: as if an attempt were not on disk before it is made, so that a restart knows nothing of it. */
export function forgetAttempts(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, 'packshot.db'));
  db.exec(`UPDATE entries SET state = 'waiting', may_have_arrived = 0, attempts = 0 WHERE state = 'sending'`);
  db.close();
}

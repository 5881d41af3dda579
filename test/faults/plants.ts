import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok } from '../../shared/outcome.ts';
import type { Effects } from '../../electron/outbox/effects.ts';
import type { Plant } from './plan.ts';

/** The planted defect: attempts are not on disk before they are made, so a restart knows nothing of them. */
export function forgetAttempts(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, 'packshot.db'));
  db.exec(`UPDATE entries SET state = 'waiting', may_have_arrived = 0, attempts = 0 WHERE state = 'sending'`);
  db.close();
}

/** The planted defect: nothing is verified before it is sent again. */
export function withPlant(effects: Effects, plant: Plant | null): Effects {
  if (plant !== 'look-finds-nothing') return effects;
  return {
    do: <T>(name: Parameters<Effects['do']>[0], work: () => T): T =>
      name === 'look' ? (Promise.resolve(ok([])) as T) : effects.do(name, work),
  };
}

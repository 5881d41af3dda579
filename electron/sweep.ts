import type { Staging } from './intake/stage.ts';
import type { Entries } from './outbox/entries.ts';

/** Frees staged bytes that no entry needs: left by a crash between an outcome and the freeing of its bytes. */
export async function sweepStaging(staging: Staging, entries: Entries): Promise<number> {
  const orphans = (await staging.list()).filter((sha256) => !entries.needsBytes(sha256));
  for (const sha256 of orphans) staging.release(sha256);
  return orphans.length;
}

import type { Staging } from './intake/stage.ts';
import type { Entries } from './outbox/entries.ts';

/**
 * Frees staged photos and previews that no entry needs: left by a crash between an outcome and the freeing of its bytes. What
 * can't be deleted now is left to the next start. Answers how many photos were freed.
 */
export async function sweepStaging(staging: Staging, entries: Entries): Promise<number> {
  const { photos, previews } = await staging.list();
  const unneeded = photos.filter((sha256) => !entries.needsBytes(sha256));
  const freed = unneeded.filter((sha256) => isDone(() => staging.release(sha256)));
  for (const sha256 of previews) if (!entries.hasAny(sha256)) isDone(() => staging.forget(sha256));
  return freed.length;
}

function isDone(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

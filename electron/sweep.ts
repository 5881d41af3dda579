import type { Staging } from './intake/stage.ts';
import type { Entries } from './outbox/entries.ts';

/** Frees staged photos and previews that no entry needs: left by a crash between an outcome and the freeing of its bytes. */
export async function sweepStaging(staging: Staging, entries: Entries): Promise<number> {
  const { photos, previews } = await staging.list();
  const unneeded = photos.filter((sha256) => !entries.needsBytes(sha256));
  for (const sha256 of unneeded) staging.release(sha256);
  for (const sha256 of previews) if (!entries.hasAny(sha256)) staging.forget(sha256);
  return unneeded.length;
}

import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTimeSlicer } from '../util/time-slicer.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from './staging.ts';
import type { StagedFileOwner } from './staged-files.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import { acceptedTypes, typeFacts } from '../../shared/limits.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/**
 * After an older queue was restored, before anything is taken in or sent: moves unknown staged photos to
 * where the user finds them. `log` is given the place. Returns whether staging may be swept.
 */
export async function keepRecovered(
  staging: Staging,
  owners: readonly StagedFileOwner[],
  folder: Pick<DataFolder, 'path' | 'recovered' | 'recoveryReported'>,
  pictures: Pick<PicturePool, 'probe'>,
  log: (kept: Reason) => void,
): Promise<boolean> {
  if (!folder.recovered) return true;
  try {
    const kept = await keepUnknown(staging, owners, join(folder.path, 'recovered'), pictures);
    if (kept) log(kept);
    folder.recoveryReported();
    return true;
  } catch {
    // Disk full: delete nothing that could not be copied. The next start tries again.
    return false;
  }
}

/**
 * Deletes staged photos and previews that no entry and no review needs, left by a crash between an outcome
 * and its clean-up. Runs beside everything else: photos being staged are held (see `Staging.releaseHold`),
 * and each photo is checked and deleted in one synchronous step. What can't be deleted is left to the next
 * start. Returns the number of photos deleted.
 */
export async function sweepStaging(staging: Staging, owners: readonly StagedFileOwner[]): Promise<number> {
  const { photos, previews } = await staging.list();
  const slicer = createTimeSlicer();
  let freed = 0;
  for (const sha256 of photos) {
    const isNeeded = owners.some((owner) => owner.needsBytes(sha256));
    if (!isNeeded && isDone(() => staging.deletePhoto(sha256))) freed += 1;
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  for (const sha256 of previews) {
    const isNeeded = owners.some((owner) => owner.needsPreview(sha256));
    if (!isNeeded) isDone(() => staging.deletePhotoAndPreview(sha256));
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return freed;
}

/**
 * Staged photos that a restored queue doesn't know were added after the backup and were not sent. They are
 * moved to a folder from which the user can add them again. Returns the reason to show; null without such
 * photos.
 */
async function keepUnknown(
  staging: Staging,
  owners: readonly StagedFileOwner[],
  folder: string,
  pictures: Pick<PicturePool, 'probe'>,
): Promise<Reason | null> {
  const { photos } = await staging.list();
  const unknown = photos.filter((sha256) => !owners.some((owner) => owner.needsPreview(sha256)));
  if (unknown.length === 0) return null;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const sha256 of unknown) {
    const path = staging.pathOf(sha256);
    await rename(path, join(folder, `${sha256.slice(0, 12)}${await extensionOf(path, pictures)}`));
  }
  return reason('photos-kept', { photos: unknown.length, folder });
}

/** With its dot; '' for a file that is no picture. */
async function extensionOf(path: string, pictures: Pick<PicturePool, 'probe'>): Promise<string> {
  const seen = await pictures.probe(path);
  if (!seen.ok) return '';
  const type = acceptedTypes.find((one) => one === seen.value.type);
  return `.${type ? typeFacts[type].extension : seen.value.type}`;
}

function isDone(work: () => boolean): boolean {
  try {
    return work();
  } catch {
    return false;
  }
}

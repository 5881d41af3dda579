import type { Catalog } from '../catalog/catalog.ts';
import type { RefusedFile } from '../intake/intake.ts';
import { alreadyQueued, alreadyThereOtherwise, galleryFull } from './batch-messages.ts';
import { alreadyThere } from '../review/review-messages.ts';
import type { NewIntent } from '../outbox/intent.ts';
import { creates, isOpen, photoOf } from '../outbox/entry.ts';
import { nextSortOrder, roomLeft } from '../outbox/jobs/assign-sort-order.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { IntakeResult } from './reorder-buffer.ts';
import { markIn } from '../../shared/mark.ts';

interface JudgedGroup {
  uploads: NewIntent[];
  refused: Omit<RefusedFile, 'ordinal'>[];
}

/** Marks and fingerprints of the photos that an earlier process queued for this batch. */
export function queuedBefore(
  { entries }: Outbox,
  { storeId, productId }: { storeId: string; productId: number },
  batchId: number,
): ReadonlySet<string> {
  const own = entries.ofProduct(storeId, productId, true).filter((entry) => entry.batchId === batchId);
  const marks = own.flatMap((entry) => photoOf(entry)?.mark ?? []);
  // Entries that moved to history are known by their fingerprint only.
  const sent = entries.photosOfBatch(batchId).map((photo) => photo.slice(photo.indexOf('/') + 1));
  return new Set([...marks, ...sent]);
}

interface Judging {
  batchId: number;
  /** See `queuedBefore`. */
  skipped: ReadonlySet<string>;
  /** The photo takes an image's place, which may be the same photo by another recipe. */
  isReplacing: boolean;
  /** The name that a photo is sent under, without mark and extension; null: its file's. `index`: among the uploads. */
  nameOf: (ordinal: number, index: number) => string | null;
}

/**
 * Refuses duplicates and what the product has no room for; the rest gets its sort order and name. A photo that a later
 * batch queued is that batch's, also after its upload failed: it has its place in the user's order.
 */
export function judgeGroup(
  { catalog, outbox }: { catalog: Catalog; outbox: Outbox },
  { storeId, productId }: { storeId: string; productId: number },
  group: readonly IntakeResult[],
  { batchId, skipped, isReplacing, nameOf }: Judging,
): JudgedGroup {
  const all = outbox.entries.ofProduct(storeId, productId);
  const open = all.filter(creates).filter((entry) => entry.progress.type !== 'failed');
  // Images about to be cleared are no duplicates, take no room and have no place in the order.
  const isClearing = all.some((entry) => entry.type === 'clear' && isOpen(entry.progress));
  const known = isClearing || catalog.product(storeId, productId)?.imagesAt != null;
  const images = isClearing ? [] : catalog.images(storeId, productId);
  const inGallery = new Set(images.map((image) => markIn(image.imageFile)));
  const queuedLater = all.filter((entry) => entry.batchId !== null && entry.batchId > batchId);
  const onTheWay = new Set([
    ...outbox.entries.marksOf(storeId, productId),
    ...queuedLater.flatMap((entry) => photoOf(entry)?.mark ?? []),
  ]);
  let room = roomLeft(images.length, open.length);
  let order = nextSortOrder(
    images,
    open.map((entry) => entry.sortOrder),
  );
  // A failed photo may still become the thumbnail when it is retried.
  const isAskedFor = all.some((entry) => creates(entry) && entry.asThumbnail);
  let wantsThumbnail =
    known && images.length === 0 && !isAskedFor && !open.some((entry) => entry.sortOrder !== null);
  const uploads: NewIntent[] = [];
  const refused: Omit<RefusedFile, 'ordinal'>[] = [];
  for (const one of group) {
    if (one.type === 'refused') {
      refused.push(one.refused);
      continue;
    }
    const { photo, folder, ordinal, otherMarks } = one;
    if (skipped.has(photo.mark) || skipped.has(photo.sha256)) continue;
    const isThereOtherwise =
      !isReplacing && otherMarks.some((mark) => inGallery.has(mark) || onTheWay.has(mark));
    const reason = inGallery.has(photo.mark)
      ? alreadyThere
      : onTheWay.has(photo.mark)
        ? alreadyQueued
        : isThereOtherwise
          ? alreadyThereOtherwise
          : room <= 0
            ? galleryFull
            : null;
    if (reason) {
      refused.push({ fileName: photo.fileName, folder, reason });
      continue;
    }
    room--;
    onTheWay.add(photo.mark);
    const sentAs = nameOf(ordinal, uploads.length);
    uploads.push({
      type: 'upload',
      photo: sentAs === null ? photo : { ...photo, sentAs },
      sortOrder: known ? order++ : null,
      asThumbnail: wantsThumbnail,
      alt: '',
    });
    wantsThumbnail = false;
  }
  return { uploads, refused };
}

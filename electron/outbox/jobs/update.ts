import type { Failure } from '../../bigcommerce/failure.ts';
import type { CallOptions, ImageChange, StoreImage } from '../../bigcommerce/image-api.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { entryKey } from '../../../shared/tile-key.ts';
import { nameIn } from './arrange-images.ts';
import { altChangedMeanwhile, type UpdateEntry } from '../edit-entry.ts';
import { creates, isGivenUp } from '../entry.ts';
import { imageOf } from './image-of.ts';
import type { JobContext } from './job-context.ts';
import { text } from '../../../shared/messages/text.ts';

/**
 * Changes the alt text or thumbnail flag of one image. If someone else changed the alt text since the user
 * saw it, the edit fails with their text; a retry overwrites it.
 */
export async function update(
  job: JobContext,
  entry: UpdateEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const { api, catalog, effects, entries, storeId } = job.ports;
  const { productId, altBefore, altsSent } = entry;
  const imageId = imageOf(entries, entry.key);
  if (imageId === null) return no(gone);
  if (isRemovedByUser(job, productId, imageId)) return ok(null);
  const { alt, asThumbnail } = notReplaced(job, entry, imageId);
  if (alt === null && !asThumbnail) return ok(null);
  // Only a list shows which image is the thumbnail.
  const listed = asThumbnail ? await api.list(productId, options) : ok([]);
  if (!listed.ok) return listed;
  const found = listed.value.find(({ id }) => id === imageId);
  const now = found ? ok(found) : await api.get(productId, imageId, options);
  if (!now.ok) return now.reason.type === 'not-found' ? no(gone) : now;
  const { description } = now.value;
  const isChangedByOthers =
    description !== altBefore && description !== alt && !altsSent.includes(description);
  if (alt !== null && altBefore !== null && isChangedByOthers) {
    entries.save({ ...(entries.get(entry.id) ?? entry), altBefore: description } as UpdateEntry);
    catalog.saveImage(storeId, productId, now.value);
    return no(changedMeanwhile(description));
  }
  const change: ImageChange = {
    ...(alt !== null && alt !== description ? { description: alt } : {}),
    ...(asThumbnail && !now.value.isThumbnail ? { isThumbnail: true } : {}),
  };
  if (Object.keys(change).length === 0) {
    catalog.saveImage(storeId, productId, now.value);
    return ok(null);
  }
  const { description: written } = change;
  if (written !== undefined && !altsSent.includes(written)) {
    // If the answer is lost, this text in the store is ours.
    effects.do('record-edit', () =>
      entries.save({ ...(entries.get(entry.id) ?? entry), altsSent: [...altsSent, written] } as UpdateEntry),
    );
  }
  const updated = await api.update(productId, imageId, change, options);
  if (!updated.ok) return updated.reason.type === 'not-found' ? no(gone) : updated;
  if (job.isClosed) return updated;
  const notice = asThumbnail ? otherThumbnailNotice(job, entry, listed.value, imageId) : null;
  if (notice !== null) job.ports.onNotice(productId, notice);
  if (asThumbnail) unmarkOtherThumbnails(job, productId, imageId);
  catalog.saveImage(storeId, productId, { ...now.value, ...change });
  return updated;
}

/**
 * The parts of an edit that no later edit has replaced. A retry of an edit that failed must not undo what the
 * user wrote or chose since.
 */
function notReplaced(
  { ports: { entries, storeId } }: JobContext,
  { id, productId, alt, asThumbnail }: UpdateEntry,
  imageId: number,
): Pick<UpdateEntry, 'alt' | 'asThumbnail'> {
  const later = entries
    .ofProduct(storeId, productId, true)
    .filter((one): one is UpdateEntry => one.type === 'update')
    .filter((one) => one.id > id && !isGivenUp(one.progress));
  const isRewritten = later.some((one) => one.alt !== null && imageOf(entries, one.key) === imageId);
  const isOtherChosen = later.some((one) => one.asThumbnail);
  return { alt: isRewritten ? null : alt, asThumbnail: asThumbnail && !isOtherChosen };
}

/** The notice that someone else had chosen another thumbnail; null if nobody had. */
function otherThumbnailNotice(
  { ports: { entries, storeId } }: JobContext,
  { productId, thumbnailBefore }: UpdateEntry,
  images: readonly StoreImage[],
  imageId: number,
): string | null {
  const now = images.find(({ isThumbnail }) => isThumbnail);
  const isBeforeThere = images.some(({ id }) => id === thumbnailBefore);
  if (!now || !isBeforeThere || now.id === thumbnailBefore || now.id === imageId) return null;
  const isOurs = entries.ofProduct(storeId, productId, true).some((one) => {
    if (creates(one)) return one.asThumbnail && imageOf(entries, entryKey(one.id)) === now.id;
    return one.type === 'update' && one.asThumbnail && imageOf(entries, one.key) === now.id;
  });
  if (isOurs) return null;
  const name = nameIn(images);
  return text('notices.thumbnailChanged', { other: name(now.id), name: name(imageId) });
}

function isRemovedByUser({ ports }: JobContext, productId: number, imageId: number): boolean {
  return ports.entries
    .ofProduct(ports.storeId, productId, true)
    .some((one) => one.type === 'remove' && one.progress.type === 'done' && one.imageIds.includes(imageId));
}

/** Clears the flag on other entries, so that reconciling does not restore their thumbnail. */
function unmarkOtherThumbnails(job: JobContext, productId: number, imageId: number): void {
  const { entries, storeId } = job.ports;
  for (const one of entries.ofProduct(storeId, productId, true).filter(creates)) {
    const isIt = one.progress.type === 'done' && one.progress.imageId === imageId;
    if (one.asThumbnail !== isIt && (isIt || one.asThumbnail)) entries.save({ ...one, asThumbnail: isIt });
  }
}

const gone: Failure = {
  type: 'refused',
  reason: reason('image-gone'),
};

function changedMeanwhile(alt: string): Failure {
  return {
    type: 'refused',
    reason: reason(altChangedMeanwhile, { now: alt === '' ? 'removed' : 'changed', alt }),
  };
}

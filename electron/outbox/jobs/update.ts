import type { Failure } from '../../bigcommerce/failure.ts';
import type { CallOptions, ImageChange, StoreImage } from '../../bigcommerce/image-api.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { entryKey } from '../../../shared/tile-key.ts';
import { nameIn } from './arrange-images.ts';
import { altChangedMeanwhile, type UpdateEntry } from '../edit-entry.ts';
import { creates } from '../entry.ts';
import { imageOf } from './image-of.ts';
import type { Line } from './job-context.ts';

/**
 * Changes what is told of one image. An alt text that somebody else has changed since the user saw it is not overwritten unasked: the
 * edit fails with their words, and retried it stands against those.
 */
export async function update(
  lane: Line,
  entry: UpdateEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const { api, catalog, effects, entries, storeId } = lane.ports;
  const { productId, alt, altBefore, altsSent, asThumbnail } = entry;
  const imageId = imageOf(entries, entry.key);
  if (imageId === null) return no(gone);
  if (isRemovedByUser(lane, productId, imageId)) return ok(null);
  // Who chose another thumbnail is only seen in a list.
  const listed = asThumbnail ? await api.list(productId, options) : ok([]);
  if (!listed.ok) return listed;
  const found = listed.value.find(({ id }) => id === imageId);
  const now = found ? ok(found) : await api.get(productId, imageId, options);
  if (!now.ok) return now.reason.class === 'not-found' ? no(gone) : now;
  const { description } = now.value;
  const isTheirs = description !== altBefore && description !== alt && !altsSent.includes(description);
  if (alt !== null && altBefore !== null && isTheirs) {
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
    // Without an answer it is in the store or not, and in either case not somebody else's.
    effects.do('record-edit', () =>
      entries.save({ ...(entries.get(entry.id) ?? entry), altsSent: [...altsSent, written] } as UpdateEntry),
    );
  }
  const updated = await api.update(productId, imageId, change, options);
  if (!updated.ok) return updated.reason.class === 'not-found' ? no(gone) : updated;
  if (lane.isClosed) return updated;
  const toldOf = asThumbnail ? theirThumbnail(lane, entry, listed.value, imageId) : null;
  if (toldOf !== null) lane.ports.onTold(productId, toldOf);
  if (asThumbnail) giveUpOtherThumbnails(lane, productId, imageId);
  catalog.saveImage(storeId, productId, { ...now.value, ...change });
  return updated;
}

/** What to tell of a thumbnail that somebody else had chosen since the user saw the gallery; null when nobody had. */
function theirThumbnail(
  { ports: { entries, storeId } }: Line,
  { productId, thumbnailBefore }: UpdateEntry,
  images: readonly StoreImage[],
  imageId: number,
): string | null {
  const now = images.find(({ isThumbnail }) => isThumbnail);
  const isBeforeThere = images.some(({ id }) => id === thumbnailBefore);
  if (!now || !isBeforeThere || now.id === thumbnailBefore || now.id === imageId) return null;
  const isOurs = entries.ofProduct(storeId, productId, true).some((one) => {
    if (creates(one)) return one.asThumbnail && imageOf(entries, entryKey(one.id)) === now.id;
    return one.kind === 'update' && one.asThumbnail && imageOf(entries, one.key) === now.id;
  });
  if (isOurs) return null;
  const name = nameIn(images);
  return `Someone else made “${name(now.id)}” the thumbnail meanwhile; now it is “${name(imageId)}”, as you chose.`;
}

/** Of an image that the user has removed or replaced since, nothing is wanted any more. */
function isRemovedByUser({ ports }: Line, productId: number, imageId: number): boolean {
  return ports.entries
    .ofProduct(ports.storeId, productId, true)
    .some((one) => one.kind === 'remove' && one.progress.is === 'done' && one.imageIds.includes(imageId));
}

/** What was once sent as the thumbnail is no more meant to be it: settling would take it back. */
function giveUpOtherThumbnails(lane: Line, productId: number, imageId: number): void {
  const { entries, storeId } = lane.ports;
  for (const one of entries.ofProduct(storeId, productId, true).filter(creates)) {
    const isIt = one.progress.is === 'done' && one.progress.imageId === imageId;
    if (one.asThumbnail !== isIt && (isIt || one.asThumbnail)) entries.save({ ...one, asThumbnail: isIt });
  }
}

const gone: Failure = {
  class: 'refused',
  reason: reason('image-gone'),
};

function changedMeanwhile(alt: string): Failure {
  return {
    class: 'refused',
    reason: reason(altChangedMeanwhile, { now: alt === '' ? 'removed' : 'changed', alt }),
  };
}

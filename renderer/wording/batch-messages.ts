import { inStoreAtEnd } from '../../shared/in-store.ts';
import { text } from '../../shared/messages/text.ts';
import type { Batch, Refusal, SentCounts } from '../../shared/model.ts';
import { photosToReview } from '../../shared/photos-to-review.ts';
import type { ReviewSummary } from '../../shared/review.ts';
import { formatList } from './format.ts';
import { countWords, type Incoming } from './outbox-sentence.ts';

/** What a batch is called: its product, folder or file, else how it came. */
export function batchTitle({ productName, name, source }: Batch): string {
  return productName || name || text(`batches.from.${source}`);
}

/** `for 22 products`; false where the title says it, or none is known. */
export function forProducts({ productName, productCount, products }: Batch): string | false {
  if (productName !== '' || productCount === 0) return false;
  const [only] = products;
  return productCount === 1 && only !== undefined
    ? text('batches.forOne', { product: only.name })
    : text('batches.forProducts', { count: productCount });
}

export function batchSentence(batch: Batch): string {
  switch (batch.phase) {
    case 'scanning':
      return batch.found === 0
        ? text('batches.looking')
        : text('batches.lookedAt', { inspected: batch.inspected, found: batch.found });
    case 'staging':
      return text('batches.staging', { count: batch.found - batch.refused.length });
    case 'review': {
      const review = batch.review === null ? text('batches.toReview') : reviewSentence(batch.review);
      return batch.queued === 0 ? review : text('batches.reviewAnd', { review, rest: progressWords(batch) });
    }
    case 'cancelled':
      return cancelledSentence(batch);
    case 'queued':
      return queuedSentence(batch);
  }
}

/** What its files wait for before they can be read; null for nothing. */
export function waitingWords({ waitingFor }: Batch): string | null {
  return waitingFor === undefined ? null : text('batches.waiting', { waitingFor });
}

/** How many files were found and not added, because reading them was stopped; null for none. */
export function notAddedWords(batch: Batch): string | null {
  const count = batch.found - batch.inspected;
  return underWay(batch) || count <= 0 ? null : text('batches.notAdded', { count });
}

/** How many system files were skipped; null for none. */
export function ignoredWords({ ignored }: Batch): string | null {
  return ignored === 0 ? null : text('batches.ignored', { count: ignored });
}

export const ignoredDetail = text('batches.ignoredDetail');

/** `210 photos to review: 180 ready, 30 photos need a product, 2 skipped`. */
function reviewSentence(review: ReviewSummary): string {
  const { ready, notPrepared, choose, unusable, skipped } = review;
  const parts = [
    ready > 0 && text('batches.ready', { count: ready }),
    notPrepared > 0 && text('batches.notPrepared', { count: notPrepared }),
    choose > 0 && text('batches.choose', { count: choose }),
    unusable > 0 && text('batches.unusable', { count: unusable }),
    skipped > 0 && text('batches.skipped', { count: skipped }),
  ];
  const count = photosToReview(review);
  const list = formatList(parts);
  return list === ''
    ? text('batches.countToReview', { count })
    : text('batches.countToReviewParts', { count, parts: list });
}

/** `58 photos cancelled, 3 already in the store`. Unverified and refused photos stay in the outbox. */
function cancelledSentence(batch: Batch): string {
  const { cancelled, arrived, takenBack } = batch;
  const open = batch.open + batch.failed;
  if (takenBack > 0) {
    const removed = picturesWords(batch, 'takenBack');
    if (batch.open > 0) return text('batches.takingBack', { cancelled, removed });
    return text('batches.takenBack', { cancelled, removed, arrived, open });
  }
  if (cancelled === 0) return text('batches.noneCancelled', { arrived, open });
  return text('batches.cancelled', { what: picturesWords(batch, 'cancelled'), arrived, open });
}

/** `5 photos, 10 variant images`. */
export function picturesWords(batch: Batch, which: keyof SentCounts): string {
  const variantImages = batch.variantImages[which];
  const photos = batch[which] - variantImages;
  return formatList([
    (photos > 0 || variantImages === 0) && countWords('photos', photos),
    variantImages > 0 && countWords('variantImages', variantImages),
  ]);
}

function queuedSentence(batch: Batch): string {
  const { queued, source } = batch;
  const skipped = skippedFiles(batch).length;
  const lists = batch.refused.filter(isReadList).length;
  const listsRead = lists > 0 && text('batches.listsRead', { count: lists });
  if (queued === 0) {
    if (skipped > 0) return formatList([text('batches.allUnusable', { count: skipped }), listsRead]);
    return listsRead || text('batches.nothingFound');
  }
  const before =
    source === 'url'
      ? text('batches.queuedFromWeb', { count: queued })
      : text('outbox.alsoQueued', { what: picturesWords(batch, 'queued') });
  return formatList([
    hasStarted(batch) ? progressWords(batch) : before,
    skipped > 0 && text('batches.unusable', { count: skipped }),
    listsRead,
  ]);
}

/** Whether anything happened to a photo since the batch was queued. */
function hasStarted({ arrived, failed, cancelled, takenBack, removed, open }: Batch): boolean {
  return arrived + failed + cancelled + takenBack + removed > 0 || open === 0;
}

/** `42 of 45 photos in the store, 3 failed`. */
function progressWords(batch: Batch): string {
  const { queued, failed, cancelled, open, variantImages } = batch;
  const removed = batch.takenBack + batch.removed;
  const photos = queued - variantImages.queued;
  const ofVariants = inStore(variantImages, open);
  return formatList([
    photos > 0 && text('outbox.progress', { done: inStore(batch, open) - ofVariants, total: photos }),
    variantImages.queued > 0 &&
      text('outbox.variantImagesProgress', { done: ofVariants, total: variantImages.queued }),
    failed > 0 && text('batches.failed', { failed }),
    cancelled > 0 && text('batches.photosCancelled', { cancelled }),
    removed > 0 && text('batches.removedSince', { removed }),
  ]);
}

function inStore(counts: SentCounts, open: number): number {
  return open === 0 ? inStoreAtEnd(counts) : counts.arrived;
}

/** A list among the files is no photo, but nothing is wrong with it either. */
function isReadList({ reason }: Refusal): boolean {
  return reason.code === 'read-as-list';
}

/** Files that are not uploaded. */
export function skippedFiles({ refused }: Pick<Batch, 'refused'>): Refusal[] {
  return refused.filter((refusal) => !isReadList(refusal));
}

/** Share of the files inspected, 0 to 1; null while no file is found. */
export function batchFraction(batch: Batch): number | null {
  if (batch.found === 0) return null;
  return Math.min(1, batch.inspected / batch.found);
}

/** The photos of a store's batches that are not in the outbox yet. */
export function incomingOf(batches: readonly Batch[], storeId: string): Incoming {
  const own = batches.filter((batch) => batch.storeId === storeId);
  return {
    takingIn: own.some(underWay),
    toReview: own
      .filter(({ phase }) => phase === 'review')
      .reduce((sum, { review }) => sum + photosToReview(review), 0),
  };
}

export function underWay(batch: Batch): boolean {
  return batch.phase === 'scanning' || batch.phase === 'staging';
}

/** Whether a batch has, or will have, photos to review before they are queued. */
export function isUnderReview({ productId, review, phase }: Batch): boolean {
  return (review !== null || productId === null) && phase !== 'queued' && phase !== 'cancelled';
}

/** Whether photos of the batch are being scanned, staged or queued. */
export function canCancel(batch: Batch): boolean {
  return underWay(batch) || (batch.review?.queueing ?? 0) > 0;
}

/** Whether a batch can be undone: it has photos that are on the way or in the store. */
export function canTakeBack({ phase, queued, open, arrived, source }: Batch): boolean {
  if (phase === 'cancelled') return arrived > 0;
  const isQueued = phase === 'queued' || phase === 'review';
  return isQueued && queued > 0 && open + arrived > 0 && source !== 'url';
}

import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import type { ReviewSummary } from '../../shared/review.ts';
import { formatList } from './format.ts';

export function batchSentence(batch: Batch): string {
  switch (batch.phase) {
    case 'scanning':
      return batch.found === 0
        ? text('batches.looking')
        : text('batches.lookedAt', { inspected: batch.inspected, found: batch.found });
    case 'asking':
      return text('batches.asking', { count: batch.found });
    case 'staging':
      return text('batches.staging', { count: batch.found - batch.refused.length });
    case 'review': {
      const review = batch.review === null ? text('batches.toReview') : reviewSentence(batch.review);
      if (batch.cancelled === 0) return review;
      return text('batches.reviewAndCancelled', { review, cancelled: cancelledSentence(batch) });
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

/** How many system files were skipped; null for none. */
export function ignoredWords({ junk }: Batch): string | null {
  return junk === 0 ? null : text('batches.ignored', { count: junk });
}

export const ignoredDetail = text('batches.ignoredDetail');

/** `212 photos to review: 180 ready, 30 need a product, 2 can't be used`. */
function reviewSentence({ ready, choose, unusable, skipped }: ReviewSummary): string {
  const parts = [
    ready > 0 && text('batches.ready', { count: ready }),
    choose > 0 && text('batches.choose', { count: choose }),
    unusable > 0 && text('batches.unusable', { count: unusable }),
    skipped > 0 && text('batches.skipped', { count: skipped }),
  ];
  const count = ready + choose + unusable + skipped;
  const list = formatList(parts);
  return list === ''
    ? text('batches.countToReview', { count })
    : text('batches.countToReviewParts', { count, parts: list });
}

/** `58 photos cancelled, 3 already in the store`. Unverified and refused photos stay in the outbox. */
function cancelledSentence({ cancelled, arrived, open }: Batch): string {
  if (cancelled === 0) return text('batches.noneCancelled', { arrived, open });
  return text('batches.cancelled', { cancelled, arrived, open });
}

function queuedSentence({ queued, refused, source }: Batch): string {
  if (source === 'url') return text('batches.queuedFromWeb', { count: queued });
  if (queued === 0 && refused.length === 0) return text('batches.nothingFound');
  if (queued === 0) return text('batches.allUnusable', { count: refused.length });
  return text('batches.queued', { queued, refused: refused.length });
}

/** Share of the files inspected, 0 to 1; null while no file is found. */
export function batchFraction(batch: Batch): number | null {
  if (batch.found === 0) return null;
  return Math.min(1, batch.inspected / batch.found);
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

/** Whether every file of a batch was usable and none is left to send. */
export function hasArrived(batch: Batch): boolean {
  const clean = batch.phase === 'queued' && batch.refused.length === 0 && batch.problem === null;
  return clean && batch.queued > 0 && batch.open === 0;
}

/** Tone of a batch's icon; `warn` for a problem or refused files. */
export function batchTone(batch: Batch): 'working' | 'review' | 'warn' | 'cancelled' | 'good' {
  if (underWay(batch)) return 'working';
  if (batch.phase === 'review' || batch.phase === 'asking') return 'review';
  if (batch.problem !== null || batch.refused.length > 0) return 'warn';
  return batch.phase === 'cancelled' ? 'cancelled' : 'good';
}

export function arrivedSentence({ queued, productName }: Batch): string {
  if (productName === '') return text('batches.arrived', { count: queued });
  return text('batches.arrivedForProduct', { count: queued, product: productName });
}

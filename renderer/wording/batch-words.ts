import type { Batch } from '../../shared/model.ts';
import type { ReviewSummary } from '../../shared/review.ts';
import { formatCount, formatNumber } from './format.ts';

/** What a batch's panel says first. Where it is for one product, "for" and its name are to follow. */
export function batchSentence(batch: Batch): string {
  switch (batch.phase) {
    case 'scanning':
      return batch.found === 0
        ? 'Looking for photos'
        : `Looked at ${formatNumber(batch.inspected)} of ${formatCount(batch.found, 'file')}`;
    case 'asking':
      return `${formatCount(batch.found, 'photo')} wait for your answer`;
    case 'staging':
      return `Getting ${formatCount(batch.found - batch.refused.length, 'photo')} ready`;
    case 'review':
      return [
        batch.review === null ? 'Photos to review' : reviewSentence(batch.review),
        ...(batch.cancelled > 0 ? [cancelledSentence(batch)] : []),
      ].join('; ');
    case 'cancelled':
      return cancelledSentence(batch);
    case 'queued':
      return queuedSentence(batch);
  }
}

/** What was passed over without being looked at; null where nothing was. */
export function ignoredWords({ junk }: Batch): string | null {
  return junk === 0 ? null : `${formatCount(junk, 'system file')} skipped`;
}

/** What that is, for who wonders. */
export const ignoredDetail =
  'Hidden files, such as .DS_Store and Thumbs.db, and what other programs keep beside photos.';

/** `212 photos to review: 180 ready, 30 need a product, 2 can't be used`. */
function reviewSentence({ ready, choose, unusable, skipped }: ReviewSummary): string {
  const parts = [
    ready > 0 && `${formatNumber(ready)} ready`,
    choose > 0 && `${formatNumber(choose)} need a product`,
    unusable > 0 && `${formatNumber(unusable)} can't be used`,
    skipped > 0 && `${formatNumber(skipped)} left out`,
  ].filter(Boolean);
  const all = formatCount(ready + choose + unusable + skipped, 'photo');
  return parts.length === 0 ? `${all} to review` : `${all} to review: ${parts.join(', ')}`;
}

/** `58 photos cancelled, 3 already in the store`; what the store is still asked about, or refused, is in the outbox. */
function cancelledSentence({ cancelled, arrived, open }: Batch): string {
  const said = cancelled > 0 ? `${formatCount(cancelled, 'photo')} cancelled` : 'Cancelled';
  const parts = [
    arrived > 0 && `${formatNumber(arrived)} already in the store`,
    open > 0 && `${formatNumber(open)} still in the outbox`,
  ].filter(Boolean);
  return [said, ...parts].join(', ');
}

function queuedSentence({ queued, refused, source }: Batch): string {
  if (source === 'url') {
    return `${formatCount(queued, 'picture')} from the web queued`;
  }
  if (queued === 0 && refused.length === 0) return 'No photos were found';
  if (queued === 0) {
    return refused.length === 1 ? "This file can't be used" : 'None of these files can be used';
  }
  const said = `${formatCount(queued, 'photo')} queued`;
  return refused.length === 0 ? said : `${said}, ${formatNumber(refused.length)} can't be used`;
}

/** How far the looking has come, 0 to 1; null while nobody knows, and once it is over. */
export function batchFraction(batch: Batch): number | null {
  if (batch.found === 0) return null;
  return Math.min(1, batch.inspected / batch.found);
}

export function underWay(batch: Batch): boolean {
  return batch.phase === 'scanning' || batch.phase === 'staging';
}

/** Whether a batch has, or will have, photos to look over before they are queued. */
export function isUnderReview({ productId, review, phase }: Batch): boolean {
  return (review !== null || productId === null) && phase !== 'queued' && phase !== 'cancelled';
}

/** Whether photos of it are on their way into the outbox, which can be stopped. */
export function canCancel(batch: Batch): boolean {
  return underWay(batch) || (batch.review?.queueing ?? 0) > 0;
}

/** Whether there is nothing more to say of a batch: every file of it could be used, and none is left to send. */
export function hasArrived(batch: Batch): boolean {
  const clean = batch.phase === 'queued' && batch.refused.length === 0 && batch.problem === null;
  return clean && batch.queued > 0 && batch.open === 0;
}

/** What a batch's sign is to say: `warn` when something of it needs a look. */
export function batchTone(batch: Batch): 'working' | 'review' | 'warn' | 'cancelled' | 'good' {
  if (underWay(batch)) return 'working';
  if (batch.phase === 'review' || batch.phase === 'asking') return 'review';
  if (batch.problem !== null || batch.refused.length > 0) return 'warn';
  return batch.phase === 'cancelled' ? 'cancelled' : 'good';
}

/** What is read out when the panel of a batch leaves: some of its photos may have been cancelled. */
export function arrivedSentence({ queued, productName }: Batch): string {
  const target = productName === '' ? '' : ` for ${productName}`;
  return `${formatCount(queued, 'photo')}${target}: nothing is left to do`;
}

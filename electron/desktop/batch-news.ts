import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import { photosToReview } from '../../shared/photos-to-review.ts';

/** What a user who looks elsewhere wants to hear of a batch. */
export type BatchNews =
  | { type: 'done'; batchId: number; photos: number }
  | { type: 'failed'; batchId: number; photos: number; failed: number }
  | { type: 'review'; batchId: number; photos: number };

/** What has changed between two states of a batch; null for nothing. `before`: undefined for a new one. */
export function batchNews(before: Batch | undefined, after: Batch): BatchNews | null {
  const { id: batchId } = after;
  // Those that were cancelled or removed since are neither sent nor failed. A photo for a gallery and for variants is
  // one in `queued`, and several in the other counts.
  const photos = Math.max(0, after.queued - after.cancelled - after.takenBack - after.removed);
  if (after.phase === 'review' && before !== undefined && before.phase !== 'review') {
    return { type: 'review', batchId, photos: photosToReview(after.review) };
  }
  const wasGoing = before !== undefined && (before.open > 0 || before.phase !== 'queued');
  if (after.phase !== 'queued' || after.open > 0 || photos === 0 || !wasGoing) return null;
  const failed = Math.min(photos, after.failed);
  return failed > 0 ? { type: 'failed', batchId, photos, failed } : { type: 'done', batchId, photos };
}

/** One notification for all news since the last one, the most urgent first; null if there is none. */
export function notificationOf(news: readonly BatchNews[]): { title: string; body: string } | null {
  const count = (type: BatchNews['type']): number =>
    news.filter((one) => one.type === type).reduce((sum, { photos }) => sum + photos, 0);
  const failed = news.reduce((sum, one) => sum + (one.type === 'failed' ? one.failed : 0), 0);
  const [review, sent] = [count('review'), count('done') + count('failed') - failed];
  const parts = [
    failed > 0 && text('notifications.failed', { count: failed }),
    review > 0 && text('notifications.review', { count: review }),
    sent > 0 && text('notifications.sent', { count: sent }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  const title = text(failed + review > 0 ? 'notifications.needsYou' : 'notifications.done');
  return { title, body: parts.join(' ') };
}

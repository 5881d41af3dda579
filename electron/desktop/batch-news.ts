import { inStoreAtEnd } from '../../shared/in-store.ts';
import { text } from '../../shared/messages/text.ts';
import type { TextKey } from '../../shared/messages/en/texts.ts';
import type { Batch, SentCounts } from '../../shared/model.ts';
import { photosToReview } from '../../shared/photos-to-review.ts';

/** News of a batch for a user who doesn't see the window. */
export type BatchNews =
  | { type: 'ended'; batchId: number; sent: Pictures; failed: Pictures }
  | { type: 'review'; batchId: number; photos: number };

interface Pictures {
  photos: number;
  variantImages: number;
}

/** What has changed between two states of a batch; null for nothing. `before`: undefined for a new one. */
export function batchNews(before: Batch | undefined, after: Batch): BatchNews | null {
  const { id: batchId } = after;
  if (after.phase === 'review' && before !== undefined && before.phase !== 'review') {
    return { type: 'review', batchId, photos: photosToReview(after.review) };
  }
  const wasGoing = before !== undefined && (before.open > 0 || before.phase !== 'queued');
  if (after.phase !== 'queued' || after.open > 0 || !wasGoing) return null;
  if (inStoreAtEnd(after) + after.failed === 0) return null;
  return {
    type: 'ended',
    batchId,
    sent: pictures(after, inStoreAtEnd),
    failed: pictures(after, (of) => of.failed),
  };
}

function pictures(batch: Batch, count: (of: SentCounts) => number): Pictures {
  const variantImages = count(batch.variantImages);
  return { photos: count(batch) - variantImages, variantImages };
}

/** One notification for all news since the last one, the most urgent first; null if there is none. */
export function notificationOf(news: readonly BatchNews[]): { title: string; body: string } | null {
  const ended = news.filter((one) => one.type === 'ended');
  const sum = (which: 'sent' | 'failed', of: keyof Pictures): number =>
    ended.reduce((all, one) => all + one[which][of], 0);
  const review = news.reduce((all, one) => all + (one.type === 'review' ? one.photos : 0), 0);
  const urgent = [
    words('notifications.failed', sum('failed', 'photos')),
    words('notifications.variantImagesFailed', sum('failed', 'variantImages')),
    words('notifications.review', review),
  ].filter(Boolean);
  const good = [
    words('notifications.sent', sum('sent', 'photos')),
    words('notifications.variantImagesSent', sum('sent', 'variantImages')),
  ].filter(Boolean);
  if (urgent.length + good.length === 0) return null;
  const title = text(urgent.length > 0 ? 'notifications.needsYou' : 'notifications.done');
  return { title, body: [...urgent, ...good].join(' ') };
}

type Counted = Exclude<
  Extract<TextKey, `notifications.${string}`>,
  'notifications.done' | 'notifications.needsYou'
>;

function words(key: Counted, count: number): string {
  return count === 0 ? '' : text(key, { count });
}

import type { ReviewSummary } from './review.ts';

type Counts = Pick<ReviewSummary, 'ready' | 'notPrepared' | 'choose'>;

/** Photos of a review that a person has still to decide on or to queue: neither skipped nor excluded. */
export function photosToReview(review: Counts | null): number {
  return review === null ? 0 : review.ready + review.notPrepared + review.choose;
}

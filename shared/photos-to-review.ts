import type { ReviewSummary } from './review.ts';

/** Photos of a review that a person has still to decide on or to queue: neither skipped nor excluded. */
export function photosToReview(review: Pick<ReviewSummary, 'ready' | 'choose'> | null): number {
  return review === null ? 0 : review.ready + review.choose;
}

import { groupOf } from '../batches/batch-groups.ts';
import type { Batch } from '../../shared/model.ts';
import type { SteadyStore } from '../wording/store-messages.ts';

/** One line of what only a person can do. */
export type Need =
  | { readonly type: 'review'; readonly key: string; readonly batch: Batch }
  | { readonly type: 'failures'; readonly key: string; readonly count: number }
  | { readonly type: 'alts'; readonly key: string; readonly count: number }
  | { readonly type: 'sign-in'; readonly key: string; readonly store: SteadyStore };

/**
 * What needs somebody, most urgent first: reviews in which photos need a product, failures, alt texts that are not
 * saved, reviews that are all ready, and stores of which the token is not accepted.
 *
 * @param batches of one store, newest first
 * @param failed failed entries of that store
 * @param unsavedAlts alt texts of that store that were typed and not saved
 */
export function needsYou(
  batches: readonly Batch[],
  failed: number,
  stores: readonly SteadyStore[],
  unsavedAlts = 0,
): Need[] {
  const reviews = batches
    .filter((batch) => groupOf(batch) === 'to-review')
    .map((batch): Need => ({ type: 'review', key: `review-${batch.id}`, batch }));
  const isReady = (need: Need): boolean =>
    need.type === 'review' && need.batch.review !== null && need.batch.review.choose === 0;
  const signIns = stores
    .filter(({ state }) => state.type === 'needs-sign-in')
    .map((store): Need => ({ type: 'sign-in', key: `sign-in-${store.id}`, store }));
  return [
    ...reviews.filter((need) => !isReady(need)),
    ...(failed > 0 ? [{ type: 'failures', key: 'failures', count: failed } as const] : []),
    ...(unsavedAlts > 0 ? [{ type: 'alts', key: 'alts', count: unsavedAlts } as const] : []),
    ...reviews.filter(isReady),
    ...signIns,
  ];
}

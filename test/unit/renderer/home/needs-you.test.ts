import { expect, test } from 'vitest';
import { needsYou } from '../../../../renderer/home/needs-you.ts';
import { saying } from '../../../support/saying.ts';
import { makeBatch, makeReviewSummary, makeStore } from '../make.ts';

const toReview = (id: number, choose: number) =>
  makeBatch(id, { phase: 'review', productId: null, review: makeReviewSummary({ ready: 5, choose }) });

test('reviews with photos that need a product come first, then failures, ready reviews and sign-ins', () => {
  const signIn = makeStore({ type: 'needs-sign-in', reason: saying('The token is not accepted.') }, 'trade');
  const needs = needsYou([toReview(3, 0), toReview(2, 4), makeBatch(1)], 2, [makeStore(), signIn]);
  expect(needs.map(({ key }) => key)).toEqual(['review-2', 'failures', 'review-3', 'sign-in-trade']);
});

test('nothing needs somebody when photos are only on their way or in the store', () => {
  expect(needsYou([makeBatch(1, { open: 3, queued: 3 }), makeBatch(2)], 0, [makeStore()])).toEqual([]);
});

test('alt texts that are not saved stand behind failures', () => {
  const needs = needsYou([toReview(3, 0)], 2, [makeStore()], 9);
  expect(needs.map(({ key }) => key)).toEqual(['failures', 'alts', 'review-3']);
});

import { expect, test } from 'vitest';
import { ignoredWords } from '../../../../renderer/wording/batch-messages.ts';
import {
  addHereWords,
  duplicateWords,
  isMatchUsual,
  matchWords,
  queuedWords,
  queueWords,
  readingWords,
  reviewOrigin,
  reviewTitle,
  rowWords,
  sizeWords,
} from '../../../../renderer/wording/review-messages.ts';
import { makeBatch, makeReviewItem, makeReviewProduct, makeReviewSummary } from '../make.ts';

test('the title counts the photos that wait for somebody, as the bar does', () => {
  const review = makeReviewSummary({ ready: 180, choose: 30, unusable: 2, skipped: 4 });
  expect(reviewTitle(makeBatch(1, { phase: 'review', review }))).toBe('210 photos to review');
  expect(reviewTitle(makeBatch(1, { phase: 'scanning' }))).toBe('Looking for photos');
  expect(reviewTitle(makeBatch(1, { phase: 'review' }))).toBe('No photos to review');
});

test('the button gives the number to queue', () => {
  expect(queueWords(makeReviewSummary({ ready: 1 }))).toBe('Queue 1 photo');
  expect(queueWords(makeReviewSummary({ ready: 1212 }))).toBe('Queue 1,212 photos');
  expect(queueWords(makeReviewSummary())).toBe('Queue photos');
});

test('ignored files are counted, if any', () => {
  const batch = makeBatch(1, { source: 'drop', ignored: 12 });
  expect(ignoredWords(batch)).toBe('12 system files skipped');
  expect(ignoredWords({ ...batch, ignored: 1 })).toBe('1 system file skipped');
  expect(ignoredWords({ ...batch, ignored: 0 })).toBeNull();
  expect(reviewOrigin(batch, 'just now')).toBe('Dropped just now');
});

test('reading shows its progress', () => {
  const batch = makeBatch(1, { phase: 'staging', found: 800, inspected: 312 });
  expect(readingWords(batch)).toBe('Reading 312 of 800…');
  expect(readingWords({ ...batch, found: 0 })).toBe('Looking for photos…');
  expect(readingWords({ ...batch, waitingFor: 'drive' })).toBe('Waiting for the drive; 312 of 800 read');
});

test('what is left after queueing is announced', () => {
  expect(queuedWords(212, 0)).toBe('212 photos queued');
  expect(queuedWords(1, 30)).toBe('1 photo queued. 30 photos left to review');
});

test('a picture’s facts are in one line, without unknown ones', () => {
  expect(sizeWords({ type: 'TIFF', width: 6000, height: 4000, bytes: 61_000_000 })).toBe(
    'TIFF · 6000 × 4000 · 61 MB',
  );
  expect(sizeWords({ type: 'RAW', width: 0, height: 0, bytes: 900 })).toBe('RAW · 900 B');
  expect(sizeWords(null)).toBe('');
});

test('a duplicate names its original, and whether it is sent anyway', () => {
  expect(duplicateWords(makeReviewItem(1, { duplicate: 'gallery' }))).toBe(
    'Already in this gallery, excluded',
  );
  expect(duplicateWords(makeReviewItem(1, { duplicate: 'batch', included: true }))).toBe(
    'Duplicate in this batch, uploaded anyway',
  );
  expect(duplicateWords(makeReviewItem(1))).toBeNull();
});

test('a row is read out with its reason, state and choices', () => {
  const match = {
    type: 'ambiguous' as const,
    why: 'The name fits 2 SKUs.',
    candidates: [{ productId: 1, variantId: null, sku: 'MUG', productName: 'Mug' }],
  };
  expect(
    rowWords({ row: 'item', section: 'choose', item: makeReviewItem(1, { match, included: true }) }),
  ).toBe('1.jpg. The name fits 2 SKUs. 1: MUG, Mug');
  const left = makeReviewItem(2, { asThumbnail: true, alt: 'Mug - front' });
  expect(rowWords({ row: 'item', section: 'ready', item: left })).toBe(
    '2.jpg. No SKU is like this name. thumbnail. alt text: Mug - front. excluded',
  );
  expect(rowWords(makeReviewProduct(7))).toBe(
    'Mug, MUG-7, 2 new photos, has 3 images, After existing images',
  );
});

const dropped = {
  productId: 1,
  productName: 'Mug',
  here: 5,
  unnamed: 0,
  elsewhere: 7,
  others: [
    { productId: 2, productName: 'Vase', count: 4 },
    { productId: 3, productName: 'Lamp', count: 3 },
  ],
};

test('both answers for dropped photos say by counts what becomes of them', () => {
  const review = makeReviewSummary({ ready: 12, dropped });
  expect(reviewTitle(makeBatch(1, { phase: 'review', review }))).toBe('12 photos dropped on Mug');
  expect(addHereWords(dropped)).toBe(
    '5 names match it. The 7 that match other products are added here, too.',
  );
  expect(matchWords(dropped)).toBe('4 to “Vase”, 3 to “Lamp”, 5 stay here.');
  expect(matchWords({ ...dropped, elsewhere: 9, here: 0, unnamed: 1 })).toBe(
    '4 to “Vase”, 3 to “Lamp”, 2 to other products, 1 needs a product.',
  );
  const none = { ...dropped, here: 0, elsewhere: 0, unnamed: 12, others: [] };
  expect(addHereWords(none)).toBe('No name matches another product.');
});

test('the answer that most names speak for is the main one', () => {
  expect(isMatchUsual(dropped)).toBe(true);
  expect(isMatchUsual({ ...dropped, unnamed: 2 })).toBe(false);
});

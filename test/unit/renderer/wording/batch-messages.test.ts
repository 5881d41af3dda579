import { expect, test } from 'vitest';
import {
  batchFraction,
  batchSentence,
  batchTitle,
  forProducts,
  waitingWords,
  canCancel,
  isUnderReview,
  notAddedWords,
} from '../../../../renderer/wording/batch-messages.ts';
import type { Batch } from '../../../../shared/model.ts';
import { makeBatch, makeReviewSummary } from '../make.ts';
import { saying } from '../../../support/saying.ts';
import { reason } from '../../../../shared/messages/reason.ts';

const list = { id: 3, fileName: 'list.csv', folder: '', reason: reason('read-as-list', { photos: 2 }) };

const refused: Batch['refused'] = [
  { id: 1, fileName: 'a.tif', folder: '', reason: saying('A TIFF picture.') },
  { id: 2, fileName: 'b.txt', folder: '', reason: saying('Not a picture.') },
];

const noVariantImages = makeBatch(1).variantImages;

const sentences: [Partial<Batch>, string][] = [
  [{ phase: 'scanning', found: 0 }, 'Looking for photos'],
  [{ phase: 'scanning', found: 812, inspected: 236 }, 'Checked 236 of 812 files'],
  [{ phase: 'staging', found: 10, refused }, 'Getting 8 photos ready'],
  [{ queued: 8, open: 8 }, '8 photos queued'],
  [{ queued: 3, open: 3, source: 'url' }, '3 images from the web queued'],
  [{ queued: 8, open: 8, refused }, '8 photos queued, 2 skipped'],
  [{ queued: 8, open: 5, arrived: 3 }, '3 of 8 photos in the store'],
  [{ queued: 8, open: 1, arrived: 5, failed: 2 }, '5 of 8 photos in the store, 2 failed'],
  [
    { queued: 8, arrived: 4, failed: 1, cancelled: 3, refused },
    '4 of 8 photos in the store, 1 failed, 3 cancelled, 2 skipped',
  ],
  [{ queued: 8 }, '8 of 8 photos in the store'],
  [{ queued: 1, open: 1, refused: [list] }, '1 photo queued, 1 list read'],
  [{ queued: 0, refused: [list] }, '1 list read'],
  [{ queued: 0, refused }, '2 files skipped'],
  [{ queued: 0, refused: refused.slice(1) }, '1 file skipped'],
  [{ queued: 0 }, 'No photos found'],
  [
    {
      phase: 'review',
      queued: 0,
      review: makeReviewSummary({ ready: 180, choose: 30, unusable: 2, skipped: 1 }),
    },
    '210 photos to review: 180 ready, 30 photos need a product, 2 skipped, 1 excluded',
  ],
  [
    { phase: 'review', queued: 0, review: makeReviewSummary({ ready: 2, notPrepared: 1 }) },
    '3 photos to review: 2 ready, 1 could not be prepared',
  ],
  [
    { phase: 'review', queued: 60, arrived: 59, failed: 1, review: makeReviewSummary({ choose: 41 }) },
    '41 photos to review: 41 photos need a product; 59 of 60 photos in the store, 1 failed',
  ],
  [{ queued: 60, removed: 1, takenBack: 3, arrived: 56 }, '56 of 60 photos in the store, 4 removed since'],
  [{ queued: 60, removed: 1, open: 5, arrived: 54 }, '54 of 60 photos in the store, 1 removed since'],
  [
    { phase: 'review', queued: 7, cancelled: 5, arrived: 2, review: makeReviewSummary({ ready: 3 }) },
    '3 photos to review: 3 ready; 2 of 7 photos in the store, 5 cancelled',
  ],
  [
    { queued: 15, open: 15, variantImages: { ...noVariantImages, queued: 10 } },
    '5 photos, 10 variant images queued',
  ],
  [
    {
      queued: 15,
      open: 6,
      arrived: 7,
      failed: 2,
      variantImages: { ...noVariantImages, queued: 10, arrived: 3, failed: 2 },
    },
    '4 of 5 photos in the store, 3 of 10 variant images in the store, 2 failed',
  ],
  [
    { queued: 8, arrived: 8, variantImages: { ...noVariantImages, queued: 8, arrived: 8 } },
    '8 of 8 variant images in the store',
  ],
  [
    {
      phase: 'cancelled',
      queued: 15,
      cancelled: 15,
      variantImages: { ...noVariantImages, queued: 10, cancelled: 10 },
    },
    '5 photos, 10 variant images cancelled',
  ],
  [{ phase: 'cancelled', queued: 0 }, 'Cancelled'],
  [{ phase: 'cancelled', queued: 61, cancelled: 61 }, '61 photos cancelled'],
  [
    { phase: 'cancelled', queued: 61, cancelled: 56, arrived: 3, open: 2 },
    '56 photos cancelled, 3 already in the store, 2 still in the outbox',
  ],
  [
    { phase: 'cancelled', queued: 61, cancelled: 56, takenBack: 5, failed: 1 },
    'Undone: 5 photos removed from the store, 56 cancelled, 1 still in the outbox',
  ],
  [
    { phase: 'cancelled', queued: 61, cancelled: 56, takenBack: 5, open: 2 },
    'Undoing: removing 5 photos from the store, 56 cancelled',
  ],
];

test.each(sentences)('%o says "%s"', (part, sentence) => {
  expect(batchSentence(makeBatch(1, part))).toBe(sentence);
});

test.each([
  ['drive', 'Waiting for the drive'],
  ['cloud', 'Waiting for a file to download from the cloud'],
  ['program', 'Waiting for another program to close a file'],
  ['writing', 'Waiting for a file to be complete'],
] as const)('a batch that waits says so: %s', (waitingFor, words) => {
  expect(waitingWords(makeBatch(1, { waitingFor }))).toBe(words);
});

test('progress is unknown before anything is found', () => {
  expect(batchFraction(makeBatch(1, { found: 0 }))).toBeNull();
  expect(batchFraction(makeBatch(1, { found: 4, inspected: 1 }))).toBe(0.25);
});

test('a batch is called by its product, its folder, else by how it came', () => {
  expect(batchTitle(makeBatch(1, { name: 'Shoot' }))).toBe('Mug');
  const byName = makeBatch(1, { productId: null, productName: '', name: 'Shoot' });
  expect(batchTitle(byName)).toBe('Shoot');
  expect(batchTitle({ ...byName, name: '', source: 'paste' })).toBe('Pasted photos');
  expect(forProducts({ ...byName, productCount: 22 })).toBe('for 22 products');
  expect(forProducts(makeBatch(1, { productCount: 1 }))).toBe(false);
});

test('a batch can be cancelled while it is taken in, and while its photos are queued', () => {
  expect(canCancel(makeBatch(1, { phase: 'scanning' }))).toBe(true);
  expect(canCancel(makeBatch(1, { phase: 'review', review: makeReviewSummary({ queueing: 1 }) }))).toBe(true);
  expect(canCancel(makeBatch(1, { phase: 'review', review: makeReviewSummary() }))).toBe(false);
  expect(canCancel(makeBatch(1, { phase: 'queued' }))).toBe(false);
});

test('a batch is under review until it is queued, also before its first file', () => {
  expect(isUnderReview(makeBatch(1, { productId: null, phase: 'scanning' }))).toBe(true);
  expect(isUnderReview(makeBatch(1, { phase: 'review', review: makeReviewSummary() }))).toBe(true);
  expect(isUnderReview(makeBatch(1, { phase: 'scanning' }))).toBe(false);
  expect(isUnderReview(makeBatch(1, { productId: null, phase: 'queued' }))).toBe(false);
});

test('files that were found and not added, because reading was cancelled, are named', () => {
  const stopped = { found: 10_000, inspected: 6_760 };
  expect(notAddedWords({ ...makeBatch(1), ...stopped, phase: 'review' })).toBe('3,240 files not added');
  expect(notAddedWords({ ...makeBatch(1), found: 3, inspected: 2, phase: 'cancelled' })).toBe(
    '1 file not added',
  );
  expect(notAddedWords({ ...makeBatch(1), ...stopped, phase: 'scanning' })).toBeNull();
  expect(notAddedWords({ ...makeBatch(1), found: 3, inspected: 3, phase: 'queued' })).toBeNull();
});

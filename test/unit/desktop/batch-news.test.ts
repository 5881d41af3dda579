import { describe, expect, test } from 'vitest';
import { batchNews, notificationOf } from '../../../electron/desktop/batch-news.ts';
import type { Batch, SentCounts } from '../../../shared/model.ts';
import { makeBatch, makeReviewSummary } from '../renderer/make.ts';

const pictures = (photos: number, variantImages = 0) => ({ photos, variantImages });
const sending = makeBatch(1, { queued: 3, open: 2, arrived: 1 });

describe('news of a batch', () => {
  test('come once, when its last photo has arrived', () => {
    const done = makeBatch(1, { queued: 3, open: 0, arrived: 3 });
    expect(batchNews(sending, makeBatch(1, { queued: 3, open: 1, arrived: 2 }))).toBeNull();
    expect(batchNews(sending, done)).toEqual({
      type: 'ended',
      batchId: 1,
      sent: pictures(3),
      failed: pictures(0),
    });
    expect(batchNews(done, done)).toBeNull();
  });

  test('say how many photos need somebody', () => {
    const ended = makeBatch(1, { queued: 3, open: 0, failed: 1, arrived: 1, cancelled: 1 });
    expect(batchNews(sending, ended)).toEqual({
      type: 'ended',
      batchId: 1,
      sent: pictures(1),
      failed: pictures(1),
    });
    expect(batchNews(ended, ended)).toBeNull();
  });

  test('are none once all of its photos were removed again', () => {
    const undone = makeBatch(1, { queued: 3, open: 0, takenBack: 2, removed: 1 });
    expect(batchNews(sending, undone)).toBeNull();
  });

  test('tell photos from variant images, where a photo goes to a gallery and to variants', () => {
    const none = { queued: 0, arrived: 0, failed: 0, cancelled: 0, takenBack: 0, removed: 0 };
    const ended = (own: Partial<SentCounts>, ofVariants: Partial<SentCounts>): Batch =>
      makeBatch(1, { queued: 15, ...own, variantImages: { ...none, queued: 10, ...ofVariants } });
    expect(batchNews(sending, ended({ cancelled: 15 }, { cancelled: 10 }))).toBeNull();
    expect(batchNews(sending, ended({ arrived: 12, failed: 3 }, { arrived: 8, failed: 2 }))).toEqual({
      type: 'ended',
      batchId: 1,
      sent: pictures(4, 8),
      failed: pictures(1, 2),
    });
  });

  test('count photos whose finished entries were cleared from the list', () => {
    expect(batchNews(sending, makeBatch(1, { queued: 3, open: 0, arrived: 1 }))).toMatchObject({
      sent: pictures(3),
    });
  });

  test('come when everything is read and waits for a review', () => {
    const review = makeBatch(1, {
      phase: 'review',
      found: 12,
      review: makeReviewSummary({ ready: 7, choose: 2, unusable: 3 }),
    });
    expect(batchNews(makeBatch(1, { phase: 'staging' }), review)).toEqual({
      type: 'review',
      batchId: 1,
      photos: 9,
    });
    expect(batchNews(review, review)).toBeNull();
  });

  test('are none of a batch that had ended before, or holds nothing', () => {
    expect(batchNews(undefined, makeBatch(1, { queued: 3, open: 0, arrived: 3 }))).toBeNull();
    expect(batchNews(makeBatch(1, { phase: 'staging' }), makeBatch(1, { queued: 0, open: 0 }))).toBeNull();
  });
});

describe('the notification', () => {
  test('is one for all news, the most urgent first', () => {
    expect(notificationOf([])).toBeNull();
    expect(
      notificationOf([
        { type: 'ended', batchId: 1, sent: pictures(3), failed: pictures(0) },
        { type: 'ended', batchId: 2, sent: pictures(3, 8), failed: pictures(1) },
        { type: 'review', batchId: 3, photos: 1 },
      ]),
    ).toEqual({
      title: 'Packshot needs your attention',
      body: '1 photo failed. 1 photo is ready to review. 6 photos uploaded. 8 variant images uploaded.',
    });
  });

  test('of good news names no need', () => {
    expect(notificationOf([{ type: 'ended', batchId: 1, sent: pictures(1), failed: pictures(0) }])).toEqual({
      title: 'Your photos are in the store',
      body: '1 photo uploaded.',
    });
  });
});

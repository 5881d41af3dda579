import { describe, expect, test } from 'vitest';
import { batchNews, notificationOf } from '../../../electron/desktop/batch-news.ts';
import { makeBatch, makeReviewSummary } from '../renderer/make.ts';

const sending = makeBatch(1, { queued: 3, open: 2, arrived: 1 });

describe('news of a batch', () => {
  test('come once, when its last photo has arrived', () => {
    const done = makeBatch(1, { queued: 3, open: 0, arrived: 3 });
    expect(batchNews(sending, makeBatch(1, { queued: 3, open: 1, arrived: 2 }))).toBeNull();
    expect(batchNews(sending, done)).toEqual({ type: 'done', batchId: 1, photos: 3 });
    expect(batchNews(done, done)).toBeNull();
  });

  test('say how many photos need somebody', () => {
    const ended = makeBatch(1, { queued: 3, open: 0, failed: 1, arrived: 1, cancelled: 1 });
    expect(batchNews(sending, ended)).toEqual({ type: 'failed', batchId: 1, photos: 2, failed: 1 });
    expect(batchNews(ended, ended)).toBeNull();
  });

  test('are none once all of its photos were removed again', () => {
    const undone = makeBatch(1, { queued: 3, open: 0, takenBack: 2, removed: 1 });
    expect(batchNews(sending, undone)).toBeNull();
  });

  test('count no photo twice that goes to a gallery and to a variant', () => {
    const ended = { queued: 5, open: 0 };
    expect(batchNews(sending, makeBatch(1, { ...ended, cancelled: 10 }))).toBeNull();
    expect(batchNews(sending, makeBatch(1, { ...ended, arrived: 10 }))).toMatchObject({ photos: 5 });
    expect(batchNews(sending, makeBatch(1, { ...ended, failed: 10 }))).toMatchObject({
      photos: 5,
      failed: 5,
    });
  });

  test('count photos whose finished entries were cleared from the list', () => {
    expect(batchNews(sending, makeBatch(1, { queued: 3, open: 0, arrived: 1 }))).toMatchObject({ photos: 3 });
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
        { type: 'done', batchId: 1, photos: 3 },
        { type: 'failed', batchId: 2, photos: 4, failed: 1 },
        { type: 'review', batchId: 3, photos: 1 },
      ]),
    ).toEqual({
      title: 'Packshot needs your attention',
      body: '1 photo failed. 1 photo is ready to review. 6 photos uploaded.',
    });
  });

  test('of good news names no need', () => {
    expect(notificationOf([{ type: 'done', batchId: 1, photos: 1 }])).toEqual({
      title: 'Your photos are in the store',
      body: '1 photo uploaded.',
    });
  });
});

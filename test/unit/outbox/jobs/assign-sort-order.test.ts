import { describe, expect, test } from 'vitest';
import type { NewIntent } from '../../../../electron/outbox/intent.ts';
import { behindFailed, sortOrderToSend } from '../../../../electron/outbox/jobs/assign-sort-order.ts';
import { imageOf, upload } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const failed = { type: 'failed', reason: saying('A reason.') } as const;

function photo(sortOrder: number | null, asThumbnail = false): NewIntent {
  return { type: 'upload', photo: upload(1, failed).photo, sortOrder, asThumbnail, alt: '' };
}

const placesOf = (intents: readonly NewIntent[]): unknown[] =>
  intents.map((intent) => (intent.type === 'upload' ? [intent.sortOrder, intent.asThumbnail] : intent.type));

describe('new photos of a product', () => {
  test('get numbers behind those that failed before, and leave them the thumbnail', () => {
    const open = [upload(0, failed, { asThumbnail: true }), upload(1, failed)];
    const placed = behindFailed([photo(0, true), photo(1)], open, () => []);
    expect(placesOf(placed)).toEqual([
      [2, false],
      [3, false],
    ]);
  });

  test('get no number while an earlier one has none', () => {
    const open = [upload(0, failed, { sortOrder: null })];
    expect(placesOf(behindFailed([photo(0, true)], open, () => []))).toEqual([[null, false]]);
  });

  test('that go before existing images keep their numbers', () => {
    const open = [upload(5, failed)];
    const there = [imageOf(1), imageOf(3)];
    expect(placesOf(behindFailed([photo(0), photo(1)], open, () => there))).toEqual([
      [0, false],
      [1, false],
    ]);
  });

  test('keep their numbers when nothing failed, without a request', () => {
    const images = () => {
      throw new Error('asked for the images');
    };
    const open = [upload(3, { type: 'waiting' })];
    expect(placesOf(behindFailed([photo(4)], open, images))).toEqual([[4, false]]);
    expect(placesOf(behindFailed([{ type: 'clear' }], [], images))).toEqual(['clear']);
  });
});

test('a sort order is sent as an integer of 32 bits, never a higher one', () => {
  expect([8.75, 8, -0.5, 2 ** 40, null].map(sortOrderToSend)).toEqual([8, 8, -1, 2 ** 31 - 1, null]);
});

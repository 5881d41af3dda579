import { expect, test } from 'vitest';
import {
  disconnectWords,
  isAnythingLost,
  lossSentences,
  type GoingAlong,
} from '../../../../renderer/wording/disconnect-messages.ts';

const nothing: GoingAlong = { waiting: 0, underReview: 0, takingIn: false, refused: false };

test('just disconnects a store that nothing is left for', () => {
  expect(isAnythingLost(nothing)).toBe(false);
  expect(lossSentences(nothing)).toEqual([]);
  expect(disconnectWords(nothing)).toBe('Disconnect');
});

test('offers to throw an open review away, and says what that means', () => {
  const reviewed = { ...nothing, underReview: 12 };
  expect(isAnythingLost(reviewed)).toBe(true);
  expect(disconnectWords(reviewed)).toBe('Discard the review and disconnect');
  expect(lossSentences(reviewed)).toEqual([
    '12 photos are under review for this store. The review, and what you decided in it, is thrown away, and nothing of it is sent.',
  ]);
});

test('names everything that goes, each in a sentence', () => {
  const all = { waiting: 3, underReview: 1, takingIn: true, refused: false };
  expect(disconnectWords(all)).toBe('Discard 4 photos and disconnect');
  expect(lossSentences(all)).toHaveLength(3);
});

test('asks again where main found what the window had not heard of yet', () => {
  const late = { ...nothing, refused: true };
  expect(isAnythingLost(late)).toBe(true);
  expect(disconnectWords(late)).toBe('Discard and disconnect');
});

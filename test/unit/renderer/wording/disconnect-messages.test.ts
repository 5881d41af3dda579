import { expect, test } from 'vitest';
import {
  disconnectWords,
  isAnythingLost,
  lossSentences,
  type GoingAlong,
} from '../../../../renderer/wording/disconnect-messages.ts';

const nothing: GoingAlong = { waiting: 0, underReview: 0, takingIn: false, refused: false };

test('a store without anything left needs no warning', () => {
  expect(isAnythingLost(nothing)).toBe(false);
  expect(lossSentences(nothing)).toEqual([]);
  expect(disconnectWords(nothing)).toBe('Disconnect');
});

test('an open review is discarded only with a warning', () => {
  const reviewed = { ...nothing, underReview: 12 };
  expect(isAnythingLost(reviewed)).toBe(true);
  expect(disconnectWords(reviewed)).toBe('Discard 12 photos and disconnect');
  expect(lossSentences(reviewed)).toEqual([
    '12 photos to review for this store, and your choices for them, will be discarded.',
  ]);
});

test('everything that is lost has its sentence', () => {
  const all = { waiting: 3, underReview: 1, takingIn: true, refused: false };
  expect(disconnectWords(all)).toBe('Discard 4 photos and disconnect');
  expect(lossSentences(all)).toHaveLength(3);
});

test('asks again when main found something the window did not know yet', () => {
  const late = { ...nothing, refused: true };
  expect(isAnythingLost(late)).toBe(true);
  expect(disconnectWords(late)).toBe('Discard and disconnect');
});

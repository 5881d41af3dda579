import { expect, test } from 'vitest';
import { batchFraction, batchSentence } from '../../../../renderer/intake/batch-words.ts';
import type { Batch } from '../../../../shared/model.ts';
import { makeBatch } from '../make.ts';

const refused: Batch['refused'] = [
  { id: 1, fileName: 'a.tif', folder: '', reason: { code: 'type', sentence: 'A TIFF picture.' } },
  { id: 2, fileName: 'b.txt', folder: '', reason: { code: 'type', sentence: 'Not a picture.' } },
];

const sentences: [Partial<Batch>, string][] = [
  [{ phase: 'scanning', found: 0 }, 'Looking for photos for'],
  [{ phase: 'scanning', found: 812, inspected: 236 }, 'Looked at 236 of 812 files for'],
  [{ phase: 'staging', found: 10, refused }, 'Getting 8 photos ready for'],
  [{ queued: 8 }, '8 photos queued for'],
  [{ queued: 8, refused }, "8 photos queued, 2 can't be used for"],
  [{ queued: 0, refused }, 'None of these files can be used for'],
  [{ queued: 0, refused: refused.slice(1) }, "This file can't be used for"],
  [{ queued: 0 }, 'No photos were found for'],
  [{ phase: 'cancelled', queued: 0 }, 'Cancelled for'],
  [{ phase: 'cancelled', queued: 1 }, 'Cancelled after 1 photo for'],
];

test.each(sentences)('%o says "%s"', (part, sentence) => {
  expect(batchSentence(makeBatch(1, part))).toBe(sentence);
});

test('nobody knows how far it is before anything is found', () => {
  expect(batchFraction(makeBatch(1, { found: 0 }))).toBeNull();
  expect(batchFraction(makeBatch(1, { found: 4, inspected: 1 }))).toBe(0.25);
});

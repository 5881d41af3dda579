import { expect, test } from 'vitest';
import { clearingWords } from '../../../../renderer/wording/gallery-messages.ts';
import type { EntryState } from '../../../../shared/model.ts';
import { makeEntry } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const reason = saying('The token may not.', 'Make another.');
const said: [EntryState, string | undefined][] = [
  [{ type: 'waiting' }, 'All images of this product will be removed.'],
  [{ type: 'sending' }, 'Removing all images of this product…'],
  [{ type: 'retrying', at: 12_000, reason }, 'All images of this product will be removed. Retrying in 12 s.'],
  [{ type: 'failed', reason }, 'The images were not removed. The token may not.'],
  [{ type: 'cancelled' }, undefined],
  [{ type: 'done', imageId: null }, undefined],
];

test.each(said)('a removal that is %o has its sentence', (state, sentence) => {
  expect(clearingWords(makeEntry(1, state), 0)?.sentence).toBe(sentence);
});

import { expect, test } from 'vitest';
import { entryChoices, entryStateWords, isOpen } from '../../../../renderer/gallery/entry-words.ts';
import type { EntryState } from '../../../../shared/model.ts';

const reason = { code: 'x', sentence: 'It broke.' };
const states: [EntryState, string, string][] = [
  [{ is: 'waiting' }, 'Waiting', 'cancel'],
  [{ is: 'sending' }, 'Sending', 'cancel'],
  [{ is: 'verifying' }, 'Checking with the store…', ''],
  [{ is: 'retrying', at: 12_000, reason }, 'Trying again in 12 s', 'retry cancel'],
  [{ is: 'done', imageId: 1 }, 'In the store', 'dismiss'],
  [{ is: 'failed', reason }, 'Not sent', 'retry dismiss'],
  [{ is: 'cancelled' }, 'Cancelled', 'retry dismiss'],
];

test.each(states)('%o has words, and only the choices that make sense', (state, words, choices) => {
  expect(entryStateWords(state, 0)).toBe(words);
  const offered = Object.entries(entryChoices(state)).flatMap(([name, there]) => (there ? [name] : []));
  expect(offered.join(' ')).toBe(choices);
});

test('a photo is open until it has arrived, failed or been cancelled', () => {
  expect(states.filter(([state]) => isOpen(state)).map(([state]) => state.is)).toEqual([
    'waiting',
    'sending',
    'verifying',
    'retrying',
  ]);
});

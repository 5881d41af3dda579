import { expect, test } from 'vitest';
import {
  entryChoices,
  entryFraction,
  entryName,
  entryStateWords,
  entryWhy,
  isOpen,
} from '../../../../renderer/wording/entry-messages.ts';
import type { EntryState } from '../../../../shared/model.ts';
import { makeEntry } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const reason = saying('It broke.');
const states: [EntryState, string, string][] = [
  [{ type: 'waiting' }, 'Queued', 'cancel'],
  [{ type: 'sending' }, 'Sending', 'cancel'],
  [{ type: 'verifying' }, 'Checking with the store…', ''],
  [{ type: 'retrying', at: 12_000, reason }, 'Retrying in 12 s', 'retry cancel'],
  [{ type: 'done', imageId: 1 }, 'In the store', 'dismiss'],
  [{ type: 'failed', reason }, 'Not sent', 'retry dismiss'],
  [{ type: 'cancelled' }, 'Cancelled', 'retry dismiss'],
];

test.each(states)('%o has words, and only sensible actions', (state, words, choices) => {
  expect(entryStateWords(makeEntry(1, state), 0)).toBe(words);
  const offered = Object.entries(entryChoices(makeEntry(1, state))).flatMap(([name, there]) =>
    there ? [name] : [],
  );
  expect(offered.join(' ')).toBe(choices);
});

test('a removal of all images that waits to be repeated can only be cancelled: nothing shortens its wait', () => {
  const waits = { ...makeEntry(1, { type: 'retrying', at: 12_000, reason }), type: 'clear' as const };
  expect(entryChoices(waits)).toEqual({ retry: false, cancel: true, dismiss: false });
});

test('a photo is open until it has arrived, failed or been cancelled', () => {
  expect(states.filter(([state]) => isOpen(state)).map(([state]) => state.type)).toEqual([
    'waiting',
    'sending',
    'verifying',
    'retrying',
  ]);
});

test('an import and a removal of all images have their own words', () => {
  const fetched = { ...makeEntry(1, { type: 'sending' }), type: 'import' as const };
  const emptied = { ...makeEntry(2, { type: 'sending' }), type: 'clear' as const };
  expect(entryStateWords(fetched)).toBe('BigCommerce is downloading it…');
  expect(entryStateWords(emptied)).toBe('Removing…');
  expect(entryStateWords({ ...emptied, state: { type: 'failed', reason } })).toBe('Not removed');
  expect(entryName(emptied)).toBe('removing all images of Mug');
  const edited = { ...makeEntry(4), type: 'update' as const, fileName: 'Change an alt text' };
  expect(entryName(edited)).toBe('changing an image of Mug');
  expect(entryFraction(fetched, 0)).toBeNull();
  expect(entryFraction(makeEntry(3), 250)).toBe(0.25);
});

test('a failed entry’s reason includes what to do, a retrying one’s does not', () => {
  const reason = saying('The store is busy.', 'Try later.');
  expect(entryWhy({ type: 'failed', reason })).toBe('The store is busy. Try later.');
  expect(entryWhy({ type: 'failed', reason: saying('The store is busy.') })).toBe('The store is busy.');
  expect(entryWhy({ type: 'retrying', at: 1, reason })).toBe('The store is busy.');
  expect(entryWhy({ type: 'waiting' })).toBe('');
});

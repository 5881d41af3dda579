import { expect, test } from 'vitest';
import { wordsFor } from '../../../../renderer/state/announcements.ts';
import { fromSnapshot } from '../../../../renderer/state/projection.ts';
import { makeBatch, makeSnapshot, makeStore, makeSummary } from '../make.ts';

const working = fromSnapshot(makeSnapshot({ outbox: [makeSummary({ sending: 1, done: 1 })] }));

test('announces when everything is in the store', () => {
  const finished = fromSnapshot(makeSnapshot({ outbox: [makeSummary({ done: 2 })] }));
  expect(wordsFor(working, finished)).toBe('Everything is in the store');
});

test('announces once that the store is unreachable', () => {
  const offline = fromSnapshot(
    makeSnapshot({
      stores: [makeStore({ type: 'offline', since: 0, nextProbeAt: 1 })],
      outbox: [makeSummary({ waiting: 2 })],
    }),
  );
  expect(wordsFor(working, offline)).toContain('can’t be reached');
  expect(wordsFor(offline, offline)).toBeNull();
});

test('ignores progress', () => {
  const further = fromSnapshot(
    makeSnapshot({ outbox: [makeSummary({ sending: 1, done: 1, bytesSent: 500 })] }),
  );
  expect(wordsFor(working, further)).toBeNull();
});

test('announces the result of a batch when it is queued, and not while it is scanned', () => {
  const scanning = fromSnapshot(makeSnapshot({ batches: [makeBatch(1, { phase: 'scanning' })] }));
  const queued = fromSnapshot(makeSnapshot({ batches: [makeBatch(1, { queued: 8, open: 8 })] }));
  expect(wordsFor(fromSnapshot(makeSnapshot()), scanning)).toBeNull();
  expect(wordsFor(scanning, queued)).toBe('8 photos queued for Mug');
});

test('announces an empty queue after the last cancellation, but not after clearing a list', () => {
  const idle = fromSnapshot(makeSnapshot());
  const finished = fromSnapshot(makeSnapshot({ outbox: [makeSummary({ done: 2 })] }));
  expect(wordsFor(working, idle)).toBe('Nothing to upload');
  expect(wordsFor(finished, idle)).toBeNull();
});

test('does not announce the end while photos are still taken in', () => {
  const outbox = [makeSummary({ done: 2 })];
  const scanning = fromSnapshot(makeSnapshot({ outbox, batches: [makeBatch(1, { phase: 'scanning' })] }));
  expect(wordsFor(working, scanning)).toBeNull();
  expect(wordsFor(scanning, fromSnapshot(makeSnapshot({ outbox })))).toBe('Everything is in the store');
});

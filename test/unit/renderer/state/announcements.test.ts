import { expect, test } from 'vitest';
import * as announcements from '../../../../renderer/state/announcements.ts';
import { fromSnapshot, type Projection } from '../../../../renderer/state/projection.ts';
import { saying } from '../../../support/saying.ts';
import { makeBatch, makeSnapshot, makeStore, makeSummary } from '../make.ts';

const wordsFor = (before: Projection, after: Projection) => announcements.wordsFor(before, after, 0);

const working = fromSnapshot(makeSnapshot({ outbox: [makeSummary({ sending: 1, done: 1 })] }));

test('announces when everything is in the store', () => {
  const finished = fromSnapshot(makeSnapshot({ outbox: [makeSummary({ done: 2 })] }));
  expect(wordsFor(working, finished)).toBe('Everything is in the store');
});

test('announces once that the store is unreachable, or that it refuses uploads, as the bar says it', () => {
  const away = { type: 'offline', since: 0, nextProbeAt: 1 } as const;
  const offline = fromSnapshot(
    makeSnapshot({
      stores: [makeStore(away)],
      outbox: [makeSummary({ waiting: 2 })],
    }),
  );
  expect(wordsFor(working, offline)).toBe('Offline: 2 photos queued until you’re back online');
  expect(wordsFor(offline, offline)).toBeNull();
  const refusing = fromSnapshot(
    makeSnapshot({
      stores: [makeStore({ ...away, reason: saying('Something refuses all uploads.') })],
      outbox: [makeSummary({ waiting: 2 })],
    }),
  );
  expect(wordsFor(working, refusing)).toBe('Something refuses all uploads. 2 photos queued.');
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

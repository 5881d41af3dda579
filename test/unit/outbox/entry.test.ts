import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retriedBy } from '../../../electron/bigcommerce/errors.ts';
import type { Failure, FailureType } from '../../../electron/bigcommerce/failure.ts';
import {
  backoffMs,
  doubtMs,
  isDue,
  isOpen,
  maxAttempts,
  next,
  type ClearEntry,
  type EntryEvent,
  type EntryProgress,
  type ImportEntry,
  type UploadEntry,
} from '../../../electron/outbox/entry.ts';
import { saying } from '../../support/saying.ts';

const reason = saying('A reason.');

function failure(type: FailureType): Failure {
  return { type, reason };
}

function entry(progress: EntryProgress, more: Partial<UploadEntry> = {}): UploadEntry {
  return {
    type: 'upload',
    id: 1,
    storeId: 's',
    productId: 7,
    batchId: 1,
    photo: { fileName: 'a.jpg', type: 'jpeg', bytes: 10, sha256: '0'.repeat(64), mark: 'aaaaaaaa' },
    sortOrder: 0,
    asThumbnail: false,
    alt: '',
    attempts: 0,
    mayHaveArrived: false,
    withdrawn: false,
    progress,
    ...more,
  };
}

const sending = entry({ type: 'sending' }, { attempts: 1, mayHaveArrived: true });
const failed = (kind: FailureType): EntryEvent => ({
  type: 'send-failed',
  failure: failure(kind),
  now: 1_000,
  random: 0.5,
});

describe('an upload', () => {
  test('records its attempt before it is sent', () => {
    const taken = next(entry({ type: 'waiting' }), { type: 'taken' });
    expect(taken).toMatchObject({ attempts: 1, mayHaveArrived: true, progress: { type: 'sending' } });
  });

  test('is verified before it is sent again, once a request may have arrived', () => {
    const taken = next(entry({ type: 'waiting' }, { mayHaveArrived: true }), { type: 'taken' });
    expect(taken.progress.type).toBe('verifying');
    expect(taken.attempts).toBe(0);
  });

  test.each(['offline', 'throttled', 'sign-in'] as const)('uses no attempt while %s', (kind) => {
    const after = next(sending, failed(kind));
    expect(after).toMatchObject({ attempts: 0, mayHaveArrived: false, progress: { type: 'waiting' } });
  });

  test('without an answer is unknown and verified', () => {
    expect(next(sending, failed('unknown'))).toMatchObject({
      mayHaveArrived: true,
      progress: { type: 'verifying', thenCancel: false, inDoubt: true, reason },
    });
  });

  test('is verified, and then sent again, later after each lost answer', () => {
    const waits: number[] = [];
    let now = entry({ type: 'waiting' });
    for (let n = 1; n <= 5; n++) {
      now = next(next(now, { type: 'taken' }), failed('unknown'));
      if (now.progress.type === 'verifying') waits.push(now.progress.at - 1_000);
      now = next(now, { type: 'missing' });
      expect(now).toMatchObject({ attempts: n, mayHaveArrived: false, progress: { type: 'waiting' } });
    }
    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000, 48_000]);
  });

  test('that the store itself reported as not done is verified as soon as its wait is over', () => {
    const retrying = next(sending, failed('transient'));
    expect(next(retrying, { type: 'taken' }).progress).toMatchObject({
      type: 'verifying',
      at: 0,
      inDoubt: false,
    });
  });

  test('cancelled before an answer may still appear, and is then done', () => {
    const cancelled = next(next(sending, { type: 'cancel', now: 1 }), { type: 'missing' });
    expect(cancelled).toMatchObject({ mayHaveArrived: true, progress: { type: 'cancelled' } });
    expect(next(cancelled, { type: 'found', imageId: 4 })).toMatchObject({
      mayHaveArrived: false,
      progress: { type: 'done', imageId: 4 },
    });
    const again = next(next(cancelled, { type: 'retry', now: 2 }), { type: 'taken' });
    expect(again.progress.type).toBe('verifying');
  });

  test('given up after ten lost answers may still appear, and is verified before a retry', () => {
    const last = { ...sending, attempts: maxAttempts };
    const given = next(next(last, failed('unknown')), { type: 'missing' });
    expect(given).toMatchObject({ mayHaveArrived: true, progress: { type: 'failed' } });
    expect(next(given, { type: 'found', imageId: 4 }).progress.type).toBe('done');
  });

  test('that can’t be verified is verified again, later each time', () => {
    const waits: number[] = [];
    let now = next(sending, failed('unknown'));
    for (let n = 0; n < 4; n++) {
      now = next(now, { type: 'verify-failed', failure: failure('transient'), now: 1_000, random: 0.5 });
      if (now.progress.type === 'verifying') waits.push(now.progress.at - 1_000);
    }
    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000]);
  });

  test('waits longer after each transient failure and gives up after ten', () => {
    const first = next(sending, failed('transient'));
    expect(first.progress).toMatchObject({ type: 'retrying', at: 1_750 });
    const last = next({ ...sending, attempts: maxAttempts }, failed('transient'));
    expect(last.progress).toEqual({ type: 'failed', reason: retriedBy(reason, 'person') });
  });

  test.each(['refused', 'not-found', 'local'] as const)('fails permanently when %s', (kind) => {
    expect(next(sending, failed(kind))).toMatchObject({
      mayHaveArrived: false,
      progress: { type: 'failed', reason },
    });
  });

  test('found unfinished by a new process is verified', () => {
    const found = next(sending, { type: 'interrupted', now: 5, random: 0 });
    expect(found.progress).toMatchObject({ type: 'verifying', at: 2_005, inDoubt: true });
  });

  test('that has arrived is done, even if it was being cancelled', () => {
    const cancelling = next(sending, { type: 'cancel', now: 1 });
    expect(next(cancelling, { type: 'arrived', imageId: 4 }).progress).toEqual({ type: 'done', imageId: 4 });
    expect(next(cancelling, { type: 'missing' }).progress).toEqual({ type: 'cancelled' });
  });

  test('that failed starts again with all its attempts when retried', () => {
    const retried = next(entry({ type: 'failed', reason }, { attempts: 10, mayHaveArrived: true }), {
      type: 'retry',
      now: 1,
    });
    expect(retried).toMatchObject({ attempts: 0, mayHaveArrived: true, progress: { type: 'waiting' } });
  });
});

describe('removing all images, without an answer', () => {
  const clear: ClearEntry = { ...entry({ type: 'sending' }, { attempts: 1 }), type: 'clear' };
  const waiting = next(clear, failed('transient'));
  const minute = { at: 1_000 + doubtMs };

  test('waits until it can’t be carried out any more, also if asked to try again', () => {
    expect(waiting.progress).toMatchObject({ type: 'verifying', ...minute });
    expect(next(waiting, { type: 'retry', now: 2_000 })).toBe(waiting);
    expect(next(waiting, { type: 'missing' }).progress).toEqual({ type: 'waiting' });
  });

  test.each([
    ['while it is sent', next(clear, { type: 'cancel', now: 1_000 })],
    ['while it waits', next(waiting, { type: 'cancel', now: 2_000 })],
    ['and then broken off', next(next(clear, { type: 'cancel', now: 1_000 }), failed('local'))],
  ])('is not over before that when it is cancelled %s', (_when, cancelled) => {
    expect(cancelled.progress).toMatchObject({ type: 'verifying', thenCancel: true, ...minute });
    expect(next(cancelled, { type: 'missing' }).progress).toEqual({ type: 'cancelled' });
  });

  test('fails only after the wait when it was tried ten times', () => {
    const last = next({ ...clear, attempts: maxAttempts }, failed('transient'));
    expect(last.progress).toMatchObject({ type: 'verifying', ...minute });
    expect(next(last, { type: 'missing' }).progress).toMatchObject({ type: 'failed' });
  });

  test('does not wait when the request never left, or was refused', () => {
    expect(next(clear, failed('offline')).progress).toEqual({ type: 'waiting' });
    expect(next(clear, failed('refused')).progress).toMatchObject({ type: 'failed' });
  });
});

describe('a recorded time', () => {
  test('has come when it is past, or so far ahead that the clock must have been set back', () => {
    expect(isDue(1_000, 1_000)).toBe(true);
    expect(isDue(121_000, 1_000)).toBe(false);
    expect(isDue(24 * 3_600_000, 1_000)).toBe(true);
  });
});

describe('backing off', () => {
  test('stays between half and all of a doubling wait, at most two minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const full = Math.min(120_000, 1_000 * 2 ** (n - 1));
          const wait = backoffMs(n, random);
          expect(wait).toBeGreaterThanOrEqual(full / 2);
          expect(wait).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});

const anyFailure = fc
  .constantFrom<FailureType>(
    'offline',
    'throttled',
    'transient',
    'unknown',
    'sign-in',
    'not-found',
    'refused',
    'local',
  )
  .map(failure);
const anyEvent: fc.Arbitrary<EntryEvent> = fc.oneof(
  fc.constant<EntryEvent>({ type: 'taken' }),
  fc.constant<EntryEvent>({ type: 'arrived', imageId: 9 }),
  fc.constant<EntryEvent>({ type: 'found', imageId: 9 }),
  fc.constant<EntryEvent>({ type: 'missing' }),
  fc.constant<EntryEvent>({ type: 'interrupted', now: 1, random: 0 }),
  fc.constant<EntryEvent>({ type: 'cancel', now: 1 }),
  fc.constant<EntryEvent>({ type: 'retry', now: 1 }),
  anyFailure.map((one): EntryEvent => ({ type: 'send-failed', failure: one, now: 1, random: 0 })),
  anyFailure.map((one): EntryEvent => ({ type: 'verify-failed', failure: one, now: 1, random: 0 })),
);

describe('for any sequence of events', () => {
  test('done stays done; only the user, or its image, ends failed or cancelled', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let now = entry({ type: 'waiting' });
        for (const event of events) {
          const after = next(now, event);
          if (now.progress.type === 'done') expect(after).toBe(now);
          const wakes = event.type === 'retry' || event.type === 'found';
          if (!isOpen(now.progress) && !wakes) expect(after.progress).toEqual(now.progress);
          if (event.type === 'found' && after !== now) expect(after.progress.type).toBe('done');
          now = after;
        }
      }),
    );
  });

  test('an entry whose request may have arrived is never sent again without verification', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let now = entry({ type: 'waiting' });
        // In doubt: a request was sent, and nothing has proved that it did not arrive.
        let inDoubt = false;
        for (const event of events) {
          const after = next(now, event);
          if (after.progress.type === 'sending' && now.progress.type !== 'sending') {
            expect(inDoubt).toBe(false);
            inDoubt = true;
          }
          const answeredNo =
            event.type === 'send-failed' && !['unknown', 'transient'].includes(event.failure.type);
          const lookedInVain =
            now.progress.type === 'verifying' &&
            (event.type === 'missing' ||
              (event.type === 'verify-failed' && ['not-found', 'refused'].includes(event.failure.type)));
          const wasSending =
            now.progress.type === 'sending' || (now.progress.type === 'verifying' && now.progress.thenCancel);
          if (lookedInVain || (answeredNo && wasSending)) inDoubt = false;
          now = after;
        }
      }),
    );
  });
});

describe('a verification that the store refuses', () => {
  const verifying = entry(
    { type: 'verifying', at: 0, looks: 0, thenCancel: false, inDoubt: true, reason },
    { attempts: 1, mayHaveArrived: true },
  );
  const lookFailed = (kind: FailureType): EntryEvent => ({
    type: 'verify-failed',
    failure: failure(kind),
    now: 1_000,
    random: 0.5,
  });

  test('proves nothing: after a retry the photo is verified again before it is sent', () => {
    const refused = next(verifying, lookFailed('refused'));
    expect(refused).toMatchObject({ mayHaveArrived: true, progress: { type: 'failed' } });
    const retried = next(next(refused, { type: 'retry', now: 2_000 }), { type: 'taken' });
    expect(retried.progress.type).toBe('verifying');
  });

  test('because the product is gone proves that the photo is not there', () => {
    expect(next(verifying, lookFailed('not-found'))).toMatchObject({
      mayHaveArrived: false,
      progress: { type: 'failed' },
    });
  });
});

test('an import that failed and is retried is still known to have been tried', () => {
  const { photo: _photo, ...rest } = entry({ type: 'failed', reason }, { attempts: 3 });
  const tried: ImportEntry = { ...rest, type: 'import', url: 'https://example.com/a.jpg', knownIds: [4] };
  expect(next(tried, { type: 'retry', now: 1 })).toMatchObject({ attempts: 1, knownIds: [4] });
  expect(next({ ...tried, attempts: 0 }, { type: 'retry', now: 1 })).toMatchObject({ attempts: 0 });
});

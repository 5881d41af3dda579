import { describe, expect, test } from 'vitest';
import {
  outboxFraction,
  outboxSentence,
  outboxStanding,
} from '../../../../renderer/wording/outbox-sentence.ts';
import type { OutboxSummary, StoreState } from '../../../../shared/model.ts';
import { makeSummary } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const ready: StoreState = { type: 'ready' };
const now = 1_000_000;
const offline: StoreState = { type: 'offline', since: 0, nextProbeAt: now };
const signIn: StoreState = {
  type: 'needs-sign-in',
  reason: saying('The store no longer accepts the access token.'),
};

const sentences: [string, StoreState, Partial<OutboxSummary>, string][] = [
  ['nothing was ever sent', ready, {}, 'Nothing to upload'],
  ['all have arrived', ready, { done: 42 }, 'Everything is in the store'],
  [
    'photos are going',
    ready,
    { waiting: 754, sending: 4, done: 42, bytesTotal: 1_900e6, bytesSent: 1_144e6, rate: 4.2e6 },
    '42 of 800, about 3 min left, 4.2 MB/s',
  ],
  ['nothing moves yet', ready, { waiting: 3, bytesTotal: 100 }, '0 of 3'],
  [
    'some have failed while others go',
    ready,
    { sending: 1, done: 4, failed: 2, bytesTotal: 100e6, bytesSent: 90e6, rate: 1e6 },
    '4 of 5, less than a minute left, 1 MB/s, 2 failed',
  ],
  ['one photo is looked for', ready, { verifying: 1 }, 'Checking with the store whether 1 photo arrived'],
  ['only later attempts are left', ready, { retrying: 2 }, 'Retrying 2 photos shortly'],
  ['only failures are left', ready, { failed: 4, done: 3 }, '4 failed'],
  ['paused with photos', { type: 'paused' }, { waiting: 1 }, 'Paused: 1 photo queued'],
  ['paused without', { type: 'paused' }, {}, 'Paused: nothing to upload'],
  ['offline with photos', offline, { waiting: 212 }, 'Offline: 212 photos are sent when you’re back online'],
  [
    'something answers, but nothing of use',
    {
      ...offline,
      reason: saying('Something between you and the store answers instead of it.'),
    },
    { waiting: 2 },
    'Something between you and the store answers instead of it. 2 photos queued.',
  ],
  ['offline without', offline, {}, 'Offline: you see what was last loaded'],
  [
    'quota reached',
    { type: 'throttled', until: now + 11_200 },
    { waiting: 2 },
    'API limit reached, continuing in 12 s',
  ],
  [
    'quota reached with nothing to send',
    { type: 'throttled', until: now },
    { done: 1 },
    'Everything is in the store',
  ],
  ['sign-in wanted', signIn, {}, 'The store no longer accepts the access token.'],
  [
    'sign-in wanted with photos',
    signIn,
    { waiting: 12 },
    'The store no longer accepts the access token. 12 photos queued.',
  ],
];

describe('the sentence when', () => {
  test.each(sentences)('%s', (_, state, summary, sentence) => {
    expect(outboxSentence(state, makeSummary(summary), false, now)).toBe(sentence);
  });
});

const whileTakingIn: [StoreState, Partial<OutboxSummary>, string][] = [
  [ready, {}, 'Getting photos ready…'],
  [ready, { done: 8 }, 'Getting photos ready…'],
  [ready, { failed: 2 }, 'Getting photos ready, 2 failed'],
  [ready, { waiting: 3, done: 1 }, '1 of 4'],
  [{ type: 'paused' }, {}, 'Paused: getting photos ready…'],
  [{ type: 'throttled', until: now }, { done: 1 }, 'Getting photos ready…'],
];

test.each(whileTakingIn)('during intake, %o with %o says "%s"', (state, summary, sentence) => {
  expect(outboxSentence(state, makeSummary(summary), true, now)).toBe(sentence);
});

test('sign-in and pause come before anything else', () => {
  expect(outboxStanding(signIn, makeSummary({ failed: 3 }), false)).toBe('sign-in');
  expect(outboxStanding({ type: 'paused' }, makeSummary({ sending: 1 }), false)).toBe('paused');
});

test('pictures without local bytes count one by one', () => {
  expect(outboxFraction(makeSummary({ waiting: 2, sending: 1, done: 1 }), false)).toBe(0.25);
});

test('progress counts bytes, and is null when nothing is under way', () => {
  expect(outboxFraction(makeSummary({ sending: 1, bytesTotal: 200, bytesSent: 50 }), false)).toBe(0.25);
  expect(outboxFraction(makeSummary({ done: 3, bytesTotal: 200, bytesSent: 200 }), false)).toBeNull();
  expect(outboxFraction(makeSummary({ sending: 1, bytesTotal: 100, bytesSent: 130 }), false)).toBe(1);
});

test('is null while a drop is still taken in', () => {
  expect(outboxFraction(makeSummary({ waiting: 2, done: 2 }), true)).toBeNull();
});

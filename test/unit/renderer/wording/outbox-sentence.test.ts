import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activityWords,
  outboxFraction,
  outboxSentence,
  outboxStanding,
  type Incoming,
} from '../../../../renderer/wording/outbox-sentence.ts';
import type { OutboxSummary, StoreState } from '../../../../shared/model.ts';
import { makeActivity, makeSummary } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const ready: StoreState = { type: 'ready' };
const now = 1_000_000;
const offline: StoreState = { type: 'offline', since: 0, nextProbeAt: now };
const signIn: StoreState = {
  type: 'needs-sign-in',
  reason: saying('The store no longer accepts the access token.'),
};

const none = { open: 0, done: 0, failed: 0, cancelled: 0 };
const still: Incoming = { takingIn: false, toReview: 0 };

const sentences: [string, StoreState, Partial<OutboxSummary>, string][] = [
  ['nothing was ever sent', ready, {}, 'Nothing to upload'],
  ['all have arrived', ready, { done: 42 }, 'Everything is in the store'],
  [
    'all were removed again',
    ready,
    {
      done: 44,
      groups: {
        variantImages: none,
        photos: { ...none, done: 42 },
        changes: none,
        removals: { ...none, done: 42 },
        clears: none,
      },
    },
    'Everything is done',
  ],
  [
    'a gallery is emptied',
    ready,
    {
      waiting: 1,
      groups: {
        variantImages: none,
        photos: none,
        changes: none,
        removals: none,
        clears: { ...none, open: 1 },
      },
    },
    '1 removal of all images queued',
  ],
  [
    'photos are going',
    ready,
    { waiting: 754, sending: 4, done: 42, bytesTotal: 1_900e6, bytesSent: 1_144e6, rate: 4.2e6 },
    '42 of 800 photos in the store, about 3 min left, 4.2 MB/s',
  ],
  ['nothing moves yet', ready, { waiting: 3, bytesTotal: 100 }, '0 of 3 photos in the store'],
  [
    'some have failed while others go',
    ready,
    { sending: 1, done: 4, failed: 2, bytesTotal: 100e6, bytesSent: 90e6, rate: 1e6 },
    '4 of 7 photos in the store, 2 failed, less than a minute left, 1 MB/s',
  ],
  [
    'changes and removals wait behind photos',
    ready,
    {
      waiting: 5,
      done: 1,
      groups: {
        variantImages: none,
        photos: { ...none, open: 1, done: 1 },
        changes: { ...none, open: 3 },
        removals: { ...none, open: 1 },
        clears: none,
      },
    },
    '1 of 2 photos in the store, 3 changes, 1 removal queued',
  ],
  [
    'only changes are going',
    ready,
    {
      sending: 1,
      waiting: 1,
      groups: {
        variantImages: none,
        photos: none,
        changes: { ...none, open: 2 },
        removals: none,
        clears: none,
      },
    },
    'Sending 2 changes',
  ],
  [
    'a removal waits, so that it can be stopped',
    ready,
    {
      waiting: 1,
      groups: {
        variantImages: none,
        photos: none,
        changes: none,
        removals: { ...none, open: 1 },
        clears: none,
      },
    },
    '1 removal queued',
  ],
  ['one photo is looked for', ready, { verifying: 1 }, 'Checking with the store whether 1 photo arrived'],
  [
    'one change is looked for',
    ready,
    {
      verifying: 1,
      groups: {
        variantImages: none,
        photos: none,
        changes: { ...none, open: 1 },
        removals: none,
        clears: none,
      },
    },
    'Checking 1 change with the store',
  ],
  ['only later attempts are left', ready, { retrying: 2 }, 'Retrying 2 photos shortly'],
  ['only failures are left', ready, { failed: 4, done: 3 }, '3 of 7 photos in the store, 4 failed'],
  ['nothing arrived', ready, { failed: 4 }, '4 failed'],
  [
    'a change failed',
    ready,
    {
      failed: 3,
      groups: {
        variantImages: none,
        photos: { ...none, failed: 2 },
        changes: { ...none, failed: 1 },
        removals: none,
        clears: none,
      },
    },
    '2 photos, 1 change failed',
  ],
  ['some were cancelled', ready, { done: 5, cancelled: 2 }, '5 of 7 photos in the store, 2 cancelled'],
  ['all were cancelled', ready, { cancelled: 2 }, '2 cancelled'],
  [
    'some failed and some were cancelled',
    ready,
    { done: 5, failed: 1, cancelled: 2 },
    '5 of 8 photos in the store, 1 failed, 2 cancelled',
  ],
  ['paused with photos', { type: 'paused' }, { waiting: 1 }, 'Paused: 1 photo queued'],
  [
    'paused with changes',
    { type: 'paused' },
    {
      waiting: 3,
      groups: {
        variantImages: none,
        photos: { ...none, open: 2 },
        changes: none,
        removals: { ...none, open: 1 },
        clears: none,
      },
    },
    'Paused: 2 photos, 1 removal queued',
  ],
  ['paused without', { type: 'paused' }, {}, 'Paused: nothing to upload'],
  ['offline with photos', offline, { waiting: 212 }, 'Offline: 212 photos queued until you’re back online'],
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
    expect(outboxSentence(state, makeSummary(summary), still, now)).toBe(sentence);
  });
});

const whileTakingIn: [StoreState, Partial<OutboxSummary>, string][] = [
  [ready, {}, 'Getting photos ready…'],
  [ready, { done: 8 }, 'Getting photos ready…'],
  [ready, { failed: 2 }, 'Getting photos ready, 2 failed'],
  [ready, { waiting: 3, done: 1 }, '1 of 4 photos in the store'],
  [{ type: 'paused' }, {}, 'Paused: getting photos ready…'],
  [{ type: 'throttled', until: now }, { done: 1 }, 'Getting photos ready…'],
];

test.each(whileTakingIn)('during intake, %o with %o says "%s"', (state, summary, sentence) => {
  expect(outboxSentence(state, makeSummary(summary), { takingIn: true, toReview: 0 }, now)).toBe(sentence);
});

test('“Everything is in the store” is never said while anything failed, was cancelled, waits or is to review', () => {
  const some = fc.nat({ max: 3 });
  fc.assert(
    fc.property(
      fc.record({
        waiting: some,
        sending: some,
        verifying: some,
        retrying: some,
        failed: some,
        cancelled: some,
        done: some,
      }),
      fc.record({ takingIn: fc.boolean(), toReview: some }),
      (counts, incoming) => {
        const { done, ...unfinished } = counts;
        const all =
          outboxSentence(ready, makeSummary(counts), incoming, now) === 'Everything is in the store';
        const rest = Object.values(unfinished).some((count) => count > 0);
        expect(all).toBe(done > 0 && !rest && !incoming.takingIn && incoming.toReview === 0);
      },
    ),
  );
});

test('photos to review are named when nothing else is left', () => {
  const toReview = { takingIn: false, toReview: 12 };
  expect(outboxSentence(ready, makeSummary({ done: 3 }), toReview, now)).toBe('12 photos to review');
  expect(outboxSentence(ready, makeSummary({ failed: 1 }), toReview, now)).toBe('1 failed');
});

test('sign-in and pause come before anything else', () => {
  expect(outboxStanding(signIn, makeSummary({ failed: 3 }), still)).toBe('sign-in');
  expect(outboxStanding({ type: 'paused' }, makeSummary({ sending: 1 }), still)).toBe('paused');
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

test('a product’s photos, changes and removals are counted as what they are', () => {
  const groups = {
    photos: { ...none, open: 1, failed: 2 },
    variantImages: { ...none, open: 4 },
    changes: { ...none, open: 3 },
    removals: { ...none, failed: 1 },
    clears: none,
  };
  expect(activityWords(makeActivity(7, { waiting: 8, failed: 3, groups }))).toBe(
    '1 photo, 4 variant images, 3 changes queued, 2 photos, 1 removal failed',
  );
  expect(activityWords(makeActivity(7, { waiting: 0 }))).toBe('');
});

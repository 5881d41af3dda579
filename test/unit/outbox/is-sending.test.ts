import { expect, test } from 'vitest';
import { isSending } from '../../../electron/outbox/is-sending.ts';

const none = { sending: 0, verifying: 0, waiting: 0, retrying: 0 };

test.each([
  ['an upload under way', { ...none, sending: 1 }, 'ready', true],
  ['an upload under way in a store just paused', { ...none, sending: 1 }, 'paused', true],
  ['an upload being looked for', { ...none, verifying: 1 }, 'offline', true],
  ['uploads that are next', { ...none, waiting: 9 }, 'ready', true],
  ['uploads that wait for the quota', { ...none, waiting: 9 }, 'throttled', true],
  ['an upload that is tried again', { ...none, retrying: 1 }, 'ready', true],
  ['uploads of a paused store', { ...none, waiting: 9 }, 'paused', false],
  ['uploads without a network', { ...none, waiting: 9 }, 'offline', false],
  ['uploads that need a sign-in', { ...none, retrying: 1 }, 'needs-sign-in', false],
  ['nothing', none, 'ready', false],
] as const)('%s', (_what, summary, state, expected) => {
  expect(isSending(summary, state)).toBe(expected);
});

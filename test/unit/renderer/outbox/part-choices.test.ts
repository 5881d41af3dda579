import { expect, test } from 'vitest';
import { batchChoices, productChoices, rowChoices } from '../../../../renderer/outbox/part-choices.ts';
import { makeActivity, makeBatch, makeEntry } from '../make.ts';

test.each([
  ['waiting', true],
  ['sending', false],
  ['verifying', false],
  ['cancelled', false],
] as const)('"send first" for a part that is %s is offered: %s', (type, offered) => {
  expect(rowChoices(makeEntry(1, { type })).sendFirst).toBe(offered);
});

test('"send first" is not offered for what goes first already, or for the removal of all images', () => {
  expect(rowChoices({ ...makeEntry(1), goesFirst: true }).sendFirst).toBe(false);
  expect(rowChoices({ ...makeEntry(1), type: 'clear' }).sendFirst).toBe(false);
});

test('a product offers the actions for its part of the outbox', () => {
  expect(productChoices(null)).toEqual({ sendFirst: false, retryFailed: false, cancel: false });
  expect(productChoices(makeActivity(1, { waiting: 0, sending: 1, failed: 2 }))).toEqual({
    sendFirst: false,
    retryFailed: true,
    cancel: true,
  });
});

test('a batch offers what can be done with it, and all actions when its counts are unknown', () => {
  const all = { sendFirst: true, retryFailed: true, cancel: true };
  expect(batchChoices(makeBatch(1, { open: 1, failed: 1 }))).toEqual(all);
  const ended = { sendFirst: false, retryFailed: true, cancel: false };
  expect(batchChoices(makeBatch(1, { open: 0, failed: 1 }))).toEqual(ended);
  expect(batchChoices(null)).toEqual(all);
  expect(batchChoices(makeBatch(1, { open: 0 }))).toEqual({
    sendFirst: false,
    retryFailed: false,
    cancel: false,
  });
});

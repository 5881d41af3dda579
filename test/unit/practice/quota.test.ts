import { expect, test } from 'vitest';
import { eatQuota, noWindowYet, quotaHeaders, takeFromQuota } from '../../../electron/practice/quota.ts';

const rule = { requests: 3, windowMs: 30_000 };

test('starts a window with the first request', () => {
  const verdict = takeFromQuota(noWindowYet, rule, 1_000, 1);
  expect(verdict).toMatchObject({ granted: true, left: 2, resetMs: 30_000 });
});

test('refuses only requests over the quota', () => {
  let window = noWindowYet;
  const granted = [0, 10, 20, 30].map((now) => {
    const verdict = takeFromQuota(window, rule, now, 1);
    window = verdict.window;
    return verdict.granted;
  });
  expect(granted).toEqual([true, true, true, false]);
  expect(takeFromQuota(window, rule, 29_999, 1)).toMatchObject({ granted: false, left: 0, resetMs: 1 });
});

test('restores the whole quota when the window has ended', () => {
  const full = takeFromQuota(noWindowYet, rule, 0, 3).window;
  expect(takeFromQuota(full, rule, 30_000, 1)).toMatchObject({ granted: true, left: 2, resetMs: 30_000 });
});

test('lets another app use what is left, and no more', () => {
  const { window } = takeFromQuota(noWindowYet, rule, 0, 1);
  expect(eatQuota(window, rule, 5, 100)).toMatchObject({ left: 0 });
});

test('names the headers as BigCommerce does', () => {
  expect(quotaHeaders(rule, takeFromQuota(noWindowYet, rule, 0, 1))).toEqual({
    'X-Rate-Limit-Time-Window-Ms': '30000',
    'X-Rate-Limit-Time-Reset-Ms': '30000',
    'X-Rate-Limit-Requests-Quota': '3',
    'X-Rate-Limit-Requests-Left': '2',
  });
});

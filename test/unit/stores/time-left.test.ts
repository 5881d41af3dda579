import { describe, expect, it } from 'vitest';
import { timeLeftMs } from '../../../electron/stores/time-left.ts';

const quota = { left: 100, quota: 150, windowMs: 30_000, restMs: 10_000 };

describe('the time that requests still take', () => {
  it("is the store's speed while the quota lasts", () => {
    expect(timeLeftMs(80, 25, quota)).toBe(2_000);
  });

  it('includes waiting for the next window when the quota does not last', () => {
    expect(timeLeftMs(140, 25, quota)).toBe(10_000 + 40 * 25);
  });

  it('includes every window that is spent in full', () => {
    expect(timeLeftMs(100 + 150 + 20, 25, quota)).toBe(10_000 + 30_000 + 20 * 25);
  });

  it('is not shorter than the requests of this window take', () => {
    expect(timeLeftMs(101, 200, quota)).toBe(20_000 + 200);
  });
});

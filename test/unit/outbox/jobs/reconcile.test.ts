import { describe, expect, test } from 'vitest';
import { recheckAt } from '../../../../electron/outbox/jobs/reconcile.ts';

describe('an arranged product', () => {
  test('is checked again only while something in doubt may still appear', () => {
    expect(recheckAt({ arranged: false, doubtUntil: 0 }, 1_000)).toBeNull();
    expect(recheckAt({ arranged: true, doubtUntil: 1_000 }, 1_000)).toBeNull();
  });

  test('is checked soon, and a last time when nothing can appear any more', () => {
    expect(recheckAt({ arranged: false, doubtUntil: 60_000 }, 0)).toBe(15_000);
    expect(recheckAt({ arranged: true, doubtUntil: 60_000 }, 15_000)).toBe(60_000);
    expect(recheckAt({ arranged: false, doubtUntil: 60_000 }, 50_000)).toBe(60_000);
  });

  test('is not kept in doubt for days by a clock that was set back', () => {
    expect(recheckAt({ arranged: true, doubtUntil: 9e9 }, 0)).toBe(60_000);
  });
});

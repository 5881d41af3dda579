import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  begun,
  ended,
  initialParallel,
  levels,
  signalOf,
  type ParallelState,
  type Signal,
} from '../../../../electron/bigcommerce/pacing/parallel-plan.ts';
import { failureOfAnswer } from '../../../../electron/bigcommerce/errors.ts';
import { cappedStore } from '../capped-store.ts';

/** Starts a full level of uploads and ends them with the given signals, the first one `n` times. */
function after(state: ParallelState, now: number, signals: readonly Signal[]): ParallelState {
  const { era } = state;
  const started = signals.reduce((next) => begun(next), state);
  return signals.reduce((next, signal) => ended(next, era, signal, now), started);
}

function round(state: ParallelState, now: number, signal: Signal = 'success'): ParallelState {
  return after(
    state,
    now,
    Array.from({ length: state.level }, () => signal),
  );
}

function rounds(count: number, state: ParallelState, now: number): ParallelState {
  return Array.from({ length: count }).reduce<ParallelState>((next) => round(next, now), state);
}

const full = rounds(20, initialParallel(), 0);

describe('the number of parallel uploads', () => {
  it('starts with two and grows by one per round of successes, up to sixteen', () => {
    const seen: number[] = [];
    for (let state = initialParallel(), n = 0; n < 16; n += 1, state = round(state, 0))
      seen.push(state.level);
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16]);
  });

  it('halves once when many uploads meet the same problem', () => {
    expect(round(full, 0, 'overload').level).toBe(8);
    expect(round(full, 0, 'trouble').level).toBe(8);
  });

  it('ignores one broken upload per round, and halves at the second', () => {
    const one = after(full, 0, ['trouble', ...Array<Signal>(15).fill('success')]);
    expect(one.level).toBe(16);
    expect(after(one, 0, ['trouble', 'trouble']).level).toBe(8);
  });

  it('ignores refused photos and a spent quota', () => {
    expect(round(full, 0, 'neutral').level).toBe(16);
  });

  it('is not moved by a conflict on one product', () => {
    const answer = { method: 'POST', headers: {}, text: '{"title":"Resource conflict"}' } as const;
    expect(signalOf(failureOfAnswer({ ...answer, status: 409 }))).toBe('neutral');
    expect(signalOf(failureOfAnswer({ ...answer, status: 500 }))).toBe('trouble');
  });

  it('does not grow while half of it is idle', () => {
    let state = rounds(4, initialParallel(), 0);
    const { level } = state;
    for (let n = 0; n < 50; n += 1) state = after(state, 0, ['success', 'success']);
    expect(state.level).toBe(level);
  });

  it('returns at once to just below the level that failed, and tries that level again at growing intervals', () => {
    let state = after(rounds(2, initialParallel(), 0), 0, ['success', 'overload']);
    expect(state.level).toBe(2);
    const rests: number[] = [];
    for (let now = 0, failedAt = 0; rests.length < 7; now += 500) {
      state = round(state, now);
      if (state.level === 4) {
        rests.push(now - failedAt);
        failedAt = now;
        state = after(state, now, ['success', 'overload']);
      } else expect(state.level).toBeLessThanOrEqual(3);
    }
    expect(rests).toEqual([10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
  });

  it('is not reduced again and again by one outage', () => {
    let state = round(full, 0, 'trouble');
    for (let n = 0; n < 20; n += 1) state = round(state, n, 'trouble');
    expect(state.level).toBe(8);
    expect(round(state, 100).level).toBe(15);
  });
});

test('always stays within 1 to 16, grows by one and falls to half', () => {
  const signal = fc.constantFrom<Signal>('success', 'success', 'success', 'overload', 'trouble', 'neutral');
  const steps = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.array(signal, { minLength: 1, maxLength: 16 })),
  );
  fc.assert(
    fc.property(steps, (happened) => {
      let state = initialParallel();
      let now = 0;
      for (const [ms, signals] of happened) {
        now += ms;
        const { era } = state;
        state = signals.reduce((next) => begun(next), state);
        for (const one of signals) {
          const before = state;
          state = ended(before, era, one, now);
          const change = state.level - before.level;
          expect(state.level).toBeGreaterThanOrEqual(levels.min);
          expect(state.level).toBeLessThanOrEqual(levels.max);
          if (change > 0) expect([one, change]).toEqual(['success', 1]);
          if (change < 0) expect(state.level).toBe(Math.floor(before.level / 2));
        }
        expect(state.underWay).toBe(0);
      }
    }),
  );
});

const inWindow = {
  'x-rate-limit-time-window-ms': '30000',
  'x-rate-limit-time-reset-ms': '27500',
  'x-rate-limit-requests-quota': '150',
  'x-rate-limit-requests-left': '120',
};

describe('on a store that accepts three parallel uploads', () => {
  it.each([
    ['that says how much quota is left', inWindow],
    ['that says when the window ends', { ...inWindow, 'x-retry-after': '28' }],
    ['without a header', {}],
  ])(
    'thirty photos take at most 50 % longer than with a known limit: refusals %s',
    async (_name, headers) => {
      for (const workMs of [300, 500, 800, 1_500, 3_000, 8_000]) {
        const took = await cappedStore({ cap: 3, workMs, headers }).upload(30);
        expect(took / (10 * workMs), `photos of ${workMs} ms`).toBeLessThanOrEqual(1.5);
      }
    },
  );

  it.each([429, 500] as const)('a long batch meets few refusals (%s)', async (status) => {
    const store = cappedStore({ cap: 3, workMs: 1_000, headers: inWindow, status });
    const took = await store.upload(600);
    expect(took / 200_000).toBeLessThanOrEqual(1.15);
    expect(store.counts.refused).toBeLessThanOrEqual(20);
  });

  it('the next batch starts with the learnt limit', async () => {
    const store = cappedStore({ cap: 3, workMs: 1_000, headers: inWindow });
    await store.upload(30);
    await store.pass(5_000);
    expect(store.level()).toBe(3);
  });
});

test('the pace recovers within seconds after an outage', async () => {
  const store = cappedStore({ cap: 100, workMs: 1_000 });
  await store.upload(1_000, 60_000);
  expect(store.level()).toBe(16);
  store.outage(true);
  await store.upload(1_000, 30_000);
  store.outage(false);
  const { arrived } = store.counts;
  await store.upload(1_000, 6_000);
  expect(store.level()).toBeGreaterThanOrEqual(15);
  expect(store.counts.arrived - arrived).toBeGreaterThanOrEqual(45);
});

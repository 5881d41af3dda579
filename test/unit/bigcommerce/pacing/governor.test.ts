import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGovernor, type Governor } from '../../../../electron/bigcommerce/pacing/governor.ts';
import type { RequestOutcome } from '../../../../electron/bigcommerce/pacing/governor-plan.ts';
import type { Priority } from '../../../../electron/bigcommerce/image-api.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';
import { windowStore, type WindowStoreOptions } from './window-store.ts';

const answered = (headers: Record<string, string> = {}, status = 200): RequestOutcome => ({
  type: 'answered',
  status,
  headers,
});
const quotaHeaders = (left: number, resetMs: number, quota = 150) => ({
  'x-rate-limit-time-window-ms': '30000',
  'x-rate-limit-time-reset-ms': String(resetMs),
  'x-rate-limit-requests-quota': String(quota),
  'x-rate-limit-requests-left': String(left),
});

function rig(): { clock: VirtualClock; governor: Governor } {
  const clock = virtualClock();
  return { clock, governor: createGovernor({ clock, random: () => 0.5, reserve: () => 3 }) };
}

/** Keeps `parallel` requests in flight for `ms`; every request is answered before it returns. */
async function busy(
  governor: Governor,
  store: { ask(): Promise<RequestOutcome & { type: 'answered' }> },
  clock: VirtualClock,
  run: { parallel: number; ms: number; priority?: Priority; refused?: () => void; idle?: () => number },
): Promise<void> {
  const end = clock.now() + run.ms;
  const worker = async (): Promise<void> => {
    for (;;) {
      const release = await governor.acquire(run.priority ?? 'batch');
      if (clock.now() >= end) return release?.({ type: 'unsent' });
      const answer = await store.ask();
      if (answer.status === 429) run.refused?.();
      release?.(answer);
      const idle = run.idle?.() ?? 0;
      if (idle > 0) await new Promise<void>((resolve) => clock.timer(idle, resolve));
    }
  };
  const workers = Array.from({ length: run.parallel }, worker);
  await clock.pass(run.ms + 10 * 60_000);
  await Promise.all(workers);
}

/** A seeded generator, so that a failing case can be repeated. */
function dice(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('alone on a store', () => {
  it.each<WindowStoreOptions['kind']>(['fixed', 'first-request'])(
    'uses at least 97 of 100 requests of the quota for an hour without a refusal (%s windows)',
    async (kind) => {
      const { clock, governor } = rig();
      const random = dice(7);
      const store = windowStore({
        clock,
        quota: 150,
        windowMs: 30_000,
        kind,
        latency: () => 30 + 60 * random(),
      });
      await busy(governor, store, clock, { parallel: 6, ms: 3_600_000 });
      expect(store.counts.refused).toBe(0);
      expect(store.counts.granted).toBeGreaterThanOrEqual(0.97 * 150 * 120);
    },
    30_000,
  );

  it('is never refused, whatever the quota, latency and number in flight', async () => {
    const situations = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      quota: fc.integer({ min: 1, max: 60 }),
      windowMs: fc.integer({ min: 500, max: 30_000 }),
      kind: fc.constantFrom<WindowStoreOptions['kind']>('fixed', 'first-request'),
      parallel: fc.integer({ min: 1, max: 12 }),
      /** Latency of one way as a fraction of the window. */
      slowest: fc.double({ min: 0, max: 0.12, noNaN: true }),
      idle: fc.integer({ min: 0, max: 2_000 }),
      spentBefore: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(situations, async (s) => {
        const { clock, governor } = rig();
        const random = dice(s.seed);
        const alreadySpent = Math.floor(s.spentBefore * Math.max(0, s.quota - 1));
        const store = windowStore({
          clock,
          quota: s.quota,
          windowMs: s.windowMs,
          kind: s.kind,
          latency: () => s.windowMs * s.slowest * random(),
          alreadySpent,
        });
        await busy(governor, store, clock, {
          parallel: s.parallel,
          ms: 6 * s.windowMs,
          idle: () => s.idle * random(),
        });
        expect(store.counts.refused).toBe(0);
        expect(store.counts.granted).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each<WindowStoreOptions['kind']>(['fixed', 'first-request'])(
    'is never refused when some uploads take a whole window, and their headers are as old (%s windows)',
    async (kind) => {
      const { clock, governor } = rig();
      const random = dice(11);
      const store = windowStore({
        clock,
        quota: 150,
        windowMs: 30_000,
        kind,
        latency: () => 20 + 100 * random(),
        work: () => (random() < 0.02 ? 35_000 * random() : 200 * random()),
      });
      await busy(governor, store, clock, { parallel: 16, ms: 3_600_000 });
      expect(store.counts.refused).toBe(0);
      expect(store.counts.granted).toBeGreaterThan(0.9 * 150 * 120);
    },
    30_000,
  );

  it('sends one by one until the store reports what is left', async () => {
    const { clock, governor } = rig();
    const first = await governor.acquire('batch');
    let second = false;
    const waiting = governor.acquire('batch').then((release) => {
      second = true;
      return release;
    });
    await clock.pass(60_000);
    expect(second).toBe(false);
    first?.(answered(quotaHeaders(100, 20_000)));
    await waiting;
    expect(second).toBe(true);
  });

  it('paces itself by the smallest published quota when the store reports nothing', async () => {
    const { clock, governor } = rig();
    let sent = 0;
    const silent = async (): Promise<RequestOutcome & { type: 'answered' }> => {
      sent += 1;
      await new Promise<void>((resolve) => clock.timer(10, resolve));
      return { type: 'answered', status: 200, headers: {} };
    };
    await busy(governor, { ask: silent }, clock, { parallel: 4, ms: 29_000 });
    expect(sent).toBe(147);
  });
});

describe('with other apps on the store', () => {
  it('recovers from a refusal', async () => {
    const { clock, governor } = rig();
    const random = dice(3);
    const store = windowStore({ clock, quota: 150, windowMs: 30_000, kind: 'fixed', latency: () => 50 });
    const rival = (): void => {
      store.eat(Math.floor(10 * random()));
      clock.timer(1_000, rival);
    };
    rival();
    let refused = 0;
    await busy(governor, store, clock, { parallel: 6, ms: 600_000, refused: () => (refused += 1) });
    expect(store.counts.granted).toBeGreaterThan(20 * 50);
    expect(refused).toBeLessThan(60);
  });
});

describe('after a refusal', () => {
  it('waits as told, for every priority', async () => {
    const { clock, governor } = rig();
    const release = await governor.acquire('batch');
    release?.(answered({ ...quotaHeaders(40, 2_000), 'x-retry-after': '5' }, 429));
    let went = false;
    void governor.acquire('person').then(() => (went = true));
    expect(governor.state().throttledUntil).toBe(clock.now() + 5_050);
    await clock.pass(5_000);
    expect(went).toBe(false);
    await clock.pass(100);
    expect(went).toBe(true);
    expect(governor.state().throttledUntil).toBeNull();
  });

  it('waits no longer than an hour, whatever the headers of an answer say', async () => {
    const { clock, governor } = rig();
    const header = { 'x-rate-limit-time-reset-ms': '1e15', 'x-rate-limit-time-window-ms': '1e15' };
    (await governor.acquire('batch'))?.(answered({ ...quotaHeaders(0, 0), ...header }, 200));
    let went = false;
    void governor.acquire('person').then(() => (went = true));
    await clock.pass(3_590_000);
    expect(went).toBe(false);
    await clock.pass(20_000);
    expect(went).toBe(true);
  });

  it('waits longer each time and sends one by one when no wait is given', async () => {
    const { clock, governor } = rig();
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const asked = clock.now();
      let at: number | null = null;
      const turn = governor.acquire('batch').then((release) => {
        at = clock.now();
        return release;
      });
      await clock.pass(70_000);
      waits.push((at ?? Number.NaN) - asked);
      (await turn)?.(answered({}, 429));
    }
    expect(waits.slice(1)).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]);
  });

  it('waits a moment, not for the end of the window, while quota is left', async () => {
    const { clock, governor } = rig();
    (await governor.acquire('batch'))?.(answered(quotaHeaders(100, 20_000), 429));
    expect(governor.state().throttledUntil).toBe(clock.now() + 375);
    await clock.pass(375);
    (await governor.acquire('batch'))?.(answered(quotaHeaders(0, 19_000), 429));
    expect(governor.state().throttledUntil).toBe(clock.now() + 19_050);
  });

  it('counts several simultaneous refusals as one', async () => {
    const { clock, governor } = rig();
    (await governor.acquire('batch'))?.(answered(quotaHeaders(100, 20_000)));
    const together = await Promise.all([1, 2, 3].map(() => governor.acquire('batch')));
    for (const release of together) release?.(answered({}, 429));
    expect(governor.state().throttledUntil).toBe(clock.now() + 750);
  });

  it('reports the end of the wait even if nothing is queued', async () => {
    const { clock, governor } = rig();
    const heard: (number | null)[] = [];
    governor.onChange((report) => heard.push(report.throttledUntil));
    (await governor.acquire('batch'))?.(answered({ 'x-retry-after': '4' }, 429));
    await clock.pass(10_000);
    expect(heard).toEqual([expect.any(Number), null]);
  });
});

describe('the two priorities', () => {
  it('people go first, but leave batches part of a spent window', async () => {
    const { clock, governor } = rig();
    (await governor.acquire('batch'))?.(answered(quotaHeaders(3, 20_000)));
    const order: string[] = [];
    void governor.acquire('batch').then(() => order.push('batch'));
    void governor.acquire('person').then(() => order.push('person'));
    await clock.pass(0);
    expect(order).toEqual(['person']);
    expect(governor.state().throttledUntil).not.toBeNull();
    await clock.pass(21_000);
    expect(order).toEqual(['person', 'batch']);
    expect(governor.state().throttledUntil).toBeNull();
  });
});

describe('cancelling', () => {
  it('leaves the queue at once', async () => {
    const { clock, governor } = rig();
    const release = await governor.acquire('batch');
    const controller = new AbortController();
    const given = governor.acquire('batch', controller.signal);
    controller.abort();
    expect(await given).toBeNull();
    expect(await governor.acquire('batch', controller.signal)).toBeNull();
    release?.({ type: 'unsent' });
    expect(governor.state().left).toBe(150);
    await clock.pass(0);
  });

  it('counts a request whose answer was lost, but not one that was never sent', async () => {
    const { governor } = rig();
    (await governor.acquire('batch'))?.(answered(quotaHeaders(10, 20_000)));
    const three = await Promise.all([1, 2, 3].map(() => governor.acquire('batch')));
    expect(governor.state().left).toBe(7);
    three[0]?.({ type: 'lost' });
    three[1]?.({ type: 'lost' });
    three[2]?.({ type: 'unsent' });
    expect(governor.state().left).toBe(8);
  });

  it('releases a slot only once', async () => {
    const { governor } = rig();
    const release = await governor.acquire('batch');
    release?.(answered(quotaHeaders(100, 20_000)));
    release?.({ type: 'lost' });
    expect(governor.state().left).toBe(100);
  });
});

describe('odd headers', () => {
  it('of an earlier window, arriving late, reduce nothing in the new one', async () => {
    const { governor } = rig();
    (await governor.acquire('batch'))?.(answered(quotaHeaders(140, 29_000)));
    const [a, b] = await Promise.all([governor.acquire('batch'), governor.acquire('batch')]);
    a?.(answered(quotaHeaders(139, 28_990)));
    b?.(answered(quotaHeaders(2, 10)));
    expect(governor.state().left).toBe(139);
  });

  it.each<Record<string, string>>([
    { 'x-rate-limit-requests-left': 'many', 'x-rate-limit-time-reset-ms': '-5' },
    { 'x-rate-limit-requests-left': '', 'x-rate-limit-requests-quota': '0' },
    { ...quotaHeaders(-1, 0, 0) },
  ])('without sense change no quota: %j', async (headers) => {
    const { governor } = rig();
    (await governor.acquire('batch'))?.(answered(headers));
    expect(governor.state()).toMatchObject({ quota: 150, windowMs: 30_000 });
  });

  it('can’t block the queue for longer than two windows, even if the clock was set back', async () => {
    const clock = virtualClock(10_000_000);
    let shift = 0;
    const shifted = { now: () => clock.now() + shift, timer: clock.timer };
    const governor = createGovernor({ clock: shifted, random: () => 0.5, reserve: () => 3 });
    (await governor.acquire('batch'))?.(answered(quotaHeaders(0, 30_000)));
    shift = -5_000_000;
    let went = false;
    void governor.acquire('batch').then(() => (went = true));
    await clock.pass(61_000);
    expect(went).toBe(true);
  });
});

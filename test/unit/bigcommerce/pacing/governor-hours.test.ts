import { describe, expect, it } from 'vitest';
import { createGovernor, type Governor } from '../../../../electron/bigcommerce/pacing/governor.ts';
import type { RequestOutcome } from '../../../../electron/bigcommerce/pacing/governor-plan.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';
import { windowStore } from './window-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const windowMs = 30_000;

type Answer = RequestOutcome & { type: 'answered' };

function rig(reserve = () => 3) {
  const clock = virtualClock();
  return { clock, governor: createGovernor({ clock, random: () => 0.5, reserve }) };
}

/** Endless batches: six parallel uploads. */
function keepBusy(governor: Governor, ask: () => Promise<Answer>, heard: (answer: Answer) => void) {
  const over = new AbortController();
  const worker = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const release = await governor.acquire('batch', over.signal);
      if (release === null) return;
      const answer = await ask();
      heard(answer);
      release(answer);
    }
  };
  const workers = Array.from({ length: 6 }, worker);
  return async (clock: VirtualClock): Promise<void> => {
    over.abort();
    await clock.pass(minute);
    await Promise.all(workers);
  };
}

describe('over hours', () => {
  it('learns another quota and window from the headers, and uses them fully', async () => {
    const { clock, governor } = rig();
    const latency = (): number => 60;
    const standard = windowStore({ clock, quota: 150, windowMs, kind: 'fixed', latency });
    const pro = windowStore({ clock, quota: 450, windowMs: 20_000, kind: 'fixed', latency });
    let store = standard;
    let refused = 0;
    const end = keepBusy(
      governor,
      () => store.ask(),
      ({ status }) => (refused += status === 429 ? 1 : 0),
    );
    await clock.pass(hour);
    expect(standard.counts.granted).toBeGreaterThanOrEqual(0.97 * 150 * 120);
    store = pro;
    await clock.pass(2 * windowMs);
    expect(governor.state()).toMatchObject({ quota: 450, windowMs: 20_000 });
    const before = pro.counts.granted;
    await clock.pass(hour);
    expect(pro.counts.granted - before).toBeGreaterThanOrEqual(0.97 * 450 * 180);
    store = standard;
    await clock.pass(hour);
    // One window may be misjudged when the quota shrinks without notice.
    expect(refused).toBeLessThanOrEqual(6);
    await end(clock);
  }, 60_000);

  it('puts people first: one request per window never waits for batches', async () => {
    const { clock, governor } = rig();
    const store = windowStore({ clock, quota: 150, windowMs, kind: 'fixed', latency: () => 60 });
    const end = keepBusy(
      governor,
      () => store.ask(),
      () => undefined,
    );
    await clock.pass(minute);
    const waits: number[] = [];
    for (let window = 0; window < 240; window += 1) {
      const asked = clock.now();
      const answered = governor.acquire('person').then(async (release) => {
        waits.push(clock.now() - asked);
        release?.(await store.ask());
      });
      await clock.pass(windowMs);
      await answered;
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(50);
    expect(store.counts.refused).toBe(0);
    expect(store.counts.granted).toBeGreaterThanOrEqual(0.97 * 150 * 240);
    await end(clock);
  }, 60_000);

  it('backs off from a store that refuses without headers, and recovers soon after it', async () => {
    const { clock, governor } = rig();
    const store = windowStore({ clock, quota: 150, windowMs, kind: 'fixed', latency: () => 60 });
    let underLoad = false;
    let refused = 0;
    const ask = async (): Promise<Answer> =>
      underLoad ? { type: 'answered', status: 429, headers: {} } : store.ask();
    const end = keepBusy(governor, ask, ({ status }) => (refused += status === 429 ? 1 : 0));
    for (let trouble = 0; trouble < 6; trouble += 1) {
      await clock.pass(10 * minute);
      refused = 0;
      underLoad = true;
      await clock.pass(5 * minute);
      // The six in flight, and then single tries at growing intervals.
      expect(refused).toBeLessThanOrEqual(20);
      underLoad = false;
      await clock.pass(2 * windowMs);
      const before = store.counts.granted;
      await clock.pass(2 * windowMs);
      expect(store.counts.granted - before).toBeGreaterThanOrEqual(0.9 * 2 * 150);
    }
    await end(clock);
  }, 60_000);
});

describe('a lowered reserve', () => {
  it('releases the requests it held back at once', async () => {
    let reserve = 20;
    const { clock, governor } = rig(() => reserve);
    const quotaHeaders = { 'x-rate-limit-time-window-ms': '30000', 'x-rate-limit-requests-quota': '150' };
    const headers = {
      ...quotaHeaders,
      'x-rate-limit-time-reset-ms': '20000',
      'x-rate-limit-requests-left': '15',
    };
    (await governor.acquire('batch'))?.({ type: 'answered', status: 200, headers });
    let went = false;
    void governor.acquire('batch').then(() => (went = true));
    await clock.pass(1_000);
    expect(went).toBe(false);
    reserve = 3;
    governor.reconsider();
    await clock.pass(0);
    expect(went).toBe(true);
  });
});

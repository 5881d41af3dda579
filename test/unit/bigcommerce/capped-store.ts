import { failureOfAnswer, failureOfBreak } from '../../../electron/bigcommerce/errors.ts';
import { createGovernor } from '../../../electron/bigcommerce/pacing/governor.ts';
import type { RequestOutcome } from '../../../electron/bigcommerce/pacing/governor-plan.ts';
import { createParallelism, observed } from '../../../electron/bigcommerce/pacing/parallelism.ts';
import type { Failure } from '../../../electron/bigcommerce/failure.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { virtualClock } from './pacing/virtual-clock.ts';

export interface CappedStoreOptions {
  /** Uploads that the store processes in parallel; one more is refused. */
  cap: number;
  workMs: number;
  headers?: Record<string, string>;
  status?: 429 | 500;
}

const refusalMs = 40;
/** The outbox's wait before it retries a photo after a 5xx or a broken connection. */
const retryMs = 1_000;

/** A store in virtual time with a limit on parallel uploads, and a client with the real pacing. */
export function cappedStore(options: CappedStoreOptions) {
  const clock = virtualClock();
  const governor = createGovernor({ clock, random: () => 0.99, reserve: () => 3 });
  const parallelism = createParallelism({ clock, setting: () => 'auto' });
  const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.timer(ms, resolve));
  let working = 0;
  let isOut = false;
  const counts = { arrived: 0, refused: 0, highest: 0 };

  async function answer(): Promise<RequestOutcome> {
    counts.highest = Math.max(counts.highest, parallelism.of('store'));
    if (isOut) {
      await pass(refusalMs);
      return { type: 'lost' };
    }
    if (working >= options.cap) {
      counts.refused += 1;
      await pass(refusalMs);
      return { type: 'answered', status: options.status ?? 429, headers: options.headers ?? {} };
    }
    working += 1;
    await pass(options.workMs);
    working -= 1;
    counts.arrived += 1;
    return { type: 'answered', status: 200, headers: {} };
  }

  async function send(): Promise<Outcome<null, Failure>> {
    const release = await governor.acquire('batch');
    const came = await answer();
    release?.(came);
    if (came.type !== 'answered')
      return no(failureOfBreak({ method: 'POST', left: true, code: 'ECONNRESET' }));
    const { status, headers } = came;
    if (status === 200) return ok(null);
    return no(failureOfAnswer({ method: 'POST', status, headers, text: '{"title":"No"}' }));
  }

  return {
    counts,
    level: () => parallelism.of('store'),
    pass: (ms: number) => clock.pass(ms),
    /** Starts or ends an outage: connections break. */
    outage(on: boolean): void {
      isOut = on;
    },
    /**
     * Uploads photos, retrying each until it arrives. Returns the duration in ms; `stopAfter` ends it early.
     */
    async upload(photos: number, stopAfter = Infinity): Promise<number> {
      const startedAt = clock.now();
      let waiting = photos;
      let done = 0;
      const running = new Set<Promise<void>>();
      const one = async (): Promise<void> => {
        const result = await observed(parallelism.observer('store'), send);
        if (result.ok) done += 1;
        else if (result.reason.type === 'throttled') waiting += 1;
        else clock.timer(retryMs, () => (waiting += 1));
      };
      const isOver = (): boolean => done === photos || clock.now() - startedAt >= stopAfter;
      while (!isOver()) {
        while (waiting > 0 && running.size < parallelism.of('store')) {
          waiting -= 1;
          const work: Promise<void> = one().finally(() => running.delete(work));
          running.add(work);
        }
        await clock.pass(10);
      }
      return clock.now() - startedAt;
    },
  };
}

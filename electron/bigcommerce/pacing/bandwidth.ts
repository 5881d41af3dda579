import type { BandwidthSetting } from '../../../shared/model.ts';
import { capAt, maxAtOnce, paid, waitFor, type Meter } from './bandwidth-plan.ts';
import type { Clock } from '../../util/clock.ts';

/** Limits all uploads together: create one per app and share it between stores. */
export interface Bandwidth {
  /** Bytes per second, or null for no limit. */
  cap(): number | null;
  /** Current maximum size of a chunk in bytes. */
  maxAtOnce(): number;
  /** Resolves when a chunk of this size may go, or when `signal` aborts. First come, first served. */
  pass(bytes: number, signal: AbortSignal): Promise<void>;
  /** Checks all waiting uploads again after the setting changed. */
  reconsider(): void;
}

interface Waiter {
  bytes: number;
  go(): void;
}

/** The longest wait: the schedule may lift the limit meanwhile, or the clock be set. */
const recheckMs = 1_000;

/** `setting` is read for every chunk, so that it may change at any time. */
export function createBandwidth(parts: { clock: Clock; setting: () => BandwidthSetting }): Bandwidth {
  const { clock, setting } = parts;
  const waiting = new Set<Waiter>();
  let meter: Meter = { owed: 0, at: clock.now() };
  let cancelTimer: () => void = () => undefined;
  const cap = (): number | null => capAt(setting(), clock.now());

  function pump(): void {
    cancelTimer();
    const now = cap();
    meter = paid(meter, now, clock.now());
    for (const waiter of waiting) {
      const waitMs = waitFor(meter, now);
      if (waitMs > 0) {
        cancelTimer = clock.timer(Math.min(recheckMs, waitMs), pump);
        return;
      }
      meter = { ...meter, owed: meter.owed + waiter.bytes };
      waiting.delete(waiter);
      waiter.go();
    }
  }

  return {
    cap,
    maxAtOnce: () => maxAtOnce(cap()),
    pass(bytes, signal) {
      if (signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const leave = (): void => {
          waiting.delete(waiter);
          resolve();
          pump();
        };
        const waiter: Waiter = {
          bytes,
          go() {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.add(waiter);
        pump();
      });
    },
    reconsider: pump,
  };
}

export const noCap: Bandwidth = {
  cap: () => null,
  maxAtOnce: () => maxAtOnce(null),
  pass: () => Promise.resolve(),
  reconsider: () => undefined,
};

import type { BandwidthSetting } from '../../../shared/model.ts';
import { capAt, maxAtOnce, paid, waitFor, type Meter } from './bandwidth-plan.ts';
import type { Clock } from '../../util/clock.ts';

/** Keeps what uploads send below a cap, all of them together: create one an app, and give it to every store. */
export interface Bandwidth {
  /** Bytes a second now, or null for as fast as it goes. */
  cap(): number | null;
  /** Bytes that may be handed over in one piece just now. */
  maxAtOnce(): number;
  /** Resolves when a piece of so many bytes may go, or when `signal` is aborted. Whoever asked first goes first. */
  pass(bytes: number, signal: AbortSignal): Promise<void>;
  /** The setting changed: whoever waits is judged anew. */
  reconsider(): void;
}

interface Waiter {
  bytes: number;
  go(): void;
}

/** No wait is longer: the timetable may lift the cap meanwhile, and the clock be set. */
const lookAgainMs = 1_000;

/** `setting` is asked for each piece, so that it may change at any time. */
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
        cancelTimer = clock.timer(Math.min(lookAgainMs, waitMs), pump);
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

/** For a client without a cap. */
export const noCap: Bandwidth = {
  cap: () => null,
  maxAtOnce: () => maxAtOnce(null),
  pass: () => Promise.resolve(),
  reconsider: () => undefined,
};

import { capAt, paidFor, waitFor, type CapTimetable, type Meter } from './bandwidth-plan.ts';
import type { Clock } from './clock.ts';

/** Keeps what uploads send below a cap, all of them together: create one an app, and give it to every session. */
export interface Bandwidth {
  /** Bytes a second now, or null for as fast as it goes. */
  cap(): number | null;
  /** Resolves when a piece of so many bytes may go, or when `signal` is aborted. Whoever asked first goes first. */
  pass(bytes: number, signal: AbortSignal): Promise<void>;
}

/** Waits are cut into pieces of this length, so that a cap that is lifted is felt soon. */
const lookAgainMs = 1_000;

/** `timetable` is asked for each piece, so that it may change at any time. */
export function createBandwidth(parts: { clock: Clock; timetable: () => CapTimetable }): Bandwidth {
  const { clock, timetable } = parts;
  let meter: Meter = { paidUntil: 0 };
  let lastInLine: Promise<void> = Promise.resolve();
  const cap = (): number | null => capAt(timetable(), clock.now());

  async function turn(bytes: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted) return;
      const waitMs = waitFor(meter, cap(), clock.now());
      if (waitMs <= 0) break;
      await pause(Math.min(lookAgainMs, waitMs), signal);
    }
    meter = paidFor(meter, bytes, cap(), clock.now());
  }

  function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = clock.timer(ms, wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  return {
    cap,
    pass(bytes, signal) {
      lastInLine = lastInLine.then(() => turn(bytes, signal));
      return lastInLine;
    },
  };
}

/** For a client without a cap. */
export const noCap: Bandwidth = { cap: () => null, pass: () => Promise.resolve() };

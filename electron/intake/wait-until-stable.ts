import { stat } from 'node:fs/promises';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { cancelled, stillChanging, unreadable } from '../pictures/picture-reasons.ts';

/** The passing of time, so that tests need none. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Ends early, without error, when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** How long a file must stay as it is before it counts as finished, and for how long at most that is waited for. */
export interface Stability {
  stableMs: number;
  patienceMs: number;
  clock: Clock;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    if (signal.aborted) return;
    await new Promise<void>((wake) => {
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        wake();
      }
    });
  },
};

/** Long enough for a program that writes a picture in several goes, short enough not to be felt. */
export const usualStability: Stability = { stableMs: 2_000, patienceMs: 5 * 60_000, clock: systemClock };

/** Clocks of cameras and network drives differ from ours: a file is never taken for finished without a moment between two looks. */
const minMs = 250;

/** Whether a file changed so lately that it may not be finished. Times in the future tell nothing, so they count. */
export function isFresh(mtimeMs: number, { stableMs, clock }: Stability): boolean {
  return mtimeMs > clock.now() - stableMs;
}

/** Waits until a file, last seen with this size and time, stays as it is. Refuses one that doesn't in good time, or that goes. */
export async function waitUntilStable(
  path: string,
  seen: { bytes: number; mtimeMs: number },
  stability: Stability,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const { stableMs, patienceMs, clock } = stability;
  const start = clock.now();
  let { bytes, mtimeMs } = seen;
  let wait = Math.min(stableMs, Math.max(minMs, mtimeMs + stableMs - start));
  for (;;) {
    await clock.sleep(wait, signal);
    if (signal.aborted) return no(cancelled());
    try {
      const facts = await stat(path);
      if (facts.size === bytes && facts.mtimeMs === mtimeMs) return ok(undefined);
      ({ size: bytes, mtimeMs } = facts);
    } catch (error) {
      return no(unreadable(error));
    }
    if (clock.now() - start >= patienceMs) return no(stillChanging());
    wait = stableMs;
  }
}

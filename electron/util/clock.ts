/** Time as the pacing and the stall watch see it, so that tests can turn it by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `wake` once, `ms` from now, unless the returned function is called first. */
  timer(ms: number, wake: () => void): () => void;
}

/** `setTimeout` fires at once for longer delays than this. */
const longestTimer = 2_147_483_647;

/** Ends early, without error, when `signal` aborts. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((wake) => {
    const stop = clock.timer(ms, done);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      stop();
      signal.removeEventListener('abort', done);
      wake();
    }
  });
}

export const systemClock: Clock = {
  now: () => Date.now(),
  timer(ms, wake) {
    const timer = setTimeout(wake, Math.min(Math.max(0, ms), longestTimer));
    return () => clearTimeout(timer);
  },
};

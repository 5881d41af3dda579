import type { Clock } from '../../electron/util/clock.ts';

/** From here on a timer is a limit, not a pause. */
const minLimitMs = 30_000;

/** A clock whose short timers fire at once, and whose long ones fire when a test calls `expire`. */
export function jumpingClock(): Clock & { expire(): void; waitedMs(): number } {
  const start = 1_000_000;
  let now = start;
  const limits = new Set<() => void>();
  return {
    now: () => now,
    timer(ms, wake) {
      if (ms >= minLimitMs) {
        const fire = (): void => wake();
        limits.add(fire);
        return () => void limits.delete(fire);
      }
      const timer = setImmediate(() => {
        now += ms;
        wake();
      });
      return () => clearImmediate(timer);
    },
    expire() {
      for (const fire of limits) fire();
      limits.clear();
    },
    waitedMs: () => now - start,
  };
}

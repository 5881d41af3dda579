import type { Clock } from '../../electron/util/clock.ts';

/** A clock that stands still but for waits: each passes at once, and ends when `happens` has. */
export function eventClock(start: number, happens: (ms: number) => Promise<unknown>): Clock {
  let now = start;
  return {
    now: () => now,
    timer(ms, wake) {
      now += ms;
      void happens(ms).then(wake);
      return () => undefined;
    },
  };
}

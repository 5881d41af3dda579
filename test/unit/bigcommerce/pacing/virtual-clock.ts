import type { Clock } from '../../../../electron/util/clock.ts';

export interface VirtualClock extends Clock {
  /** Advances by `ms`, timer by timer, and lets promises resolve in between. */
  pass(ms: number): Promise<void>;
}

/** A clock that moves only when told to. */
export function virtualClock(start = 1_000_000): VirtualClock {
  let time = start;
  let timers: { at: number; wake: () => void }[] = [];
  return {
    now: () => time,
    timer(ms, wake) {
      const timer = { at: time + Math.max(0, ms), wake };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async pass(ms) {
      const end = time + ms;
      await settled();
      for (;;) {
        const next = timers.reduce<(typeof timers)[number] | null>(
          (first, timer) => (first === null || timer.at < first.at ? timer : first),
          null,
        );
        if (next === null || next.at > end) break;
        time = Math.max(time, next.at);
        timers = timers.filter((other) => other !== next);
        next.wake();
        await settled();
      }
      time = end;
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

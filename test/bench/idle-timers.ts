/** Timers of the app that have fired: where they were set, and at how many moments. */
export interface FiredTimer {
  site: string;
  times: number;
}

export interface TimerCount {
  start(): void;
  /** Since `start`, the most frequent first. */
  stop(): FiredTimer[];
}

/**
 * Counts timers and frames from now on by the place in the code that sets them, in this process or in a page. What
 * fires within 100 ms wakes the computer once. Sites that don't match `own`, a regular expression, are left out.
 * Self-contained, because it also runs in the page.
 */
export function countTimers(own: string): TimerCount {
  const isOwn = new RegExp(own);
  const fired = new Map<string, { times: number; at: number }>();
  const count = (site: string): void => {
    const { times, at } = fired.get(site) ?? { times: 0, at: -Infinity };
    const now = performance.now();
    fired.set(site, { times: now - at > 100 ? times + 1 : times, at: now });
  };
  const target = globalThis as unknown as Record<string, (...given: unknown[]) => unknown>;
  const lineOf = (stack: string): string => {
    const frames = stack.split('\n').slice(1);
    return frames.find((one) => isOwn.test(one) && !one.includes('counted'))?.trim() ?? '';
  };
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) {
    const real = target[name];
    if (real === undefined) continue;
    const counted = (wake: unknown, ...rest: unknown[]): unknown => {
      const site = lineOf(new Error(name).stack ?? '');
      if (site === '' || typeof wake !== 'function') return real(wake, ...rest);
      const key = `${name} ${site}`;
      return real(
        (...given: unknown[]) => {
          count(key);
          return (wake as (...values: unknown[]) => unknown)(...given);
        },
        ...rest,
      );
    };
    target[name] = Object.assign(counted, real);
  }
  return {
    start: () => fired.clear(),
    stop: () =>
      [...fired].map(([site, { times }]) => ({ site, times })).toSorted((a, b) => b.times - a.times),
  };
}

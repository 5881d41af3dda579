import type { RequestOutcome } from '../../../../electron/bigcommerce/pacing/governor-plan.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface WindowStoreOptions {
  clock: VirtualClock;
  quota: number;
  windowMs: number;
  /** `fixed`: windows follow the clock; `first-request`: one begins with the first request after the last ended. */
  kind: 'fixed' | 'first-request';
  /** Milliseconds on the way, each way, drawn for every request. */
  latency: () => number;
  /** Milliseconds between the count of a request, when the headers are written, and its answer. */
  work?: () => number;
  /** Requests that another session spent in the window before this one. */
  alreadySpent?: number;
}

/** A store that only counts: the quota of BigCommerce in virtual time. */
export function windowStore(options: WindowStoreOptions) {
  const { clock, quota, windowMs, latency } = options;
  let startedAt = clock.now();
  let used = options.alreadySpent ?? 0;
  const counts = { granted: 0, refused: 0 };

  function roll(): void {
    const now = clock.now();
    if (now < startedAt + windowMs) return;
    startedAt = options.kind === 'fixed' ? now - ((now - startedAt) % windowMs) : now;
    used = 0;
  }

  function pass(ms: number): Promise<void> {
    return new Promise((resolve) => clock.timer(ms, resolve));
  }

  return {
    counts,
    /** Another app of the same store takes what it can get of its share; answers how much that was. */
    eat(requests: number): number {
      roll();
      const taken = Math.min(quota - used, requests);
      used += taken;
      return taken;
    },
    async ask(): Promise<RequestOutcome & { type: 'answered' }> {
      await pass(latency());
      roll();
      const granted = used < quota;
      if (granted) used += 1;
      counts[granted ? 'granted' : 'refused'] += 1;
      const headers = {
        'x-rate-limit-time-window-ms': String(windowMs),
        'x-rate-limit-time-reset-ms': String(startedAt + windowMs - clock.now()),
        'x-rate-limit-requests-quota': String(quota),
        'x-rate-limit-requests-left': String(quota - used),
      };
      await pass(latency() + (options.work?.() ?? 0));
      return { type: 'answered', status: granted ? 200 : 429, headers };
    },
  };
}

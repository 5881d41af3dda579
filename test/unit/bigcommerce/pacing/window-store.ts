import type { RequestOutcome } from '../../../../electron/bigcommerce/pacing/governor-plan.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface WindowStoreOptions {
  clock: VirtualClock;
  quota: number;
  windowMs: number;
  /**
   * `fixed`: windows follow the clock. `first-request`: one begins with the first request after the last one.
   */
  kind: 'fixed' | 'first-request';
  /** Milliseconds each way, drawn per request. */
  latency: () => number;
  /** Milliseconds between counting a request, when the headers are written, and its answer. */
  work?: () => number;
  /** Requests of another session in the window before this one. */
  alreadySpent?: number;
}

/** A store that only counts: BigCommerce's quota in virtual time. */
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
    /** Another app takes what it can get of its share; returns how many. */
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

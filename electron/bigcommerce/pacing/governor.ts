import type { Clock } from '../../util/clock.ts';
import {
  advance,
  decide,
  granted,
  initialState,
  released,
  type GovernorState,
  type RequestOutcome,
} from './governor-plan.ts';
import type { Priority } from '../image-api.ts';

interface GovernorReport {
  /** Epoch milliseconds until which requests wait; null if they don't. */
  throttledUntil: number | null;
  /** Requests per window and its length in milliseconds, as the store last reported. */
  quota: number;
  windowMs: number;
  left: number;
  /** When the window ends, epoch milliseconds; null if none has started. */
  resetAt: number | null;
}

/** Reports the end of a granted request. Must be called once; further calls do nothing. */
type Release = (release: RequestOutcome) => void;

/** Paces all requests to one store: create one per store, not per session. */
export interface Governor {
  /** Resolves when the request may go, or with null if `signal` aborts first. People go before batches. */
  acquire(priority: Priority, signal?: AbortSignal): Promise<Release | null>;
  state(): GovernorReport;
  /** Checks all waiting requests again after the reserve changed. */
  reconsider(): void;
  /** Calls `listener` when throttling starts or ends, or when the quota changes. Returns how to stop. */
  onChange(listener: (report: GovernorReport) => void): () => void;
}

interface Waiter {
  go(): void;
}

/** Shorter waits are normal pacing and are not reported. */
const briefMs = 1_000;

/**
 * `reserve`: requests per window that batches leave to people and other apps, read for every request.
 * `random`: in [0, 1).
 */
export function createGovernor(parts: {
  clock: Clock;
  random: () => number;
  reserve: () => number;
}): Governor {
  const { clock, random, reserve } = parts;
  const waiting: Record<Priority, Set<Waiter>> = { person: new Set(), batch: new Set() };
  const listeners = new Set<(report: GovernorReport) => void>();
  let state: GovernorState = initialState();
  let cancelTimer: (() => void) | null = null;
  let announced = keyOf(report());

  function nextWaiter(): { priority: Priority; waiter: Waiter } | null {
    for (const priority of ['person', 'batch'] as const) {
      for (const waiter of waiting[priority]) return { priority, waiter };
    }
    return null;
  }

  function pump(): void {
    cancelTimer?.();
    cancelTimer = null;
    state = advance(state, clock.now());
    for (let next = nextWaiter(); next !== null; next = nextWaiter()) {
      const decision = decide(state, next.priority, reserve(), clock.now());
      if (decision.type === 'wait') {
        wakeAt(decision.waitUntil);
        break;
      }
      state = granted(state, clock.now());
      waiting[next.priority].delete(next.waiter);
      next.waiter.go();
    }
    // Refused requests wait elsewhere, so the end of a pause is announced even without waiters.
    if (nextWaiter() === null) wakeAt(state.pausedUntil);
    announce();
  }

  function wakeAt(time: number | null): void {
    if (time !== null) cancelTimer = clock.timer(Math.max(1, time - clock.now()), pump);
  }

  function report(): GovernorReport {
    const now = clock.now();
    const current = advance(state, now);
    const next = nextWaiter();
    const decision = next === null ? null : decide(current, next.priority, reserve(), now);
    const held = decision?.type === 'wait' ? decision.waitUntil : null;
    const brief = held !== null && held - now < briefMs && current.pausedUntil === null;
    return {
      throttledUntil: brief ? null : (held ?? current.pausedUntil),
      quota: current.quota,
      windowMs: current.windowMs,
      left: Math.max(0, current.left - current.underWay),
      resetAt: current.resetAt,
    };
  }

  function announce(): void {
    const now = report();
    const key = keyOf(now);
    if (key === announced) return;
    announced = key;
    for (const listener of listeners) listener(now);
  }

  function releaseOnce(): Release {
    const grantedAt = clock.now();
    let open = true;
    return (release) => {
      if (!open) return;
      open = false;
      const now = clock.now();
      state = released(state, release, { now, took: now - grantedAt, random: random() });
      pump();
    };
  }

  return {
    acquire(priority, signal) {
      if (signal?.aborted === true) return Promise.resolve(null);
      return new Promise((resolve) => {
        const leave = (): void => {
          waiting[priority].delete(waiter);
          resolve(null);
          pump();
        };
        const waiter: Waiter = {
          go() {
            signal?.removeEventListener('abort', leave);
            resolve(releaseOnce());
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting[priority].add(waiter);
        pump();
      });
    },
    state: report,
    reconsider: pump,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reports with the same key look the same to a person. */
function keyOf({ throttledUntil, quota, windowMs }: GovernorReport): string {
  return `${throttledUntil === null ? '' : Math.round(throttledUntil / 1000)}/${quota}/${windowMs}`;
}

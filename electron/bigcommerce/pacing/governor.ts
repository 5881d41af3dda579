import type { Clock } from '../../util/clock.ts';
import {
  advance,
  decide,
  granted,
  initialState,
  released,
  type GovernorState,
  type Release,
} from './governor-plan.ts';
import type { Priority } from '../image-api.ts';

export interface GovernorReport {
  /** Epoch milliseconds until which requests are held back, or null when they go. */
  throttledUntil: number | null;
  /** Requests a window, and the window's length in milliseconds, as last told by the store. */
  quota: number;
  windowMs: number;
  left: number;
}

/** Tells the governor what became of the request it let go. Must be called once; later calls do nothing. */
export type GiveBack = (release: Release) => void;

/** Paces all requests to one store, whoever makes them: create one a store, not one a session. */
export interface Governor {
  /** Resolves when the request may go; with null when `signal` was aborted first. People go before batches. */
  acquire(priority: Priority, signal?: AbortSignal): Promise<GiveBack | null>;
  state(): GovernorReport;
  /** The reserve changed: whoever waits is judged anew. */
  reconsider(): void;
  /** Calls `listener` when requests begin or cease to be held back, and when the quota is learnt. Answers how to stop. */
  onChange(listener: (report: GovernorReport) => void): () => void;
}

interface Waiter {
  go(): void;
}

/** Shorter waits are pacing, and not worth a word. */
const briefMs = 1_000;

/**
 * `reserve`: requests of each window that batches leave to people and to other apps; asked for each request, so that it may
 * change at any time. `random` is in [0, 1).
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

  function nextInLine(): { priority: Priority; waiter: Waiter } | null {
    for (const priority of ['person', 'batch'] as const) {
      for (const waiter of waiting[priority]) return { priority, waiter };
    }
    return null;
  }

  function pump(): void {
    cancelTimer?.();
    cancelTimer = null;
    state = advance(state, clock.now());
    for (let next = nextInLine(); next !== null; next = nextInLine()) {
      const decision = decide(state, next.priority, reserve(), clock.now());
      if (decision.is === 'wait') {
        wakeAt(decision.waitUntil);
        break;
      }
      state = granted(state, clock.now());
      waiting[next.priority].delete(next.waiter);
      next.waiter.go();
    }
    // With nobody in line the end of a pause is still worth telling: whoever was refused waits for it elsewhere.
    if (nextInLine() === null) wakeAt(state.pausedUntil);
    announce();
  }

  function wakeAt(time: number | null): void {
    if (time !== null) cancelTimer = clock.timer(Math.max(1, time - clock.now()), pump);
  }

  function report(): GovernorReport {
    const now = clock.now();
    const current = advance(state, now);
    const next = nextInLine();
    const decision = next === null ? null : decide(current, next.priority, reserve(), now);
    const held = decision?.is === 'wait' ? decision.waitUntil : null;
    const brief = held !== null && held - now < briefMs && current.pausedUntil === null;
    return {
      throttledUntil: brief ? null : (held ?? current.pausedUntil),
      quota: current.quota,
      windowMs: current.windowMs,
      left: Math.max(0, current.left - current.underWay),
    };
  }

  function announce(): void {
    const now = report();
    const key = keyOf(now);
    if (key === announced) return;
    announced = key;
    for (const listener of listeners) listener(now);
  }

  function releaseOnce(): GiveBack {
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

/** Two reports with one key say the same to a person. */
function keyOf({ throttledUntil, quota, windowMs }: GovernorReport): string {
  return `${throttledUntil === null ? '' : Math.round(throttledUntil / 1000)}/${quota}/${windowMs}`;
}

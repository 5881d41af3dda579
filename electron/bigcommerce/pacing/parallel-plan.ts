import type { Failure } from '../failure.ts';

/**
 * How many uploads go at the same time to one store: additive increase, multiplicative decrease, without clock or
 * timers. Each round of successes adds one, and up to the proven level each success does. Trouble halves. A level that
 * failed is tried again only after a rest. Times are milliseconds.
 */
export interface ParallelState {
  level: number;
  /** Highest level that a whole round of uploads has passed since trouble came at or below it. */
  proven: number;
  /** Until then no level above `proven` is tried. */
  restUntil: number;
  /** Length of the next rest. */
  restMs: number;
  underWay: number;
  /** Most uploads under way at once in the present round. */
  peak: number;
  /** Counts decreases. An upload begun before the last one says nothing about the present level. */
  era: number;
  /** Of the present round, which is over after as many successes as the level. */
  successes: number;
  failures: number;
  /** Whether anything arrived since the last decrease; if not, the same outage goes on. */
  answered: boolean;
}

/** `neutral` says nothing about the level: a refused photo, a conflict on one product, a spent quota, no network. */
export type Signal = 'success' | 'overload' | 'trouble' | 'neutral';

export const levels = { min: 1, first: 2, max: 16 } as const;

/** Failures in one round that are trouble; a single one is chance. */
const burst = 2;
const rest = { firstMs: 10_000, maxMs: 300_000 } as const;

/** `remembered`: the proven level of an earlier session, or null. It is not exceeded before a first rest. */
export function initialParallel(remembered: number | null = null, now = 0): ParallelState {
  const proven = remembered === null ? levels.min : Math.min(levels.max, Math.max(levels.min, remembered));
  return {
    level: remembered === null ? levels.first : proven,
    proven,
    restUntil: remembered === null ? 0 : now + rest.firstMs,
    restMs: rest.firstMs,
    underWay: 0,
    peak: 0,
    era: 0,
    successes: 0,
    failures: 0,
    answered: true,
  };
}

/** What the end of an upload says about the number of uploads; `failure` is null when it arrived. */
export function signalOf(failure: Failure | null): Signal {
  if (failure === null) return 'success';
  switch (failure.type) {
    case 'throttled':
      return failure.quotaSpent === true ? 'neutral' : 'overload';
    case 'transient':
    case 'unknown':
      return failure.isConflict === true || failure.reason.code === 'cancelled' ? 'neutral' : 'trouble';
    default:
      return 'neutral';
  }
}

export function begun(state: ParallelState): ParallelState {
  const underWay = state.underWay + 1;
  return { ...state, underWay, peak: Math.max(state.peak, underWay) };
}

/** `era`: of the state in which the upload began. */
export function ended(given: ParallelState, era: number, signal: Signal, now: number): ParallelState {
  const state = {
    ...given,
    underWay: Math.max(0, given.underWay - 1),
    answered: given.answered || signal === 'success',
  };
  if (era !== state.era) return state;
  switch (signal) {
    case 'success':
      return succeeded(state, now);
    case 'overload':
      return decreased(state, now);
    case 'trouble':
      if (state.failures + 1 < burst) return { ...state, failures: state.failures + 1 };
      return state.answered ? decreased(state, now) : state;
    case 'neutral':
      return state;
  }
}

function succeeded(state: ParallelState, now: number): ParallelState {
  const { level, proven, peak } = state;
  // With half of the level idle nothing is proven.
  const isBusy = 2 * peak > level;
  if (isBusy && level < proven) return { ...state, level: level + 1, successes: 0 };
  const successes = state.successes + 1;
  if (successes < level) return { ...state, successes };
  const next = { ...state, successes: 0, failures: 0, peak: state.underWay };
  if (!isBusy || state.failures > 0) return next;
  return {
    ...next,
    level: now >= state.restUntil ? Math.min(levels.max, level + 1) : level,
    proven: level,
    restMs: level > proven ? rest.firstMs : state.restMs,
  };
}

function decreased(state: ParallelState, now: number): ParallelState {
  const halved = {
    ...state,
    level: Math.max(levels.min, Math.floor(state.level / 2)),
    era: state.era + 1,
    successes: 0,
    failures: 0,
    peak: state.underWay,
    answered: false,
  };
  if (!state.answered) return halved;
  return {
    ...halved,
    proven: Math.max(levels.min, state.level - 1),
    restUntil: now + state.restMs,
    restMs: Math.min(rest.maxMs, 2 * state.restMs),
  };
}

import { limits } from '../../../shared/limits.ts';
import { headerNumber, maxHeaderWaitMs, requestsLeft, waitInHeaders, type Headers } from '../errors.ts';
import type { Priority } from '../image-api.ts';
import { expectedOfOthers, nextWindow, noOtherApps, observeLeft, type OtherApps } from './other-apps.ts';

/**
 * Request pacing without clock or timers. Every answer says how many requests are left and when the window
 * ends (`X-Rate-Limit-*`). Answers arrive out of order, so the lowest count in a window is used, and requests
 * under way are taken as not counted yet. The error corrects itself with their answers, and Packshot alone
 * never exceeds the quota. Times are milliseconds.
 */
export interface GovernorState {
  quota: number;
  windowMs: number;
  /** Requests left in the window, without those under way. */
  left: number;
  /** When the window ends; null before its first answer. */
  resetAt: number | null;
  /** When the previous window ended, if known. */
  endedAt: number | null;
  /** Requests without an answer yet. */
  underWay: number;
  /** False until the first answer: another session may have used up the window. */
  isLearned: boolean;
  /** After a 429, nothing is sent before this time. */
  pausedUntil: number | null;
  /** 429s in a row without a waiting time. */
  strikes: number;
  others: OtherApps;
}

/** The end of a request: answered, sent but its answer lost, or never sent. */
export type RequestOutcome =
  | { type: 'answered'; status: number; headers: Headers }
  | { type: 'lost' }
  | { type: 'unsent' };

/** `waitUntil` null: only an answer to a request under way can change this. */
type Decision = { type: 'grant' } | { type: 'wait'; waitUntil: number | null };

/** Added to the end of a window, because the store's clock is read at another moment. */
const marginMs = 50;
/** The first wait after a 429. It is shorter while quota is left: then only the concurrency was too high. */
const backOff = { firstMs: 1_000, firstWithQuotaMs: 500, longestMs: 60_000 };

export function initialState(): GovernorState {
  return {
    quota: limits.quota.requests,
    windowMs: limits.quota.windowMs,
    left: limits.quota.requests,
    resetAt: null,
    endedAt: null,
    underWay: 0,
    isLearned: false,
    pausedUntil: null,
    strikes: 0,
    others: noOtherApps(0),
  };
}

/**
 * Requests to leave in the window: batches leave all of `reserve`, people a third of it. Never more than a
 * third of the quota.
 */
function reserveOf(priority: Priority, reserve: number, quota: number): number {
  const whole = Math.min(reserve, Math.floor(quota / 3));
  return priority === 'batch' ? whole : Math.floor(whole / 3);
}

/**
 * Updates the state to `now`: starts a new window if one ended, and limits waits after the clock was set
 * back.
 */
export function advance(state: GovernorState, now: number): GovernorState {
  const next = { ...state };
  if (next.pausedUntil !== null && next.pausedUntil <= now) next.pausedUntil = null;
  if (next.pausedUntil !== null)
    next.pausedUntil = Math.min(next.pausedUntil, now + maxHeaderWaitMs + marginMs);
  if (next.resetAt !== null && next.resetAt - now > 2 * next.windowMs) next.resetAt = now + next.windowMs;
  if (next.resetAt !== null && next.resetAt <= now) {
    next.others = nextWindow(next.others, { startedAt: next.resetAt, underWay: next.underWay }, next);
    next.endedAt = next.resetAt;
    next.resetAt = null;
    next.left = next.quota;
  }
  return next;
}

/** Whether a request of this priority may go now, or when to ask again. */
export function decide(given: GovernorState, priority: Priority, reserve: number, now: number): Decision {
  const state = advance(given, now);
  if (state.pausedUntil !== null) return { type: 'wait', waitUntil: state.pausedUntil };
  const isUncertain = !state.isLearned || state.strikes > 0;
  if (isUncertain && state.underWay > 0) return { type: 'wait', waitUntil: null };
  const reserved = reserveOf(priority, reserve, state.quota);
  const spare = state.left - state.underWay - reserved;
  if (spare <= 0) return { type: 'wait', waitUntil: state.resetAt };
  // Batches leave other apps what they are expected to need until the window ends; people wait for nobody.
  const expected = priority === 'batch' ? expectedOfOthers(state.others, state) : 0;
  const restMs = state.resetAt === null ? state.windowMs : state.resetAt - now;
  if (spare > (expected * restMs) / state.windowMs) return { type: 'grant' };
  // The window starts only with a request.
  if (state.resetAt === null)
    return state.underWay === 0 ? { type: 'grant' } : { type: 'wait', waitUntil: null };
  return { type: 'wait', waitUntil: Math.ceil(state.resetAt - (spare * state.windowMs) / expected) + 1 };
}

export function granted(given: GovernorState, now: number): GovernorState {
  const state = advance(given, now);
  const others = { ...state.others, ours: state.others.ours + 1 };
  return { ...state, underWay: state.underWay + 1, others };
}

/** Applies a finished request. `took`: milliseconds since it was granted. `random`: in [0, 1), for jitter. */
export function released(
  given: GovernorState,
  release: RequestOutcome,
  { now, took, random }: { now: number; took: number; random: number },
): GovernorState {
  const advanced = advance(given, now);
  const state = { ...advanced, underWay: Math.max(0, advanced.underWay - 1) };
  switch (release.type) {
    case 'unsent':
      return state;
    case 'lost':
      return spentOne(state, now);
    case 'answered':
      return afterStatus(observe(state, release.headers, now, took), release, now, random);
  }
}

/**
 * Reads quota and window from an answer's headers; without them, counts by itself.
 * A store may write the headers before it answers, so the window ends between `granted + reset` and `now +
 * reset`. A quick answer tells the windows apart; a slow one is only counted.
 */
function observe(state: GovernorState, headers: Headers, now: number, took: number): GovernorState {
  const left = headerNumber(headers, 'x-rate-limit-requests-left');
  const resetMs = duration(headers, 'x-rate-limit-time-reset-ms');
  if (left === null || resetMs === null) return { ...spentWithRest(state, headers, now), isLearned: true };

  const quota = headerNumber(headers, 'x-rate-limit-requests-quota') || state.quota;
  const windowMs = duration(headers, 'x-rate-limit-time-window-ms') || state.windowMs;
  const learned = { ...state, quota, windowMs, isLearned: true };
  const latestEnd = now + resetMs + marginMs;
  const slack = windowMs / 4;

  const known = state.resetAt ?? state.endedAt;
  if (known === null) {
    const others = {
      ...state.others,
      since: now,
      spentBefore: Math.max(0, quota - left - state.others.ours),
    };
    return { ...learned, left: Math.min(left, quota), resetAt: latestEnd, others };
  }
  if (took > slack) return spentOne(learned, now);
  if (now - took + resetMs > known + slack) {
    const startedAt = latestEnd - windowMs;
    // This answer is no longer under way, but belongs to the new window.
    const underWay = state.underWay + 1;
    // If the clock ended the last window, requests granted since are counted already.
    const fresh =
      state.resetAt === null
        ? { ...state.others, since: startedAt }
        : nextWindow(state.others, { startedAt, underWay }, learned);
    return { ...learned, left, resetAt: latestEnd, others: observeLeft(fresh, left, quota, now) };
  }
  if (state.resetAt === null || latestEnd < state.resetAt - 2 * slack) return learned;
  return {
    ...learned,
    left: Math.min(state.left, left),
    resetAt: Math.min(state.resetAt, latestEnd),
    others: observeLeft(state.others, left, quota, now),
  };
}

/** A header's milliseconds, limited like any wait. */
function duration(headers: Headers, name: string): number | null {
  const ms = headerNumber(headers, name);
  return ms === null ? null : Math.min(ms, maxHeaderWaitMs);
}

/**
 * V2 may only send the number of requests left (`X-BC-ApiLimit-Remaining`), for a longer window. It matters
 * only if it is smaller.
 */
function spentWithRest(state: GovernorState, headers: Headers, now: number): GovernorState {
  const spent = spentOne(state, now);
  const rest = headerNumber(headers, 'x-bc-apilimit-remaining');
  return rest === null ? spent : { ...spent, left: Math.min(spent.left, rest) };
}

function spentOne(state: GovernorState, now: number): GovernorState {
  return {
    ...state,
    left: Math.max(0, state.left - 1),
    resetAt: state.resetAt ?? now + state.windowMs + marginMs,
  };
}

function afterStatus(
  state: GovernorState,
  answer: { status: number; headers: Headers },
  now: number,
  random: number,
): GovernorState {
  if (answer.status !== 429) return { ...state, strikes: 0 };
  const waitMs = waitInHeaders(answer.headers);
  if (waitMs !== null) return { ...state, pausedUntil: later(state.pausedUntil, now + waitMs + marginMs) };
  // Requests refused together are one strike.
  if (state.pausedUntil !== null) return state;
  const firstMs = (requestsLeft(answer.headers) ?? 0) > 0 ? backOff.firstWithQuotaMs : backOff.firstMs;
  const wait = Math.min(backOff.longestMs, firstMs * 2 ** state.strikes);
  return { ...state, strikes: state.strikes + 1, pausedUntil: now + wait * (0.5 + random / 2) };
}

function later(a: number | null, b: number): number {
  return a === null ? b : Math.max(a, b);
}

import { limits } from '../../../shared/limits.ts';
import { headerNumber, longestToldWaitMs, requestsLeft, toldWait, type Headers } from '../errors.ts';
import type { Priority } from '../image-api.ts';
import { expectedOfOthers, nextWindow, nobodyElse, toldLeft, type OtherApps } from './other-apps.ts';

/**
 * The arithmetic of pacing, without clock or timers. The store counts requests in windows and tells with every answer
 * how many are left and when the window ends (facts: `X-Rate-Limit-*`). Answers overtake one another, so the lowest count told in a window is
 * believed, and every request that is under way is taken as not yet counted in it. That errs by at most those under way, and
 * corrects itself with their answers: the window is spent in full, and never overdrawn by Packshot alone.
 * All times are milliseconds.
 */
export interface GovernorState {
  quota: number;
  windowMs: number;
  /** Requests left in this window, not counting those under way. */
  left: number;
  /** When the window ends; null while nothing has been answered in it yet. */
  resetAt: number | null;
  /** When the window before this one ended, as far as it was known. */
  endedAt: number | null;
  /** Requests granted and not yet answered. */
  underWay: number;
  /** False until the first answer: until then the window may be another session's, nearly spent. */
  told: boolean;
  /** After a 429: nothing goes before this. */
  pausedUntil: number | null;
  /** 429s in a row that didn't say how long to wait: too many at once, or a platform under load. */
  strikes: number;
  others: OtherApps;
}

/** What became of a request: answered; sent, but its answer was lost; or never sent at all. */
export type Release =
  { is: 'answered'; status: number; headers: Headers } | { is: 'lost' } | { is: 'unsent' };

/** `waitUntil` null: nothing but the answer of a request under way can change the decision. */
export type Decision = { is: 'grant' } | { is: 'wait'; waitUntil: number | null };

/** The store's clock and ours are read at different moments; a window is taken as over this much after it was said to be. */
const marginMs = 50;
/** The first wait after a 429: shorter while quota is left, as then only too many requests came at once. */
const backOff = { firstMs: 1_000, firstWithQuotaMs: 500, longestMs: 60_000 };

export function initialState(): GovernorState {
  return {
    quota: limits.quota.requests,
    windowMs: limits.quota.windowMs,
    left: limits.quota.requests,
    resetAt: null,
    endedAt: null,
    underWay: 0,
    told: false,
    pausedUntil: null,
    strikes: 0,
    others: nobodyElse(0),
  };
}

/**
 * Requests a lane leaves in the window: batches for other apps and for people, people a third of that; never more than a third
 * of a small quota.
 */
export function reserveOf(priority: Priority, reserve: number, quota: number): number {
  const whole = Math.min(reserve, Math.floor(quota / 3));
  return priority === 'batch' ? whole : Math.floor(whole / 3);
}

/** Brings the state to `now`: a window that ended is a full one again, and a clock that was set back locks nothing. */
export function advance(state: GovernorState, now: number): GovernorState {
  const next = { ...state };
  if (next.pausedUntil !== null && next.pausedUntil <= now) next.pausedUntil = null;
  if (next.pausedUntil !== null)
    next.pausedUntil = Math.min(next.pausedUntil, now + longestToldWaitMs + marginMs);
  if (next.resetAt !== null && next.resetAt - now > 2 * next.windowMs) next.resetAt = now + next.windowMs;
  if (next.resetAt !== null && next.resetAt <= now) {
    next.others = nextWindow(next.others, { startedAt: next.resetAt, underWay: next.underWay }, next);
    next.endedAt = next.resetAt;
    next.resetAt = null;
    next.left = next.quota;
  }
  return next;
}

/** Whether a request of this lane may go now, and if not, when to ask again. */
export function decide(given: GovernorState, priority: Priority, reserve: number, now: number): Decision {
  const state = advance(given, now);
  if (state.pausedUntil !== null) return { is: 'wait', waitUntil: state.pausedUntil };
  const feelingOnesWay = !state.told || state.strikes > 0;
  if (feelingOnesWay && state.underWay > 0) return { is: 'wait', waitUntil: null };
  const kept = reserveOf(priority, reserve, state.quota);
  const spare = state.left - state.underWay - kept;
  if (spare <= 0) return { is: 'wait', waitUntil: state.resetAt };
  // People are few, and somebody looks on; batches leave the other apps what they will want until the window ends.
  const wanted = priority === 'batch' ? expectedOfOthers(state.others, state) : 0;
  const restMs = state.resetAt === null ? state.windowMs : state.resetAt - now;
  if (spare > (wanted * restMs) / state.windowMs) return { is: 'grant' };
  // With nothing told yet the window has not begun, and will only by a request.
  if (state.resetAt === null) return state.underWay === 0 ? { is: 'grant' } : { is: 'wait', waitUntil: null };
  return { is: 'wait', waitUntil: Math.ceil(state.resetAt - (spare * state.windowMs) / wanted) + 1 };
}

export function granted(given: GovernorState, now: number): GovernorState {
  const state = advance(given, now);
  const others = { ...state.others, ours: state.others.ours + 1 };
  return { ...state, underWay: state.underWay + 1, others };
}

/** Takes in what became of one request, `took` after it was granted. `random` is in [0, 1), for the jitter of a back-off. */
export function released(
  given: GovernorState,
  release: Release,
  { now, took, random }: { now: number; took: number; random: number },
): GovernorState {
  const advanced = advance(given, now);
  const state = { ...advanced, underWay: Math.max(0, advanced.underWay - 1) };
  switch (release.is) {
    case 'unsent':
      return state;
    case 'lost':
      return spentOne(state, now);
    case 'answered':
      return afterStatus(observe(state, release.headers, now, took), release, now, random);
  }
}

/**
 * Learns quota, window, rest and end of the window from an answer's headers; without them it counts for itself.
 *
 * A store may write the headers when the request comes in, long before it answers, so the window they speak of ends somewhere between
 * `granted + reset` and `now + reset`. After a quick round trip that is narrow enough to tell this window from the one
 * before and the one after, which end a whole window apart; a slow one, as of an upload, is only counted.
 */
export function observe(state: GovernorState, headers: Headers, now: number, took: number): GovernorState {
  const left = headerNumber(headers, 'x-rate-limit-requests-left');
  const resetMs = headerNumber(headers, 'x-rate-limit-time-reset-ms');
  if (left === null || resetMs === null) return { ...spentWithRest(state, headers, now), told: true };

  const quota = headerNumber(headers, 'x-rate-limit-requests-quota') || state.quota;
  const windowMs = headerNumber(headers, 'x-rate-limit-time-window-ms') || state.windowMs;
  const learnt = { ...state, quota, windowMs, told: true };
  const latestEnd = now + resetMs + marginMs;
  const slack = windowMs / 4;

  const known = state.resetAt ?? state.endedAt;
  if (known === null) {
    const others = {
      ...state.others,
      since: now,
      spentBefore: Math.max(0, quota - left - state.others.ours),
    };
    return { ...learnt, left: Math.min(left, quota), resetAt: latestEnd, others };
  }
  if (took > slack) return spentOne(learnt, now);
  if (now - took + resetMs > known + slack) {
    const startedAt = latestEnd - windowMs;
    // This answer is no longer among those under way, and is counted in the new window.
    const underWay = state.underWay + 1;
    // Where the end of the last window was noticed by the clock, what was granted since is counted already.
    const fresh =
      state.resetAt === null
        ? { ...state.others, since: startedAt }
        : nextWindow(state.others, { startedAt, underWay }, learnt);
    return { ...learnt, left, resetAt: latestEnd, others: toldLeft(fresh, left, quota, now) };
  }
  if (state.resetAt === null || latestEnd < state.resetAt - 2 * slack) return learnt;
  return {
    ...learnt,
    left: Math.min(state.left, left),
    resetAt: Math.min(state.resetAt, latestEnd),
    others: toldLeft(state.others, left, quota, now),
  };
}

/**
 * V2 may tell only how many requests are left, and not until when (facts: `X-BC-ApiLimit-Remaining`). It counts by a longer
 * window, so it matters only when it is the smaller number.
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
  const told = toldWait(answer.headers);
  if (told !== null) return { ...state, pausedUntil: later(state.pausedUntil, now + told + marginMs) };
  // Several under way at once are refused together: that is one strike, not several.
  if (state.pausedUntil !== null) return state;
  const firstMs = (requestsLeft(answer.headers) ?? 0) > 0 ? backOff.firstWithQuotaMs : backOff.firstMs;
  const wait = Math.min(backOff.longestMs, firstMs * 2 ** state.strikes);
  return { ...state, strikes: state.strikes + 1, pausedUntil: now + wait * (0.5 + random / 2) };
}

function later(a: number | null, b: number): number {
  return a === null ? b : Math.max(a, b);
}

/**
 * Estimates how much quota other apps use, from the store's counts and Packshot's own. Alone on a store it
 * finds none. Units are milliseconds and requests.
 */
export interface OtherApps {
  /** When observation began in this window: its start, or its first answer. */
  since: number;
  /** Requests by others before observation began. */
  spentBefore: number;
  /** Our requests that this window may count: granted in it, or under way at its start. */
  ours: number;
  /** Requests by others in this window. */
  seen: number;
  /** When they were last counted; null before the first answer of the window. */
  seenAt: number | null;
  /** Their requests in the previous window, if known. */
  before: number;
}

/** The largest part of the quota to leave to others on an estimate. */
const maxForOthers = 0.6;
/**
 * Only granted requests are visible, so expecting the same number would keep others limited. A higher
 * estimate wastes nothing: Packshot uses the rest at the end of the window.
 */
const onTop = 1.2;
/** The minimum part of a window to draw conclusions from. */
const minObserved = 0.25;

export function noOtherApps(now: number): OtherApps {
  return { since: now, spentBefore: 0, ours: 0, seen: 0, seenAt: null, before: 0 };
}

/** Starts a window at `startedAt`; `underWay` of our requests may count in either. */
export function nextWindow(
  others: OtherApps,
  { startedAt, underWay }: { startedAt: number; underWay: number },
  { quota, windowMs }: { quota: number; windowMs: number },
): OtherApps {
  const observed = others.seenAt === null ? null : (others.seenAt - others.since) / windowMs;
  const before =
    observed === null ? others.before / 2 : others.seen / Math.min(1, Math.max(minObserved, observed));
  return { ...noOtherApps(startedAt), ours: underWay, before: Math.min(before, quota * maxForOthers) };
}

/** Records that `left` of `quota` requests are left. */
export function observeLeft(others: OtherApps, left: number, quota: number, now: number): OtherApps {
  const spent = Math.max(others.seen, quota - left - others.ours - others.spentBefore);
  return { ...others, seen: spent, seenAt: now };
}

/**
 * Requests that others are expected to make per window, from the last window's length of time; the previous
 * window counts as even.
 */
export function expectedOfOthers(
  others: OtherApps,
  { quota, windowMs }: { quota: number; windowMs: number },
): number {
  const observed = others.seenAt === null ? 0 : Math.min(1, (others.seenAt - others.since) / windowMs);
  return Math.min(quota * maxForOthers, onTop * (others.before * (1 - observed) + others.seen));
}

/**
 * What the store's other apps take of its quota, worked out from what the store tells is left and what Packshot itself
 * took. Counting leans to Packshot's side: alone on a store it finds nobody. Milliseconds and requests.
 */
export interface OtherApps {
  /** When looking began in this window: its start, or the first answer where it was not seen from the start. */
  since: number;
  /** Spent by others when looking began. */
  spentBefore: number;
  /** Requests of ours that may be counted in this window: granted in it, or under way when it began. */
  ours: number;
  /** Requests of others seen in this window. */
  seen: number;
  /** When they were last looked for; null while nothing was told in this window. */
  seenAt: number | null;
  /** What they took in the window before, as far as it could be told. */
  before: number;
}

/** Others are left what they use, but never more than this part of the quota for the sake of a guess: half, and what is on top. */
const maxForOthers = 0.6;
/**
 * Only what others got can be seen, not what they were refused: expecting as much as they got would keep them at it for good.
 * Nothing is wasted by expecting more, as it is Packshot's again towards the end of the window.
 */
const onTop = 1.2;
/** From looking at less of a window than this, no more is concluded than from this much. */
const minLook = 0.25;

export function nobodyElse(now: number): OtherApps {
  return { since: now, spentBefore: 0, ours: 0, seen: 0, seenAt: null, before: 0 };
}

/** A new window began at `startedAt`, with `underWay` requests of ours that may be counted in either. */
export function nextWindow(
  others: OtherApps,
  { startedAt, underWay }: { startedAt: number; underWay: number },
  { quota, windowMs }: { quota: number; windowMs: number },
): OtherApps {
  const looked = others.seenAt === null ? null : (others.seenAt - others.since) / windowMs;
  const before = looked === null ? others.before / 2 : others.seen / Math.min(1, Math.max(minLook, looked));
  return { ...nobodyElse(startedAt), ours: underWay, before: Math.min(before, quota * maxForOthers) };
}

/** The store told in this window that `left` of `quota` are left. */
export function toldLeft(others: OtherApps, left: number, quota: number, now: number): OtherApps {
  const spent = Math.max(others.seen, quota - left - others.ours - others.spentBefore);
  return { ...others, seen: spent, seenAt: now };
}

/**
 * Requests a window that others are expected to take: what they took in the latest stretch as long as a window, taking the
 * window before as even.
 */
export function expectedOfOthers(
  others: OtherApps,
  { quota, windowMs }: { quota: number; windowMs: number },
): number {
  const looked = others.seenAt === null ? 0 : Math.min(1, (others.seenAt - others.since) / windowMs);
  return Math.min(quota * maxForOthers, onTop * (others.before * (1 - looked) + others.seen));
}

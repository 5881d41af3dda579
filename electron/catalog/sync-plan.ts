import type { ReadingsSoFar, UnfinishedReading } from './readings.ts';

/** Deletions aren't reported, so everything is read again when the last time was longer ago than this. */
const wholeEveryMs = 24 * 60 * 60_000;
/** A reading broken off longer ago than this begins anew: too much of what it read may have changed or gone. */
const resumableMs = wholeEveryMs;
/** The store may show a change a little late, with an earlier date on it. */
const overlapMs = 5 * 60_000;

/** The reading to go on with, or null when a new one is to begin. `whole`: everything is wanted, whatever is known. */
export function resumable(soFar: ReadingsSoFar, now: number, whole: boolean): UnfinishedReading | null {
  const { unfinished } = soFar;
  if (unfinished === null || (whole && unfinished.since !== null)) return null;
  return isRecent(unfinished.run, now, resumableMs) ? unfinished : null;
}

/** `newest`: the newest modification in the store, as it says, or null where it could not tell. */
export function newReading(
  soFar: ReadingsSoFar,
  newest: string | null,
  now: number,
  whole: boolean,
): UnfinishedReading {
  const recent = soFar.wholeAt !== null && isRecent(soFar.wholeAt, now, wholeEveryMs);
  const since = recent && !whole ? sinceOf(soFar.newest) : null;
  return { run: now, since, newest, after: 0 };
}

function isRecent(time: number, now: number, within: number): boolean {
  return Math.abs(now - time) <= within;
}

/** Down to the second: of a bare date the store would take that day at the present time of day. */
function sinceOf(newest: string | null): string | null {
  const time = newest === null ? Number.NaN : Date.parse(newest);
  return Number.isNaN(time) ? null : `${new Date(time - overlapMs).toISOString().slice(0, 19)}Z`;
}

import type { ReadingsSoFar, UnfinishedReading } from './readings.ts';

/** The API does not report deletions, so everything is fetched again after this time. */
const wholeEveryMs = 24 * 60 * 60_000;
/** An older interrupted synchronisation starts again: too many of its products may have changed. */
const resumableMs = wholeEveryMs;
/** The store may publish a change a little late, with an earlier date. */
const overlapMs = 5 * 60_000;

/** The synchronisation to resume; null to begin a new one. `whole`: fetch everything in any case. */
export function resumable(soFar: ReadingsSoFar, now: number, whole: boolean): UnfinishedReading | null {
  const { unfinished } = soFar;
  if (unfinished === null || (whole && unfinished.since !== null)) return null;
  return isRecent(unfinished.run, now, resumableMs) ? unfinished : null;
}

/** A synchronisation that begins `now`. What the store reports at its start is filled in later. */
export function newReading(soFar: ReadingsSoFar, now: number, whole: boolean): UnfinishedReading {
  const recent = soFar.wholeAt !== null && isRecent(soFar.wholeAt, now, wholeEveryMs);
  const since = recent && !whole ? sinceOf(soFar.newest) : null;
  return { run: now, since, newest: null, after: 0, upTo: 0, total: 0, read: [] };
}

function isRecent(time: number, now: number, within: number): boolean {
  return Math.abs(now - time) <= within;
}

/** With seconds: the store would combine a date alone with the present time of day. */
function sinceOf(newest: string | null): string | null {
  const time = newest === null ? Number.NaN : Date.parse(newest);
  return Number.isNaN(time) ? null : `${new Date(time - overlapMs).toISOString().slice(0, 19)}Z`;
}

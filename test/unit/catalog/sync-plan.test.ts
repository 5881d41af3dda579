import { describe, expect, it } from 'vitest';
import type { ReadingsSoFar } from '../../../electron/catalog/readings.ts';
import { newReading, resumable } from '../../../electron/catalog/sync-plan.ts';

const hour = 60 * 60_000;
const now = Date.UTC(2026, 5, 1, 12);
const never: ReadingsSoFar = { wholeAt: null, newest: null, unfinished: null };
const lately: ReadingsSoFar = {
  wholeAt: now - hour,
  newest: '2026-06-01T10:30:00+00:00',
  unfinished: null,
};
const broken = (run: number, since: string | null = null) => ({
  run,
  since,
  newest: '2026-06-01T11:00:00+00:00',
  after: 0,
  upTo: 900,
  total: 800,
  read: [{ from: 1, to: 700 }],
});

describe('a synchronisation of the catalogue', () => {
  it('fetches everything the first time', () => {
    expect(newReading(never, now, false)).toEqual({
      run: now,
      since: null,
      newest: null,
      after: 0,
      upTo: 0,
      total: 0,
      read: [],
    });
  });

  it("fetches what changed since the last one began, by the store's clock and with some overlap", () => {
    const reading = newReading(lately, now, false);
    expect(reading).toMatchObject({ since: '2026-06-01T10:25:00Z', after: 0 });
  });

  it.each<[string, ReadingsSoFar, boolean]>([
    ['a day has passed', { ...lately, wholeAt: now - 25 * hour }, false],
    ['the clock was set back by more than a day', { ...lately, wholeAt: now + 25 * hour }, false],
    ['the store told no date', { ...lately, newest: null }, false],
    ['the date can’t be read', { ...lately, newest: 'yesterday' }, false],
    ['it is asked for', lately, true],
  ])('fetches everything when %s', (_name, soFar, whole) => {
    expect(newReading(soFar, now, whole).since).toBeNull();
  });
});

describe('an interrupted synchronisation', () => {
  it('resumes where it stopped', () => {
    const unfinished = broken(now - hour);
    expect(resumable({ ...never, unfinished }, now, false)).toEqual(unfinished);
    expect(resumable({ ...never, unfinished }, now, true)).toEqual(unfinished);
  });

  it('starts again when it is old, or when everything is wanted and it was partial', () => {
    expect(resumable({ ...lately, unfinished: broken(now - 25 * hour) }, now, false)).toBeNull();
    const changes = broken(now - hour, '2026-06-01T10:25:00Z');
    expect(resumable({ ...lately, unfinished: changes }, now, true)).toBeNull();
    expect(resumable({ ...lately, unfinished: changes }, now, false)).toEqual(changes);
  });

  it('is null if there is none', () => expect(resumable(lately, now, false)).toBeNull());
});

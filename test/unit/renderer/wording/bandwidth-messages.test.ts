import { describe, expect, it } from 'vitest';
import {
  asProvidersCount,
  bytesOf,
  draftOf,
  megabytesOf,
  minuteOf,
  newDraft,
  noteOf,
  periodsOf,
  problemOf,
  timeOf,
  weekDays,
} from '../../../../renderer/wording/bandwidth-messages.ts';
import { bandwidthPeriodSchema } from '../../../../shared/model.ts';

describe('a limit', () => {
  it('is typed in megabytes, and shown in providers’ units too', () => {
    expect(megabytesOf(2_500_000)).toBe(2.5);
    expect(bytesOf(2.5)).toBe(2_500_000);
    expect(asProvidersCount(2_500_000)).toBe('20 Mbit/s');
    expect(asProvidersCount(10_000)).toBe('0.08 Mbit/s');
  });

  it('has a minimum, and is null without a number', () => {
    expect(bytesOf(0)).toBe(10_000);
    expect(bytesOf(Number.NaN)).toBeNull();
  });
});

describe('a time of day', () => {
  it.each([
    ['00:00', 0],
    ['09:30', 570],
    ['23:59', 1439],
  ])('%s is read and written alike', (time, minute) => {
    expect(minuteOf(time)).toBe(minute);
    expect(timeOf(minute)).toBe(time);
  });

  it.each(['', '9:30', '24:00', '12:60', 'noon'])('"%s" is invalid', (time) => {
    expect(minuteOf(time)).toBeNull();
  });
});

describe('a row of the timetable', () => {
  const row = newDraft(1);

  it('starts as the working week, complete', () => {
    expect(problemOf(row)).toBeNull();
    expect(noteOf(row)).toBeNull();
    expect(periodsOf([row])).toEqual([
      { days: [1, 2, 3, 4, 5], from: 540, to: 1020, bytesPerSecond: 1_000_000 },
    ]);
    for (const period of periodsOf([row])) expect(bandwidthPeriodSchema.safeParse(period).success).toBe(true);
  });

  it('that is incomplete says so in a sentence, and is not saved', () => {
    const drafts = [
      { ...row, days: [] },
      { ...row, from: '' },
      { ...row, to: '' },
    ];
    expect(drafts.map(problemOf)).toEqual([
      expect.stringMatching(/at least one day/),
      expect.stringMatching(/start time/),
      expect.stringMatching(/end time/),
    ]);
    expect(periodsOf([...drafts, row])).toHaveLength(1);
  });

  it('that passes midnight says so', () => {
    expect(noteOf({ ...row, from: '22:00', to: '06:00' })).toBe('Ends at 06:00 on the next day.');
    expect(noteOf({ ...row, from: '08:00', to: '08:00' })).toMatch(/24 hours/);
  });

  it('is read as it was saved', () => {
    const period = { days: [0, 6], from: 1_320, to: 360, bytesPerSecond: null };
    expect(periodsOf([draftOf(period, 7)])).toEqual([period]);
  });

  it('has every day of the week once', () => {
    expect(weekDays.map(({ day }) => day).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

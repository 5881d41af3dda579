import { minBytesPerSecond, type BandwidthPeriod } from '../../shared/model.ts';

/** Bandwidth and times as people type and read them. Pure. */

/** In the order of a working week; the number is the day as main counts them, 0 is Sunday. */
export const weekDays = [
  { day: 1, short: 'Mo', name: 'Monday' },
  { day: 2, short: 'Tu', name: 'Tuesday' },
  { day: 3, short: 'We', name: 'Wednesday' },
  { day: 4, short: 'Th', name: 'Thursday' },
  { day: 5, short: 'Fr', name: 'Friday' },
  { day: 6, short: 'Sa', name: 'Saturday' },
  { day: 0, short: 'Su', name: 'Sunday' },
] as const;

/** A period while it is being typed, complete or not. */
export interface PeriodDraft {
  /** Tells rows apart while the window is open. */
  key: number;
  days: readonly number[];
  /** `09:30`, or empty while it isn't a time yet. */
  from: string;
  to: string;
  /** Null is as fast as it goes. */
  bytesPerSecond: number | null;
}

const bytesOfMegabyte = 1_000_000;
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export const minMegabytes = minBytesPerSecond / bytesOfMegabyte;
/** What a limit is when it is switched on: a fifth of a common line. */
export const usualLimit = bytesOfMegabyte;

/** 2.5 for 2,500,000. */
export function megabytesOf(bytesPerSecond: number): number {
  return bytesPerSecond / bytesOfMegabyte;
}

/** Null where what was typed is no number; never below the least there is. */
export function bytesOf(megabytes: number): number | null {
  if (!Number.isFinite(megabytes)) return null;
  return Math.max(minBytesPerSecond, Math.round(megabytes * bytesOfMegabyte));
}

/** `20 Mbit/s`: as providers sell it. */
export function asProvidersCount(bytesPerSecond: number): string {
  return `${number.format((bytesPerSecond * 8) / bytesOfMegabyte)} Mbit/s`;
}

/** `09:30` for 570. */
export function timeOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** 570 for `09:30`; null for anything that is no time of day. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time);
  const [hours, minutes] = [Number(parts?.[1]), Number(parts?.[2])];
  return parts && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

export function draftOf({ days, from, to, bytesPerSecond }: BandwidthPeriod, key: number): PeriodDraft {
  return { key, days, from: timeOf(from), to: timeOf(to), bytesPerSecond };
}

/** The working week, for a start. */
export function newDraft(key: number): PeriodDraft {
  return { key, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', bytesPerSecond: usualLimit };
}

/** What is missing in a row, in a sentence; null when it is complete. */
export function problemOf({ days, from, to }: PeriodDraft): string | null {
  if (days.length === 0) return 'Choose at least one day. Until then these times are not used.';
  if (minuteOf(from) === null) return 'Enter when it begins. Until then these times are not used.';
  if (minuteOf(to) === null) return 'Enter when it ends. Until then these times are not used.';
  return null;
}

/** What a row means where that is not plain from it; null where it is. */
export function noteOf({ from, to }: PeriodDraft): string | null {
  const [begins, ends] = [minuteOf(from), minuteOf(to)];
  if (begins === null || ends === null || ends > begins) return null;
  return ends === begins
    ? `Holds until ${to} on the next day, a whole day.`
    : `Ends at ${to} on the next day.`;
}

/** The complete rows, as main keeps them. */
export function periodsOf(drafts: readonly PeriodDraft[]): BandwidthPeriod[] {
  return drafts.flatMap((draft) => {
    const [from, to] = [minuteOf(draft.from), minuteOf(draft.to)];
    if (problemOf(draft) !== null || from === null || to === null) return [];
    return [{ days: [...draft.days], from, to, bytesPerSecond: draft.bytesPerSecond }];
  });
}

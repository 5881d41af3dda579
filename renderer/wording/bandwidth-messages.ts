import { text } from '../../shared/messages/text.ts';
import { minBytesPerSecond, type BandwidthPeriod } from '../../shared/model.ts';

/** Bandwidth and times as people type and read them. Pure. */

/** From Monday; `day` counts from Sunday, which is 0. */
export const weekDays = [
  { day: 1, short: text('settings.mondayShort'), name: text('settings.monday') },
  { day: 2, short: text('settings.tuesdayShort'), name: text('settings.tuesday') },
  { day: 3, short: text('settings.wednesdayShort'), name: text('settings.wednesday') },
  { day: 4, short: text('settings.thursdayShort'), name: text('settings.thursday') },
  { day: 5, short: text('settings.fridayShort'), name: text('settings.friday') },
  { day: 6, short: text('settings.saturdayShort'), name: text('settings.saturday') },
  { day: 0, short: text('settings.sundayShort'), name: text('settings.sunday') },
] as const;

/** A period while it is being typed, complete or not. */
export interface PeriodDraft {
  key: number;
  days: readonly number[];
  /** `09:30`, or empty while the time is incomplete. */
  from: string;
  to: string;
  /** Null: no limit. */
  bytesPerSecond: number | null;
}

const bytesOfMegabyte = 1_000_000;
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export const minMegabytes = minBytesPerSecond / bytesOfMegabyte;
/** The initial limit: about a fifth of a common upload line. */
export const usualLimit = bytesOfMegabyte;

/** 2.5 for 2,500,000. */
export function megabytesOf(bytesPerSecond: number): number {
  return bytesPerSecond / bytesOfMegabyte;
}

/** Null for a value that is not a number; at least `minBytesPerSecond`. */
export function bytesOf(megabytes: number): number | null {
  if (!Number.isFinite(megabytes)) return null;
  return Math.max(minBytesPerSecond, Math.round(megabytes * bytesOfMegabyte));
}

/** `20 Mbit/s`: the unit in which providers sell lines. */
export function asProvidersCount(bytesPerSecond: number): string {
  return text('settings.megabits', { megabits: number.format((bytesPerSecond * 8) / bytesOfMegabyte) });
}

/** `09:30` for 570. */
export function timeOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** 570 for `09:30`; null for anything that is not a time of day. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time);
  const [hours, minutes] = [Number(parts?.[1]), Number(parts?.[2])];
  return parts && hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

export function draftOf({ days, from, to, bytesPerSecond }: BandwidthPeriod, key: number): PeriodDraft {
  return { key, days, from: timeOf(from), to: timeOf(to), bytesPerSecond };
}

/** A new row: office hours of a working week. */
export function newDraft(key: number): PeriodDraft {
  return { key, days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', bytesPerSecond: usualLimit };
}

/** What a row lacks, as a sentence; null when it is complete. */
export function problemOf({ days, from, to }: PeriodDraft): string | null {
  if (days.length === 0) return text('settings.daysMissing');
  if (minuteOf(from) === null) return text('settings.beginMissing');
  if (minuteOf(to) === null) return text('settings.endMissing');
  return null;
}

/** Explains a row that ends on the next day; null for any other. */
export function noteOf({ from, to }: PeriodDraft): string | null {
  const [begins, ends] = [minuteOf(from), minuteOf(to)];
  if (begins === null || ends === null || ends > begins) return null;
  return text(ends === begins ? 'settings.wholeDay' : 'settings.endsNextDay', { to });
}

/** The complete rows, in the form that the main process stores. */
export function periodsOf(drafts: readonly PeriodDraft[]): BandwidthPeriod[] {
  return drafts.flatMap((draft) => {
    const [from, to] = [minuteOf(draft.from), minuteOf(draft.to)];
    if (problemOf(draft) !== null || from === null || to === null) return [];
    return [{ days: [...draft.days], from, to, bytesPerSecond: draft.bytesPerSecond }];
  });
}

/**
 * The arithmetic of a cap on what uploads send, without clock or timers. Bytes are granted as long as nothing is owed; a piece
 * may go beyond, and the next one then waits for as long as the link would have needed.
 */
export interface Meter {
  /** When what was granted so far has been paid for, epoch milliseconds. */
  paidUntil: number;
}

/** A time of the week with a cap of its own. Minutes since midnight, local time; a period may go over midnight. */
export interface CapPeriod {
  /** Days it begins on: 0 is Sunday. */
  days: readonly number[];
  from: number;
  to: number;
  /** Bytes a second; null is as fast as it goes. */
  bytesPerSecond: number | null;
}

/** The cap at all times: the first period that holds, else the usual one. */
export interface CapTimetable {
  usual: number | null;
  periods: readonly CapPeriod[];
}

const minutesOfDay = 24 * 60;

/** Bytes a second at `now` (epoch milliseconds, read as local time), or null for as fast as it goes. */
export function capAt(timetable: CapTimetable, now: number): number | null {
  const time = new Date(now);
  const minute = time.getHours() * 60 + time.getMinutes();
  const today = time.getDay();
  const yesterday = (today + 6) % 7;
  const period = timetable.periods.find(({ days, from, to }) => {
    const end = to > from ? to : to + minutesOfDay;
    const sinceToday = days.includes(today) && minute >= from && minute < end;
    const sinceYesterday = days.includes(yesterday) && minute + minutesOfDay < end;
    return sinceToday || sinceYesterday;
  });
  return period === undefined ? timetable.usual : period.bytesPerSecond;
}

/** Whether a piece may go at `now`; if not, how many milliseconds to wait before asking again. */
export function waitFor(meter: Meter, cap: number | null, now: number): number {
  if (cap === null) return 0;
  return Math.max(0, Math.min(longestDebtMs, meter.paidUntil - now));
}

/** No piece is paid off for longer than this: the cap may be lifted, or the clock set back, meanwhile. */
const longestDebtMs = 60_000;

/** The meter after a piece of so many bytes has gone. */
export function paidFor(meter: Meter, bytes: number, cap: number | null, now: number): Meter {
  if (cap === null) return { paidUntil: now };
  const from = Math.min(Math.max(meter.paidUntil, now), now + longestDebtMs);
  return { paidUntil: from + (bytes / cap) * 1000 };
}

import type { BandwidthSetting } from '../../../shared/model.ts';

/**
 * The arithmetic of a cap on what uploads send, without clock or timers. Bytes are granted as long as none are owed; a piece may
 * go beyond, and the next one then waits until the cap has paid for it. What is owed is counted in bytes, so that a cap
 * that changes pays at its new rate from then on.
 */
export interface Meter {
  /** Bytes sent and not yet paid for; below 0 for what a late timer left unused. */
  owed: number;
  /** When that was counted, epoch milliseconds. */
  at: number;
}

const minutesOfDay = 24 * 60;
/** How late a timer may be without costing throughput; more than this is not saved up. */
const savedMs = 25;
/** A piece is at most what the cap lets through in this time, so that many uploads share it evenly and none looks asleep. */
const pieceMs = 100;
const pieceBytes = { least: 1_024, most: 262_144 };

/** Bytes a second at `now` (epoch milliseconds, read as local time), or null for as fast as it goes. The first period that holds counts. */
export function capAt(setting: BandwidthSetting, now: number): number | null {
  const time = new Date(now);
  const minute = time.getHours() * 60 + time.getMinutes();
  const today = time.getDay();
  const yesterday = (today + 6) % 7;
  const period = setting.periods.find(({ days, from, to }) => {
    const end = to > from ? to : to + minutesOfDay;
    const sinceToday = days.includes(today) && minute >= from && minute < end;
    const sinceYesterday = days.includes(yesterday) && minute + minutesOfDay < end;
    return sinceToday || sinceYesterday;
  });
  return period === undefined ? setting.usual : period.bytesPerSecond;
}

/** Bytes that may be handed over in one piece. */
export function maxAtOnce(cap: number | null): number {
  if (cap === null) return pieceBytes.most;
  const inTime = Math.floor((cap * pieceMs) / 1000);
  return Math.min(pieceBytes.most, Math.max(pieceBytes.least, inTime));
}

/** The meter at `now`, with what the cap has paid since. A clock that was set back pays nothing, and nothing twice. */
export function paid(meter: Meter, cap: number | null, now: number): Meter {
  if (cap === null) return { owed: 0, at: now };
  const saved = (cap * savedMs) / 1000;
  const since = Math.max(0, now - meter.at);
  return { owed: Math.max(-saved, meter.owed - (cap * since) / 1000), at: now };
}

/** Whole milliseconds until the next piece may go; 0 when it may now. `meter` is as of now. */
export function waitFor(meter: Meter, cap: number | null): number {
  if (cap === null || meter.owed <= 0) return 0;
  return Math.ceil((meter.owed / cap) * 1000);
}

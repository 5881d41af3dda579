import type { BandwidthSetting } from '../../../shared/model.ts';

/**
 * Bandwidth limit without clock or timers. Bytes pass while none are owed. A chunk may exceed the limit, and
 * the next one waits until it is paid. Debt is in bytes, so a changed limit applies to it at once.
 */
export interface Meter {
  /** Bytes sent beyond the limit; below 0 for time a late timer left unused. */
  owed: number;
  /** When `owed` was counted, epoch milliseconds. */
  at: number;
}

const minutesOfDay = 24 * 60;
/** Timer delay that is made up for; more is not. */
const savedMs = 25;
/** A chunk's maximum duration at the limit, so that uploads share it evenly and none looks stalled. */
const pieceMs = 100;
const pieceBytes = { min: 1_024, max: 262_144 };

/**
 * Bytes per second at `now` (epoch milliseconds, local time), or null for no limit. The first matching period
 * applies.
 */
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

/** Maximum size of a chunk in bytes. */
export function maxAtOnce(cap: number | null): number {
  if (cap === null) return pieceBytes.max;
  const inTime = Math.floor((cap * pieceMs) / 1000);
  return Math.min(pieceBytes.max, Math.max(pieceBytes.min, inTime));
}

/** The meter at `now`. A clock that was set back pays nothing, and nothing twice. */
export function paid(meter: Meter, cap: number | null, now: number): Meter {
  if (cap === null) return { owed: 0, at: now };
  const saved = (cap * savedMs) / 1000;
  const since = Math.max(0, now - meter.at);
  return { owed: Math.max(-saved, meter.owed - (cap * since) / 1000), at: now };
}

/** Milliseconds until the next chunk; 0 for now. `meter` is current. */
export function waitFor(meter: Meter, cap: number | null): number {
  if (cap === null || meter.owed <= 0) return 0;
  return Math.ceil((meter.owed / cap) * 1000);
}

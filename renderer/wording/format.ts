import { text } from '../../shared/messages/text.ts';
/** Numbers and times as people read them. Pure: the clock is passed in. */

const locale = 'en-GB';
const whole = new Intl.NumberFormat(locale);
const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
const and = new Intl.ListFormat(locale, { type: 'conjunction' });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

type Parts = readonly (string | false | undefined)[];

/** `1,204`. */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** `180 ready, 2 left out`: the parts that are not empty. */
export function formatList(parts: Parts): string {
  return list.format(given(parts));
}

/** `3 photos, 1 change and 2 removals`: the parts that are not empty. */
export function formatAnd(parts: Parts): string {
  return and.format(given(parts));
}

function given(parts: Parts): string[] {
  return parts.filter((part) => part !== false && part !== undefined).filter(Boolean);
}

/** `640 KB`, `4.2 MB`: powers of 1000, as systems show sizes of files. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? oneDecimal.format(value) : whole.format(Math.round(value))} ${units[unit]}`;
}

/** `4.2 MB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** `63%`; never 100% before all is there. */
export function formatPercent(fraction: number): string {
  const percent = Math.floor(Math.min(Math.max(fraction, 0), 1) * 100);
  return `${percent}%`;
}

/** `less than a minute`, `about 3 min`, `about 1 h 20 min`. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 50) return text('common.lessThanAMinute');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return text('common.aboutMinutes', { minutes });
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes % 60) / 10) * 10;
  if (rest === 60) return text('common.aboutHours', { hours: hours + 1 });
  return rest === 0
    ? text('common.aboutHours', { hours })
    : text('common.aboutHoursAndMinutes', { hours, minutes: rest });
}

/** `10:52:06`: a camera's own time, which has no zone and is read as UTC. */
export function formatCaptureTime(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** `12 s`, `2 min`: what is left until `at`, both epoch milliseconds. Never less than a second. */
export function formatCountdown(at: number, now: number): string {
  const seconds = Math.max(1, Math.ceil((at - now) / 1000));
  return seconds < 100
    ? text('common.seconds', { seconds })
    : text('common.minutes', { minutes: Math.round(seconds / 60) });
}

/** `just now`, `5 min ago`, `today at 14:02`, `20 Nov at 09:15`. Epoch milliseconds. */
export function formatAgo(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return text('common.justNow');
  if (minutes < 60) return text('common.minutesAgo', { minutes });
  const then = new Date(at);
  const clock = then.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return text('common.todayAt', { time: clock });
  const day = then.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
  return text('common.dayAt', { day, time: clock });
}

/** `14:02` today, else `20 Nov`. Epoch milliseconds. */
export function formatMoment(at: number, now: number): string {
  const then = new Date(at);
  return then.toDateString() === new Date(now).toDateString()
    ? then.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
    : then.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
}

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

/** `1 December 2026`. `at`: epoch milliseconds. */
export function formatDate(at: number): string {
  return day.format(at);
}

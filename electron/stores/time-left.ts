/** How a store's quota stands. Times are milliseconds. */
interface Quota {
  /** Requests left in this window. */
  left: number;
  quota: number;
  windowMs: number;
  /** Until the next window. */
  restMs: number;
}

/** Milliseconds that `requests` more take, `eachMs` each plus the waits for the quota. */
export function timeLeftMs(
  requests: number,
  eachMs: number,
  { left, quota, windowMs, restMs }: Quota,
): number {
  if (requests <= left) return requests * eachMs;
  const later = requests - left;
  const whole = Math.max(0, Math.ceil(later / quota) - 1);
  return Math.max(restMs, left * eachMs) + whole * windowMs + (later - whole * quota) * eachMs;
}

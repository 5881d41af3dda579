/**
 * Makes time go by `speed` times faster for this whole process, the libraries in it included: a limit of a minute is reached
 * in a second, and nothing had to be told to be impatient. Call it before anything else is loaded.
 */
export function speedUpTime(speed: number): void {
  if (speed === 1) return;
  const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
  const realNow = Date.now;
  const start = realNow();
  Date.now = () => Math.round(start + (realNow() - start) * speed);
  const quicker = (ms: unknown): number => Math.max(1, Number(ms ?? 0) / speed);
  globalThis.setTimeout = Object.assign(
    (wake: () => void, ms?: number, ...values: []) => realTimeout(wake, quicker(ms), ...values),
    realTimeout,
  ) as typeof setTimeout;
  globalThis.setInterval = ((wake: () => void, ms?: number, ...values: []) =>
    realInterval(wake, quicker(ms), ...values)) as typeof setInterval;
}

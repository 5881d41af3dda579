/** The computer's clock is set, forwards or back, some time after the start. Milliseconds. */
export interface ClockJump {
  after: number;
  by: number;
}

/**
 * Makes time go by `speed` times faster for this whole process, the libraries in it included: a limit of a minute is reached
 * in a second, and nothing had to be told to be impatient. With `jump` the clock is set in the middle; timers go on as they do then.
 * Call it before anything else is loaded.
 */
export function speedUpTime(speed: number, jump: ClockJump | null = null): void {
  if (speed === 1 && jump === null) return;
  const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
  const realNow = Date.now;
  const start = realNow();
  Date.now = () => {
    const passed = Math.round((realNow() - start) * speed);
    return start + passed + (jump !== null && passed >= jump.after ? jump.by : 0);
  };
  const quicker = (ms: unknown): number => Math.max(1, Number(ms ?? 0) / speed);
  globalThis.setTimeout = Object.assign(
    (wake: () => void, ms?: number, ...values: []) => realTimeout(wake, quicker(ms), ...values),
    realTimeout,
  ) as typeof setTimeout;
  globalThis.setInterval = ((wake: () => void, ms?: number, ...values: []) =>
    realInterval(wake, quicker(ms), ...values)) as typeof setInterval;
}

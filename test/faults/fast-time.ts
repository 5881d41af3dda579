/** The computer's clock is set forwards or back some time after the start. Milliseconds. */
export interface ClockJump {
  after: number;
  by: number;
}

/**
 * Speeds up this whole process by `speed`, including libraries: a limit of a minute is reached in a second.
 * With `jump` the clock is set midway; timers are unaffected, as in reality. Call it before any other module
 * is loaded.
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

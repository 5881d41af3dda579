import { runIn, type DevTools } from './devtools.ts';

/** Measurements of a page: times between frames and long tasks in milliseconds, and deltas from main. */
export interface Watched {
  seconds: number;
  frames: number;
  frame: { median: number; p95: number; p99: number; max: number };
  /** Share of a 60 Hz screen's frames that were not drawn, in per cent. */
  missed: number;
  /** Tasks of 50 ms or longer, as reported by the browser. */
  longTasks: number[];
  longestTask: number;
  messagesPerSecond: number;
  /** The maximum in any one second. */
  messagesAtMost: number;
}

interface Probe {
  stamps: number[];
  tasks: { at: number; ms: number }[];
  messages: number[];
  running: boolean;
}

/** Starts to record frames, long tasks and deltas in the page, for `watch`. */
export async function installProbe(page: DevTools): Promise<void> {
  await runIn(page, () => {
    const probe: Probe = { stamps: [], tasks: [], messages: [], running: false };
    const frame = (at: number): void => {
      if (probe.running) probe.stamps.push(at);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) probe.tasks.push({ at: entry.startTime, ms: entry.duration });
    }).observe({ type: 'longtask' });
    const { packshot } = window as unknown as { packshot?: { onDelta(listener: () => void): void } };
    packshot?.onDelta(() => probe.messages.push(performance.now()));
    Object.assign(window, { probe });
  });
}

/** Measures the page while `act` runs. */
export async function watch(page: DevTools, act: () => Promise<unknown>): Promise<Watched> {
  const startedAt = await runIn(page, () => {
    const { probe } = window as unknown as { probe: Probe };
    Object.assign(probe, { stamps: [], tasks: [], messages: [], running: true });
    return performance.now();
  });
  await act();
  const { probe, now } = await runIn(page, () => {
    const held = (window as unknown as { probe: Probe }).probe;
    held.running = false;
    return { probe: held, now: performance.now() };
  });
  const seconds = (now - startedAt) / 1000;
  const times = probe.stamps.slice(1).map((at, n) => at - (probe.stamps[n] ?? at));
  const sorted = times.toSorted((a, b) => a - b);
  const part = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const tasks = probe.tasks.filter(({ at }) => at >= startedAt).map(({ ms }) => Math.round(ms));
  return {
    seconds,
    frames: times.length,
    missed: missedOf(times),
    frame: { median: part(0.5), p95: part(0.95), p99: part(0.99), max: sorted.at(-1) ?? 0 },
    longTasks: tasks,
    longestTask: Math.max(0, ...tasks),
    messagesPerSecond: probe.messages.length / seconds,
    messagesAtMost: Math.max(0, ...countsBySecond(probe.messages, startedAt)),
  };
}

function missedOf(times: readonly number[]): number {
  const due = times.map((ms) => Math.max(1, Math.round((ms * 60) / 1000)));
  const sum = due.reduce((total, frames) => total + frames, 0);
  return sum === 0 ? 0 : (100 * (sum - times.length)) / sum;
}

/** For every second that begins with a message, their number. */
function countsBySecond(messages: readonly number[], startedAt: number): number[] {
  const seen = messages.filter((at) => at >= startedAt);
  return seen.map((from) => seen.filter((at) => at >= from && at < from + 1000).length);
}

/**
 * Scrolls like a finger on a trackpad, inside the browser: `pixels` down and up again, at `speed` pixels a
 * second.
 */
export async function scroll(
  page: DevTools,
  at: { x: number; y: number },
  pixels: number,
  speed: number,
): Promise<void> {
  const gesture = { ...at, speed, gestureSourceType: 'mouse' } as const;
  await page.send('Input.synthesizeScrollGesture', { ...gesture, yDistance: -pixels });
  await page.send('Input.synthesizeScrollGesture', { ...gesture, yDistance: pixels });
}

import type { Figure } from './figures.ts';

/** One event of Chromium's trace; times in microseconds, `tdur` is CPU time. */
interface TraceEvent {
  pid: number;
  tid: number;
  ph: string;
  name: string;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

/**
 * CPU time of the window's main thread: on a shared machine tasks take longer than they work, and these
 * figures show a free core.
 */
export function figuresOfTrace(trace: Buffer): Figure[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  );
  const byThread = Map.groupBy(
    traceEvents.filter((event) => event.ph === 'X' && mains.has(threadOf(event))),
    threadOf,
  );
  const busiest = [...byThread.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  // The first interrupts are the profiler's own, when it reads the loaded code.
  const own = busiest.filter(({ name }) => name === 'V8.InvokeApiInterruptCallbacks').map(({ ts }) => ts);
  const tasks = busiest.filter(
    ({ name, ts, dur = 0 }) => name === 'RunTask' && !own.some((at) => at >= ts && at <= ts + dur),
  );
  const frames = busiest.filter(({ name }) => name === 'Commit').length;
  const worked = tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
  const took = tasks.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000;
  const longest = Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
  const figure = (what: string, value: number, unit: string): Figure => ({
    what: `main thread of the window: ${what}`,
    value,
    unit,
    bar: '',
    reached: null,
  });
  return [
    figure('longest task, processor time', longest, 'ms'),
    figure('processor time a frame', worked / Math.max(1, frames), 'ms'),
    figure('time waited for a processor, of all', 1 - worked / Math.max(1, took), 'ratio'),
  ];
}

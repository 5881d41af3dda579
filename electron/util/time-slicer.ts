import { setImmediate as turn } from 'node:timers/promises';

/** Work is done in slices of this many milliseconds, so that whoever asks for something else waits no longer. */
const sliceMs = 8;

/** Lets long work on the main thread pause: ask at every small step, and wait when a slice is over. */
export interface TimeSlicer {
  isDue(): boolean;
  /** Lets everything else have its turn. */
  yieldToEventLoop(): Promise<void>;
}

export function createTimeSlicer(ms: number = sliceMs): TimeSlicer {
  let end = performance.now() + ms;
  return {
    isDue: () => performance.now() >= end,
    async yieldToEventLoop() {
      // After one, what fell due during the slice may not have had its turn: timers and messages both come between two.
      await turn();
      await turn();
      end = performance.now() + ms;
    },
  };
}

/** Does work written as small steps, in slices, the first at once. Ends early, with null, once `isOver`. */
export async function runInSlices<T>(work: Generator<void, T>, isOver = () => false): Promise<T | null> {
  const slicer = createTimeSlicer();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (!slicer.isDue()) continue;
    await slicer.yieldToEventLoop();
    if (isOver()) return null;
  }
}

/** Does the same work in one go. */
export function runSync<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

import type { WaitingFor } from '../../shared/model.ts';
import { pause, type Clock } from '../util/clock.ts';
import { pauseBefore, waitingForOf, type Waited } from './file-trouble.ts';
import { unreadable } from './picture-messages.ts';

/** How long is waited until files can be read. The limit counts from the first trouble of all that share it. */
export interface Patience {
  clock: Clock;
  signal: AbortSignal;
  /** When something could not be read for the first time; null before. */
  since: number | null;
  /** Called with what is waited for; the function it returns is called when the wait is over. */
  onWaiting?: ((waitingFor: WaitingFor) => () => void) | undefined;
}

/** Tries again while a trouble may pass by itself, and then throws it. */
export async function patiently<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  const { clock, signal, onWaiting } = patience;
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const now = clock.now();
      const { code } = unreadable(error);
      const waited: Waited = { since: (patience.since ??= now), tries };
      const ms = pauseBefore(code, waited, now);
      if (ms === null || signal.aborted) throw error;
      const over = onWaiting?.(waitingForOf(code));
      await pause(clock, ms, signal);
      over?.();
    }
  }
}

import type { WaitingFor } from '../../shared/model.ts';
import { pause, type Clock } from '../util/clock.ts';
import { pauseBefore, waitingForOf, type Waited } from './file-trouble.ts';
import { unreadable } from './picture-messages.ts';

/**
 * How to wait until files can be read. The limit counts from the first trouble of all files that share this object.
 */
export interface Patience {
  clock: Clock;
  signal: AbortSignal;
  /** When something could not be read for the first time; null before. */
  since: number | null;
  /** Called with what is waited for; the function it returns is called when the wait is over. */
  onWaiting?: ((waitingFor: WaitingFor) => () => void) | undefined;
}

/** Repeats `work` while its trouble may pass by itself. Throws the trouble afterwards. */
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

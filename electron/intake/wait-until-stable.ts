import { pause, systemClock, type Clock } from '../util/clock.ts';
import * as realDisk from 'node:fs/promises';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { cancelled, stillChanging, unreadable } from '../pictures/picture-messages.ts';
import type { SourceDisk } from '../pictures/source-drives.ts';

/** How long a file must stay unchanged to count as finished, and the max wait for that. */
export interface Stability {
  stableMs: number;
  patienceMs: number;
  clock: Clock;
}

/** Long enough for a program that writes a picture in several steps. */
export const usualStability: Stability = { stableMs: 2_000, patienceMs: 5 * 60_000, clock: systemClock };

/** Clocks of cameras and network drives differ from ours, so even an old-looking file is checked twice. */
const minMs = 250;

/** Whether a file changed so recently that it may be unfinished. Modification times in the future count as recent. */
export function isFresh(mtimeMs: number, { stableMs, clock }: Stability): boolean {
  return mtimeMs > clock.now() - stableMs;
}

/** Waits until a file stays unchanged. Refuses it if it keeps changing for `patienceMs`, or is gone. */
export async function waitUntilStable(
  path: string,
  seen: { bytes: number; mtimeMs: number },
  stability: Stability,
  signal: AbortSignal,
  disk: Pick<SourceDisk, 'stat'> = realDisk,
): Promise<Outcome<void>> {
  const { stableMs, patienceMs, clock } = stability;
  const start = clock.now();
  let { bytes, mtimeMs } = seen;
  let wait = Math.min(stableMs, Math.max(minMs, mtimeMs + stableMs - start));
  for (;;) {
    await pause(clock, wait, signal);
    if (signal.aborted) return no(cancelled());
    try {
      const facts = await disk.stat(path);
      if (facts.size === bytes && facts.mtimeMs === mtimeMs) return ok(undefined);
      ({ size: bytes, mtimeMs } = facts);
    } catch (error) {
      return no(unreadable(error));
    }
    if (clock.now() - start >= patienceMs) return no(stillChanging());
    wait = stableMs;
  }
}

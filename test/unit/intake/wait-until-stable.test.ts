import { appendFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isFresh, waitUntilStable, type Stability } from '../../../electron/intake/wait-until-stable.ts';
import { systemClock } from '../../../electron/util/clock.ts';
import { eventClock } from '../../support/event-clock.ts';
import { tempFolder } from './temp-folder.ts';

/** A clock that advances only during waits, with one given event per wait. */
function stableWith(...happenings: (() => Promise<unknown>)[]) {
  const waits: number[] = [];
  const stability: Stability = {
    stableMs: 2_000,
    patienceMs: 10_000,
    clock: eventClock(1_000_000, async (ms) => {
      waits.push(ms);
      await happenings.shift()?.();
    }),
  };
  return { stability, waits };
}

const never = new AbortController().signal;

describe('waiting until a file is stable', () => {
  it('a file is fresh if it changed recently or has a time in the future', () => {
    const { stability } = stableWith();
    expect(isFresh(998_000, stability)).toBe(false);
    expect(isFresh(998_001, stability)).toBe(true);
    expect(isFresh(5_000_000, stability)).toBe(true);
  });

  it('waits only the rest of the stable time', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg');
    const { stability, waits } = stableWith();
    const { stat } = await import('node:fs/promises');
    const { size: bytes, mtimeMs } = await stat(path);
    // The file's time is in the future for this clock, so it waits the whole stable time.
    expect(await waitUntilStable(path, { bytes, mtimeMs }, stability, never)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(waits).toEqual([2_000]);
  });

  it('checks again as long as the file grows, and then accepts it', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg');
    const grow = () => appendFile(path, 'more');
    const { stability, waits } = stableWith(grow, grow, grow);
    expect((await waitUntilStable(path, { bytes: 1, mtimeMs: 999_500 }, stability, never)).ok).toBe(true);
    expect(waits).toEqual([1_500, 2_000, 2_000, 2_000]);
  });

  it('gives up with a reason after its patience', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg');
    const grow = () => appendFile(path, 'more');
    const { stability } = stableWith(...Array.from({ length: 20 }, () => grow));
    expect(await waitUntilStable(path, { bytes: 1, mtimeMs: 999_500 }, stability, never)).toMatchObject({
      ok: false,
      reason: { code: 'still-changing' },
    });
  });

  it('reports a file that disappears', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg');
    const { stability } = stableWith(() => rm(path));
    expect(await waitUntilStable(path, { bytes: 1, mtimeMs: 0 }, stability, never)).toMatchObject({
      ok: false,
      reason: { code: 'gone' },
    });
  });

  it('ends at once when aborted', async () => {
    const stop = new AbortController();
    const waiting = waitUntilStable(
      '/nowhere',
      { bytes: 1, mtimeMs: Date.now() },
      { stableMs: 3_600_000, patienceMs: 3_600_000, clock: systemClock },
      stop.signal,
    );
    stop.abort();
    expect(await waiting).toMatchObject({ ok: false, reason: { code: 'intake-cancelled' } });
  });
});

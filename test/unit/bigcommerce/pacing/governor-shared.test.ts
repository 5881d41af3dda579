import { describe, expect, it } from 'vitest';
import { createGovernor } from '../../../../electron/bigcommerce/pacing/governor.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';
import { windowStore } from './window-store.ts';

const quota = 150;
const windowMs = 30_000;

/** Packshot, always busy, and another app that uses `share` of each window in portions of `portion`. */
function shared(options: { share: number; portion: number; reserve?: () => number }) {
  const clock = virtualClock();
  const governor = createGovernor({
    clock,
    random: () => 0.5,
    reserve: options.reserve ?? (() => 3),
  });
  const store = windowStore({ clock, quota, windowMs, kind: 'fixed', latency: () => 40 });
  const counts = { uploads: 0, refused: 0, rival: 0, rivalRefused: 0 };
  const over = new AbortController();
  let rivalIsThere = true;
  const everyMs = (windowMs * options.portion) / (options.share * quota);
  const rival = (): void => {
    if (over.signal.aborted) return;
    if (rivalIsThere) {
      const taken = store.eat(options.portion);
      counts.rival += taken;
      counts.rivalRefused += options.portion - taken;
    }
    clock.timer(everyMs, rival);
  };
  const worker = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const release = await governor.acquire('batch');
      const answer = await store.ask();
      counts[answer.status === 429 ? 'refused' : 'uploads'] += 1;
      release?.(answer);
    }
  };
  rival();
  const workers = Array.from({ length: 4 }, worker);
  return {
    counts,
    /** Lets windows pass and returns what happened in each. */
    async windows(number: number): Promise<typeof counts> {
      const before = { ...counts };
      await clock.pass(number * windowMs);
      const per = (name: keyof typeof counts): number => (counts[name] - before[name]) / number;
      return {
        uploads: per('uploads'),
        refused: per('refused'),
        rival: per('rival'),
        rivalRefused: per('rivalRefused'),
      };
    },
    rivalLeaves: () => (rivalIsThere = false),
    end: () => finish(clock, workers, () => over.abort()),
  };
}

async function finish(
  clock: VirtualClock,
  workers: readonly Promise<void>[],
  stop: () => void,
): Promise<void> {
  stop();
  await clock.pass(10 * windowMs);
  await Promise.all(workers);
}

describe('with another app on the same store', () => {
  it.each([
    ['evenly', 1],
    ['in portions', 15],
    ['all at once', 75],
  ])(
    'that takes half %s, both get their share within two windows, for hours',
    async (_how, portion) => {
      const run = shared({ share: 0.5, portion });
      await run.windows(2);
      const hours = await run.windows(4 * 120);
      expect(hours.rival).toBeGreaterThanOrEqual(0.95 * 75);
      expect(hours.rival + hours.uploads).toBeGreaterThanOrEqual(0.93 * quota);
      expect(hours.refused).toBeLessThan(0.02);
      await run.end();
    },
    60_000,
  );

  it('that takes little, Packshot leaves it that little', async () => {
    const run = shared({ share: 0.1, portion: 1 });
    await run.windows(2);
    const hour = await run.windows(120);
    expect(hour.rival).toBeGreaterThanOrEqual(14);
    expect(hour.uploads).toBeGreaterThanOrEqual(0.97 * (quota - 15));
    await run.end();
  }, 60_000);

  it('that wants everything, Packshot keeps half', async () => {
    const run = shared({ share: 2, portion: 1 });
    await run.windows(2);
    const hour = await run.windows(120);
    expect(hour.uploads).toBeGreaterThanOrEqual(0.3 * quota);
    await run.end();
  }, 60_000);

  it('that stops, Packshot uses its share within two windows', async () => {
    const run = shared({ share: 0.5, portion: 1 });
    await run.windows(20);
    run.rivalLeaves();
    await run.windows(2);
    expect((await run.windows(20)).uploads).toBeGreaterThanOrEqual(0.97 * quota);
    await run.end();
  }, 60_000);
});

describe('the reserve for other apps', () => {
  it('can be changed while requests are sent', async () => {
    let reserve = 3;
    const run = shared({ share: 0.0001, portion: 1, reserve: () => reserve });
    await run.windows(2);
    const usual = await run.windows(10);
    reserve = 15;
    await run.windows(2);
    const more = await run.windows(10);
    expect(usual.uploads).toBeCloseTo(147, 0);
    expect(more.uploads).toBeCloseTo(135, 0);
    await run.end();
  }, 60_000);
});

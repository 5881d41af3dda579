import { describe, expect, it } from 'vitest';
import { simulatedLine, type Line, type Stretch } from './simulated-line.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A small generator, so that a failing case can be run again. */
function dice(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Photos of 1 to 6 MB, and times that vary by 40 in 100 each way. */
function line(seed: number, rest: Omit<Line, 'size' | 'noise'>): Line {
  const random = dice(seed);
  return { size: () => 1e6 + 5e6 * random() ** 2, noise: () => 0.6 + 0.8 * random(), ...rest };
}

/** Photos a minute at the best of the fixed numbers. */
function best(rest: Omit<Line, 'size' | 'noise'>): number {
  const slow = rest.bytesPerSecond < 1e6;
  const rates = [1, 2, 4, 8, 12, 16].map((level) => {
    const given = line(99, rest);
    return simulatedLine(() => given, level).run(slow ? 3 * hour : 20 * minute).photosPerMinute;
  });
  return Math.max(...rates);
}

function mostly({ levels }: Stretch, from: number, to: number): number {
  return [...levels].reduce((sum, [level, part]) => sum + (level >= from && level <= to ? part : 0), 0);
}

const situations: [string, Omit<Line, 'size' | 'noise'>, [number, number]][] = [
  ['a slow line', { bytesPerSecond: 150_000, latency: 300 }, [1, 5]],
  ['a line that two fill', { bytesPerSecond: 2e6, latency: 100 }, [1, 4]],
  ['a fast line to a slow store', { bytesPerSecond: 12e6, latency: 1_500 }, [8, 16]],
  ['answers that take their time', { bytesPerSecond: 1e9, ofOne: 20e6, latency: 2_000 }, [12, 16]],
  [
    'a store that works on two pictures at a time',
    { bytesPerSecond: 1e8, latency: 50, store: { workers: 2, ms: 800 } },
    [2, 7],
  ],
  [
    'a store that works on seven',
    { bytesPerSecond: 1e8, latency: 50, store: { workers: 7, ms: 800 } },
    [6, 13],
  ],
  [
    'a quota that a few use up',
    { bytesPerSecond: 1e8, latency: 300, quota: { requests: 150, windowMs: 30_000 } },
    [2, 9],
  ],
  [
    'a quota that takes many',
    { bytesPerSecond: 1e8, latency: 1_800, quota: { requests: 150, windowMs: 30_000 } },
    [8, 16],
  ],
];

describe('the number of uploads at the same time', { timeout: 60_000 }, () => {
  it.each(situations)(
    'comes within a tenth of the best for %s, and stays there for hours',
    (_name, rest, [from, to]) => {
      const ceiling = best(rest);
      for (const seed of [1, 2]) {
        const given = line(seed, rest);
        const run = simulatedLine(() => given);
        // Where a photo takes a quarter of a minute, so does each thing learnt.
        run.run(rest.bytesPerSecond < 1e6 ? hour : 10 * minute);
        const hours = run.run(3 * hour);
        expect(hours.photosPerMinute).toBeGreaterThanOrEqual(0.9 * ceiling);
        expect(mostly(hours, from, to)).toBeGreaterThanOrEqual(0.9);
        // A look up or down and back, a few times an hour, and never to and fro.
        expect(hours.changes / 3).toBeLessThanOrEqual(30);
      }
    },
  );

  it('is found within minutes', () => {
    const rest = { bytesPerSecond: 1e9, ofOne: 20e6, latency: 2_000 };
    const given = line(4, rest);
    const run = simulatedLine(() => given);
    run.run(3 * minute);
    expect(run.run(2 * minute).photosPerMinute).toBeGreaterThanOrEqual(0.85 * best(rest));
  });

  it('follows a line that becomes another', () => {
    const slow = { bytesPerSecond: 1e6, latency: 100 };
    const far = { bytesPerSecond: 1e9, ofOne: 20e6, latency: 2_000 };
    let given = line(5, slow);
    const run = simulatedLine(() => given);
    run.run(hour);
    expect(run.level()).toBeLessThanOrEqual(4);
    given = line(6, far);
    run.run(15 * minute);
    expect(run.run(hour).photosPerMinute).toBeGreaterThanOrEqual(0.9 * best(far));
    given = line(7, slow);
    run.run(hour);
    const back = run.run(hour);
    expect(back.photosPerMinute).toBeGreaterThanOrEqual(0.9 * best(slow));
  });

  it.each(['throttled', 'transient', 'unknown'] as const)(
    'goes down at once where a store can bear no more than six (%s), and stays below for most of the time',
    (failure) => {
      const random = dice(8);
      const given: Line = {
        ...line(9, { bytesPerSecond: 1e9, ofOne: 20e6, latency: 1_000 }),
        failure: (underWay) => (underWay > 6 && random() < 0.5 ? failure : null),
      };
      const run = simulatedLine(() => given);
      run.run(10 * minute);
      const hours = run.run(3 * hour);
      expect(mostly(hours, 1, 6)).toBeGreaterThanOrEqual(0.95);
      expect(mostly(hours, 3, 6)).toBeGreaterThanOrEqual(0.75);
      expect(hours.changes / 3).toBeLessThanOrEqual(30);
    },
  );

  it('is not moved by a broken upload now and then', () => {
    const random = dice(10);
    const given: Line = {
      ...line(11, { bytesPerSecond: 1e9, ofOne: 20e6, latency: 1_000 }),
      failure: () => (random() < 0.01 ? 'unknown' : null),
    };
    const run = simulatedLine(() => given);
    run.run(10 * minute);
    expect(mostly(run.run(2 * hour), 12, 16)).toBeGreaterThanOrEqual(0.9);
  });

  it('learns nothing from refused photos, and never leaves 1 to 16', () => {
    const given: Line = {
      ...line(12, { bytesPerSecond: 1e9, latency: 100 }),
      failure: () => 'refused',
    };
    const run = simulatedLine(() => given);
    expect([...run.run(hour).levels.keys()]).toEqual([4]);
    const troubled: Line = { ...given, failure: () => 'transient' };
    const other = simulatedLine(() => troubled);
    expect(Math.min(...other.run(hour).levels.keys())).toBe(1);
  });
});

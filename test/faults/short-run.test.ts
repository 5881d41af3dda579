import { afterAll, beforeAll, expect, test } from 'vitest';
import { mixRun, twoRun } from './mixes.ts';
import { pictureRun } from './picture-runs.ts';
import { failRun, killAt, killRun } from './runs.ts';
import { Workshop } from './workshop.ts';

/**
 * A few fixed runs of every type; `node test/faults/run.ts` has more. Each runs the whole app and a practice
 * store as processes.
 */
const firstSeed = 1;
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open(7, '--quota', '100000', '--window-ms', '1500');
});
afterAll(() => workshop.close());

test.each([
  ['killed at any effect', killRun, 6],
  ['with any effect failing', failRun, 4],
  ['with its picture processes killed', pictureRun, 2],
  ['with a store that does what it can against it', mixRun, 3],
  ['together with a second computer on the same product', twoRun, 2],
] as const)('%s, every photo arrives exactly once, in order', async (_name, run, times) => {
  for (let seed = firstSeed; seed < firstSeed + times; seed++) {
    const { problems, story } = await run(workshop, seed);
    expect(problems, `seed ${seed}: ${story}`).toEqual([]);
  }
});

test.each([
  ['reconcile-list', 'after'],
  ['record-reconciled', 'before'],
] as const)(
  'killed at %s, %s the galleries of several products were read together, every photo is there once, in order',
  async (at, when) => {
    const shape = { folder: 1, web: false, onCleared: null, also: [0, 1] };
    const kill = { is: 'kill', at, when, ms: 0 } as const;
    const run = { seed: 1, shape, kill, latencyMs: null, again: null, plant: null };
    const { problems, story } = await killAt(workshop, run);
    expect(problems, story).toEqual([]);
    expect(story).toContain(`, ${at}`);
  },
);

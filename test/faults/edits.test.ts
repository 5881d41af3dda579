import { afterAll, beforeAll, expect, test } from 'vitest';
import { editMixRun, editRun } from './edit-runs.ts';
import { reviewRun } from './review-runs.ts';
import { Workshop } from './workshop.ts';

/** A few runs of every kind that edits galleries or reviews photos, always the same; `node test/faults/run.ts` has more. */
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open(7, '--quota', '100000', '--window-ms', '1500');
});
afterAll(() => workshop.close());

test.each([
  ['a gallery edited and killed at any effect is as arranged', editRun, [1, 2]],
  ['a gallery edited while the store does what it can against it is as arranged', editMixRun, [1]],
  ['photos matched by name and killed at any effect arrive exactly once, in order', reviewRun, [9]],
] as const)('%s', async (_name, run, seeds) => {
  for (const seed of seeds) {
    const { problems, story } = await run(workshop, seed);
    expect(problems, `seed ${seed}: ${story}`).toEqual([]);
  }
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainToTheEnd } from './drain.ts';
import { judgeGallery } from './edit-judge.ts';
import { editMixRun, editRun, stepsLeft } from './edit-runs.ts';
import { setEditScene } from './edit-scene.ts';
import type { Edit } from './plan.ts';
import { Chance } from './random.ts';
import { reviewRun } from './review-runs.ts';
import { calm } from './runs.ts';
import { play } from './scenes.ts';
import { Workshop } from './workshop.ts';

/**
 * A few fixed runs of every type that edits galleries or reviews photos; `node test/faults/run.ts` has more.
 */
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

test.each([
  [
    'dropped before a tile',
    (path) => ({ is: 'drop', before: 'given-2', paths: [path('new-1'), path('new-2')] }),
  ],
  ['put in the place of an image', (path) => ({ is: 'replace', name: 'given-2', path: path('instead') })],
] as [string, (path: (photo: string) => string) => Edit][])(
  'photos %s are in place, though the process ended right after they were recorded',
  async (_name, edit) => {
    const scene = await setEditScene(workshop, new Chance(3), 4, (_given, path) => ({
      edits: [{ is: 'open' }, { is: 'pause' }, edit(path), { is: 'resume' }],
      spared: [],
    }));
    const dataDir = workshop.dataDir();
    const what = { is: 'kill', at: 'record-added', when: 'after', ms: 0 } as const;
    const args = ['scene', JSON.stringify(scene.steps)];
    const { events } = await play(workshop, { ...calm(dataDir), speed: 40, what }, args).ended;
    const left = stepsLeft(scene.steps, events);
    expect(await drainToTheEnd(dataDir, workshop.store, left, { speed: 300 })).toEqual([]);
    expect((await judgeGallery(workshop.store, scene.wanted, null)).problems).toEqual([]);
  },
);

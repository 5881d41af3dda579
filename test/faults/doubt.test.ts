import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drainToTheEnd } from './drain.ts';
import { judgeFolder, judgeStore } from './judge.ts';
import { calm } from './runs.ts';
import { play, setScene } from './scenes.ts';
import { Workshop } from './workshop.ts';

/** The command line with a faster clock: a wait of a minute takes a second or two. */
const speed = 30;
const shape = { folder: 2, web: false, onCleared: null };
const post = { method: 'POST', path: '/images$' };
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open(7, '--quota', '100000');
});
afterEach(() => workshop.store.clearFaults());
afterAll(() => workshop.close());

async function started(fault: object | null, name: string) {
  const scene = await setScene(workshop, shape, name);
  if (fault) await workshop.store.fault(fault);
  const dataDir = workshop.dataDir();
  return { scene, dataDir, child: play(workshop, { ...calm(dataDir), speed }, scene.args) };
}

describe('the command line, after a late commit of a photo that was sent again,', () => {
  const late = { match: post, do: { kind: 'late-commit', ms: 1_000 } };

  test('says that it verifies once more, and ends when no photo is there twice', async () => {
    const { scene, dataDir, child } = await started(late, 'late');
    const { code, events } = await child.ended;
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['looking', 'rechecking', 'summary']),
    );
    // 1: the folder contains files that are no photos.
    expect(code).toBe(1);
    expect((await judgeStore(workshop.store, scene.wanted)).problems).toEqual([]);
    expect(judgeFolder(dataDir)).toEqual([]);
  });

  test('and interrupted while it verifies, says that it is not certain; the next run is', async () => {
    const { scene, dataDir, child } = await started(late, 'interrupted');
    await child.heard('rechecking');
    child.interrupt();
    const { code, events } = await child.ended;
    expect(events.at(-2)).toMatchObject({ event: 'problem', reason: { code: 'not-checked' } });
    expect(code).toBe(3);
    expect(await drainToTheEnd(dataDir, workshop.store, [], { speed })).toEqual([]);
    expect((await judgeStore(workshop.store, scene.wanted)).problems).toEqual([]);
  });
});

test('the command line does not wait if no photo was sent twice', async () => {
  const { child } = await started(
    { match: { ...post, times: 3 }, do: { kind: 'reset-after-commit' } },
    'lost',
  );
  const { events } = await child.ended;
  expect(events.filter(({ event }) => event === 'looking')).toHaveLength(3);
  expect(events.filter(({ event }) => event === 'rechecking')).toEqual([]);
});

test('the command line ends with the queue kept, and a reason, if a store answers garbage to everything', async () => {
  const rubbish = { match: { path: '/stores/', times: 'always' }, do: { kind: 'html', status: 200 } };
  const { scene, dataDir, child } = await started(rubbish, 'rubbish');
  const { code, events } = await child.ended;
  expect(events.at(-2)).toMatchObject({ event: 'problem', reason: { code: 'network-sign-in' } });
  expect(events.at(-1)).toMatchObject({ event: 'summary', done: 0, waiting: 6 });
  expect(code).toBe(3);
  await workshop.store.clearFaults();
  expect(await drainToTheEnd(dataDir, workshop.store, [], { speed })).toEqual([]);
  expect((await judgeStore(workshop.store, scene.wanted)).problems).toEqual([]);
});

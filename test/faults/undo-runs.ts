import { join } from 'node:path';
import { openApp, queueSteps } from './scene.ts';
import { fastClock } from './drain.ts';
import { stepsLeft } from './edit-runs.ts';
import { makeFolder } from './fixtures.ts';
import { judgeFolder, judgeWords } from './judge.ts';
import type { Step } from './plan.ts';
import { Chance } from './random.ts';
import { anyKill, calm, prepare, type RunReport } from './runs.ts';
import { endedWell, play } from './scenes.ts';
import type { ListedImage, StoreProcess } from './store-process.ts';
import type { Workshop } from './workshop.ts';

const speed = 20;
/** Effects until some photos have arrived. */
const maxEffects = 500;
/** Effects after the undo is on disk. */
const maxEffectsAfter = 120;
const patienceMs = 120_000;

/**
 * Drops many photos on a product with images of its own, undoes the drop while it is sent, and kills the process at
 * one effect, mostly around the undo; sometimes its successor too. A healthy process finishes. The store must be as
 * it was before.
 */
export async function undoRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const { store } = workshop;
  await prepare(workshop);
  const productId = await workshop.product();
  const given = chance.between(0, 3);
  for (let n = 1; n <= given; n++) await store.give(productId, workshop.address(`given-${n}`));
  const before = await store.gallery(productId);
  // More than thirty files are reviewed first.
  const photos = chance.between(12, 45);
  const { path } = await makeFolder(join(workshop.folder, `undone-${seed}`), photos, chance);
  await store.fault({
    match: { path: '/images$', times: 'always' },
    do: { kind: 'latency', ms: chance.between(5, 60) },
  });
  const after = chance.between(0, photos - 1);
  let left: Step[] = [{ id: 1, productId, kind: 'undone-drop', path, after }];
  const dataDir = workshop.dataDir();
  const problems: string[] = [];
  const stories: string[] = [];
  for (let turn = chance.isLikely(0.3) ? 0 : 1; turn < 2; turn++) {
    const args = ['scene', JSON.stringify(left)];
    const ended = await play(workshop, { ...calm(dataDir), speed, what: anyUndoKill(chance) }, args).ended;
    stories.push(ended.stderr.trim() || 'ended by itself');
    if (ended.hung) problems.push('hung');
    else if (ended.signal === null) problems.push(...endedWell(ended));
    problems.push(...judgeWords(dataDir, ended.events, 0));
    left = stepsLeft(left, ended.events);
    await store.idle();
  }
  await store.clearFaults();
  problems.push(...(await finishUndo(dataDir, store, left)));
  problems.push(...judgeAsBefore(before, await store.gallery(productId)), ...judgeFolder(dataDir));
  const lost = before.length - (await store.gallery(productId)).length;
  return {
    seed,
    story: `${photos} photos on ${given} images, undone after ${after}; ${stories.join('; then ')}`,
    lost: Math.max(0, lost),
    doubled: Math.max(0, -lost),
    problems,
  };
}

function anyUndoKill(chance: Chance): ReturnType<typeof anyKill> {
  if (chance.isLikely(0.35)) return anyKill(chance, maxEffects);
  return { ...anyKill(chance, maxEffectsAfter), from: 'record-withdrawn' };
}

/** Lets the healthy app undo what is not undone, and waits until nothing can arrive any more. */
async function finishUndo(dataDir: string, store: StoreProcess, left: readonly Step[]): Promise<string[]> {
  const problems: string[] = [];
  const { app, storeId } = await openApp(dataDir, store, { clock: fastClock(300) });
  const until = performance.now() + patienceMs;
  const inTime = async (holds: () => boolean, what: string): Promise<void> => {
    while (!holds() && performance.now() < until) await new Promise((wake) => setTimeout(wake, 10));
    if (!holds()) problems.push(what);
  };
  const { entries, reconcileJobs } = app.outbox;
  try {
    await queueSteps(app, storeId, left, ({ event, reason }) => {
      if (event !== 'step') problems.push(`not undone in good health: ${String(reason)}`);
    });
    await inTime(() => !app.batches.isTakingIn(storeId), 'never taken in');
    await inTime(() => entries.countOpen(storeId) === 0, 'never drained');
    await inTime(() => reconcileJobs.ready(storeId).length === 0, 'never settled');
    await inTime(() => entries.countOpen(storeId) === 0, 'never drained after a late photo');
    for (const { id } of app.batches.shown()) await app.batches.dismiss(id);
    app.outbox.dismiss(entries.idsIn(storeId, ['cancelled', 'done']));
  } finally {
    await app.close();
  }
  return problems;
}

/** Every image is there that was, none else, and nothing about them has changed. */
function judgeAsBefore(before: readonly ListedImage[], now: readonly ListedImage[]): string[] {
  const problems: string[] = [];
  const kept = new Set(now.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id)).length;
  if (gone > 0) problems.push(`${gone} images were removed that nobody took back`);
  const known = new Set(before.map(({ id }) => id));
  const added = now.filter(({ id }) => !known.has(id)).length;
  if (added > 0) problems.push(`${added} photos are still in the store`);
  const stateOf = (images: readonly ListedImage[]): string =>
    JSON.stringify(
      images.map(({ id, sort_order, is_thumbnail, description }) => [
        id,
        sort_order,
        is_thumbnail,
        description,
      ]),
    );
  if (problems.length === 0 && stateOf(before) !== stateOf(now))
    problems.push(`the gallery was ${stateOf(before)} and is ${stateOf(now)}`);
  return problems;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drainToTheEnd } from './drain.ts';
import { judgeFolder, judgeStore, judgeSummary, judgeWords, type Verdict } from './judge.ts';
import { forgetAttempts } from './plants.ts';
import type { Plan, Plant } from './plan.ts';
import { Chance } from './random.ts';
import {
  endedWell,
  photosOf,
  play,
  setScene,
  shapes,
  stepsLeft,
  withMoreProducts,
  type Scene,
  type Shape,
} from './scenes.ts';
import type { Workshop } from './workshop.ts';

export interface RunReport extends Verdict {
  seed: number;
  /** What was done to the app, in one line. */
  story: string;
}

const recorded = new Map<string, string[]>();

/** The names of all effects of a scene, in order, from one undisturbed run. */
export async function effectsOf(workshop: Workshop, shape: Shape): Promise<string[]> {
  const key = JSON.stringify(shape);
  const known = recorded.get(key);
  if (known) return known;
  const scene = await setScene(workshop, shape, `recording-${recorded.size}`);
  const dataDir = workshop.dataDir();
  const recordTo = join(workshop.folder, `effects-${recorded.size}.txt`);
  const ended = await play(workshop, { ...calm(dataDir), what: { is: 'record' }, recordTo }, scene.args)
    .ended;
  // 1: the folder contains files that are no photos.
  if (ended.code !== 0 && ended.code !== 1)
    throw new Error(`the undisturbed run ended with ${ended.code}: ${ended.stderr}`);
  const names = (await readFile(recordTo, 'utf8')).trim().split('\n');
  recorded.set(key, names);
  return names;
}

export function calm(dataDir: string): Plan {
  return { what: { is: 'record' }, dataDir, speed: 1, recordTo: null, plant: null };
}

type Kill = Extract<Plan['what'], { is: 'kill' }>;

/** A kill at any of the first effects. */
export function anyKill(chance: Chance, maxEffects: number): Kill {
  return {
    is: 'kill',
    at: chance.between(1, maxEffects),
    when: chance.oneOf(['before', 'during', 'after'] as const),
    ms: chance.between(0, 25),
  };
}

export interface KillRun {
  seed: number;
  shape: Shape;
  kill: Kill;
  /** Latency of each upload and each list of images; null for none. */
  latencyMs: number | null;
  /** Where the next process is killed too; null for a healthy one. */
  again: Kill | null;
  plant: Plant | null;
}

/** Every shape is recorded once, so there are few. */
function anyShape(chance: Chance, seed: number): Shape {
  const shape = withMoreProducts(chance.oneOf(shapes), seed);
  return shape.also ? { ...shape, also: [0, 1] } : shape;
}

/** Kills the process at one effect, sometimes its successor too, then lets a healthy one finish. */
export async function killRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const shape = anyShape(chance, seed);
  const names = await effectsOf(workshop, shape);
  return await killAt(workshop, {
    seed,
    shape,
    kill: anyKill(chance, names.length),
    latencyMs: chance.isLikely(0.4) ? chance.between(5, 40) : null,
    again: chance.isLikely(0.25) ? anyKill(chance, 80) : null,
    plant: null,
  });
}

export async function killAt(workshop: Workshop, run: KillRun): Promise<RunReport> {
  const { store } = workshop;
  const { seed, shape, kill, latencyMs, again, plant } = run;
  await prepare(workshop);
  const scene = await setScene(workshop, shape, `web-${seed}`);
  if (latencyMs !== null) await slowImages(workshop, latencyMs);
  const dataDir = workshop.dataDir();
  const ended = await play(workshop, { ...calm(dataDir), what: kill, plant }, scene.args).ended;
  const problems = ended.hung
    ? ['hung before it was killed']
    : judgeWords(dataDir, ended.events, photosOf(scene));
  let story = ended.stderr.trim() || `ended by itself before effect ${kill.at}`;
  if (again !== null) {
    // With this fast a clock a photo in flight would be verified too early: that is a late commit, another
    // type of run.
    await store.idle();
    const second = await play(workshop, { ...calm(dataDir), what: again, plant, speed: 20 }, ['run']).ended;
    story += `; then ${second.stderr.trim() || 'ended by itself'}`;
    problems.push(...judgeWords(dataDir, second.events, photosOf(scene)));
  }
  await store.clearFaults();
  await store.idle();
  if (plant === 'forget-the-attempt') forgetAttempts(dataDir);
  const left = stepsLeft(scene, ended.events);
  problems.push(...(await drainToTheEnd(dataDir, store, left, { speed: 300, plant })));
  problems.push(...(await sentTwice(workshop, scene)));
  return await report(workshop, seed, `${JSON.stringify(shape)} ${story}`, scene, [dataDir], problems);
}

type Fail = Extract<Plan['what'], { is: 'fail' }>;

/** Makes effects fail one by one or, like a full disk, for a while. The process must neither end nor hang. */
export async function failRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const shape = anyShape(chance, seed);
  const names = await effectsOf(workshop, shape);
  const disk = chance.isLikely(0.5);
  const times = disk ? chance.oneOf([1, 2, 5, 20, 60]) : chance.oneOf([1, 1, 2, 4]);
  return await failAt(workshop, seed, shape, {
    is: 'fail',
    at: chance.between(1, names.length),
    times,
    disk,
  });
}

export async function failAt(workshop: Workshop, seed: number, shape: Shape, what: Fail): Promise<RunReport> {
  await prepare(workshop);
  const scene = await setScene(workshop, shape, `web-${seed}`);
  const dataDir = workshop.dataDir();
  const ended = await play(workshop, { ...calm(dataDir), what, speed: 20 }, scene.args).ended;
  const problems = [...endedWell(ended), ...judgeWords(dataDir, ended.events, photosOf(scene))];
  if (ended.events.at(-1)?.event === 'summary') problems.push(...judgeSummary(ended.events, ended.code));
  const left = stepsLeft(scene, ended.events);
  problems.push(...(await drainToTheEnd(dataDir, workshop.store, left, { speed: 300 })));
  const story = `${JSON.stringify(shape)} failed ${what.times} from effect ${what.at}${what.disk ? ', disk only' : ''}`;
  return await report(workshop, seed, story, scene, [dataDir], problems);
}

export async function prepare({ store }: Workshop): Promise<void> {
  await store.clearFaults();
}

/** Without a late commit or another computer no photo may be sent twice, even if it is reconciled. */
async function sentTwice({ store }: Workshop, scene: Scene): Promise<string[]> {
  const problems: string[] = [];
  for (const { productId } of scene.wanted) {
    const removals = await store.removals(productId);
    if (removals > 0) problems.push(`product ${productId}: ${removals} photos had been sent twice`);
  }
  return problems;
}

export async function report(
  workshop: Workshop,
  seed: number,
  story: string,
  scene: Pick<Scene, 'wanted'>,
  dataDirs: readonly string[],
  problems: readonly string[],
): Promise<RunReport> {
  const verdict = await judgeStore(workshop.store, scene.wanted);
  return {
    ...verdict,
    seed,
    story,
    problems: [...problems, ...verdict.problems, ...dataDirs.flatMap(judgeFolder)],
  };
}

async function slowImages(workshop: Workshop, ms: number): Promise<void> {
  await workshop.store.fault({
    match: { path: '/images$', times: 'always' },
    do: { kind: 'latency', ms },
  });
}

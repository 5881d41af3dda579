import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drainToTheEnd } from './drain.ts';
import { judgeFolder, judgeStore, judgeSummary, judgeWords, type Verdict } from './judge.ts';
import { forgetAttempts } from './plants.ts';
import type { Plan, Plant } from './plan.ts';
import { Chance } from './random.ts';
import { endedWell, play, setScene, shapes, stepsLeft, type Scene, type Shape } from './scenes.ts';
import type { Workshop } from './workshop.ts';

export interface RunReport extends Verdict {
  seed: number;
  /** What was done to the application, in a line. */
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
  // 1: the folder holds files that are no photos.
  if (ended.code !== 0 && ended.code !== 1)
    throw new Error(`the undisturbed run ended with ${ended.code}: ${ended.stderr}`);
  const names = (await readFile(recordTo, 'utf8')).trim().split('\n');
  recorded.set(key, names);
  return names;
}

export function calm(dataDir: string): Plan {
  return { what: { is: 'record' }, dataDir, speed: 1, recordTo: null, plant: null };
}

/** Ends the process at one effect, sometimes its successor too, then lets a healthy one finish. */
export async function killRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const shape = chance.oneOf(shapes);
  const names = await effectsOf(workshop, shape);
  const when = chance.oneOf(['before', 'during', 'after'] as const);
  const what = { is: 'kill', at: chance.between(1, names.length), when, ms: chance.between(0, 25) } as const;
  return await killAt(workshop, seed, shape, what, chance);
}

export async function killAt(
  workshop: Workshop,
  seed: number,
  shape: Shape,
  what: Extract<Plan['what'], { is: 'kill' }>,
  chance: Chance,
  plant: Plant | null = null,
): Promise<RunReport> {
  const { store } = workshop;
  await prepare(workshop);
  const scene = await setScene(workshop, shape, `web-${seed}`);
  if (chance.isLikely(0.4)) await slowUploads(workshop, chance.between(5, 40));
  const dataDir = workshop.dataDir();
  const ended = await play(workshop, { ...calm(dataDir), what, plant }, scene.args).ended;
  const problems = ended.hung ? ['hung before it was killed'] : judgeWords(dataDir, ended.events);
  let story = ended.stderr.trim() || `ended by itself before effect ${what.at}`;
  if (chance.isLikely(0.25)) {
    const again = { is: 'kill', at: chance.between(1, 80), when: what.when, ms: what.ms } as const;
    const second = await play(workshop, { ...calm(dataDir), what: again, plant }, ['run']).ended;
    story += `; then ${second.stderr.trim() || 'ended by itself'}`;
    problems.push(...judgeWords(dataDir, second.events));
  }
  await store.clearFaults();
  // What was on its way when the process ended gets its time to be committed: sooner would be a late commit.
  await new Promise((wake) => setTimeout(wake, 150));
  if (plant === 'forget-the-attempt') forgetAttempts(dataDir);
  problems.push(...(await drainToTheEnd(dataDir, store, stepsLeft(scene, ended.events), 300)));
  problems.push(...(await sentTwice(workshop, scene)));
  return await report(workshop, seed, `${JSON.stringify(shape)} ${story}`, scene, [dataDir], problems);
}

/** Lets effects fail one by one or, as a full disk does, for a while. The process must neither end nor hang by it. */
export async function failRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const shape = chance.oneOf(shapes);
  const names = await effectsOf(workshop, shape);
  await prepare(workshop);
  const scene = await setScene(workshop, shape, `web-${seed}`);
  const dataDir = workshop.dataDir();
  const disk = chance.isLikely(0.5);
  const what = {
    is: 'fail',
    at: chance.between(1, names.length),
    times: disk ? chance.oneOf([1, 2, 5, 20, 60]) : chance.oneOf([1, 1, 2, 4]),
    disk,
  } as const;
  const ended = await play(workshop, { ...calm(dataDir), what, speed: 20 }, scene.args).ended;
  const problems = [...endedWell(ended), ...judgeWords(dataDir, ended.events)];
  if (ended.events.at(-1)?.event === 'summary') problems.push(...judgeSummary(ended.events, ended.code));
  const place = `${what.times} effects from ${what.at}, ${names[what.at - 1] ?? ''}${disk ? ', disk only' : ''}`;
  problems.push(...(await drainToTheEnd(dataDir, workshop.store, stepsLeft(scene, ended.events), 300)));
  return await report(workshop, seed, `${JSON.stringify(shape)} failed ${place}`, scene, [dataDir], problems);
}

export async function prepare({ store }: Workshop): Promise<void> {
  await store.clearFaults();
}

/** Without a late commit or another computer no photo may ever be sent twice, though settling would put it right. */
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

async function slowUploads(workshop: Workshop, ms: number): Promise<void> {
  await workshop.store.fault({
    match: { method: 'POST', path: '/images$', times: 'always' },
    do: { kind: 'latency', ms },
  });
}

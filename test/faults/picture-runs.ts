import { drainToTheEnd } from './drain.ts';
import { judgeWords } from './judge.ts';
import { Chance } from './random.ts';
import { calm, prepare, report, type RunReport } from './runs.ts';
import { endedWell, photosOf, play, setScene, shapes, stepsLeft } from './scenes.ts';
import type { Workshop } from './workshop.ts';

/** Kills picture processes at random while photos are taken in: none may be lost, and none sent twice. */
export async function pictureRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const shape = chance.oneOf(shapes);
  await prepare(workshop);
  const scene = await setScene(workshop, shape, `web-${seed}`);
  const dataDir = workshop.dataDir();
  const ended = await play(workshop, { ...calm(dataDir), killPictures: seed }, scene.args).ended;
  const problems = [...endedWell(ended), ...judgeWords(dataDir, ended.events, photosOf(scene))];
  const left = stepsLeft(scene, ended.events);
  problems.push(...(await drainToTheEnd(dataDir, workshop.store, left, { speed: 300 })));
  return await report(
    workshop,
    seed,
    `${JSON.stringify(shape)} ${ended.stderr.trim()}`,
    scene,
    [dataDir],
    problems,
  );
}

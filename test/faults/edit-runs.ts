import { drainToTheEnd } from './drain.ts';
import { judgeGallery } from './edit-judge.ts';
import { actElsewhere, anyEditScene, type EditScene } from './edit-scene.ts';
import type { Ended, ProcessEvent } from './faulty-process.ts';
import { judgeFolder, judgeSummary, judgeWords } from './judge.ts';
import { anyFault, inWords, setBusyStore } from './mixes.ts';
import type { Step } from './plan.ts';
import { Chance } from './random.ts';
import { anyKill, calm, prepare, type RunReport } from './runs.ts';
import { endedWell, play } from './scenes.ts';
import type { Workshop } from './workshop.ts';

/** Shortens the seconds that removals wait. */
const speed = 40;
/** Maximum number of effects of a scene, half of them before the first changing request. */
const maxEffects = 220;
const maxCommands = 6;

/** Edits a gallery, kills the process at one effect, sometimes its successor too; a healthy one finishes. */
export async function editRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  await prepare(workshop);
  const scene = await anyEditScene(workshop, chance);
  const dataDir = workshop.dataDir();
  const plan = { ...calm(dataDir), speed };
  const child = play(workshop, { ...plan, what: anyKill(chance, maxEffects) }, argumentsFor(scene.steps));
  const theirsFirst = chance.isLikely(0.5);
  if (theirsFirst) await theirTurn(workshop, scene, child.heard('step'));
  const ended = await child.ended;
  let story = ended.stderr.trim() || 'ended by itself';
  const problems = [...judgeEnd(ended), ...judgeWords(dataDir, ended.events, 0)];
  let left = stepsLeft(scene.steps, ended.events);
  if (!theirsFirst) await theirTurn(workshop, scene, Promise.resolve());
  if (chance.isLikely(0.3)) {
    await workshop.store.idle();
    const again = await play(workshop, { ...plan, what: anyKill(chance, maxEffects) }, argumentsFor(left))
      .ended;
    story += `; then ${again.stderr.trim() || 'ended by itself'}`;
    problems.push(...judgeEnd(again), ...judgeWords(dataDir, again.events, 0));
    left = stepsLeft(left, again.events);
  }
  await workshop.store.idle();
  problems.push(...(await drainToTheEnd(dataDir, workshop.store, left, { speed: 300 })));
  return await report(workshop, seed, story, scene, dataDir, problems);
}

/** The same while the store has faults of many types. */
export async function editMixRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const { store } = workshop;
  await prepare(workshop);
  const scene = await anyEditScene(workshop, chance);
  const rules = Array.from({ length: chance.between(2, 7) }, () => anyFault(chance));
  const kills = chance.isLikely(0.3);
  const kill = { is: 'kill', at: chance.between(1, maxEffects), when: 'after', ms: 0 } as const;
  const theirsFirst = chance.isLikely(0.5);
  if (theirsFirst) await theirTurn(workshop, { ...scene, elsewhere: addsOf(scene) }, Promise.resolve());
  for (const rule of rules) await store.fault(rule);
  const busy = await setBusyStore(workshop, seed);
  const dataDir = workshop.dataDir();
  const problems: string[] = [];
  let left = scene.steps;
  for (let command = 0; command < maxCommands; command++) {
    const what = kills && command === 0 ? kill : calm(dataDir).what;
    const ended = await play(workshop, { ...calm(dataDir), speed, what }, argumentsFor(left)).ended;
    problems.push(...judgeWords(dataDir, ended.events, 0), ...judgeEnd(ended));
    if (ended.events.at(-1)?.event === 'summary') problems.push(...judgeSummary(ended.events, ended.code));
    left = stepsLeft(left, ended.events);
    if (ended.hung || (ended.signal === null && ended.code !== 3 && left.length === 0)) break;
  }
  const fired = await store.firedFaults();
  await store.clearFaults();
  if (!theirsFirst) await theirTurn(workshop, { ...scene, elsewhere: addsOf(scene) }, Promise.resolve());
  problems.push(...(await drainToTheEnd(dataDir, store, left, { speed: 30 })));
  const story = `${kills ? `killed at ${kill.at} ` : ''}${fired} of: ${rules.map(inWords).join(', ')}; ${busy}`;
  return await report(workshop, seed, story, { ...scene, elsewhere: addsOf(scene) }, dataDir, problems);
}

function addsOf({ elsewhere }: EditScene): EditScene['elsewhere'] {
  return elsewhere && { ...elsewhere, moves: [], removes: [] };
}

async function theirTurn(
  workshop: Workshop,
  { productId, elsewhere }: EditScene,
  after: Promise<void>,
): Promise<void> {
  await after;
  if (elsewhere === null) return;
  const address = (name: string): string => workshop.address(name);
  await actElsewhere({ store: workshop.store, address }, productId, elsewhere);
}

function judgeEnd(ended: Ended): string[] {
  if (ended.hung) return ['hung'];
  return ended.signal === null ? endedWell(ended) : [];
}

function argumentsFor(steps: readonly Step[]): string[] {
  return ['scene', JSON.stringify(steps)];
}

export function stepsLeft(steps: readonly Step[], events: readonly ProcessEvent[]): Step[] {
  return steps.filter(({ id }) => !events.some((event) => event.event === 'step' && event['id'] === id));
}

async function report(
  workshop: Workshop,
  seed: number,
  story: string,
  { steps, wanted, elsewhere }: EditScene,
  dataDir: string,
  problems: readonly string[],
): Promise<RunReport> {
  const verdict = await judgeGallery(workshop.store, wanted, elsewhere);
  const edits = steps.flatMap((step) => (step.kind === 'edit' ? [editInWords(step.edit)] : []));
  const text = `${edits.join(', ')}${elsewhere ? `; elsewhere ${JSON.stringify(elsewhere)}` : ''}; ${story}`;
  return {
    ...verdict,
    seed,
    story: text,
    problems: [...problems, ...verdict.problems, ...judgeFolder(dataDir)],
  };
}

function editInWords(edit: Extract<Step, { kind: 'edit' }>['edit']): string {
  switch (edit.is) {
    case 'arrange':
      return `arrange ${edit.order.join(' ')}`;
    case 'describe':
      return `describe ${edit.alts.map(({ name }) => name).join(' ')}`;
    case 'remove':
    case 'keep':
      return `${edit.is} ${edit.names.join(' ')}`;
    case 'thumbnail':
    case 'replace':
      return `${edit.is} ${edit.name}`;
    case 'drop':
      return `drop before ${edit.before}`;
    case 'open':
    case 'pause':
    case 'resume':
      return edit.is;
  }
}

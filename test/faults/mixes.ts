import { drainToTheEnd } from './drain.ts';
import type { Ended } from './faulty-process.ts';
import { judgeSummary, judgeWords } from './judge.ts';
import type { Plan } from './plan.ts';
import { ruleValues, usualRules, type PracticeRules } from '../../electron/practice/rules.ts';
import { Chance } from './random.ts';
import { calm, effectsOf, prepare, report, type RunReport } from './runs.ts';
import {
  argumentsFor,
  endedWell,
  photosOf,
  play,
  setScene,
  shapes,
  stepsLeft,
  withMoreProducts,
} from './scenes.ts';
import type { Workshop } from './workshop.ts';

/** Speed of the app's time, so that limits of a minute are reached in a second. */
const speed = 50;
const maxCommands = 6;
/** Slower, so that the store is switched every one to two seconds of the app's time. */
const flappingSpeed = 4;

interface FaultRule {
  match: { method?: string; path: string; nth: number; times: number | 'always' };
  do: { kind: string; [setting: string]: unknown };
}

/** A fault of any type that the practice store knows, somewhere in a run. */
export function anyFault(chance: Chance): FaultRule {
  const when = chance.oneOf(['before', 'after']);
  const action = chance.oneOf<FaultRule['do']>([
    { kind: 'status', status: 429, headers: { 'x-rate-limit-time-reset-ms': '2000' } },
    { kind: 'status', status: 429, noRateHeaders: true },
    { kind: 'status', status: chance.oneOf([500, 501, 502, 503, 504]), when },
    { kind: 'status', status: chance.oneOf([500, 503]), body: { status: 503, title: 'Busy' }, when },
    { kind: 'status', status: 507, body: { status: 507, title: 'The plan is full' } },
    { kind: 'status', status: 401 },
    { kind: 'status', status: 422, body: { status: 422, title: 'Not to our liking' } },
    { kind: 'reset-before' },
    { kind: 'reset-during', bytes: chance.between(1, 900) },
    { kind: 'reset-after-commit' },
    { kind: 'late-commit', ms: chance.between(10, 500) },
    { kind: 'stall', when: chance.oneOf(['before', 'during', 'after']) },
    { kind: 'clock-skew', ms: chance.oneOf([-1, 1]) * chance.between(1_000, 86_400_000) },
    { kind: 'trickle', bytesPerSecond: chance.between(1500, 6000) },
    { kind: 'html', status: chance.oneOf([200, 502, 503, 511]), when },
    { kind: 'switch-protocols' },
    { kind: 'truncate' },
    { kind: 'latency', ms: chance.between(5, 120) },
    { kind: 'eat-quota', requests: 100_000 },
  ]);
  const method = chance.oneOf(['POST', 'POST', 'POST', 'POST', 'GET', 'GET', 'PUT', 'DELETE', undefined]);
  // The first requests of every run are of the important types; later ones may never come.
  const nth = method === 'POST' ? chance.between(1, 8) : chance.between(1, 4);
  // A fault that ends a run, or delays it for its whole patience, fires once; others may fire several times
  // in a row.
  const times = action['status'] === 401 || action.kind === 'stall' ? 1 : chance.between(1, 4);
  return { match: { ...(method ? { method } : {}), path: '/images', nth, times }, do: action };
}

/** What a busy store, or one behind a firewall, answers to a few requests. */
function busyFault(chance: Chance): FaultRule {
  const status = chance.oneOf([409, 423, 422, 503, 403]);
  const when = status === 403 || status === 503 ? 'before' : chance.oneOf(['before', 'after']);
  const title = status === 422 ? 'The product is being changed. Please try again.' : 'Resource conflict';
  const action: FaultRule['do'] =
    status === 403 || status === 503
      ? { kind: 'html', status, when }
      : { kind: 'status', status, body: { status, title }, when };
  const method = chance.oneOf(['POST', 'PUT', 'DELETE', undefined]);
  const match = { path: '/images', nth: chance.between(1, 6), times: chance.between(1, 3) };
  return { match: { ...(method ? { method } : {}), ...match }, do: action };
}

/** Parts of file names of a scene, one of which a firewall refuses. */
const refusedNames = ['', '', '', '001', 'new-1'];
/** Texts in bodies that a firewall refuses: of a form or an order, and of every JPEG. */
const refusedTexts = ['', '', '', '', 'sort_order', 'JFIF'];

/**
 * What a store is like for a whole run: it takes few changes at once, has a firewall and late pictures, and is busy
 * now and then. Drawn apart from the rest, so that a seed tells the same story with and without it.
 */
export async function setBusyStore({ store }: Workshop, seed: number): Promise<string> {
  const chance = new Chance(seed ^ 0x5bd1e995);
  const rules: Partial<PracticeRules> = {
    parallelChanges: chance.oneOf(['done', 'done', '409', '423', '422']),
    postsAtOnce: chance.oneOf(['any', 'any', '3', '3-without-headers', '3-as-500']),
  };
  const faults = Array.from({ length: chance.between(0, 2) }, () => busyFault(chance));
  Object.assign(rules, {
    firewall: chance.oneOf(refusedNames),
    firewallText: chance.oneOf(refusedTexts),
    firewallBody: chance.oneOf(ruleValues.firewallBody),
    renditions: chance.oneOf(ruleValues.renditions),
    zoomUrl: chance.oneOf(ruleValues.zoomUrl),
  });
  await store.rules(rules);
  for (const fault of faults) await store.fault(fault);
  const set = Object.entries(rules).filter(
    ([name, value]) => value !== usualRules[name as keyof PracticeRules],
  );
  return [...set.map(([name, value]) => `${name} ${value}`), ...faults.map(inWords)].join(', ');
}

/** What lists of products are like for a whole run: they leave out images, or fail now and then. Drawn apart. */
async function setLists({ store }: Workshop, seed: number): Promise<string> {
  const chance = new Chance(seed ^ 0x1f123bb5);
  const imagesInLists = chance.oneOf(['all', 'all', '5', '5'] as const);
  await store.rules({ imagesInLists });
  if (!chance.isLikely(0.4)) return `lists with ${imagesInLists} images`;
  const { match, do: action } = anyFault(chance);
  const rule = { match: { ...match, method: 'GET', path: '/catalog/products$' }, do: action };
  await store.fault(rule);
  return `lists with ${imagesInLists} images and ${inWords(rule)}`;
}

/** A scene while the store has faults of many kinds, and goes away and comes back in some of the runs. */
export async function mixRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const { store } = workshop;
  await prepare(workshop);
  const drawn = chance.oneOf(shapes);
  const shape = withMoreProducts(drawn, seed);
  const maxEffects = (await effectsOf(workshop, drawn)).length;
  const scene = await setScene(workshop, shape, `web-${seed}`);
  const rules = Array.from({ length: chance.between(2, 7) }, () => anyFault(chance));
  const flaps = chance.isLikely(0.1);
  for (const rule of rules) await store.fault(rule);
  const busy = `${await setBusyStore(workshop, seed)}, ${await setLists(workshop, seed)}`;
  const dataDir = workshop.dataDir();
  const day = 24 * 60 * 60_000;
  const clockJump = chance.isLikely(0.15)
    ? { after: chance.between(10_000, 60_000), by: chance.oneOf([-day, -90_000, 90_000, day]) }
    : null;
  const plan: Plan = {
    ...calm(dataDir),
    speed: flaps ? flappingSpeed : speed,
    ...(clockJump ? { clockJump } : {}),
  };
  const kills = chance.isLikely(0.3);
  const kill = { is: 'kill', at: chance.between(1, maxEffects), when: 'after', ms: 0 } as const;
  const flapping = flaps ? flap(workshop, chance) : null;
  const isRenamed = new Chance(seed ^ 0x2545f491).isLikely(0.3);
  const problems: string[] = [];
  let left = scene.steps;
  let ended: Ended | null = null;
  for (let command = 0; command < maxCommands; command++) {
    const form = scene.args[0] === 'scene' ? 'scene' : 'command';
    const args = left.length === 0 ? ['run'] : argumentsFor(left, form);
    const what = kills && command === 0 ? kill : plan.what;
    const child = play(workshop, { ...plan, what }, args);
    // Another client changes the product meanwhile.
    if (isRenamed && !flaps)
      await store.rename(scene.wanted[0]?.productId ?? 0, `Renamed ${seed}-${command}`);
    ended = await child.ended;
    problems.push(...judgeWords(dataDir, ended.events, photosOf(scene)));
    if (ended.signal === null || ended.hung) problems.push(...endedWell(ended));
    if (ended.events.at(-1)?.event === 'summary') problems.push(...judgeSummary(ended.events, ended.code));
    left = stepsLeft({ ...scene, steps: left }, ended.events);
    if (ended.hung || (ended.signal === null && ended.code !== 3 && left.length === 0)) break;
  }
  await flapping?.stop();
  const fired = await store.firedFaults();
  await store.clearFaults();
  problems.push(...(await drainToTheEnd(dataDir, store, left, { speed: 30 })));
  const story = `${JSON.stringify(scene.shape)} ${flaps ? 'flapping ' : ''}${isRenamed ? 'renamed ' : ''}${clockJump ? `clock set by ${clockJump.by} after ${clockJump.after} ` : ''}${kills ? `killed at ${kill.at} ` : ''}${fired} of: ${rules.map(inWords).join(', ')}; ${busy}`;
  return await report(workshop, seed, story, scene, [dataDir], problems);
}

/** Two computers upload the same folder to the same product at the same time. */
export async function twoRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  const { store } = workshop;
  await prepare(workshop);
  const shape = withMoreProducts({ folder: chance.between(1, 4), web: false, onCleared: null }, seed);
  const scene = await setScene(workshop, shape, `web-${seed}`);
  const post = { method: 'POST', path: '/images$' };
  await store.fault({
    match: { ...post, times: 'always' },
    do: { kind: 'latency', ms: chance.between(0, 40) },
  });
  if (chance.isLikely(0.4)) await store.fault(anyFault(chance));
  const lists = await setLists(workshop, seed);
  const delay = chance.between(0, 400);
  const dataDirs = [workshop.dataDir(), workshop.dataDir()];
  const computers = dataDirs.map(async (dataDir, index) => {
    if (index > 0) await new Promise((wake) => setTimeout(wake, delay));
    const ended = await play(workshop, { ...calm(dataDir), speed: 10 }, scene.args).ended;
    return [...endedWell(ended), ...judgeWords(dataDir, ended.events, photosOf(scene))];
  });
  const problems = (await Promise.all(computers)).flat();
  await store.clearFaults();
  problems.push(
    ...(
      await Promise.all(dataDirs.map((dataDir) => drainToTheEnd(dataDir, store, [], { speed: 30 })))
    ).flat(),
  );
  const story = `${JSON.stringify(shape)} the second computer ${delay} ms later, ${lists}`;
  return await report(workshop, seed, story, scene, dataDirs, problems);
}

/**
 * Stops and restarts the store every one to two seconds of the app's time plus a start, until told to stop.
 */
function flap({ store }: Workshop, chance: Chance): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const loop = (async () => {
    for (let turn = 0; turn < 8 && !stopped.signal.aborted; turn++) {
      await new Promise((wake) => setTimeout(wake, chance.between(1_000, 2_000) / flappingSpeed));
      await store.stop('SIGKILL');
      await new Promise((wake) => setTimeout(wake, chance.between(1_000, 2_000) / flappingSpeed));
      await store.start();
    }
  })();
  return {
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

export function inWords({ match, do: action }: FaultRule): string {
  const { kind, ...settings } = action;
  return `${kind} ${JSON.stringify(settings)} at ${match.method ?? 'any'} ${match.nth}+${match.times}`;
}

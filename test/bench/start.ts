import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compileCache } from '../../scripts/paths.mjs';
import { launchApp } from '../e2e/support/app.ts';
import { commandLine, setup } from '../support/built.ts';
import { makeShop, makeWaiting } from './big-shop.ts';
import { bundle } from './bundle.ts';
import { spreadOf, type Figure, type Measured } from './figures.ts';
import { peakBytes } from './memory.ts';
import type { Step } from './start-steps.ts';

export interface StartBenchOptions {
  /** Fewer turns, products and photos: for a trial, not for results. */
  quick: boolean;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
  say: (line: string) => void;
}

interface Place {
  folder: string;
  quick: boolean;
  say: (line: string) => void;
}

const root = join(import.meta.dirname, '..', '..');

/**
 * Starts the built command line, its steps one by one, and the built window; prints tables and returns all
 * measurements. Turn by turn, with a Node.js that does nothing beside it for the machine's noise.
 */
export async function benchStart({ quick, only, say }: StartBenchOptions): Promise<Measured> {
  await setup();
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  const details: { name: string; figures: Figure[] }[] = [];
  try {
    for (const [name, run] of Object.entries({
      command: startCommand,
      steps: startSteps,
      window: startWindow,
    })) {
      if (only.length > 0 && !only.includes(name)) continue;
      say(`${name} …`);
      details.push({ name, figures: await run({ folder: join(folder, name), quick, say }) });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { figures: details.flatMap(({ figures }) => figures), details };
}

/** Milliseconds until the process ended, its processor time, and its memory at most in MB. */
interface Ended {
  ms: number;
  cpuMs: number;
  mb: number;
}

async function startCommand({ folder, quick }: Place): Promise<Figure[]> {
  const none = join(folder, 'none');
  const many = join(folder, 'many');
  await makeShop(many, quick ? 500 : 2_000);
  await makeWaiting(many, quick ? 500 : 10_000);
  const commands: Record<string, string[]> = {
    'Node.js alone': ['-e', '0'],
    '--version': [commandLine, '--version'],
    status: [commandLine, 'status', '--data', none],
    'status, with many waiting': [commandLine, 'status', '--data', many],
  };
  const seen = new Map<string, Ended[]>(Object.keys(commands).map((name) => [name, []]));
  // The first turn fills the disk's cache.
  for (let turn = -1; turn < (quick ? 3 : 15); turn += 1)
    for (const [name, args] of Object.entries(commands)) {
      const ended = await command(args);
      if (turn >= 0) seen.get(name)?.push(ended);
    }
  const of = (name: string, part: keyof Ended) => spreadOf((seen.get(name) ?? []).map((one) => one[part]));
  return Object.keys(commands).flatMap((name): Figure[] => {
    const [ms, mb] = [of(name, 'ms'), of(name, 'mb')];
    const isJudged = name === 'status';
    return [
      {
        what: `command: ${name}, to its end`,
        value: ms,
        unit: 'ms',
        bar: isJudged ? '<= 150' : '',
        reached: isJudged ? ms.median <= 150 : null,
      },
      {
        what: `command: ${name}, processor time`,
        value: of(name, 'cpuMs'),
        unit: 'ms',
        bar: '',
        reached: null,
      },
      {
        what: `command: ${name}, memory at most`,
        value: mb,
        unit: 'MB',
        bar: isJudged ? '<= 90' : '',
        reached: isJudged ? mb.median <= 90 : null,
      },
    ];
  });
}

/** Loads no more than what every start loads: it would count. */
const tellUsage = `data:text/javascript,import { readFileSync } from 'node:fs';
process.on('exit', () => {
  let status = '';
  try {
    status = readFileSync('/proc/self/status', 'utf8');
  } catch {}
  process.stderr.write('\\n' + JSON.stringify({ ...process.resourceUsage(), status }));
});`.replaceAll('\n', '');

async function command(args: readonly string[]): Promise<Ended> {
  const env = {
    ...process.env,
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    PACKSHOT_STORE_HASH: '',
    PACKSHOT_ACCESS_TOKEN: '',
    // As `npm run packshot` does.
    ...compileCache,
  };
  const from = performance.now();
  const child = spawn(process.execPath, ['--import', tellUsage, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
  const ms = performance.now() - from;
  const usage = JSON.parse(said.trim().split('\n').at(-1) ?? '') as NodeJS.ResourceUsage & { status: string };
  return {
    ms,
    cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000,
    mb: peakBytes(usage.status, usage.maxRSS) / 1e6,
  };
}

async function startSteps({ folder, quick }: Place): Promise<Figure[]> {
  // External packages of a bundle are found from here.
  const bundles = await mkdtemp(join(root, 'node_modules', '.packshot-bench-'));
  const turns: Step[][] = [];
  try {
    // The command line reads its version two folders above itself.
    await copyFile(join(root, 'package.json'), join(bundles, 'package.json'));
    const program = await bundle('start-steps.ts', join(bundles, 'out'));
    for (let turn = -1; turn < (quick ? 3 : 15); turn += 1) {
      const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
      if (code !== 0) throw new Error(`The start ended with ${code}`);
      if (turn >= 0) turns.push(JSON.parse(said) as Step[]);
    }
  } finally {
    await rm(bundles, { recursive: true, force: true });
  }
  const names = (turns[0] ?? []).map(({ what }) => what);
  return names.flatMap((what, at): Figure[] => {
    const of = (part: 'cpuMs' | 'mb') => spreadOf(turns.map((steps) => steps[at]?.[part] ?? 0));
    return [
      { what: `step: ${what}, processor time`, value: of('cpuMs'), unit: 'ms', bar: '', reached: null },
      { what: `step: ${what}, memory after it`, value: of('mb'), unit: 'MB', bar: '', reached: null },
    ];
  });
}

async function startWindow({ folder, quick }: Place): Promise<Figure[]> {
  const dataDir = join(folder, 'data');
  await makeShop(dataDir, quick ? 500 : 2_000);
  const usable: number[] = [];
  const painted: number[] = [];
  for (let turn = -1; turn < (quick ? 2 : 7); turn += 1) {
    const from = performance.now();
    const app = await launchApp({ dataDir, env: { PACKSHOT_CHECK_RESPONSES: '' } });
    await app.page.getByLabel('Search products').waitFor();
    const ms = performance.now() - from;
    const paint = await app.page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    );
    await app.close();
    if (turn < 0) continue;
    usable.push(ms);
    painted.push(paint);
  }
  const whole = spreadOf(usable);
  return [
    { what: 'window: until usable', value: whole, unit: 'ms', bar: '<= 1000', reached: whole.median <= 1000 },
    {
      what: 'window: of which the page until its first paint',
      value: spreadOf(painted),
      unit: 'ms',
      bar: '',
      reached: null,
    },
  ];
}

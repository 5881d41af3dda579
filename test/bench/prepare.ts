import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from '../../electron/pictures/inspect.ts';
import { planPreparing } from '../../electron/pictures/prepare/plan.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';
import { makeCameraPhotos } from './camera-photos.ts';
import type { PictureFacts } from '../../electron/pictures/picture-facts.ts';
import { spreadOf, type Figure, type Measured } from './figures.ts';
import { distinctHeics, hasHeif, makeHeicPhotos } from './heic-photos.ts';
import { watchMemory } from './memory.ts';
import type { PrepareDone, PrepareJob } from './prepare-files.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

export interface PrepareBenchOptions {
  /** Fewer photos and repetitions: for a trial, not for results. */
  quick: boolean;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
  /** HEIC photos; null for the usual number. */
  photos: number | null;
  say: (line: string) => void;
}

interface Case {
  name: string;
  settings: PrepareSettings;
  turns: number;
  /** Minimum of Packshot's speed relative to vips's; null for none. */
  bar: number | null;
}

const cases: readonly Case[] = [
  { name: 'default', settings: { longestEdge: 2560, removePrivate: true }, turns: 7, bar: 1.5 },
  { name: 'full-size', settings: { longestEdge: null, removePrivate: true }, turns: 3, bar: null },
  { name: 'heic', settings: { longestEdge: 2560, removePrivate: true }, turns: 1, bar: null },
];

const root = join(import.meta.dirname, '..', '..');
const cores = availableParallelism();

interface Compared {
  name: string;
  seconds: { vips: number[]; packshot: number[]; process: number[] };
  ratios: number[];
  memory: number[];
  stalls: number[];
  qualities: (number | null)[];
  figures: Figure[];
}

/** Prepares photos with Packshot and with vips in turns, prints a table, and returns all measurements. */
export async function benchPrepare({
  quick,
  only,
  photos: heics,
  say,
}: PrepareBenchOptions): Promise<Measured> {
  const version = vipsVersion();
  if (version === null) {
    say('vipsthumbnail is not installed here, so there is nothing to compare with.');
    say('On Debian: apt-get install libvips-tools. Then run this again.');
    return { figures: [] };
  }
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  const details: Compared[] = [];
  try {
    const count = quick ? 4 : 6 * cores + (4 - ((6 * cores) % 4));
    const heicNames = Array.from({ length: heics ?? (quick ? 2 : 300) }, (_, n) => `IMG_${1000 + n}.heic`);
    let jpegs: string[] | null = null;
    for (const one of cases) {
      // A trial measures what has a bar.
      if (only.length > 0 ? !only.includes(one.name) : quick && one.bar === null) continue;
      say(`${one.name} …`);
      if (one.name === 'heic' && !hasHeif()) {
        say('left out: heif-enc is not installed');
        continue;
      }
      const photos =
        one.name === 'heic'
          ? await makeHeicPhotos(join(folder, 'heics'), heicNames)
          : (jpegs ??= await makeCameraPhotos(join(folder, 'photos'), count));
      details.push(await compare(one, photos, join(folder, one.name), quick ? 1 : one.turns));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { figures: details.flatMap(({ figures }) => figures), vips: version, details };
}

async function compare(
  one: Case,
  photos: readonly string[],
  folder: string,
  turns: number,
): Promise<Compared> {
  const pictures = await planned(photos, one.settings);
  const result: Compared = {
    name: one.name,
    seconds: { vips: [], packshot: [], process: [] },
    ratios: [],
    memory: [],
    stalls: [],
    qualities: [],
    figures: [],
  };
  const packshot = async (turn: number): Promise<void> => {
    const startedAt = performance.now();
    const done = await prepareWithPackshot({ into: join(folder, `packshot-${turn}`), pictures });
    result.seconds.process.push((performance.now() - startedAt) / 1000);
    result.seconds.packshot.push(done.seconds);
    if (done.memory !== null) result.memory.push(done.memory / 1e6);
    result.stalls.push(done.longestStall);
    result.qualities = done.qualities;
  };
  const vips = async (turn: number): Promise<void> => {
    const into = join(folder, `vips-${turn}`);
    result.seconds.vips.push(await prepareWithVips(photos, into, one.settings, result.qualities));
  };
  // Not measured: gives vips the qualities, which it does not search, and fills the disk cache.
  result.qualities = (await prepareWithPackshot({ into: join(folder, 'first'), pictures })).qualities;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const client of turn % 2 === 0 ? [vips, packshot] : [packshot, vips]) await client(turn);
    result.ratios.push((result.seconds.vips[turn] ?? 0) / (result.seconds.packshot[turn] ?? 1));
  }
  await rm(folder, { recursive: true, force: true });
  return { ...result, figures: figuresOf(one, photos.length, result) };
}

async function planned(
  photos: readonly string[],
  settings: PrepareSettings,
): Promise<PrepareJob['pictures']> {
  const pictures: PrepareJob['pictures'] = [];
  for (const [n, path] of photos.entries()) {
    // HEICs are copies of the first ones.
    const known = path.endsWith('.heic') && n >= distinctHeics ? pictures[n % distinctHeics]?.facts : null;
    const facts = known ?? (await factsOf(path));
    const plan = planPreparing(facts, settings);
    // Without an edge limit some photos need nothing; drawing them makes the work equal.
    const recipe = {
      type: 'drawing',
      to: 'jpeg',
      longestEdge: settings.longestEdge,
      keepMetadata: false,
    } as const;
    const drawn = { type: 'prepare', must: false, changes: [], recipe } as const;
    if (!plan.ok) throw new Error(sentenceOf(plan.reason));
    pictures.push({
      path,
      facts,
      plan: plan.value.type === 'prepare' ? plan.value : { ...drawn, changes: [] },
    });
  }
  return pictures;
}

async function factsOf(path: string): Promise<PictureFacts> {
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview: _, pixels: __, ...facts } = seen.value;
  return facts;
}

/** `memory`: of it and its picture processes, bytes; null where the system doesn't tell. */
async function prepareWithPackshot(job: PrepareJob): Promise<PrepareDone & { memory: number | null }> {
  const program = join(root, 'test/bench/prepare-files.ts');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(JSON.stringify(job));
  const watched = watchMemory(child.pid ?? 0);
  const [code] = (await once(child, 'close')) as [number | null];
  const memory = watched.stop();
  if (code !== 0) throw new Error(`Preparing ended with ${code}`);
  return { ...(JSON.parse(Buffer.concat(chunks).toString()) as PrepareDone), memory };
}

/**
 * One process per core with one thread each, as with `xargs -P`, each with its share of the photos. Photos of
 * one quality go in one call, because vipsthumbnail takes one quality for all files.
 */
async function prepareWithVips(
  photos: readonly string[],
  into: string,
  { longestEdge }: PrepareSettings,
  qualities: readonly (number | null)[],
): Promise<number> {
  await mkdir(into, { recursive: true });
  const size = longestEdge ?? 100_000;
  const line = photos.map((path, index) => ({ path, quality: qualities[index] ?? 92 }));
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: cores }, async (_, core) => {
      const share = line.filter((__, index) => index % cores === core);
      for (const [quality, some] of Map.groupBy(share, (one) => one.quality)) {
        const output = `${into}/%s.jpg[Q=${quality},strip,optimize-coding,subsample-mode=${quality >= 85 ? 'off' : 'on'}]`;
        const args = ['--size', `${size}x${size}>`, '--eprofile', 'srgb', '-o', output];
        const child = spawn('vipsthumbnail', [...some.map(({ path }) => path), ...args], {
          stdio: ['ignore', 'ignore', 'inherit'],
          // sharp sets VIPSHOME in this process, and the system's libvips would look for its modules there.
          env: { ...process.env, VIPSHOME: undefined, VIPS_CONCURRENCY: '1' },
        });
        const [code] = (await once(child, 'exit')) as [number | null];
        if (code !== 0) throw new Error(`vipsthumbnail ended with ${code}`);
      }
    }),
  );
  return (performance.now() - startedAt) / 1000;
}

function vipsVersion(): string | null {
  const asked = spawnSync('vipsthumbnail', ['--vips-version'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : null;
}

function figuresOf(
  one: Case,
  photos: number,
  { name, ratios, seconds, memory, stalls, qualities }: Compared,
): Figure[] {
  const ratio = spreadOf(ratios);
  const plain = { bar: '', reached: null };
  const pace = (times: readonly number[]): Figure['value'] => spreadOf(times.map((time) => photos / time));
  return [
    {
      what: `${name}: of vips's pace`,
      value: ratio,
      unit: 'ratio',
      bar: one.bar === null ? '' : `>= ${one.bar}`,
      reached: one.bar === null ? null : ratio.median >= one.bar,
    },
    { what: `${name}: vipsthumbnail`, value: pace(seconds.vips), unit: 'photos/s', ...plain },
    { what: `${name}: Packshot`, value: pace(seconds.packshot), unit: 'photos/s', ...plain },
    { what: `${name}: Packshot with its process`, value: pace(seconds.process), unit: 'photos/s', ...plain },
    ...(memory.length === 0
      ? []
      : [{ what: `${name}: memory of all its processes`, value: spreadOf(memory), unit: 'MB', ...plain }]),
    { what: `${name}: longest hold of the main thread`, value: spreadOf(stalls), unit: 'ms', ...plain },
    {
      what: `${name}: quality`,
      value: spreadOf(qualities.map((quality) => quality ?? 0)),
      unit: '',
      ...plain,
    },
  ];
}

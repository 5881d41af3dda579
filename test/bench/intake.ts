import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { scan } from '../../electron/intake/scan.ts';
import { bundle } from './bundle.ts';
import { makeShop, makeWaiting, namesFor } from './big-shop.ts';
import type { DropDone, DropJob } from './drop-files.ts';
import { spreadOf, type Figure, type Measured, type Spread } from './figures.ts';
import { convertWithHeif, hasHeif, makeHeicPhotos } from './heic-photos.ts';
import { watchMemory } from './memory.ts';
import { makePhotos } from './photos.ts';
import type { Started } from './start-app.ts';

export interface IntakeBenchOptions {
  /** Fewer files, products and turns: for a trial, not for results. */
  quick: boolean;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
  /** HEIC photos; null for the usual number. */
  photos: number | null;
  say: (line: string) => void;
}

const root = join(import.meta.dirname, '..', '..');
const plain = { bar: '', reached: null };

/**
 * Drops many files on a large catalogue, and starts with many photos waiting; prints a table and returns all
 * measurements.
 */
export async function benchIntake({ quick, only, photos, say }: IntakeBenchOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  // External packages of a bundle are found from here.
  const bundles = await mkdtemp(join(root, 'node_modules', '.packshot-bench-'));
  const details: unknown[] = [];
  const figures: Figure[] = [];
  try {
    for (const [name, run] of Object.entries({ drop: benchDrop, heic: benchHeic, start: benchStart })) {
      if (only.length > 0 && !only.includes(name)) continue;
      say(`${name} …`);
      const done = await run({ folder, bundles, quick, photos });
      details.push({ name, ...done });
      figures.push(...done.figures);
      if (typeof done['skipped'] === 'string') say(`left out: ${done['skipped']}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(bundles, { recursive: true, force: true });
  }
  return { figures, details };
}

interface Place {
  folder: string;
  bundles: string;
  quick: boolean;
  photos: number | null;
}

async function benchDrop({ folder, bundles, quick }: Place): Promise<Measured> {
  const [products, files, turns] = quick ? [2_000, 400, 1] : [50_000, 10_000, 5];
  const photos = join(folder, 'photos');
  await writePhotos(photos, namesFor(products, files));
  const program = await bundle('drop-files.ts', bundles);
  const scanned: number[] = [];
  const warm: Dropped[] = [];
  const cold: Dropped[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    scanned.push(await timeOfScan(photos));
    for (const [isCold, done] of [
      [false, warm],
      [true, cold],
    ] as const) {
      const dataDir = join(folder, `drop-${turn}-${isCold}`);
      await makeShop(dataDir, products);
      done.push(
        await drop(program, { dataDir, folder: photos, files, isCold, isWhole: turn === 0 && !isCold }),
      );
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  const of = (pick: (done: DropDone) => number, from = warm) => spreadOf(from.map(pick));
  const maxOf = (pick: (done: DropDone) => number): number => Math.max(...[...warm, ...cold].map(pick));
  const after = warm.map(({ allRows }, turn) => allRows - (scanned[turn] ?? 0));
  const whole = warm[0]?.whole ?? null;
  const what = `drop of ${files}`;
  const ms = (
    name: string,
    value: Figure['value'],
    bar: number | null,
    reached = typeof value === 'number' ? value : value.median,
  ): Figure => ({
    what: `${what}: ${name}`,
    value,
    unit: 'ms',
    bar: bar === null ? '' : `<= ${bar}`,
    reached: bar === null ? null : reached <= bar,
  });
  const figures: Figure[] = [
    ms(
      `index of ${2 * products} SKUs, barcodes and titles`,
      of((done) => done.indexed?.took ?? 0),
      3_000,
    ),
    ms(
      'main worked for the index',
      of((done) => done.indexed?.worked ?? 0),
      null,
    ),
    ms(
      'first row',
      of((done) => done.firstRow),
      150,
    ),
    ms(
      'first row, catalogue not indexed yet',
      of((done) => done.firstRow, cold),
      null,
    ),
    ms('a scan alone', spreadOf(scanned), null),
    ms('all rows after that', spreadOf(after), 1_000),
    ms(
      'main worked until all rows',
      of((done) => done.worked),
      null,
    ),
    ms(
      'main held while indexing',
      of((done) => done.holds.indexing),
      33,
    ),
    ms(
      'main held until all rows',
      of((done) => done.holds.rows),
      33,
    ),
    ...(whole === null
      ? []
      : [
          ms('main held while files are read', whole.holds.reading, 33),
          ms('main held while queueing', whole.holds.queueing, 33),
          ms('all read', whole.allRead, null),
          ms('button answered', whole.pressed, null),
          ms('all queued after the button', whole.queued, null),
          { what: `${what}: matched`, value: whole.matched, unit: 'photos', ...plain },
        ]),
    {
      what: `${what}: deltas a second at most`,
      value: maxOf((done) => done.deltas),
      unit: '1/s',
      bar: '<= 10',
      reached: maxOf((done) => done.deltas) <= 10,
    },
    {
      what: `${what}: largest delta`,
      value: maxOf((done) => done.largestDelta),
      unit: 'bytes',
      ...plain,
    },
    {
      what: `${what}: memory with the catalogue indexed`,
      value: of((done) => done.memory.atStart / 1e6),
      unit: 'MB',
      ...plain,
    },
    {
      what: `${what}: memory at most`,
      value: of((done) => done.memory.atMost / 1e6),
      unit: 'MB',
      ...plain,
    },
    ...memoryOfAll(
      what,
      spreadOf([...warm, ...cold].flatMap((done) => done.memoryOfAll ?? []).map((bytes) => bytes / 1e6)),
      1_200,
    ),
  ];
  return { products, files, scanned, warm, cold, figures };
}

/** No figure where the system doesn't tell. `bar`: MB. */
function memoryOfAll(what: string, value: Spread, bar: number): Figure[] {
  const figure = { what: `${what}: memory of all processes at most`, value, unit: 'MB' };
  return value.max === 0 ? [] : [{ ...figure, bar: `<= ${bar}`, reached: value.max <= bar }];
}

/** Each photo is decoded once: for its preview and its prepared copy. */
async function benchHeic({ folder, bundles, quick, photos }: Place): Promise<Measured> {
  if (!hasHeif()) return { figures: [], skipped: 'heif-enc and heif-convert are not installed' };
  const count = photos ?? (quick ? 6 : 300);
  const products = 2_000;
  const names = namesFor(products, count).map((name) => name.replace('.jpg', '.heic'));
  const from = join(folder, 'heics');
  const paths = await makeHeicPhotos(from, names);
  const dataDir = join(folder, 'heic');
  await makeShop(dataDir, products);
  const program = await bundle('drop-files.ts', bundles);
  // As many as tell its pace.
  const compared = paths.slice(0, quick ? 4 : 24);
  const seconds = await convertWithHeif(compared, join(folder, 'converted'));
  const done = await drop(program, { dataDir, folder: from, files: count, isCold: false, isWhole: true });
  if (done.whole === null) throw new Error('It did not go on to the end');
  const pace = count / (done.whole.allRead / 1000);
  const ofHeif = compared.length / seconds;
  const what = `drop of ${count} HEICs`;
  const { reading } = done.whole.holds;
  const figures: Figure[] = [
    { what: `${what}: read and prepared`, value: pace, unit: 'photos/s', ...plain },
    { what: `${what}: heif-convert`, value: ofHeif, unit: 'photos/s', ...plain },
    {
      what: `${what}: of heif-convert's pace`,
      value: pace / ofHeif,
      unit: 'ratio',
      bar: '>= 0.9',
      reached: pace / ofHeif >= 0.9,
    },
    { what: `${what}: matched`, value: done.whole.matched, unit: 'photos', ...plain },
    {
      what: `${what}: main held while files are read`,
      value: reading,
      unit: 'ms',
      bar: '<= 33',
      reached: reading <= 33,
    },
    { what: `${what}: all queued after the button`, value: done.whole.queued, unit: 'ms', ...plain },
    { what: `${what}: memory of main at most`, value: done.memory.atMost / 1e6, unit: 'MB', ...plain },
    ...memoryOfAll(what, spreadOf([(done.memoryOfAll ?? 0) / 1e6]), 800),
  ];
  return { count, seconds, done, figures };
}

async function benchStart({ folder, bundles, quick }: Place): Promise<Measured> {
  const [waiting, turns] = quick ? [500, 3] : [10_000, 15];
  const program = await bundle('start-app.ts', bundles);
  const places = { none: join(folder, 'start-none'), many: join(folder, 'start-many') };
  for (const dataDir of Object.values(places)) await makeShop(dataDir, 2_000);
  await makeWaiting(places.many, waiting);
  const whole = { none: [] as number[], many: [] as number[] };
  const app = { none: [] as number[], many: [] as number[] };
  // The first start of each fills the disk cache.
  for (let turn = -1; turn < turns; turn += 1) {
    for (const which of turn % 2 === 0 ? (['none', 'many'] as const) : (['many', 'none'] as const)) {
      const started = await start(program, places[which]);
      if (turn < 0) continue;
      whole[which].push(started.whole);
      app[which].push(started.app);
    }
  }
  const ratios = whole.many.map((ms, turn) => ms / (whole.none[turn] ?? 1));
  const ratio = spreadOf(ratios);
  const ms = (name: string, values: readonly number[]): Figure => ({
    what: `start: ${name}`,
    value: spreadOf(values),
    unit: 'ms',
    ...plain,
  });
  const figures: Figure[] = [
    {
      what: `start: with ${waiting} waiting, of with none`,
      value: ratio,
      unit: 'ratio',
      bar: '<= 1.1',
      reached: ratio.median <= 1.1,
    },
    ms('process until usable, none', whole.none),
    ms(`process until usable, ${waiting}`, whole.many),
    ms('of which the app, none', app.none),
    ms(`of which the app, ${waiting}`, app.many),
  ];
  return { waiting, whole, app, ratios, figures };
}

async function writePhotos(folder: string, names: readonly string[]): Promise<void> {
  const [picture = ''] = await makePhotos(join(folder, '..', 'picture'), { count: 1, bytes: 4_000 });
  const bytes = await readFile(picture);
  const made = new Set<string>();
  for (const [n, name] of names.entries()) {
    const path = join(folder, name);
    const parent = dirname(path);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    const comment = Buffer.from(`photo ${n}`);
    const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    await writeFile(path, Buffer.concat([bytes.subarray(0, 2), head, comment, bytes.subarray(2)]));
  }
}

async function timeOfScan(folder: string): Promise<number> {
  const from = performance.now();
  let found = 0;
  for await (const { files } of scan([folder])) found += files.length;
  if (found === 0) throw new Error('Nothing was found');
  return performance.now() - from;
}

/** `memoryOfAll`: of it and its picture processes, bytes; null where the system doesn't tell. */
type Dropped = DropDone & { memoryOfAll: number | null };

async function drop(program: string, job: DropJob): Promise<Dropped> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(JSON.stringify(job));
  const memory = watchMemory(child.pid ?? 0);
  const [code] = (await once(child, 'close')) as [number | null];
  const memoryOfAll = memory.stop();
  if (code !== 0) throw new Error(`The drop ended with ${code}`);
  return { ...(JSON.parse(Buffer.concat(chunks).toString()) as DropDone), memoryOfAll };
}

async function start(program: string, dataDir: string): Promise<Started & { whole: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const whole = performance.now() - from;
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`The start ended with ${code}`);
  return { whole, ...(JSON.parse(line) as Started) };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { benchCatalogue } from './catalogue.ts';
import { tableOf, type Figure, type Measured } from './figures.ts';
import { benchHostile } from './hostile.ts';
import { benchIdle } from './idle.ts';
import { benchIntake } from './intake.ts';
import { benchPrepare } from './prepare.ts';
import { benchStart } from './start.ts';
import { benchUi } from './ui.ts';
import { benchUpload } from './upload.ts';

const usage = `Usage: bench [NAME]... [--quick] [--only CASE]... [--against FILE] [--json FILE]
Without a name all of them run, one after the other. --against: the JSON of an earlier run, to compare with.
Names and cases:
  start      command, steps, window
  idle       main, window
  upload     link-bound, loopback, loopback-small, quota-bound, quota-shared, quota-products, quota-mix,
             capped, capped-without-headers, capped-as-500, soak   [--soak N] [--window SECONDS]
  catalogue  fetch, fetch-quota
  intake     drop, heic, start   [--photos N]
  prepare    default, full-size, heic   [--photos N]
  answers    small-rows, wide-rows, long-texts, nested-arrays, empty-objects, error-page, endless-gzip,
             tiny-chunks
  ui         [--rows N] [--trace FILE]
`;

interface Options {
  quick: boolean;
  only: string[];
  soak: number;
  windowMs: number | null;
  rows: number | null;
  photos: number | null;
  trace: string | null;
  say: (line: string) => void;
}

/** In this order those that a busy machine disturbs most come first. */
const benches: Record<string, (options: Options) => Promise<Measured>> = {
  start: benchStart,
  idle: benchIdle,
  upload: benchUpload,
  catalogue: benchCatalogue,
  intake: benchIntake,
  prepare: benchPrepare,
  answers: benchHostile,
  ui: benchUi,
};

const earlierRun = z.object({
  benches: z.record(
    z.string(),
    z.object({
      figures: z.array(
        z.object({
          what: z.string(),
          value: z.union([z.number(), z.object({ median: z.number(), min: z.number(), max: z.number() })]),
          unit: z.string(),
          bar: z.string(),
          reached: z.boolean().nullable(),
        }),
      ),
    }),
  ),
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      against: { type: 'string' },
      soak: { type: 'string' },
      window: { type: 'string' },
      rows: { type: 'string' },
      photos: { type: 'string' },
      trace: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { quick, only } = values;
  const windowMs = values.window === undefined ? null : Number(values.window) * 1000;
  const rows = values.rows === undefined ? null : Number(values.rows);
  const photos = values.photos === undefined ? null : Number(values.photos);
  const soak = Number(values.soak ?? (quick ? 200 : 1000));
  const isKnown = positionals.every((name) => name in benches);
  if (!isKnown || !isCount(soak) || !isWindow(windowMs) || !isCount(rows) || !isCount(photos)) {
    process.stderr.write(usage);
    return 2;
  }
  const earlier = values.against === undefined ? null : await figuresIn(values.against);
  const names = positionals.length === 0 ? Object.keys(benches) : positionals;
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const options = { quick, only, soak, windowMs, rows, photos, trace: values.trace ?? null, say };
  const machine = {
    processor: cpus()[0]?.model ?? '',
    processors: cpus().length,
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  };
  const done: Record<string, Measured> = {};
  const failed: string[] = [];
  const queue = [...names];
  let idle: Promise<Measured> | null = null;
  for (const name of queue) {
    if (name === 'idle' && quick && names.length > 1 && idle === null) {
      idle = idleBeside();
      // It is awaited after the others.
      idle.catch(() => undefined);
      queue.push(name);
      continue;
    }
    say(`${name}:`);
    const startedAt = performance.now();
    try {
      const measured = await (name === 'idle' && idle !== null ? idle : benches[name]!(options));
      done[name] = measured;
      // Printed at once: a long run may be ended before its last bench.
      say(`\n${tableOf(measured.figures, earlier)}\n`);
      say(`${name} took ${Math.round((performance.now() - startedAt) / 1000)} s.\n`);
    } catch (error) {
      // The figures of the others count all the same.
      failed.push(name);
      process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    }
  }
  const figures = Object.values(done).flatMap((one) => one.figures);
  if (names.length > 1) say(tableOf(figures, earlier));
  say(`\nLoad of the machine before: ${machine.loadBefore.toFixed(1)}`);
  const json = values.json ?? `test-results/bench${names.length === 1 ? `-${names[0]}` : ''}.json`;
  const file = resolve(json);
  await mkdir(dirname(file), { recursive: true });
  const result = { at: new Date().toISOString(), quick, machine, benches: done };
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  say(`Everything measured: ${json}`);
  if (failed.length === 0) return 0;
  say(`FAILED: ${failed.join(', ')}`);
  return 1;
}

/** Idling takes minutes of doing nothing and little processor: in a trial of all, it is measured beside the others. */
async function idleBeside(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  try {
    const json = join(folder, 'idle.json');
    const child = spawn(process.execPath, [import.meta.filename, 'idle', '--quick', '--json', json], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await once(child, 'exit');
    return { figures: await figuresIn(json) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function figuresIn(file: string): Promise<Figure[]> {
  const found = earlierRun.parse(JSON.parse(await readFile(file, 'utf8')));
  return Object.values(found.benches).flatMap(({ figures }) => figures);
}

function isWindow(ms: number | null): boolean {
  return ms === null || (Number.isInteger(ms) && ms >= 1000);
}

function isCount(count: number | null): boolean {
  return count === null || (Number.isInteger(count) && count >= 1);
}

process.exitCode = await main();

/**
 * The long run of the fault harness: `node test/faults/run.ts --runs 1000 --seed 1 [--kind KIND] [--workers
 * 2] [--keep]`. With `--keep` a worker stops at its first failure and keeps data folder, store and request
 * log where it says. Prints its seed, progress, a table, and for each failure the command to repeat it. Exit
 * code 1 if there is one.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { editMixRun, editRun } from './edit-runs.ts';
import { mixRun, twoRun } from './mixes.ts';
import { pictureRun } from './picture-runs.ts';
import { reviewRun } from './review-runs.ts';
import { failRun, killRun, type RunReport } from './runs.ts';
import { undoRun } from './undo-runs.ts';
import { Workshop } from './workshop.ts';

const kinds = {
  kill: killRun,
  fail: failRun,
  mix: mixRun,
  two: twoRun,
  edits: editRun,
  'edits-mix': editMixRun,
  review: reviewRun,
  pictures: pictureRun,
  undo: undoRun,
};
type Kind = keyof typeof kinds;

const usage = `Usage: --runs N --seed N [--kind ${Object.keys(kinds).join('|')}] [--workers N] [--keep] [--verbose]`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        runs: { type: 'string', default: '100' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        kind: { type: 'string' },
        workers: { type: 'string', default: String(availableParallelism()) },
        keep: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(2);
  }
}

const values = readOptions();
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
const wanted = (Object.keys(kinds) as Kind[]).filter((kind) => !values.kind || values.kind === kind);
if (wanted.length === 0 || !(runs > 0) || !Number.isInteger(firstSeed)) {
  console.error(usage);
  process.exit(2);
}

const table = new Map(wanted.map((kind) => [kind, { runs: 0, failed: 0, lost: 0, doubled: 0, seconds: 0 }]));
const failures: { kind: Kind; report: RunReport }[] = [];
let next = 0;
let lastReportAt = performance.now();
const startedAt = performance.now();

async function work(): Promise<void> {
  const workshop = await Workshop.open(7, '--quota', '100000', '--window-ms', '1500');
  let keep = false;
  try {
    for (let index = next++; index < runs; index = next++) {
      const kind = wanted[index % wanted.length] ?? 'kill';
      const began = performance.now();
      const report = await oneRun(workshop, kind, firstSeed + index);
      const row = table.get(kind);
      if (!row) continue;
      row.runs += 1;
      row.lost += report.lost;
      row.doubled += report.doubled;
      row.seconds += (performance.now() - began) / 1000;
      if (report.problems.length > 0) {
        row.failed += 1;
        failures.push({ kind, report });
        tellFailure(kind, report);
        if (values.keep) {
          await writeFile(join(workshop.folder, 'requests.json'), JSON.stringify(await workshop.store.log()));
          console.log(`  kept: ${workshop.folder}`);
          keep = true;
          return;
        }
      } else if (values.verbose) console.log(`${kind} ${report.seed}: ${report.story}`);
      tellProgress();
    }
  } finally {
    await workshop.close({ keep });
  }
}

async function oneRun(workshop: Workshop, kind: Kind, seed: number): Promise<RunReport> {
  try {
    return await kinds[kind](workshop, seed);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, story: 'the harness itself failed', lost: 0, doubled: 0, problems: [message] };
  }
}

function tellFailure(kind: Kind, { seed, story, problems }: RunReport): void {
  console.log(`\nFAILED ${kind}, seed ${seed}: ${story}`);
  for (const problem of problems) console.log(`  ${problem}`);
  console.log(`  again: ${replay(kind, seed)}`);
}

function replay(kind: Kind, seed: number): string {
  return `node test/faults/run.ts --kind ${kind} --runs 1 --seed ${seed}`;
}

function tellProgress(): void {
  if (performance.now() - lastReportAt < 10_000) return;
  lastReportAt = performance.now();
  const done = [...table.values()].reduce((sum, row) => sum + row.runs, 0);
  console.log(
    `${done} of ${runs}, ${failures.length} failed, ${Math.round((lastReportAt - startedAt) / 1000)} s`,
  );
}

// When asked to stop, it finishes the current runs and prints their results.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    next = runs;
  });
}

console.log(`seed ${firstSeed}, ${runs} runs: ${wanted.join(', ')}`);
await Promise.all(Array.from({ length: Math.min(runs, Math.max(1, Number(values.workers))) }, work));
console.table(
  Object.fromEntries([...table].map(([kind, row]) => [kind, { ...row, seconds: Math.round(row.seconds) }])),
);
console.log(`${Math.round((performance.now() - startedAt) / 1000)} s in all`);
for (const { kind, report } of failures) console.log(replay(kind, report.seed));
process.exitCode = failures.length > 0 ? 1 : 0;

import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PictureFacts } from '../../electron/pictures/picture-facts.ts';
import type { Preparing } from '../../electron/pictures/prepare/plan.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { openPool } from '../unit/pictures/pool/open-pool.ts';

/** Input of the process that prepares, as JSON on standard input. */
export interface PrepareJob {
  into: string;
  pictures: { path: string; facts: PictureFacts; plan: Preparing }[];
}

/** Its output, as JSON on standard output. */
export interface PrepareDone {
  seconds: number;
  /** Longest uninterrupted work of the main thread, milliseconds of its CPU time. */
  longestStall: number;
  qualities: (number | null)[];
  bytes: number[];
}

const tickMs = 5;

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const { into, pictures } = JSON.parse(Buffer.concat(chunks).toString()) as PrepareJob;
  await mkdir(into, { recursive: true });
  using pool = openPool({ growAfterMs: 0 });
  // Starts all its processes, whose start is not measured.
  await Promise.all(pictures.slice(0, pool.parallel).map(async ({ path }) => await pool.probe(path)));
  let longestStall = 0;
  let before = mainThreadMs();
  const ticks = setInterval(() => {
    const now = mainThreadMs();
    longestStall = Math.max(longestStall, now - before);
    before = now;
  }, tickMs);
  const startedAt = performance.now();
  const made = await Promise.all(
    pictures.map(async ({ path, facts, plan }) => {
      const to = join(into, basename(path));
      const prepared = await pool.prepare(path, facts, plan.recipe, { to, previewTo: `${to}.preview` });
      if (!prepared.ok) throw new Error(`${basename(path)}: ${sentenceOf(prepared.reason)}`);
      return prepared.value;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(ticks);
  const done: PrepareDone = {
    seconds,
    longestStall,
    qualities: made.map(({ quality }) => quality),
    bytes: made.map(({ bytes }) => bytes),
  };
  process.stdout.write(JSON.stringify(done));
}

/** Wall-clock time would include the machine's load. */
function mainThreadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

if (import.meta.main) await main();

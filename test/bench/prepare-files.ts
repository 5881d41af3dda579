import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PictureFacts } from '../../electron/pictures/picture-facts.ts';
import { prepare } from '../../electron/pictures/prepare/prepare.ts';
import type { Preparing } from '../../electron/pictures/prepare/plan.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** Input of the process that prepares, as JSON on standard input. */
export interface PrepareJob {
  into: string;
  pictures: { path: string; facts: PictureFacts; plan: Preparing }[];
}

/** Its output, as JSON on standard output. */
export interface PrepareDone {
  seconds: number;
  /** Maximum memory of the process, bytes. */
  memory: number;
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
      const prepared = await prepare(path, join(into, basename(path)), facts, plan);
      if (!prepared.ok) throw new Error(`${basename(path)}: ${sentenceOf(prepared.reason)}`);
      return prepared.value;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(ticks);
  const done: PrepareDone = {
    seconds,
    memory: process.resourceUsage().maxRSS * 1024,
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

import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PictureFacts } from '../../electron/pictures/picture-facts.ts';
import { prepare } from '../../electron/pictures/prepare/prepare.ts';
import type { Preparing } from '../../electron/pictures/prepare/plan.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** What a process that prepares is given on its standard input, as JSON. */
export interface PrepareJob {
  into: string;
  pictures: { path: string; facts: PictureFacts; plan: Preparing }[];
}

/** What it answers on its standard output, as JSON. */
export interface PrepareDone {
  seconds: number;
  /** The most memory the process held, bytes. */
  memory: number;
  /** The longest that the main thread computed at a stretch, milliseconds of its own processor time. */
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

/** Wall-clock time would tell how busy the machine is, not this thread. */
function mainThreadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

if (import.meta.main) await main();

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { spreadOf, type Figure, type Measured } from './figures.ts';

export interface HostileBenchOptions {
  /** Fewer repetitions: for a trial, not for results. */
  quick: boolean;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
}

/** Bodies of `hostile-store.ts`. */
const cases = [
  'small-rows',
  'wide-rows',
  'long-texts',
  'nested-arrays',
  'empty-objects',
  'error-page',
  'endless-gzip',
  'tiny-chunks',
];
const maxHoldMs = 100;
const maxMegabytes = 400;

interface Cost {
  holdMs: number;
  turnMs: number;
  rssBytes: number;
  code: string;
}

/** What answers that no store should give cost the process that reads them: the longest hold and the memory. */
export async function benchHostile({ quick, only }: HostileBenchOptions): Promise<Measured> {
  const store = spawn(process.execPath, [join(import.meta.dirname, 'hostile-store.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(store.stdout), 'line')) as [string];
    const { port } = JSON.parse(line) as { port: number };
    const figures: Figure[] = [];
    const measured: Record<string, Cost[]> = {};
    for (const name of cases.filter((one) => only.length === 0 || only.includes(one))) {
      const costs: Cost[] = [];
      for (let turn = 0; turn < (quick ? 1 : 5); turn += 1) costs.push(await costOf(port, name));
      measured[name] = costs;
      const hold = spreadOf(costs.map(({ holdMs }) => holdMs));
      const turn = spreadOf(costs.map(({ turnMs }) => turnMs));
      const memory = spreadOf(costs.map(({ rssBytes }) => rssBytes / 1e6));
      const what = `${name} (${costs[0]?.code ?? ''})`;
      figures.push(
        {
          what: `${what}: longest hold`,
          value: hold,
          unit: 'ms',
          bar: `<= ${maxHoldMs}`,
          reached: hold.max <= maxHoldMs,
        },
        {
          what: `${what}: longest hold, processor time`,
          value: turn,
          unit: 'ms',
          bar: `<= ${maxHoldMs}`,
          reached: turn.max <= maxHoldMs,
        },
        {
          what: `${what}: memory`,
          value: memory,
          unit: 'MB',
          bar: `<= ${maxMegabytes}`,
          reached: memory.max <= maxMegabytes,
        },
      );
    }
    return { figures, measured };
  } finally {
    store.stdin.end();
    await once(store, 'exit');
  }
}

async function costOf(port: number, name: string): Promise<Cost> {
  const client = spawn(
    process.execPath,
    [join(import.meta.dirname, 'hostile-client.ts'), `http://127.0.0.1:${port}`, name],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(await text(client.stdout)) as Cost;
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SettingsTable } from '../../electron/storage/settings-table.ts';
import { Database } from '../../electron/storage/database.ts';
import { commandLine } from '../support/built.ts';

/** Where a client sends to: a store, or a slow link before it. */
export interface Target {
  origin: string;
  storeHash: string;
  accessToken: string;
}

/** Parallel uploads of both clients: Packshot's automatic would choose its own number. */
export const parallel = 4;

export function hasCurl(): boolean {
  return spawnSync('curl', ['--version']).status === 0;
}

/**
 * Sends the files as multipart forms, each with its sort order, as Packshot does. `Expect:` saves curl the
 * wait for 100 Continue, and --parallel-immediate the wait for its first connection.
 */
export async function sendWithCurl(
  target: Target,
  productId: number,
  paths: readonly string[],
  configPath: string,
): Promise<void> {
  const url = `${target.origin}/stores/${target.storeHash}/v3/catalog/products/${productId}/images`;
  const transfers = paths.map((path, n) =>
    [
      `url = "${url}"`,
      `header = "X-Auth-Token: ${target.accessToken}"`,
      'header = "Accept: application/json"',
      'header = "Expect:"',
      `form = "sort_order=${n}"`,
      `form = "image_file=@${path};type=image/jpeg"`,
      'output = "/dev/null"',
      'fail',
    ].join('\n'),
  );
  await writeFile(configPath, transfers.join('\nnext\n'));
  const flags = [
    '--no-progress-meter',
    '--parallel',
    '--parallel-immediate',
    '--parallel-max',
    String(parallel),
  ];
  const child = spawn('curl', [...flags, '--config', configPath], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`curl ended with ${code}`);
}

/** Nothing listens there: an unreachable store. */
const nowhere = 'http://127.0.0.1:1';

/**
 * Makes Packshot take in the files for an unreachable store, and ends it once all are queued: intake is done
 * before the measurement, and nothing is sent.
 */
export async function queueWithPackshot(
  target: Target,
  productId: number,
  folder: string,
  dataDir: string,
  atOnce: number | 'auto' = parallel,
): Promise<void> {
  const args = ['upload', folder, '--product', String(productId), '--data', dataDir];
  // It reports on stderr that the store is unreachable, as intended.
  const child = startPackshot({ ...target, origin: nowhere }, args, 'ignore');
  const ended = once(child, 'exit');
  for await (const event of eventsOf(child)) {
    if (event['event'] === 'refused') throw new Error(`Packshot refused ${JSON.stringify(event)}`);
    if (event['event'] === 'queued') child.kill('SIGTERM');
  }
  await ended;
  const database = new Database(join(dataDir, 'packshot.db'));
  new SettingsTable(database).change({ parallel: atOnce });
  database.close();
}

/** Sends the queue of `dataDir`; returns when all of it is in the store and its order is checked. */
export async function sendWithPackshot(
  target: Target,
  dataDir: string,
  onStart: (pid: number) => void = () => undefined,
): Promise<{ done: number; exit: number | null }> {
  const child = startPackshot(target, ['run', '--data', dataDir]);
  onStart(child.pid ?? 0);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let done = 0;
  for await (const event of eventsOf(child)) if (event['event'] === 'summary') done = Number(event['done']);
  const [exit] = await ended;
  return { done, exit };
}

/** `PACKSHOT_BENCH_NODE_FLAGS`, such as `--cpu-prof`, are passed to Node. */
function startPackshot(
  target: Target,
  args: readonly string[],
  errors: 'inherit' | 'ignore' = 'inherit',
): ChildProcess {
  const flags = (process.env['PACKSHOT_BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
  return spawn(process.execPath, [...flags, commandLine, ...args, '--json'], {
    stdio: ['ignore', 'pipe', errors],
    env: {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      PACKSHOT_STORE_HASH: target.storeHash,
      PACKSHOT_ACCESS_TOKEN: target.accessToken,
      PACKSHOT_API_ORIGIN: target.origin,
    },
  });
}

async function* eventsOf(child: ChildProcess): AsyncGenerator<Record<string, unknown>> {
  if (child.stdout === null) return;
  for await (const line of createInterface({ input: child.stdout })) {
    yield JSON.parse(line) as Record<string, unknown>;
  }
}

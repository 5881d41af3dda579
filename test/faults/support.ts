import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

export interface PracticeProcess {
  origin: string;
  storeHash: string;
  accessToken: string;
  stop(): Promise<void>;
}

/** The practice store as a process of its own, on a port the system gives. */
export async function startPracticeProcess(dataDir: string, ...flags: string[]): Promise<PracticeProcess> {
  const child = spawn(
    process.execPath,
    [join(root, 'electron/practice/cli.ts'), '--port', '0', '--data', dataDir, ...flags],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const { origin, storeHash, accessToken } = JSON.parse(line) as PracticeProcess;
  return {
    origin,
    storeHash,
    accessToken,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

export interface CliRun {
  child: ChildProcess;
  events: { event: string; [key: string]: unknown }[];
  /** Exit code, or null when a signal ended it. */
  ended: Promise<number | null>;
  /** Resolves at the first event of that name, or when the process ends without one. */
  first(event: string): Promise<void>;
}

/** `packshot` as a process of its own, for the store given. */
export function startCli(store: PracticeProcess, args: string[]): CliRun {
  const child = spawn(process.execPath, [join(root, 'electron/cli.ts'), ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PACKSHOT_STORE_HASH: store.storeHash,
      PACKSHOT_ACCESS_TOKEN: store.accessToken,
      PACKSHOT_API_ORIGIN: store.origin,
    },
  });
  child.stderr.resume();
  const events: CliRun['events'] = [];
  const waiters = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as CliRun['events'][number];
    events.push(event);
    waiters.get(event.event)?.();
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    events,
    ended,
    async first(event) {
      if (events.some((one) => one.event === event)) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiters.set(event, resolve);
      await Promise.race([promise, ended]);
    },
  };
}

/** The store's images of a product, in the order it shows them. */
export async function galleryOf(
  store: PracticeProcess,
  productId: number,
): Promise<{ id: number; image_file: string; is_thumbnail: boolean }[]> {
  const answer = await fetch(
    `${store.origin}/stores/${store.storeHash}/v3/catalog/products/${productId}/images?limit=250`,
    { headers: { 'x-auth-token': store.accessToken } },
  );
  if (answer.status === 204) return [];
  const { data } = (await answer.json()) as {
    data: { id: number; sort_order: number; image_file: string; is_thumbnail: boolean }[];
  };
  return data.toSorted((a, b) => a.sort_order - b.sort_order || a.id - b.id);
}

export async function fault(store: PracticeProcess, rule: unknown): Promise<void> {
  await fetch(`${store.origin}/practice/faults`, {
    method: 'POST',
    headers: { 'x-auth-token': store.accessToken, 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  });
}

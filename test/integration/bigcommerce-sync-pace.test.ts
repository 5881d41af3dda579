import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { syncCatalog, type SyncOptions } from '../../electron/catalog/sync.ts';
import { Database } from '../../electron/storage/database.ts';
import { practiceRig, type PracticeRig } from './bigcommerce-practice-rig.ts';
import type { SyncTask } from './support/sync-process.ts';

const storeId = 'store';
const products = 80;
const pageSize = 2;

interface Seen {
  path: string;
  query: URLSearchParams;
  /** Of the answer; null before it. */
  status: number | null;
}

/** Stands before a store: records requests, delays them, and answers only `cap` at once. */
async function front(store: string, { cap = Infinity, delayMs = 20 } = {}) {
  const seen: Seen[] = [];
  const listeners = new Set<() => void>();
  let underWay = 0;
  let maxAtOnce = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', store);
    const entry: Seen = { path: url.pathname, query: url.searchParams, status: null };
    seen.push(entry);
    for (const listener of listeners) listener();
    const end = (status: number): void => {
      entry.status = status;
      underWay -= 1;
    };
    underWay += 1;
    maxAtOnce = Math.max(maxAtOnce, underWay);
    if (underWay > cap) {
      end(429);
      response.writeHead(429, quotaLeft).end('{"status":429,"title":"Too many requests"}');
      return;
    }
    setTimeout(() => {
      const headers = { ...request.headers, host: new URL(store).host };
      httpRequest(url, { headers }, (answer: IncomingMessage) => {
        end(answer.statusCode ?? 0);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      })
        .on('error', () => response.destroy())
        .end();
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    maxAtOnce: () => maxAtOnce,
    refused: () => seen.filter(({ status }) => status === 429).length,
    /** Resolves when this many requests have come. */
    async cameTo(count: number): Promise<void> {
      await new Promise<void>((resolve) => {
        const check = (): void => {
          if (seen.length >= count) resolve();
        };
        listeners.add(check);
        check();
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const quotaLeft = {
  'content-type': 'application/json',
  'x-rate-limit-time-window-ms': '30000',
  'x-rate-limit-time-reset-ms': '20000',
  'x-rate-limit-requests-quota': '100000',
  'x-rate-limit-requests-left': '90000',
};

describe('several pages of a catalogue at once', () => {
  let folder: string;
  let db: Database;
  let catalog: Catalog;
  let rig: PracticeRig;
  let before: Awaited<ReturnType<typeof front>>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packshot-sync-pace-'));
    openCache();
  });
  afterEach(async () => {
    db.close();
    await before.close();
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  });

  function openCache(): void {
    db = new Database(join(folder, 'packshot.db'));
    catalog = new Catalog(db, Date.now);
    db.run(
      `INSERT OR IGNORE INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
         VALUES (?, 'abc', 'Store', 'bigcommerce', 'https://x', 'session', 0)`,
      storeId,
    );
  }

  function sync(api: SyncOptions['api'], rest: Partial<SyncOptions> = {}) {
    return syncCatalog({
      storeId,
      api,
      catalog,
      run: Date.now(),
      signal: new AbortController().signal,
      onPage: () => undefined,
      pageSize,
      ...rest,
    });
  }

  /** The filter of the list of all products, without those that ask for one. */
  const pages = () => before.seen.filter(({ query }) => query.get('limit') === String(pageSize));

  it('never exceed the quota, whose windows they use', async () => {
    rig = await practiceRig({ products, quota: 20, windowMs: 1_000 });
    before = await front(rig.practice.origin);
    const client = rig.connect({ apiOrigin: before.origin });
    expect(await sync(client.v3)).toBeNull();
    expect(catalog.summary(storeId).products).toBe(products);
    expect(before.refused()).toBe(0);
    expect(before.maxAtOnce()).toBeGreaterThan(4);
    client.close();
  });

  it("wait for a person's request, for which a part of the quota is left", async () => {
    // The window lasts longer than any machine needs for twenty requests.
    rig = await practiceRig({ products, quota: 20, windowMs: 60_000 });
    before = await front(rig.practice.origin);
    const client = rig.connect({ apiOrigin: before.origin });
    const stop = new AbortController();
    const synced = sync(client.v3, { signal: stop.signal });
    // Three of twenty are left to people.
    await before.cameTo(17);
    await client.v3.list(1, { priority: 'person' });
    expect(before.seen[17]?.path).toMatch(/products\/1\/images$/);
    expect(before.seen).toHaveLength(18);
    stop.abort();
    await synced;
    client.close();
  });

  it('become fewer when the store refuses some although quota is left', async () => {
    rig = await practiceRig({ products });
    before = await front(rig.practice.origin, { cap: 3 });
    const client = rig.connect({ apiOrigin: before.origin });
    expect(await sync(client.v3)).toBeNull();
    expect(catalog.summary(storeId).products).toBe(products);
    // Each refusal lowers the number, which begins at eight.
    expect(before.refused()).toBeGreaterThan(0);
    expect(before.refused()).toBeLessThanOrEqual(7);
    client.close();
  });

  it('go on where they stopped when the process was killed', async () => {
    rig = await practiceRig({ products });
    before = await front(rig.practice.origin);
    const { storeHash, accessToken } = rig.practice;
    const database = join(folder, 'packshot.db');
    const run = Date.now();
    db.close();
    const task: SyncTask = {
      origin: before.origin,
      storeHash,
      accessToken,
      database,
      storeId,
      pageSize,
      run,
    };
    const script = join(import.meta.dirname, 'support/sync-process.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(task)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const exit = once(child, 'exit');
    await Promise.race([before.cameTo(24), exit]);
    child.kill('SIGKILL');
    openCache();
    expect(await exit).toEqual([null, 'SIGKILL']);

    const kept = catalog.countSeen(storeId, run);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(products);
    before.seen.length = 0;
    const client = rig.connect({ apiOrigin: before.origin });
    expect(await sync(client.v3)).toBeNull();
    expect(catalog.summary(storeId).products).toBe(products);
    const gaps = pages().filter(({ query }) => query.get('page') === '1').length;
    expect(pages().length).toBeLessThanOrEqual((products - kept) / pageSize + gaps);
    client.close();
  });
});

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreProcess } from '../faults/store-process.ts';
import { queueWithPackshot, sendWithPackshot } from './clients.ts';
import { spreadOf, type Figure } from './figures.ts';
import { makePhotos } from './photos.ts';
import { takeLog, uploadsIn, windowsOf, type Seen } from './store-log.ts';

export interface QuotaCase {
  name: string;
  quota: number;
  windowMs: number;
  windows: number;
  /** Another client uses half of each window, evenly, from the third window on. */
  rival: boolean;
}

export interface QuotaResult {
  name: string;
  /** Per whole window: uploads that arrived, the rival's requests, and refusals of each. */
  windows: { uploads: number; rival: number; refused: number; rivalRefused: number }[];
  figures: Figure[];
}

/** The rival requests only the summary, which tells its requests apart. */
const isRivals = ({ path }: Seen): boolean => path.endsWith('/catalog/summary');
const rivalFromWindow = 2;

export async function fillQuota(one: QuotaCase, folder: string): Promise<QuotaResult> {
  const place = join(folder, one.name);
  const photos = join(place, 'photos');
  await makePhotos(photos, { count: Math.min(1000, one.quota * one.windows), bytes: 4_000 });
  const limit = ['--quota', String(one.quota), '--window-ms', String(one.windowMs)];
  const store = new StoreProcess(join(place, 'store'), ...limit);
  await store.start();
  const over = new AbortController();
  try {
    const productId = (await store.productIds()).at(-1) ?? 0;
    await queueWithPackshot(store, productId, photos, join(place, 'data'));
    // The window with the bench's own requests has to end first.
    await wait(one.windowMs);
    await store.clearLog();
    const sending = sendWithPackshot(store, join(place, 'data')).finally(() => over.abort());
    if (one.rival) await eatHalf(store, one, over.signal);
    await sending;
    return resultOf(one, await takeLog(store));
  } finally {
    await store.stop();
  }
}

/** Requests at an even rate, whatever the answers, like a polling app. */
async function eatHalf(store: StoreProcess, one: QuotaCase, signal: AbortSignal): Promise<void> {
  const url = `${store.origin}/stores/${store.storeHash}/v3/catalog/summary`;
  const under = new Set<Promise<unknown>>();
  try {
    await wait(rivalFromWindow * one.windowMs, null, { signal });
    const startedAt = performance.now();
    for (let n = 0; !signal.aborted; n += 1) {
      const due = startedAt + (n * one.windowMs) / (one.quota / 2);
      await wait(Math.max(0, due - performance.now()), null, { signal });
      const asking = fetch(url, { headers: { 'x-auth-token': store.accessToken } }).then((answer) =>
        answer.arrayBuffer(),
      );
      under.add(asking);
      void asking.finally(() => under.delete(asking));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  await Promise.all(under);
}

function resultOf(one: QuotaCase, seen: readonly Seen[]): QuotaResult {
  // The last window is incomplete, because the photos ran out.
  const windows = windowsOf(seen, one.windowMs)
    .slice(0, -1)
    .map((window) => {
      const refused = window.seen.filter(({ status }) => status === 429);
      return {
        uploads: uploadsIn(window.seen).length,
        rival: window.seen.filter((request) => isRivals(request) && request.status === 200).length,
        refused: refused.filter((request) => !isRivals(request)).length,
        rivalRefused: refused.filter(isRivals).length,
      };
    });
  return { name: one.name, windows, figures: (one.rival ? sharedFigures : aloneFigures)(one, windows) };
}

function aloneFigures(one: QuotaCase, windows: QuotaResult['windows']): Figure[] {
  const spent = spreadOf(windows.map(({ uploads }) => uploads / one.quota));
  const refused = sum(windows.map((window) => window.refused));
  return [
    {
      what: `${one.name}: uploads a window, of the quota (${one.quota} / ${one.windowMs / 1000} s)`,
      value: spent,
      unit: 'ratio',
      bar: '>= 0.98',
      reached: spent.median >= 0.98,
    },
    {
      what: `${one.name}: refused (429) in ${windows.length} windows`,
      value: refused,
      unit: 'requests',
      bar: '0',
      reached: refused === 0,
    },
  ];
}

/** The rival starts in the third window; two windows later the store must be shared. */
function sharedFigures(one: QuotaCase, windows: QuotaResult['windows']): Figure[] {
  const settled = windows.slice(rivalFromWindow + 2);
  const half = one.quota / 2;
  const rival = spreadOf(settled.map((window) => window.rival / half));
  const both = spreadOf(settled.map((window) => (window.rival + window.uploads) / one.quota));
  const refused = sum(settled.map((window) => window.refused));
  const row = (
    what: string,
    value: Figure['value'],
    unit: string,
    bar: string,
    reached: boolean,
  ): Figure => ({
    what: `${one.name}: ${what}`,
    value,
    unit,
    bar,
    reached,
  });
  return [
    row('the other client gets, of its half', rival, 'ratio', '>= 0.9', rival.median >= 0.9),
    row('spent by both, of the quota', both, 'ratio', '>= 0.9', both.median >= 0.9),
    row(`refused (429) in ${settled.length} windows`, refused, 'requests', '0', refused === 0),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { limits } from '../../shared/limits.ts';
import { ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import type { CatalogApi } from '../bigcommerce/catalog-api.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { systemClock, type Clock } from '../util/clock.ts';
import { askProducts } from './ask-products.ts';
import type { Catalog } from './catalog.ts';
import { readLists } from './read-lists.ts';
import { readOn } from './read-on.ts';
import type { UnfinishedReading } from './readings.ts';
import type { SyncContext } from './sync-context.ts';
import { newReading, resumable } from './sync-plan.ts';

export interface SyncOptions {
  storeId: string;
  api: Pick<CatalogApi, 'products' | 'brands' | 'categories'>;
  catalog: Catalog;
  /** Epoch milliseconds now, which also identifies this synchronisation. */
  run: number;
  signal: AbortSignal;
  onPage: (progress: SyncProgress | null) => void;
  whole?: boolean;
  clock?: Clock;
  /** Products per page; default: as many as a page may have. */
  pageSize?: number;
}

/** How much of the whole catalogue has been fetched. */
export interface SyncProgress {
  read: number;
  total: number;
}

/**
 * Updates the cache from the store's catalogue, with the priority of background work. Fetches
 * everything once a day, otherwise what was modified since. Resumes where the last call stopped. Returns null
 * when it finished or was aborted, or else why it stopped or what it left out; fetched pages stay.
 *
 * Pages are requested within bounds of ids: a product deleted meanwhile would shift the following ones, and
 * the product that moved to an earlier page would be missed and then deleted from the cache.
 */
export async function syncCatalog(options: SyncOptions): Promise<Reason | null> {
  const [problem] = await Promise.all([syncProducts(options), readNamedLists(options)]);
  return problem;
}

/** Fetches brands and categories. They are optional for matching, so a failure waits for the next time. */
async function readNamedLists({ storeId, api, catalog, signal }: SyncOptions): Promise<void> {
  for (const list of ['brands', 'categories'] as const) {
    const rows = await api[list]({ priority: 'batch', signal });
    if (signal.aborted) return;
    if (rows.ok) catalog.saveNamedList(storeId, list, rows.value);
  }
}

async function syncProducts(options: SyncOptions): Promise<Reason | null> {
  const { storeId, catalog, run, signal, whole = false } = options;
  const soFar = catalog.readings.soFar(storeId);
  let reading = resumable(soFar, run, whole);
  if (reading === null) {
    const planned = newReading(soFar, run, whole);
    const [newest, extent] = await Promise.all([
      newestModification(options),
      planned.since === null ? extentOf(options) : ok(noExtent),
    ]);
    if (signal.aborted) return null;
    if (!newest.ok) return newest.reason.reason;
    if (!extent.ok) return extent.reason.reason;
    reading = { ...planned, newest: newest.value, ...extent.value };
  }
  const stopped = await read(options, reading);
  if (stopped !== null || signal.aborted || reading.since === null) return stopped;

  // The API does not report deletions, but the total reveals them.
  const extent = await extentOf(options);
  if (signal.aborted) return null;
  if (!extent.ok) return extent.reason.reason;
  if (extent.value.total === catalog.summary(storeId).products) return null;
  // A new run number, so that products seen earlier in this run and deleted since are dropped too.
  const everything = { ...reading, run: reading.run + 1, since: null, after: 0, read: [] };
  return read(options, { ...everything, ...extent.value });
}

async function read(options: SyncOptions, reading: UnfinishedReading): Promise<Reason | null> {
  const { storeId, api, catalog, signal, onPage } = options;
  let read = catalog.countSeen(storeId, reading.run);
  const { total } = reading;
  const context: SyncContext = {
    storeId,
    api,
    catalog,
    signal,
    clock: options.clock ?? systemClock,
    pageSize: options.pageSize ?? limits.pageSize,
    reading,
    problem: null,
    pageRead(products) {
      read += products;
      onPage(total === 0 ? null : { read: Math.min(read, total), total });
    },
  };
  const stopped = await readLists(context);
  if (stopped !== null || signal.aborted) return stopped;
  // Products created meanwhile have higher ids.
  const { after, upTo } = context.reading;
  context.reading = { ...context.reading, after: Math.max(after, upTo) };
  const stoppedLater = await readOn(context);
  if (stoppedLater !== null || signal.aborted) return stoppedLater;
  catalog.finishReading(storeId, context.reading);
  onPage(null);
  return context.problem;
}

/** By the store's clock, not this computer's. Null for an empty catalogue. */
async function newestModification(options: SyncOptions): Promise<Outcome<string | null, Failure>> {
  const page = await askOne(options, 'date_modified');
  return page.ok ? ok(page.value.products[0]?.dateModified || null) : page;
}

type Extent = Pick<UnfinishedReading, 'total' | 'upTo'>;
/** For a list that is read one page after the other. */
const noExtent: Extent = { total: 0, upTo: 0 };

/** How many products the store has, and their highest id. */
async function extentOf(options: SyncOptions): Promise<Outcome<Extent, Failure>> {
  const page = await askOne(options, 'id');
  return page.ok ? ok({ total: page.value.total, upTo: page.value.products[0]?.id ?? 0 }) : page;
}

function askOne({ api, signal, clock = systemClock }: SyncOptions, sort: 'date_modified' | 'id') {
  return askProducts(
    { api, signal, clock },
    { page: 1, limit: 1, sort, direction: 'desc', include: [], fields: ['dateModified'] },
  );
}

import { no, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { ProductPage, ProductQuery, StoreProduct } from '../bigcommerce/catalog-api.ts';
import { systemClock, type Clock } from '../util/clock.ts';
import { isTooLong, reasons } from '../bigcommerce/errors.ts';
import { RowBound } from '../bigcommerce/http/pages.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import type { CatalogApi } from '../bigcommerce/catalog-api.ts';
import type { Catalog } from './catalog.ts';
import type { UnfinishedReading } from './readings.ts';
import { newReading, resumable } from './sync-plan.ts';

export interface SyncOptions {
  storeId: string;
  api: Pick<CatalogApi, 'products' | 'brands' | 'categories'>;
  catalog: Catalog;
  /** Epoch milliseconds now, which also identifies this synchronisation. */
  run: number;
  signal: AbortSignal;
  onPage: () => void;
  whole?: boolean;
  clock?: Clock;
}

/** Tries per page while the store has problems, and the wait after the first one. */
const patience = { tries: 5, firstWaitMs: 1_000 };

/**
 * Updates the cache from the store's catalogue, page by page, with the priority of background work. Fetches
 * everything once a day, otherwise what was modified since. Resumes where the last call stopped. Returns null
 * when it finished or was aborted, or else why it stopped or what it left out; fetched pages stay.
 *
 * Pages are requested by id, not by number: a product deleted meanwhile would shift the following ones, and
 * the product that moved to an earlier page would be missed and then deleted from the cache.
 */
export async function syncCatalog(options: SyncOptions): Promise<Reason | null> {
  const { storeId, catalog, run, signal, whole = false } = options;
  await readNamedLists(options);
  if (signal.aborted) return null;
  const soFar = catalog.readings.soFar(storeId);
  let reading = resumable(soFar, run, whole);
  if (reading === null) {
    const newest = await newestModification(options);
    if (signal.aborted) return null;
    if (!newest.ok) return newest.reason.reason;
    reading = newReading(soFar, newest.value, run, whole);
  }
  const stopped = await read(options, reading);
  if (stopped !== null || signal.aborted || reading.since === null) return stopped;

  // The API does not report deletions, but the total reveals them.
  const total = await ask(options, { page: 1, limit: 1, include: [], fields: [] });
  if (signal.aborted) return null;
  if (!total.ok) return total.reason.reason;
  if (total.value.total === catalog.summary(storeId).products) return null;
  // A new run number, so that products seen earlier in this run and deleted since are dropped too.
  return read(options, { ...reading, run: reading.run + 1, since: null, after: 0 });
}

/** Fetches brands and categories. They are optional for matching, so a failure waits for the next time. */
async function readNamedLists({ storeId, api, catalog, signal }: SyncOptions): Promise<void> {
  for (const list of ['brands', 'categories'] as const) {
    const rows = await api[list]({ priority: 'batch', signal });
    if (signal.aborted) return;
    if (rows.ok) catalog.saveNamedList(storeId, list, rows.value);
  }
}

async function read(options: SyncOptions, from: UnfinishedReading): Promise<Reason | null> {
  const { storeId, catalog, signal, onPage } = options;
  let reading = from;
  let problem: Reason | null = null;
  const bound = new RowBound();
  for (;;) {
    const askedAt = catalog.moment();
    const { since, after } = reading;
    const query = { page: 1, after, ...(since === null ? {} : { modifiedSince: since }) };
    const page = await ask(options, query);
    if (signal.aborted) return null;
    if (!page.ok && isTooLong(page.reason)) {
      // Even a page of one product failed: fetch it without images and variants.
      const bare = await ask(options, { ...query, limit: 1, include: [], fields: ['sku', 'dateModified'] });
      if (signal.aborted) return null;
      const product = bare.ok ? bare.value.products[0] : undefined;
      if (product === undefined) return (bare.ok ? page : bare).reason.reason;
      reading = { ...reading, after: product.id };
      catalog.saveBareProduct(storeId, product, reading);
      problem = tooMuch(product);
      continue;
    }
    if (!page.ok) return page.reason.reason;
    const { products, total, totalPages } = page.value;
    if (bound.isPassed(products.length, total)) return reasons.unreadable;
    reading = { ...reading, after: Math.max(after, ...products.map((product) => product.id)) };
    catalog.saveReadPage(storeId, products, reading, askedAt);
    onPage();
    if (totalPages <= 1 || products.length === 0) break;
  }
  catalog.finishReading(storeId, reading);
  onPage();
  return problem;
}

function tooMuch({ name }: StoreProduct): Reason {
  return reason('product-too-long', { product: name });
}

/** By the store's clock, not this computer's. Null for an empty catalogue. */
async function newestModification(options: SyncOptions): Promise<Outcome<string | null, Failure>> {
  const page = await ask(options, {
    page: 1,
    limit: 1,
    sort: 'date_modified',
    direction: 'desc',
    include: [],
    fields: ['dateModified'],
  });
  return page.ok ? { ok: true, value: page.value.products[0]?.dateModified || null } : page;
}

/** Retries, so that a long synchronisation survives short problems. The governor obeys the store's pauses. */
async function ask(options: SyncOptions, query: ProductQuery): Promise<Outcome<ProductPage, Failure>> {
  const { api, signal, clock = systemClock } = options;
  for (let tries = 1; ; tries += 1) {
    const page = await api.products(query, { priority: 'batch', signal });
    if (page.ok || signal.aborted) return page;
    const mayPass = page.reason.type === 'transient' || page.reason.type === 'throttled';
    if (!mayPass || tries === patience.tries) return no(page.reason);
    await pause(clock, patience.firstWaitMs * 2 ** (tries - 1), signal);
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.timer(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}

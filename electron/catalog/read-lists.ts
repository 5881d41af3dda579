import type { Reason } from '../../shared/outcome.ts';
import { isTooLong, reasons } from '../bigcommerce/errors.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { maxRows, RowBound, smallerSize } from '../bigcommerce/http/pages.ts';
import { signalOf } from '../bigcommerce/pacing/parallel-plan.ts';
import type { ProductPage } from '../bigcommerce/catalog-api.ts';
import { askProducts } from './ask-products.ts';
import { gapsBetween, mergeSpans, type IdSpan } from './id-spans.ts';
import { completeSpans, type ListPart } from './list-parts.ts';
import { bareFields, saveBare, type SyncContext } from './sync-context.ts';

/** Pages requested at once. More would gain nothing at the usual quota, and hold up other requests. */
const parallelPages = 8;

/** A list of the products in `range`, and which of its pages have been requested. */
interface List {
  range: IdSpan;
  parts: ListPart[];
  /** Rows up to this number have been read or requested. */
  requested: number;
}

/** A page to request: `size` rows from row number `start` on, which is a multiple of `size`. */
interface Job {
  list: List;
  start: number;
  size: number;
}

/** What holds for all lists of one synchronisation. */
interface Limits {
  bound: RowBound;
  /** Pages under way at once. */
  pages: number;
}

/**
 * Fetches all products up to `reading.upTo`, several pages at once. The first page of a list tells how many there are.
 * What a deletion may have moved between two pages is asked for again. Returns why it stopped, or null.
 */
export async function readLists(context: SyncContext): Promise<Reason | null> {
  const limits: Limits = { bound: new RowBound(), pages: parallelPages };
  for (;;) {
    const { read, upTo } = context.reading;
    const gaps = gapsBetween(read, upTo);
    if (gaps.length === 0) return null;
    const stopped = await readGaps(context, gaps, limits);
    if (stopped !== null || context.signal.aborted) return stopped;
  }
}

async function readGaps(
  context: SyncContext,
  gaps: readonly IdSpan[],
  limits: Limits,
): Promise<Reason | null> {
  const { pageSize, signal } = context;
  const jobs = gaps.map((range): Job => {
    return { list: { range, parts: [], requested: pageSize }, start: 0, size: pageSize };
  });
  const running = new Set<Promise<void>>();
  const end: { stopped: Reason | null; thrown: unknown } = { stopped: null, thrown: null };
  const isOver = (): boolean => end.stopped !== null || end.thrown !== null || signal.aborted;

  async function work(job: Job): Promise<void> {
    let isCrowded = false;
    const stopsRetry = (failure: Failure): boolean => {
      isCrowded = signalOf(failure) === 'overload' && running.size > 1;
      return isCrowded || isOver();
    };
    try {
      const { stopped, next } = await readPage(context, job, { bound: limits.bound, isOver: stopsRetry });
      if (isCrowded && stopped !== null) {
        // The store answers only the other pages under way. One page at a time still uses up the usual quota.
        limits.pages = Math.max(1, Math.min(limits.pages, running.size) - 1);
        jobs.unshift(job);
        return;
      }
      end.stopped ??= stopped;
      jobs.push(...next);
    } catch (error) {
      end.thrown ??= error;
    }
  }

  for (;;) {
    while (!isOver() && running.size < limits.pages) {
      const job = jobs.shift();
      if (job === undefined) break;
      const task = work(job).finally(() => running.delete(task));
      running.add(task);
    }
    // Pages under way when it stops are kept too.
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (end.thrown !== null) throw end.thrown;
  return end.stopped;
}

/** Fetches and stores one page. Answers the pages to request next. */
async function readPage(
  context: SyncContext,
  job: Job,
  { bound, isOver }: { bound: RowBound; isOver: (failure: Failure) => boolean },
): Promise<{ stopped: Reason | null; next: Job[] }> {
  const { catalog, storeId, signal, pageSize } = context;
  const { list, start, size } = job;
  const { from, to } = list.range;
  const query = { page: start / size + 1, limit: size, after: from - 1, below: to + 1 };
  const askedAt = catalog.moment();
  const whole = await askProducts(context, query, isOver);
  const isLong = !whole.ok && isTooLong(whole.reason);
  if (isLong && size > 1) return { stopped: null, next: partsOf(job) };
  // Even a page of one product failed: fetch it without images and variants.
  const page = isLong ? await askProducts(context, { ...query, ...bareFields }, isOver) : whole;
  if (signal.aborted) return { stopped: null, next: [] };
  if (!page.ok) return { stopped: page.reason.reason, next: [] };

  const { products, total } = page.value;
  const known = context.reading.total;
  if (total > maxRows(known) || bound.isPassed(products.length, known))
    return { stopped: reasons.unreadable, next: [] };
  const part = partOf(page.value, start);
  const isNumbered = part.rows === Math.min(size, Math.max(0, total - start));
  if (isNumbered || start === 0) list.parts.push(part);
  const read = mergeSpans([...context.reading.read, ...completeSpans(list.parts, list.range)]);
  context.reading = { ...context.reading, read };
  if (isLong) saveBare(context, products);
  else catalog.saveReadPage(storeId, products, context.reading, askedAt);
  context.pageRead(products.length);
  return { stopped: null, next: isNumbered ? restOf(list, total, pageSize) : [] };
}

/** A page in smaller ones, as far as the list goes. */
function partsOf({ list, start, size }: Job): Job[] {
  const partSize = smallerSize(size);
  const total = list.parts.at(-1)?.total ?? Number.POSITIVE_INFINITY;
  const starts = Array.from({ length: size / partSize }, (_, index) => start + index * partSize);
  return starts
    .filter((one) => one === 0 || one < total)
    .map((one) => ({ list, start: one, size: partSize }));
}

/** The pages of the list that have not been requested yet, once an answer tells how many there are. */
function restOf(list: List, total: number, pageSize: number): Job[] {
  const jobs: Job[] = [];
  for (; list.requested < total; list.requested += pageSize)
    jobs.push({ list, start: list.requested, size: pageSize });
  return jobs;
}

function partOf({ products, total, page, totalPages }: ProductPage, start: number): ListPart {
  const ids = products.map(({ id }) => id);
  return {
    start,
    rows: ids.length,
    first: ids.length === 0 ? 0 : Math.min(...ids),
    last: ids.length === 0 ? 0 : Math.max(...ids),
    total,
    isLast: page >= totalPages && start + ids.length >= total,
  };
}

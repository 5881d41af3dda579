import { ok } from '../../../shared/outcome.ts';
import { isTooLong } from '../errors.ts';
import type { Answer } from '../image-api.ts';
import type { Listed } from '../v3/wire-v3.ts';

/** The next smaller page size: half, or the largest divisor of an odd size. 250, 125, 25, 5, 1. */
export function smallerSize(size: number): number {
  let divisor = 2;
  while (size % divisor !== 0) divisor += 1;
  return size / divisor;
}

/**
 * One page of a list; from smaller pages if the answer is too long. Page numbers count from 1. The smaller size divides
 * the size, so smaller pages begin and end where the page does, and every row is read once. If one row alone is too
 * long, the whole page fails.
 */
export async function readPageInParts<T>(
  page: number,
  size: number,
  readPage: (page: number, size: number) => Answer<Listed<T>>,
): Answer<Listed<T>> {
  const whole = await readPage(page, size);
  if (whole.ok || size === 1 || !isTooLong(whole.reason)) return whole;
  const partSize = smallerSize(size);
  const parts = size / partSize;
  const rows: T[] = [];
  let total: number | null = null;
  for (let part = 1; part <= parts; part += 1) {
    const read = await readPageInParts((page - 1) * parts + part, partSize, readPage);
    if (!read.ok) return read;
    rows.push(...read.value.rows);
    const { pagination } = read.value;
    // The largest: a list that shrinks between two parts must not look complete.
    if (pagination !== null) total = Math.max(total ?? 0, pagination.total);
    const isLast =
      pagination === null
        ? read.value.rows.length < partSize
        : pagination.current_page >= pagination.total_pages;
    if (isLast) break;
  }
  return ok({
    rows,
    pagination: total === null ? null : { total, current_page: page, total_pages: Math.ceil(total / size) },
  });
}

/** Rows that a list may grow by while it is read. */
const maxGrowth = 1_000;

/** The most rows that a list may have that once told `total`. */
export function maxRows(total: number): number {
  return 2 * total + maxGrowth;
}

/** Bounds a list that is read by ids by the total that its first part told, so that an endless one ends. */
export class RowBound {
  #rows = 0;
  #total: number | null = null;

  /** Counts the rows of the next part. `total`: as that part tells it; only the first counts. */
  isPassed(rows: number, total: number | null): boolean {
    this.#rows += rows;
    this.#total ??= total;
    return this.#total !== null && this.#rows > maxRows(this.#total);
  }
}

import type { IdSpan } from './id-spans.ts';

/** One answer of a numbered list: `rows` rows from row number `start` on, counted from 0. */
export interface ListPart {
  start: number;
  rows: number;
  /** Lowest and highest id; 0 without rows. */
  first: number;
  last: number;
  /** Rows of the whole list when this part was read. */
  total: number;
  /** Whether the answer says that it is the last page. */
  isLast: boolean;
}

/**
 * The ids of which all products are known, from parts of the list of the products in `range` by ascending id. Nothing
 * is added to this list, because a store's new products have higher ids. A deletion moves the following rows to earlier
 * numbers and lowers the total. So two neighbouring parts with the same total have no product between them, and with
 * different totals there may be one that neither has.
 */
export function completeSpans(parts: readonly ListPart[], range: IdSpan): IdSpan[] {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  return sorted.flatMap((part, index) => {
    const { start, rows, first, last, isLast } = part;
    if (rows === 0) return start === 0 ? [range] : [];
    const before = sorted[index - 1];
    const from = start === 0 ? range.from : isNext(before, part) ? before.last + 1 : first;
    return [{ from, to: isLast ? range.to : last }];
  });
}

function isNext(before: ListPart | undefined, part: ListPart): before is ListPart {
  return (
    before !== undefined &&
    before.start + before.rows === part.start &&
    before.total === part.total &&
    before.last < part.first
  );
}

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeSpans, type ListPart } from '../../../electron/catalog/list-parts.ts';

const range = { from: 1, to: 100 };

/** The page from row `start` on of a list with these ids. */
function read(ids: readonly number[], start: number, size: number): { part: ListPart; ids: number[] } {
  const rows = ids.slice(start, start + size);
  return {
    ids: rows,
    part: {
      start,
      rows: rows.length,
      first: rows[0] ?? 0,
      last: rows.at(-1) ?? 0,
      total: ids.length,
      isLast: start + rows.length >= ids.length,
    },
  };
}

describe('pages that were read in any order', () => {
  it('are complete when nothing was deleted', () => {
    const ids = [3, 5, 8, 13, 21, 34, 55];
    const parts = [6, 0, 3].map((start) => read(ids, start, 3).part);
    expect(completeSpans(parts, range)).toEqual([
      { from: 1, to: 8 },
      { from: 9, to: 34 },
      { from: 35, to: 100 },
    ]);
  });

  it('leave a gap around a page that is missing', () => {
    const ids = [3, 5, 8, 13, 21, 34, 55];
    const parts = [0, 6].map((start) => read(ids, start, 3).part);
    expect(completeSpans(parts, range)).toEqual([
      { from: 1, to: 8 },
      { from: 55, to: 100 },
    ]);
  });

  it('leave a gap where a deletion has moved a product between them', () => {
    const before = [3, 5, 8, 13, 21, 34];
    const first = read(before, 0, 3).part;
    // Product 13 is now the last of the first page.
    const second = read([3, 8, 13, 21, 34], 3, 3).part;
    expect(completeSpans([first, second], range)).toEqual([
      { from: 1, to: 8 },
      { from: 21, to: 100 },
    ]);
  });

  it('never count as complete where a product was missed, whatever is deleted meanwhile', () => {
    const plan = fc.record({
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 30 }),
      size: fc.integer({ min: 1, max: 6 }),
      /** Before which read each product is deleted; most stay. */
      deletions: fc.array(fc.tuple(fc.nat(29), fc.nat(10)), { maxLength: 10 }),
      seed: fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }),
    });
    fc.assert(
      fc.property(plan, ({ ids, size, deletions, seed }) => {
        let left = ids.toSorted((a, b) => a - b);
        const seen = new Set<number>();
        const parts: ListPart[] = [];
        const starts = Array.from({ length: Math.ceil(left.length / size) }, (_, page) => page * size);
        const order = starts.toSorted((a, b) => (seed[a] ?? 0) - (seed[b] ?? 0));
        for (const [step, start] of order.entries()) {
          const gone = deletions.filter(([, when]) => when === step).map(([index]) => ids[index]);
          left = left.filter((id) => !gone.includes(id));
          const page = read(left, start, size);
          for (const id of page.ids) seen.add(id);
          parts.push(page.part);
        }
        const spans = completeSpans(parts, range);
        const missed = left.filter(
          (id) => !seen.has(id) && spans.some(({ from, to }) => from <= id && id <= to),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

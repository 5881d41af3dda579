import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { no, ok } from '../../../../shared/outcome.ts';
import { failureOfLongAnswer, isTooLong } from '../../../../electron/bigcommerce/errors.ts';
import { readPageInParts, smallerSize } from '../../../../electron/bigcommerce/http/pages.ts';
import { sentenceOf } from '../../../../shared/messages/reason.ts';

/** A list of numbers that refuses a page heavier than `limit`; paged by number or by id. */
function listOf(weights: readonly number[], limit: number, hasTotal: boolean) {
  const served: number[] = [];
  let requests = 0;
  return {
    served,
    requests: () => requests,
    readPage: async (page: number, size: number) => {
      requests += 1;
      const rows = weights.map((_, index) => index).slice((page - 1) * size, page * size);
      if (rows.reduce((sum, row) => sum + (weights[row] ?? 0), 0) > limit) {
        return no(failureOfLongAnswer('GET', 200));
      }
      served.push(...rows);
      const total_pages = Math.ceil(weights.length / size);
      const pagination = hasTotal ? { total: weights.length, current_page: page, total_pages } : null;
      return ok({ rows, pagination });
    },
  };
}

test('page sizes go down to one, in halves where these are whole', () => {
  const sizes = [250];
  while (sizes.at(-1) !== 1) sizes.push(smallerSize(sizes.at(-1) ?? 1));
  expect(sizes).toEqual([250, 125, 25, 5, 1]);
  expect([100, 50, 9, 7].map(smallerSize)).toEqual([50, 25, 3, 1]);
});

test('a list with pages that are too long is read in smaller ones, every row once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 700 }),
      fc.integer({ min: 40, max: 4_000 }),
      fc.boolean(),
      async (weights, limit, hasTotal) => {
        const list = listOf(weights, limit, hasTotal);
        const rows: number[] = [];
        for (let page = 1; page <= Math.max(1, Math.ceil(weights.length / 250)); page += 1) {
          const read = await readPageInParts(page, 250, list.readPage);
          if (!read.ok) throw new Error(sentenceOf(read.reason.reason));
          rows.push(...read.value.rows);
          if (hasTotal) {
            expect(read.value.pagination).toMatchObject({ total: weights.length, current_page: page });
            expect(read.value.pagination?.total_pages).toBe(Math.ceil(weights.length / 250));
          }
        }
        const all = weights.map((_, index) => index);
        expect(rows).toEqual(all);
        expect(list.served).toEqual(all);
      },
    ),
  );
});

test('a single row that is too long fails after a few requests', async () => {
  const list = listOf([1, 1, 99, 1], 40, true);
  const read = await readPageInParts(1, 250, list.readPage);
  expect(!read.ok && isTooLong(read.reason)).toBe(true);
  expect(list.requests()).toBeLessThan(10);
});

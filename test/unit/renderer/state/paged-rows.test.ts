import { expect, test } from 'vitest';
import { PagedRows, pageRows } from '../../../../renderer/state/paged-rows.ts';
import { no, ok } from '../../../../shared/outcome.ts';
import { saying } from '../../../support/saying.ts';

interface Row {
  id: number;
  words: string;
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A list with `total` rows that records its requests. */
function makeList(key: string, version: string, total: number, words = 'as first seen') {
  const offsets: number[] = [];
  return {
    offsets,
    request: {
      key,
      version,
      load: (offset: number, limit: number) => {
        offsets.push(offset);
        const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => ({
          id: offset + index,
          words,
        }));
        return Promise.resolve(ok({ total, rows }));
      },
    },
  };
}

test('fetches only the visible pages', async () => {
  const list = makeList('all', '1', 50_000);
  const rows = new PagedRows<Row>();
  rows.ask(list.request);
  await settled();
  rows.need(30_080, 30_120);
  await settled();
  expect(list.offsets).toEqual([0, 300 * pageRows, 301 * pageRows]);
  expect(rows.view()).toMatchObject({ key: 'all', total: 50_000 });
  expect(rows.view().pages.get(301)?.rows[0]?.id).toBe(30_100);
});

test('a new version fetches visible rows again and keeps unchanged rows', async () => {
  const rows = new PagedRows<Row>();
  rows.ask(makeList('all', '1', 3).request);
  await settled();
  const before = rows.view().pages.get(0)?.rows;
  rows.ask(makeList('all', '2', 3).request);
  await settled();
  expect(rows.view().pages.get(0)).toMatchObject({ version: '2' });
  expect(rows.view().pages.get(0)?.rows).toBe(before);
});

test('another list shows the old rows until its first are loaded', async () => {
  const rows = new PagedRows<Row>();
  rows.ask(makeList('all', '1', 3).request);
  await settled();
  rows.ask(makeList('mug', '1', 1, 'found').request);
  expect(rows.view()).toMatchObject({ key: 'all', total: 3 });
  await settled();
  expect(rows.view()).toMatchObject({ key: 'mug', total: 1 });
});

test('an outdated answer is dropped', async () => {
  const rows = new PagedRows<Row>();
  let answer: (() => void) | undefined;
  rows.ask({
    key: 'slow',
    version: '1',
    load: () =>
      new Promise((resolve) => {
        answer = () => resolve(ok({ total: 9, rows: [] }));
      }),
  });
  rows.ask(makeList('quick', '1', 2).request);
  await settled();
  answer?.();
  await settled();
  expect(rows.view()).toMatchObject({ key: 'quick', total: 2 });
});

test('a refusal is shown and leaves the loaded rows', async () => {
  const rows = new PagedRows<Row>();
  rows.ask(makeList('all', '1', 3).request);
  await settled();
  const reason = saying('Not now.');
  rows.ask({ key: 'all', version: '2', load: () => Promise.resolve(no(reason)) });
  await settled();
  expect(rows.view()).toMatchObject({ total: 3, problem: reason });
  expect(rows.view().pages.get(0)?.rows).toHaveLength(3);
});

test('a refused page is requested again only after the list has changed', async () => {
  const rows = new PagedRows<Row>();
  let asked = 0;
  const load = () => {
    asked += 1;
    return Promise.resolve(no(saying('It could not be read.')));
  };
  // Like a window that renders after each answer.
  const leave = rows.subscribe(() => {
    if (asked < 50) rows.ask({ key: 'all', version: '1', load });
  });
  rows.ask({ key: 'all', version: '1', load });
  await settled();
  expect(asked).toBe(1);
  expect(rows.view().problem).toEqual(saying('It could not be read.'));
  leave();
  rows.ask(makeList('all', '2', 3).request);
  await settled();
  expect(rows.view()).toMatchObject({ total: 3, problem: null });
});

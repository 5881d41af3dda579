import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EntrySearch } from '../../electron/outbox/views/entry-search.ts';
import { Database } from '../../electron/storage/database.ts';
import type { EntryQuery } from '../../shared/model.ts';

let db: Database;
let search: EntrySearch;

const usual: EntryQuery = {
  storeId: 'alder',
  filter: 'all',
  search: '',
  group: 'none',
  sort: 'time',
  descending: true,
};

beforeEach(() => {
  db = new Database(':memory:');
  db.run(`INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
    VALUES ('alder', 'alder', 'Alder', 'practice', '', 'session', 1), ('birk', 'birk', 'Birk', 'practice', '', 'session', 1)`);
  search = new EntrySearch(db);
});
afterEach(() => db.close());

function product(id: number, name: string, sku: string): void {
  db.run(
    `INSERT INTO products (store_id, id, name, sku, date_modified, image_count, folded, folded_name, images_at, seen)
       VALUES ('alder', ?, ?, ?, '', 0, ?, ?, NULL, 0)`,
    id,
    name,
    sku,
    `${name}\n${sku}`.toLowerCase(),
    name.toLowerCase(),
  );
}

function batch(id: number, name: string): void {
  db.run(
    `INSERT INTO batches (id, store_id, product_id, source, at, phase, name) VALUES (?, 'alder', NULL, 'drop', 1, 'queued', ?)`,
    id,
    name,
  );
}

interface Row {
  id: number;
  file: string;
  state?: string;
  batchId?: number | null;
  productId?: number;
  at?: number;
  detail?: object;
  table?: 'entries' | 'history';
  storeId?: string;
}

function entry(row: Row): void {
  const {
    id,
    file,
    state = 'done',
    batchId = 1,
    productId = 7,
    at = id,
    detail = {},
    table = 'entries',
  } = row;
  db.run(
    `INSERT INTO ${table} (id, store_id, product_id, batch_id, kind, file_name, state, detail, changed_at, queued_at)
       VALUES (?, ?, ?, ?, 'upload', ?, ?, ?, ?, 1)`,
    id,
    row.storeId ?? 'alder',
    productId,
    batchId,
    file,
    state,
    JSON.stringify(detail),
    at,
  );
}

const ids = (query: Partial<EntryQuery>, offset = 0, limit = 100): unknown[] =>
  search
    .page({ ...usual, ...query }, offset, limit, 1)
    .rows.map((row) => (row.type === 'entry' ? row.id : row.group.title));

describe('the outbox is searched', () => {
  beforeEach(() => {
    product(7, 'Fjord Mug', 'MUG-01');
    product(8, 'Cove Plate', 'PLT-02');
    batch(1, 'Autumn');
    entry({ id: 1, file: 'old.jpg', table: 'history', productId: 8 });
    entry({ id: 2, file: 'front.jpg' });
    entry({
      id: 3,
      file: 'side.jpg',
      state: 'failed',
      detail: { reason: { code: 'store-silent' } },
      batchId: null,
    });
    entry({ id: 4, file: 'other.jpg', storeId: 'birk' });
  });

  test.each([
    ['a file', 'SIDE', [3]],
    ['a product', 'plate', [1]],
    ['a SKU', 'plt-02', [1]],
    ['a batch', 'autumn', [2, 1]],
    ['two words', 'mug front', [2]],
    ['a sign of LIKE', '%', []],
    ['nothing', '', [3, 2, 1]],
  ])('by %s, in history as well and in no other store', (_, words, expected) => {
    expect(ids({ search: words })).toEqual(expected);
  });
});

test('a batch is listed alone, in history as well', () => {
  product(7, 'Mug', 'M');
  entry({ id: 1, file: 'a.jpg', state: 'failed' });
  entry({ id: 2, file: 'b.jpg', state: 'failed', batchId: 2 });
  entry({ id: 3, file: 'c.jpg', table: 'history' });
  expect(ids({ batchId: 1 })).toEqual([3, 1]);
  expect(ids({ batchId: 1, filter: 'failed' })).toEqual([1]);
});

test('rows are sorted by the column that was pressed, in both directions', () => {
  product(7, 'Mug', 'M');
  product(8, 'Bowl', 'B');
  entry({ id: 1, file: 'c.jpg', state: 'waiting', at: 30 });
  entry({ id: 2, file: 'a.jpg', state: 'failed', productId: 8, at: 20 });
  entry({ id: 3, file: 'B.jpg', at: 10, table: 'history' });
  expect(ids({ sort: 'name', descending: false })).toEqual([2, 3, 1]);
  expect(ids({ sort: 'name', descending: true })).toEqual([1, 3, 2]);
  expect(ids({ sort: 'product', descending: false })).toEqual([2, 1, 3]);
  expect(ids({ sort: 'state', descending: false })).toEqual([2, 1, 3]);
  expect(ids({ sort: 'state', descending: true })).toEqual([3, 1, 2]);
  expect(ids({ sort: 'time', descending: true })).toEqual([1, 2, 3]);
});

test('by state, failed and unfinished entries come first, and what has ended from the newest', () => {
  entry({ id: 1, file: 'a.jpg', at: 10, table: 'history' });
  entry({ id: 2, file: 'b.jpg', at: 40 });
  entry({ id: 3, file: 'c.jpg', at: 30, table: 'history' });
  entry({ id: 4, file: 'd.jpg', state: 'waiting', at: 5 });
  entry({ id: 5, file: 'e.jpg', state: 'retrying', at: 6 });
  entry({ id: 6, file: 'f.jpg', state: 'cancelled', at: 50 });
  entry({ id: 7, file: 'g.jpg', state: 'failed', at: 1 });
  entry({ id: 8, file: 'h.jpg', state: 'failed', at: 2 });
  entry({ id: 9, file: 'i.jpg', state: 'sending', at: 3 });
  db.run('UPDATE entries SET priority = 2 WHERE id = 5');
  const order = [8, 7, 9, 5, 4, 2, 3, 1, 6];
  expect(ids({ sort: 'state', descending: false })).toEqual(order);
  expect(ids({ sort: 'state', descending: true })).toEqual(order.toReversed());
  expect([0, 4, 8].flatMap((offset) => ids({ sort: 'state', descending: false }, offset, 4))).toEqual(order);
});

test('groups with unfinished entries come first, then the newest, and failed entries lead their group', () => {
  batch(1, 'Old but unfinished');
  batch(2, 'Newest');
  entry({ id: 1, file: 'a.jpg' });
  entry({ id: 2, file: 'b.jpg', state: 'failed' });
  entry({ id: 3, file: 'c.jpg', state: 'waiting' });
  entry({ id: 4, file: 'd.jpg', batchId: 2 });
  entry({ id: 5, file: 'e.jpg', batchId: null });
  expect(ids({ group: 'batch' })).toEqual([
    'Old but unfinished',
    2,
    3,
    1,
    'Changes in galleries',
    5,
    'Newest',
    4,
  ]);
  const { rows, total, found } = search.page({ ...usual, group: 'batch' }, 0, 1, 1);
  expect({ total, found }).toEqual({ total: 8, found: 5 });
  expect(rows[0]).toMatchObject({ group: { count: 3, open: 1, failed: 1, done: 1, cancelled: 0 } });
});

test('a filter counts only what it lists, and pages continue where the last one ended', () => {
  batch(1, 'Shoot');
  for (let id = 1; id <= 25; id += 1) entry({ id, file: `${id}.jpg`, state: id % 2 ? 'failed' : 'done' });
  const all = ids({ group: 'batch', filter: 'failed' });
  expect(all).toHaveLength(14);
  expect([0, 5, 10].flatMap((offset) => ids({ group: 'batch', filter: 'failed' }, offset, 5))).toEqual(all);
});

test('groups are counted again when entries changed', () => {
  batch(1, 'Shoot');
  entry({ id: 1, file: 'a.jpg' });
  const query: EntryQuery = { ...usual, group: 'product' };
  expect(search.page(query, 0, 10, 1).found).toBe(1);
  entry({ id: 2, file: 'b.jpg' });
  expect(search.page(query, 0, 10, 2).found).toBe(2);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { ItemsTable } from '../../../electron/review/items-table.ts';
import { item } from '../review/make.ts';
import { OutboxRig } from '../outbox/outbox-rig.ts';

let rig: OutboxRig;
beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

function stored(sql: string): Record<string, unknown> {
  return JSON.parse(String(Object.values(rig.db.get(sql) ?? {})[0])) as Record<string, unknown>;
}

test('a photo under review keeps the stored name of its match type', () => {
  rig.db.run(
    `INSERT INTO batches (id, store_id, source, at, phase) VALUES (1, 'alder', 'drop', 1, 'review')`,
  );
  const { id: _id, ...photo } = item(1);
  const table = new ItemsTable(rig.db);
  const [added] = table.add([photo]);
  expect(stored('SELECT item FROM items')['match']).toEqual({
    is: 'matched',
    why: '',
    candidates: [],
    where: 'name',
    view: null,
  });
  expect(table.ofBatch(1)).toEqual([added]);
});

test('a photo stored by an earlier version is read', () => {
  rig.db.run(
    `INSERT INTO batches (id, store_id, source, at, phase) VALUES (1, 'alder', 'drop', 1, 'review')`,
  );
  rig.db.run(
    `INSERT INTO items (batch_id, ordinal, item) VALUES (1, 1,
       '{"fileName":"a.jpg","match":{"is":"chosen","why":"You chose it.","candidates":[],"where":"name","view":null}}')`,
  );
  expect(new ItemsTable(rig.db).ofBatch(1)).toMatchObject([
    { fileName: 'a.jpg', match: { type: 'chosen', why: 'You chose it.' } },
  ]);
});

test('an order stored by an earlier version is read, and written under the same names', () => {
  rig.db.run(
    `INSERT INTO entries (id, store_id, product_id, kind, state, detail, changed_at, queued_at, intent)
       VALUES (1, 'alder', 7, 'arrange', 'retrying', '{"at":5,"reason":{"code":"not-known"}}', 1, 1,
         '{"base":["image-1"],"order":["image-1"],"touched":[1],"unanswered":[],"told":"One image was removed."}')`,
  );
  const { entries } = rig.outbox;
  const entry = entries.get(1);
  expect(entry).toMatchObject({
    type: 'arrange',
    progress: { type: 'retrying', at: 5, reason: { code: 'not-known' } },
    touched: [1],
    reported: 'One image was removed.',
  });
  if (entry) entries.save(entry);
  expect(stored('SELECT intent FROM entries')).toEqual({
    base: ['image-1'],
    order: ['image-1'],
    touched: [1],
    unanswered: [],
    told: 'One image was removed.',
  });
  expect(stored('SELECT detail FROM entries')).toEqual({ at: 5, reason: { code: 'not-known' } });
});

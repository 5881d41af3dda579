import { afterEach, beforeEach, expect, test } from 'vitest';
import { historyKept } from '../../../../electron/outbox/records/history.ts';
import { OutboxRig } from '../outbox-rig.ts';
import { listed } from '../../../support/listed.ts';

let rig: OutboxRig;
const storeId = 'alder';
beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

const inOutbox = (): number => Number(rig.db.get('SELECT count(*) AS n FROM entries')?.['n']);
const idsIn = (filter: 'all' | 'done' | 'open', offset = 0, limit = 100): number[] =>
  listed(rig.outbox, storeId, filter, offset, limit).entries.map((entry) => entry.id);

test('arrived entries move to history at the next start, and stay in every list and count', () => {
  const ids = rig.add(1, 450, 7);
  rig.arrive(ids);
  const before = rig.reopen().summary(storeId);
  rig.putAway();
  expect(inOutbox()).toBe(0);
  expect(rig.outbox.history.count(storeId)).toBe(450);
  expect(rig.outbox.summary(storeId)).toEqual({ ...before, version: expect.any(Number) });
  expect(rig.reopen().summary(storeId)).toEqual({ ...before, version: expect.any(Number) });
  expect(rig.outbox.counts.ofBatch(7)).toEqual({
    open: 0,
    arrived: 450,
    failed: 0,
    cancelled: 0,
    takenBack: 0,
    removed: 0,
    variantImages: { arrived: 0, failed: 0, cancelled: 0, takenBack: 0, removed: 0 },
  });
  expect(listed(rig.outbox, storeId, 'done', 0, 1).total).toBe(450);
  expect(rig.outbox.views.one(storeId, ids[3] ?? 0)).toMatchObject({ id: ids[3], state: { type: 'done' } });
});

test('entries of the current run stay in the outbox, and move when the next run begins', () => {
  rig.outbox.openStore(storeId, {} as never, true);
  rig.clock.turn(60_000);
  const first = rig.add(1, 3);
  rig.arrive(first);
  rig.clock.turn(60_000);
  expect(inOutbox()).toBe(3);
  rig.reopen().openStore(storeId, {} as never, true);
  rig.clock.turn(1);
  rig.add(2, 2);
  rig.clock.turn(60_000);
  expect(idsIn('all').slice(2)).toEqual(first.toReversed());
  expect(inOutbox()).toBe(2);
  expect(rig.outbox.summary(storeId)).toMatchObject({ waiting: 2, done: 0, doneListed: 3 });
});

test.each([
  ['fails', () => rig.fail(rig.add(1, 1))],
  ['waits', () => rig.add(1, 1)],
  ['is cancelled', () => rig.apply(rig.add(1, 1), { type: 'cancel', now: 1 })],
  [
    'is an intent to empty it',
    () => rig.outbox.add({ storeId, productId: 1, batchId: null }, [{ type: 'clear' }]),
  ],
  ['is to be settled', () => rig.outbox.reconcileJobs.request(storeId, 1, 1)],
])('arrived entries stay in the outbox while something of their product %s', (_what, leave) => {
  rig.arrive(rig.add(1, 3));
  rig.arrive(rig.add(2, 2));
  leave();
  rig.putAway();
  expect(rig.outbox.history.count(storeId)).toBe(2);
  expect(
    rig.outbox.entries.ofProduct(storeId, 1, true).filter(({ progress }) => progress.type === 'done'),
  ).toHaveLength(3);
});

test('entries that ended before the clock was set back move as well', () => {
  rig.arrive(rig.add(1, 2));
  rig.db.run('UPDATE entries SET finished_at = finished_at + 86400000');
  rig.putAway();
  expect(rig.outbox.history.count(storeId)).toBe(2);
});

test('pages continue from the outbox into history, newest first, each entry once', () => {
  const old = rig.add(1, 5);
  rig.arrive(old);
  rig.putAway();
  const now = rig.add(2, 3);
  rig.arrive(now);
  const all = [...now.toReversed(), ...old.toReversed()];
  expect(idsIn('all')).toEqual(all);
  expect([
    ...idsIn('done', 0, 2),
    ...idsIn('done', 2, 2),
    ...idsIn('done', 4, 2),
    ...idsIn('done', 6, 9),
  ]).toEqual(all);
  expect(idsIn('open')).toEqual([]);
});

test('a preview is deleted with the move, and replaced by the store’s picture', () => {
  rig.product(1, 'Mug', 'MUG');
  const ids = rig.add(1, 2);
  rig.arrive(ids);
  rig.image(1, 1_000 + (ids[0] ?? 0));
  rig.putAway();
  expect(rig.forgotten).toHaveLength(2);
  const previews = listed(rig.outbox, storeId, 'done', 0, 9).entries.map(({ preview }) => preview);
  expect(previews).toEqual([null, `/picture/alder/1/${1_000 + (ids[0] ?? 0)}/tiny?v=now`]);
});

test('clearing the list clears history too', () => {
  rig.arrive(rig.add(1, 2));
  rig.putAway();
  rig.arrive(rig.add(2, 2));
  rig.reopen().clearFinished(storeId);
  expect(idsIn('all')).toEqual([]);
  expect(rig.outbox.summary(storeId)).toMatchObject({ done: 0, doneListed: 0 });
});

test('dismissing one history entry removes only that one', () => {
  const ids = rig.add(1, 3);
  rig.arrive(ids);
  rig.putAway();
  rig.outbox.summary(storeId);
  rig.outbox.dismiss(ids.slice(0, 1));
  expect(idsIn('done')).toEqual([ids[2], ids[1]]);
  expect(rig.outbox.summary(storeId)).toMatchObject({ done: 2, doneListed: 2 });
});

test('dismissing entries of earlier runs leaves this run’s count alone', () => {
  const old = rig.add(1, 3);
  rig.arrive(old);
  rig.reopen();
  const now = rig.add(2, 2);
  rig.arrive(now.slice(0, 1));
  rig.reopen().dismiss(old);
  expect(rig.outbox.summary(storeId)).toMatchObject({ waiting: 1, done: 1, doneListed: 1 });
});

test('history is pruned by age', () => {
  rig.arrive(rig.add(1, 450));
  rig.putAway();
  rig.clock.turn(historyKept.ms);
  const late = rig.add(2, 2);
  rig.arrive(late);
  rig.putAway();
  expect(idsIn('done')).toEqual(late.toReversed());
  expect(rig.outbox.summary(storeId)).toMatchObject({ doneListed: 2 });
});

test('history is pruned by number, the oldest first', () => {
  const ids = rig.add(1, 9);
  rig.arrive(ids);
  rig.putAway();
  expect(rig.outbox.history.prune(rig.clock.now(), { ms: historyKept.ms, entries: 4 }, 3)).toBe(3);
  expect(rig.outbox.history.prune(rig.clock.now(), { ms: historyKept.ms, entries: 4 }, 3)).toBe(2);
  expect(rig.outbox.history.prune(rig.clock.now(), { ms: historyKept.ms, entries: 4 }, 3)).toBe(0);
  expect(idsIn('done')).toEqual(ids.slice(5).toReversed());
});

test('old batches go with their last entry, visible ones never', () => {
  for (const [id, dismissed] of [
    [1, 1],
    [2, 1],
    [3, 0],
  ] as const) {
    rig.db.run(
      `INSERT INTO batches (id, store_id, source, at, phase, dismissed) VALUES (?, 'alder', 'drop', 5, 'queued', ?)`,
      id,
      dismissed,
    );
    rig.db.run(`INSERT INTO refusals (batch_id, file_name, folder, reason) VALUES (?, 'x', '', '{}')`, id);
  }
  rig.add(1, 1, 2);
  rig.clock.turn(historyKept.ms);
  rig.putAway();
  expect(rig.db.all('SELECT id FROM batches ORDER BY id')).toEqual([{ id: 2 }, { id: 3 }]);
  expect(rig.db.get('SELECT count(*) AS n FROM refusals')).toEqual({ n: 2 });
});

test('disconnecting a store deletes its history', () => {
  rig.arrive(rig.add(1, 2));
  rig.putAway();
  rig.db.run('DELETE FROM stores');
  expect(rig.db.get('SELECT count(*) AS n FROM history')).toEqual({ n: 0 });
});

test('the outbox and its history have the same columns', () => {
  const columns = (table: string): unknown =>
    rig.db.all(`SELECT name, type FROM pragma_table_info('${table}')`);
  expect(columns('history')).toEqual(columns('entries'));
});

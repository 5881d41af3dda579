import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewIntent } from '../../../electron/outbox/intent.ts';
import { OutboxRig } from './outbox-rig.ts';
import { listed } from '../../support/listed.ts';

let rig: OutboxRig;
const storeId = 'alder';
beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

const removal: NewIntent = { type: 'remove', imageIds: [1], replacing: false, notBefore: 0 };

/** The order in which waiting entries would be sent. */
function sendingOrder(): number[] {
  const order: number[] = [];
  for (;;) {
    const next = rig.outbox.entries.nextWaiting(storeId, []);
    if (!next) return order;
    order.push(next.id);
    rig.apply([next.id], { type: 'taken' });
  }
}

const states = (ids: readonly number[]): string[] =>
  rig.outbox.entries.getAll(ids).map(({ progress }) => progress.type);

test('waiting entries are sent in the order of queueing', () => {
  const ids = [...rig.add(1, 2), ...rig.add(2, 2)];
  expect(sendingOrder()).toEqual(ids);
});

test('"send first" puts an entry before all waiting ones and keeps its position in the gallery', () => {
  const ids = rig.add(1, 4);
  const before = rig.outbox.entries.getAll(ids).map((entry) => entry.type === 'upload' && entry.sortOrder);
  rig.outbox.sendFirst([ids[2] ?? 0]);
  expect(
    listed(rig.outbox, storeId, 'open', 0, 9).entries.map(({ id, goesFirst }) => [id, goesFirst]),
  ).toEqual([
    [ids[2], true],
    [ids[0], false],
    [ids[1], false],
    [ids[3], false],
  ]);
  expect(rig.outbox.entries.getAll(ids).map((entry) => entry.type === 'upload' && entry.sortOrder)).toEqual(
    before,
  );
  expect(sendingOrder()).toEqual([ids[2], ids[0], ids[1], ids[3]]);
});

test('a later "send first" comes before an earlier one', () => {
  const ids = rig.add(1, 3);
  rig.outbox.sendFirst([ids[1] ?? 0]);
  rig.outbox.sendFirst([ids[2] ?? 0]);
  expect(sendingOrder()).toEqual([ids[2], ids[1], ids[0]]);
});

test('a product or batch is sent first in its own order', () => {
  const mugs = rig.add(1, 2, 1);
  const lamps = rig.add(2, 2, 2);
  const bowls = rig.add(3, 2, 2);
  rig.outbox.sendAllFirst(storeId, { productId: 3 });
  rig.outbox.sendAllFirst(storeId, { batchId: 1 });
  expect(sendingOrder()).toEqual([...mugs, ...bowls, ...lamps]);
});

test('failed and done entries are not affected by it', () => {
  const [failed = 0, done = 0, waits = 0] = rig.add(1, 3);
  rig.fail([failed]);
  rig.arrive([done]);
  rig.outbox.sendFirst([failed, done, waits]);
  expect([...rig.outbox.entries.goingFirst([failed, done, waits])]).toEqual([waits]);
});

test('retrying and cancelling affect only the chosen product or batch', () => {
  const mugs = rig.add(1, 2, 1);
  const lamps = rig.add(2, 2, 1);
  const bowls = rig.add(3, 2, 2);
  rig.fail([...mugs, ...lamps]);
  rig.outbox.openStore(storeId, {} as never, true);
  rig.outbox.retryFailed(storeId, { productId: 1 });
  expect([...states(mugs), ...states(lamps)]).toEqual(['waiting', 'waiting', 'failed', 'failed']);
  rig.outbox.cancelAll(storeId, { batchId: 2 });
  expect([...states(mugs), ...states(bowls)]).toEqual(['waiting', 'waiting', 'cancelled', 'cancelled']);
  rig.outbox.retryFailed(storeId, { batchId: 1 });
  expect(states(lamps)).toEqual(['waiting', 'waiting']);
  rig.outbox.cancelAll(storeId);
  expect(states([...mugs, ...lamps])).toEqual(Array(4).fill('cancelled'));
});

test('clearing finished entries removes only those that arrived', () => {
  const [arrived = 0, failed = 0, cancelled = 0, waits = 0] = rig.add(1, 4);
  rig.arrive([arrived]);
  rig.fail([failed]);
  rig.apply([cancelled], { type: 'cancel', now: 0 });
  rig.outbox.clearFinished(storeId);
  expect(listed(rig.outbox, storeId, 'all', 0, 9).entries.map(({ id }) => id)).toEqual([
    failed,
    waits,
    cancelled,
  ]);
  expect(rig.outbox.summary(storeId)).toMatchObject({ failed: 1, cancelled: 1, waiting: 1, doneListed: 0 });
});

test('what stays because its product is still checked is counted, and dismissed once that is over', () => {
  const [first = 0, second = 0] = rig.add(1, 2);
  rig.arrive([first, second]);
  const [entry] = rig.outbox.entries.getAll([first]);
  if (entry !== undefined) rig.outbox.reconcileJobs.recordDoubt(entry, 0);
  expect(rig.outbox.dismiss([first])).toBe(1);
  expect(rig.outbox.clearFinished(storeId)).toBe(2);
  expect(states([first, second])).toEqual(['done', 'done']);
  rig.db.run('DELETE FROM settles');
  expect(rig.outbox.dismiss([first])).toBe(0);
  expect(rig.outbox.clearFinished(storeId)).toBe(0);
});

test('a failed edit stays as well', () => {
  const [entry] = rig.outbox.add({ storeId, productId: 1, batchId: null }, [removal]);
  const id = entry?.id ?? 0;
  rig.db.run(
    `UPDATE entries SET state = 'failed', detail = '{"reason":{"code":"x","sentence":"No."}}' WHERE id = ?`,
    id,
  );
  rig.outbox.clearFinished(storeId);
  expect(states([id])).toEqual(['failed']);
});

test('entries to cancel are counted by type, for the whole store or a part', () => {
  const none = { photos: 0, variantImages: 0, changes: 0, removals: 0, clears: 0 };
  const mugs = rig.add(1, 3, 1);
  rig.add(2, 2, 2);
  rig.outbox.add({ storeId, productId: 1, batchId: null }, [{ ...removal, imageIds: [1, 2] }]);
  rig.arrive(mugs.slice(0, 1));
  rig.fail(mugs.slice(1, 2));
  expect(rig.outbox.counts.open(storeId)).toEqual({ ...none, photos: 3, removals: 2 });
  expect(rig.outbox.counts.open(storeId, { productId: 1 })).toEqual({ ...none, photos: 1, removals: 2 });
  expect(rig.outbox.counts.open(storeId, { batchId: 2 })).toEqual({ ...none, photos: 2 });
});

test('a cancelled batch is recorded together with its entries, or neither is', () => {
  const ids = rig.add(1, 2, 1);
  rig.outbox.openStore(storeId, {} as never, true);
  expect(() =>
    rig.outbox.cancelBatch(storeId, 1, () => {
      throw new Error('the disk is full');
    }),
  ).toThrow('full');
  expect(states(ids)).toEqual(['waiting', 'waiting']);
  let recorded = 0;
  rig.outbox.cancelBatch(storeId, 1, () => (recorded += 1));
  expect(states(ids)).toEqual(['cancelled', 'cancelled']);
  expect(recorded).toBe(1);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { OutboxRig } from './outbox-rig.ts';

let rig: OutboxRig;
const storeId = 'alder';
beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

/** The order in which a lane would take what waits. */
function sendingOrder(): number[] {
  const order: number[] = [];
  for (;;) {
    const next = rig.outbox.entries.nextWaiting(storeId, []);
    if (!next) return order;
    order.push(next.id);
    rig.apply([next.id], { is: 'taken' });
  }
}

const states = (ids: readonly number[]): string[] =>
  rig.outbox.entries.getAll(ids).map(({ progress }) => progress.is);

test('what waits goes in the order of queueing', () => {
  const ids = [...rig.add(1, 2), ...rig.add(2, 2)];
  expect(sendingOrder()).toEqual(ids);
});

test('"send first" puts an entry before all that waits, and keeps its place in the gallery', () => {
  const ids = rig.add(1, 4);
  const before = rig.outbox.entries.getAll(ids).map((entry) => entry.kind === 'upload' && entry.sortOrder);
  rig.outbox.sendFirst([ids[2] ?? 0]);
  expect(rig.outbox.page(storeId, 'open', 0, 9).entries.map(({ id, goesFirst }) => [id, goesFirst])).toEqual([
    [ids[2], true],
    [ids[0], false],
    [ids[1], false],
    [ids[3], false],
  ]);
  expect(rig.outbox.entries.getAll(ids).map((entry) => entry.kind === 'upload' && entry.sortOrder)).toEqual(
    before,
  );
  expect(sendingOrder()).toEqual([ids[2], ids[0], ids[1], ids[3]]);
});

test('what was put first last goes before what was put first earlier', () => {
  const ids = rig.add(1, 3);
  rig.outbox.sendFirst([ids[1] ?? 0]);
  rig.outbox.sendFirst([ids[2] ?? 0]);
  expect(sendingOrder()).toEqual([ids[2], ids[1], ids[0]]);
});

test('a product or a batch is sent first in its own order', () => {
  const mugs = rig.add(1, 2, 1);
  const lamps = rig.add(2, 2, 2);
  const bowls = rig.add(3, 2, 2);
  rig.outbox.sendAllFirst(storeId, { productId: 3 });
  rig.outbox.sendAllFirst(storeId, { batchId: 1 });
  expect(sendingOrder()).toEqual([...mugs, ...bowls, ...lamps]);
});

test('what failed or is done is not put first by it', () => {
  const [failed = 0, done = 0, waits = 0] = rig.add(1, 3);
  rig.fail([failed]);
  rig.arrive([done]);
  rig.outbox.sendFirst([failed, done, waits]);
  expect([...rig.outbox.entries.goingFirst([failed, done, waits])]).toEqual([waits]);
});

test('retrying and cancelling reach just the product or batch that is meant', () => {
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

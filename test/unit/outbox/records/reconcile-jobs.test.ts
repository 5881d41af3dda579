import { afterEach, beforeEach, expect, test } from 'vitest';
import { recheckAt } from '../../../../electron/outbox/jobs/reconcile.ts';
import { isGathering, type ReconcileJob } from '../../../../electron/outbox/records/reconcile-jobs.ts';
import { OutboxRig } from '../outbox-rig.ts';

const productId = 7;
let rig: OutboxRig;

beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

function job(): ReconcileJob {
  const [found] = rig.outbox.reconcileJobs.ready(rig.storeId);
  if (!found) throw new Error('there is no job');
  return found;
}

test('a product whose uploads were all answered as asked waits to be read with others', () => {
  const { reconcileJobs } = rig.outbox;
  reconcileJobs.request(rig.storeId, productId, 1);
  reconcileJobs.gather(rig.storeId, productId, 5_000);
  expect(isGathering(job())).toBe(true);
  expect(job().dueAt).toBe(5_000);
});

test('a product with an answer that is missing or differs is read at once, by itself', () => {
  const { reconcileJobs } = rig.outbox;
  reconcileJobs.request(rig.storeId, productId, 1);
  reconcileJobs.gather(rig.storeId, productId, 5_000);
  reconcileJobs.recordUnconfirmed(rig.storeId, productId);
  reconcileJobs.gather(rig.storeId, productId, 6_000);
  // Further photos for it change nothing of that.
  reconcileJobs.request(rig.storeId, productId, 2);
  reconcileJobs.gather(rig.storeId, productId, 7_000);
  expect(isGathering(job())).toBe(false);
  expect(job().dueAt).toBe(0);
});

test('a product with a doubt is not read together with others, and nor is one that was wrong', () => {
  const { reconcileJobs } = rig.outbox;
  const [id = 0] = rig.add(productId, 1);
  const entry = rig.outbox.entries.get(id);
  if (!entry) throw new Error('nothing was queued');
  rig.db.run(`UPDATE entries SET state = 'done'`);
  expect(isGathering(job())).toBe(true);
  reconcileJobs.retryAt(job(), 5_000);
  expect(isGathering(job())).toBe(false);
  reconcileJobs.request(rig.storeId, productId, id);
  expect(isGathering(job())).toBe(true);
  reconcileJobs.recordDoubt(entry, 1_000);
  expect(isGathering(job())).toBe(false);
});

test('a doubt recorded before the clock was set back by a day ends after minutes', () => {
  const { reconcileJobs } = rig.outbox;
  const day = 86_400_000;
  const [id = 0] = rig.add(productId, 1);
  const entry = rig.outbox.entries.get(id);
  if (!entry) throw new Error('nothing was queued');
  rig.db.run(`UPDATE entries SET state = 'done'`);
  reconcileJobs.recordDoubt(entry, day);
  let checkedAt = 0;
  for (let checks = 0; reconcileJobs.has(rig.storeId, productId); checks += 1) {
    expect(checks).toBeLessThan(5);
    const due = job();
    const next = recheckAt(due, checkedAt);
    reconcileJobs.arranged(due, next);
    checkedAt = next ?? checkedAt;
  }
  expect(checkedAt).toBeLessThan(5 * 60_000);
});

test('a product that an order waits for is awaited, and no other', () => {
  const { reconcileJobs } = rig.outbox;
  for (const id of [productId, 8]) reconcileJobs.request(rig.storeId, id, 1);
  const order = { base: [], order: [], touched: [], unanswered: [], reported: null };
  rig.outbox.add({ storeId: rig.storeId, productId, batchId: null }, [{ type: 'arrange', ...order }]);
  const awaited = reconcileJobs.ready(rig.storeId).filter(({ isAwaited }) => isAwaited);
  expect(awaited.map((one) => one.productId)).toEqual([productId]);
});

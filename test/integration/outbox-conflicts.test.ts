import { afterEach, describe, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
afterEach(() => bench.close());

const upload = { method: 'POST', path: '/images$' };

async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open({ speed: 20, ...options });
  const storeId = await bench.connect();
  return { storeId, productId: await bench.emptyProduct() };
}

async function statusesOfPosts(): Promise<(number | null)[]> {
  return (await bench.requests()).filter(({ method }) => method === 'POST').map(({ status }) => status);
}

describe.each(['409', '423', '422'] as const)(
  'a store that takes one change of a product at a time and answers %s',
  (parallelChanges) => {
    test('gets all photos, one at a time from the first conflict on', async () => {
      const { storeId, productId } = await ready({ rules: { parallelChanges } });
      expect(await bench.app.handlers['app.changeSettings']({ parallel: 4 })).toMatchObject({ ok: true });
      await bench.fault({ ...upload, times: 'always' }, { kind: 'latency', ms: 30 });
      await bench.drop(storeId, productId, [await bench.photos(12)]);
      await bench.app.outbox.drained();
      expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 12, failed: 0 });
      expect(await bench.names(productId)).toEqual(
        Array.from({ length: 12 }, (_, n) => String(n + 1).padStart(2, '0')),
      );
      const conflicts = (await statusesOfPosts()).filter((status) => status === Number(parallelChanges));
      expect(conflicts.length).toBeGreaterThan(0);
      // Only what was under way together with the first.
      expect(conflicts.length).toBeLessThanOrEqual(3);
    });
  },
);

test('a product with conflicts keeps no other product waiting', async () => {
  const { storeId, productId } = await ready({ rules: { parallelChanges: '409' } });
  const other = await bench.otherProduct(productId);
  const before = (await bench.gallery(other)).length;
  expect(await bench.app.handlers['app.changeSettings']({ parallel: 4 })).toMatchObject({ ok: true });
  await bench.fault(
    { method: 'POST', path: `/${productId}/images$`, times: 'always' },
    { kind: 'latency', ms: 150 },
  );
  await bench.drop(storeId, productId, [await bench.photos(6)]);
  await bench.drop(storeId, other, [await bench.photos(1, 50)]);
  await bench.app.outbox.drained();
  expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 7, failed: 0 });
  expect(await bench.gallery(other)).toHaveLength(before + 1);
});

test('a store that answers 500 to too many at once gets all photos, at its own pace', async () => {
  const { storeId, productId } = await ready({ rules: { postsAtOnce: '3-as-500' } });
  await bench.fault({ ...upload, times: 'always' }, { kind: 'latency', ms: 120 });
  await bench.drop(storeId, productId, [await bench.photos(30)]);
  await bench.app.outbox.drained();
  expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 30, failed: 0 });
  expect(await bench.gallery(productId)).toHaveLength(30);
});

test('photos of a product that is deleted in mid-batch fail with the reason, and all others arrive', async () => {
  const { storeId, productId } = await ready();
  const other = await bench.otherProduct(productId);
  const before = (await bench.gallery(other)).length;
  const slow = { method: 'POST', path: `/${productId}/images$`, nth: 3, times: 'always' } as const;
  await bench.fault(slow, { kind: 'latency', ms: 1_000 });
  await bench.drop(storeId, productId, [await bench.photos(8)]);
  await bench.drop(storeId, other, [await bench.photos(4, 50)]);
  await bench.until(() => bench.app.outbox.summary(storeId).done >= 2);
  await bench.removeProductElsewhere(productId);
  await bench.app.outbox.drained();
  const { entries } = bench.app.outbox;
  const failed = entries.getAll(entries.idsIn(storeId, ['failed']));
  expect(failed.length).toBeGreaterThan(0);
  for (const { progress, productId: of } of failed) {
    expect(progress).toMatchObject({ reason: { code: 'not-found' } });
    expect(of).toBe(productId);
  }
  expect(await bench.gallery(other)).toHaveLength(before + 4);
  expect(bench.app.outbox.state(storeId).type).toBe('ready');
});

test('a store under maintenance is told as such, costs no photo an attempt, and is gone on with when it is back', async () => {
  const { storeId, productId } = await ready({ speed: 120 });
  await bench.rules({ maintenance: 'on' });
  await bench.drop(storeId, productId, [await bench.photos(5)]);
  await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
  expect(bench.app.outbox.state(storeId)).toMatchObject({ reason: { code: 'store-maintenance' } });
  // Longer, as the app has it, than ten attempts of a photo take.
  for (let probes = 0; probes < 12; probes += 1) {
    const { nextProbeAt } = bench.app.outbox.state(storeId) as { nextProbeAt: number };
    await bench.until(() => {
      const state = bench.app.outbox.state(storeId);
      return state.type === 'offline' && state.nextProbeAt > nextProbeAt;
    });
  }
  expect(bench.app.outbox.summary(storeId).failed).toBe(0);
  await bench.rules({ maintenance: 'off' });
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02', '03', '04', '05']);
});

test('what was learnt of how many uploads a store takes outlives a restart', async () => {
  const { storeId, productId } = await ready({ rules: { postsAtOnce: '3' } });
  // Long enough for a fourth upload to begin while three are under way, also on a busy machine.
  await bench.fault({ ...upload, times: 'always' }, { kind: 'latency', ms: 120 });
  await bench.drop(storeId, productId, [await bench.photos(30)]);
  await bench.app.outbox.drained();
  await bench.app.close();
  await bench.restartApp();
  const before = (await statusesOfPosts()).length;
  let maxSending = 0;
  bench.app.onDelta(() => {
    maxSending = Math.max(maxSending, bench.app.outbox.summary(storeId).sending);
  });
  await bench.drop(storeId, productId, [await bench.photos(4, 40)]);
  await bench.app.outbox.drained();
  // More would be refused. A photo whose answer is being recorded still counts as sending.
  expect(maxSending).toBeGreaterThanOrEqual(3);
  expect((await statusesOfPosts()).slice(before)).not.toContain(429);
});

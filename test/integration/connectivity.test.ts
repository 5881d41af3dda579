import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { Workbench } from './support/workbench.ts';
import { portals } from './support/portals.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

let bench: Workbench;
let second: PracticeStore | null = null;
afterEach(async () => {
  await bench.close();
  await second?.close();
  second = null;
});

const upload = { method: 'POST', path: '/images$' };

async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open(options);
  const storeId = await bench.connect();
  return { storeId, productId: await bench.emptyProduct() };
}

async function connectSecond(): Promise<string> {
  second = await startPracticeStore({ dataDir: join(bench.folder, 'second'), products: 12 });
  const address = `${second.origin}/stores/${second.storeHash}`;
  const connected = await bench.app.stores.connect(address, second.accessToken);
  if (!connected.ok) throw new Error(sentenceOf(connected.reason));
  return connected.value.storeId;
}

function offlineState(storeId: string) {
  const state = bench.app.outbox.state(storeId);
  if (state.type !== 'offline') throw new Error(`The store is ${state.type}.`);
  return state;
}

describe('a network that answers every address with its own page', () => {
  test.each(portals)(
    'and %i keeps the photos waiting, and they are sent by themselves after that',
    async (status, code) => {
      const { storeId, productId } = await ready({ speed: 60 });
      await bench.rules({ portal: status });
      await bench.drop(storeId, productId, [await bench.photos(4)]);
      await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
      expect(offlineState(storeId)).toMatchObject({ reason: { code } });
      await bench.rules({ portal: 'open' });
      await bench.app.outbox.drained();
      expect(await bench.gallery(productId)).toHaveLength(4);
    },
  );
});

describe('a system event that the network or the computer is back', () => {
  test('is not trusted while the store doesn’t answer', async () => {
    const { storeId, productId } = await ready();
    await bench.stopStore();
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
    const before = offlineState(storeId);
    bench.app.networkMayBeBack();
    await bench.until(() => offlineState(storeId).nextProbeAt !== before.nextProbeAt);
    expect(offlineState(storeId).since).toBe(before.since);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ failed: 0, done: 0 });
    await bench.startStore();
  });

  test('probes the store at once, and everything is sent after its answer', async () => {
    const { storeId, productId } = await ready();
    await bench.stopStore();
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
    // Long enough that it would not be probed by itself for a while.
    while (offlineState(storeId).nextProbeAt - Date.now() < 3_000) {
      const { nextProbeAt } = offlineState(storeId);
      bench.app.networkMayBeBack();
      await bench.until(() => offlineState(storeId).nextProbeAt !== nextProbeAt);
    }
    await bench.startStore();
    const startedAt = Date.now();
    const { nextProbeAt } = offlineState(storeId);
    bench.app.networkMayBeBack();
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(3);
    expect(nextProbeAt - startedAt).toBeGreaterThan(0);
  });
});

describe('a store that needs a new token', () => {
  test('pauses alone: the other store’s photos are sent', async () => {
    const { storeId, productId } = await ready();
    const otherId = await connectSecond();
    await bench.fault({ ...upload, times: 'always' }, { kind: 'status', status: 401 });
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.until(() => bench.app.outbox.state(storeId).type === 'needs-sign-in');

    await bench.drop(otherId, productId, [await bench.photos(3, 4)]);
    await bench.until(() => bench.app.outbox.summary(otherId).done === 3);
    expect(bench.app.outbox.state(otherId).type).toBe('ready');
    expect(bench.app.outbox.state(storeId).type).toBe('needs-sign-in');
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 0, failed: 0 });

    await bench.clearFaults();
    await bench.app.stores.signIn(storeId, bench.store.accessToken);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(3);
  });
});

describe('a keychain that lost the token', () => {
  test('asks for it again, and the queue survives restarts meanwhile', async () => {
    const { storeId, productId } = await ready();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    bench.app.stores.pause(storeId, false);
    await bench.app.close();
    await bench.keychain.delete(storeId);
    for (let start = 0; start < 2; start += 1) {
      await bench.restartApp();
      expect(bench.app.outbox.state(storeId)).toMatchObject({ type: 'needs-sign-in' });
      const { waiting, verifying, done, failed, sending } = bench.app.outbox.summary(storeId);
      expect({ open: waiting + verifying + done, failed, sending }).toEqual({
        open: 4,
        failed: 0,
        sending: 0,
      });
      await bench.app.close();
    }
    await bench.restartApp();
    expect(await bench.app.stores.signIn(storeId, bench.store.accessToken)).toMatchObject({ ok: true });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03', '04']);
    expect(await bench.keychain.get(storeId)).toEqual({ ok: true, value: bench.store.accessToken });
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import type { EffectName, Effects } from '../../electron/outbox/effects.ts';
import { Workbench } from '../integration/support/workbench.ts';
import { serveOnePicture } from './fixtures.ts';
import { effectsOf, failAt } from './runs.ts';
import { Workshop } from './workshop.ts';

let bench: Workbench | null = null;
let workshop: Workshop | null = null;
afterEach(async () => {
  await bench?.close();
  await workshop?.close();
  bench = null;
  workshop = null;
});

/** Fails the named effect this many times; `after`: its work is done nevertheless. */
function failing(failed: EffectName, times: number, when: 'before' | 'after' = 'before'): Effects {
  let left = times;
  return {
    do(name, work) {
      const fails = name === failed && left-- > 0;
      if (fails && when === 'before') throw new Error('database or disk is full');
      const result = work();
      if (fails) throw new Error('database or disk is full');
      return result;
    },
  };
}

async function ready(effects: Effects, speed = 20) {
  bench = await Workbench.open({ speed });
  await bench.app.close();
  await bench.restartApp({ effects });
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  return { bench, storeId, productId };
}

const posts = async ({ store }: Workbench): Promise<number> => {
  const answer = await fetch(`${store.origin}/practice/log`, {
    headers: { 'x-auth-token': store.accessToken },
  });
  const { requests } = (await answer.json()) as { requests: { method: string }[] };
  return requests.filter(({ method }) => method === 'POST').length;
};

describe('a temporarily full disk', () => {
  test('before an attempt is recorded: nothing is sent, and all is sent once there is room', async () => {
    const { bench, storeId, productId } = await ready(failing('record-attempt', 3));
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03', '04']);
    expect(await posts(bench)).toBe(4);
  });

  test('when an outcome is recorded: the image is found and adopted, not sent again', async () => {
    const { bench, storeId, productId } = await ready(failing('record-outcome', 2));
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03', '04']);
    expect(await posts(bench)).toBe(4);
  });

  test.each(['record-look', 'record-place', 'record-reconciled', 'free-bytes'] as const)(
    'at %s: the work is done again',
    async (name) => {
      const { bench, storeId, productId } = await ready(failing(name, 1));
      await bench.fault(
        { method: 'POST', path: '/images$', nth: 2 },
        { kind: 'html', status: 200, when: 'after' },
      );
      await bench.drop(storeId, productId, [await bench.photos(3)]);
      await bench.app.outbox.drained();
      await bench.until(() => bench.app.outbox.reconcileJobs.ready(storeId).every((due) => due.arranged));
      expect(await bench.names(productId)).toEqual(['01', '02', '03']);
    },
  );

  test('during staging: what was not queued is reported, and dropping it again keeps the order', async () => {
    workshop = await Workshop.open(7, '--quota', '100000');
    const shape = { folder: 3, web: false, onCleared: null };
    const names = await effectsOf(workshop, shape);
    const synced = names.flatMap((name, index) => (name === 'file.sync' ? [index + 1] : []));
    for (const at of synced.slice(4, 6)) {
      const { problems } = await failAt(workshop, at, shape, { is: 'fail', at, times: 1, disk: true });
      expect(problems, `effect ${at}`).toEqual([]);
    }
  });
});

test('an unreachable store is probed again, though a probe failed in an unknown way', async () => {
  const { bench, storeId, productId } = await ready(failing('probe', 1));
  await bench.stopStore();
  await bench.drop(storeId, productId, [await bench.photos(2)]);
  await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
  await bench.startStore();
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02']);
});

describe('clearing a gallery', () => {
  const wholly = { method: 'DELETE', path: '/images$' };

  test('that must be retried never removes later photos', async () => {
    const { bench, storeId, productId } = await ready(failing('probe', 0));
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    await bench.fault({ ...wholly, times: 2 }, { kind: 'status', status: 503 });
    bench.app.stores.pause(storeId, true);
    bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
    await bench.drop(storeId, productId, [await bench.photos(3, 5)]);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['05', '06', '07']);
    expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([true, false, false]);
  });

  test('that failed and is retried later keeps later photos', async () => {
    const { bench, storeId, productId } = await ready(failing('probe', 0));
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    await bench.fault({ method: 'GET', path: '/v2/.*/images$' }, { kind: 'status', status: 507 });
    await bench.fault({ ...wholly }, { kind: 'status', status: 507 });
    bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.summary(storeId).failed).toBe(1);
    await bench.drop(storeId, productId, [await bench.photos(3, 5)]);
    await bench.app.outbox.drained();
    await bench.clearFaults();
    bench.app.outbox.retryFailed(storeId);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['05', '06', '07']);
  });

  test('rejects no photo as a duplicate of an image to be removed', async () => {
    const { bench, storeId, productId } = await ready(failing('probe', 0));
    const folder = await bench.photos(3);
    await bench.drop(storeId, productId, [folder]);
    await bench.app.outbox.drained();
    bench.app.stores.pause(storeId, true);
    bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
    await bench.drop(storeId, productId, [folder]);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03']);
  });
});

test('a web picture that the store committed late, just before the second attempt, is adopted', async () => {
  let looks = 0;
  const slowThirdLook: Effects = {
    do(name, work) {
      if (name !== 'look' || ++looks !== 3) return work();
      // The second attempt reads the gallery only after the late commit.
      return new Promise((wake) => setTimeout(wake, 1_200)).then(work) as ReturnType<typeof work>;
    },
  };
  const web = await serveOnePicture();
  try {
    const { bench, storeId, productId } = await ready(slowThirdLook, 60);
    await bench.fault({ method: 'POST', path: '/images$' }, { kind: 'late-commit', ms: 600 });
    bench.app.addUrls({ storeId, productId }, [`${web.origin}/late.jpg`]);
    await bench.app.outbox.drained();
    await bench.until(() => !bench.app.outbox.reconcileJobs.has(storeId, productId));
    expect(looks).toBe(3);
    expect(await bench.gallery(productId)).toHaveLength(1);
    expect(await posts(bench)).toBe(2);
  } finally {
    web.close();
  }
});

test('reconciliation continues until a copy is removed, however often the store says that it is down', async () => {
  const { bench, storeId, productId } = await ready(failing('probe', 0), 60);
  await bench.fault({ method: 'POST', path: '/images$' }, { kind: 'late-commit', ms: 500 });
  await bench.fault(
    { method: 'DELETE', path: '/images/\\d+$', times: 7 },
    { kind: 'status', status: 503, noRateHeaders: false },
  );
  await bench.drop(storeId, productId, [await bench.photos(2)]);
  await bench.app.outbox.drained();
  await bench.until(() => !bench.app.outbox.reconcileJobs.has(storeId, productId));
  expect(await bench.names(productId)).toEqual(['01', '02']);
});

import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import type { Settings } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
afterEach(() => bench.close());

const upload = { method: 'POST', path: '/images$' };

async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open(options);
  const storeId = await bench.connect();
  return { storeId, productId: await bench.emptyProduct() };
}

async function choose(change: Partial<Settings>): Promise<void> {
  expect(await bench.app.handlers['app.changeSettings'](change)).toMatchObject({ ok: true });
}

/** Incompressible photos of about 300 KB each. */
async function largePhotos(count: number): Promise<string> {
  const folder = await mkdtemp(join(bench.folder, 'large-'));
  const raw = { width: 400, height: 300, channels: 3 } as const;
  for (let n = 0; n < count; n += 1) {
    await sharp(randomBytes(raw.width * raw.height * 3), { raw })
      .jpeg({ quality: 100 })
      .toFile(join(folder, `${n}.jpg`));
  }
  return folder;
}

describe('the number of parallel uploads', () => {
  test('is kept if it is chosen, and a change applies at once', async () => {
    const { storeId, productId } = await ready();
    await choose({ parallel: 1 });
    await bench.fault({ ...upload, times: 'always' }, { kind: 'latency', ms: 60 });
    let max = 0;
    const stop = bench.app.onDelta(() => {
      max = Math.max(max, bench.app.outbox.summary(storeId).sending);
    });
    await bench.drop(storeId, productId, [await bench.photos(14)]);
    await bench.until(() => bench.app.outbox.summary(storeId).done >= 2);
    expect(max).toBe(1);
    await choose({ parallel: 6 });
    expect(bench.app.outbox.summary(storeId).sending).toBe(6);
    await bench.app.outbox.drained();
    stop();
    expect(max).toBeLessThanOrEqual(6);
  });
});

describe('a store that accepts three parallel uploads', () => {
  test.each(['3', '3-without-headers'] as const)(
    'gets all photos after a few refusals, without waiting for the end of the window (%s)',
    async (postsAtOnce) => {
      const { storeId, productId } = await ready({ rules: { postsAtOnce }, quota: 1_000 });
      await bench.fault({ ...upload, times: 'always' }, { kind: 'latency', ms: 100 });
      const startedAt = Date.now();
      await bench.drop(storeId, productId, [await bench.photos(30)]);
      await bench.app.outbox.drained();
      expect(Date.now() - startedAt).toBeLessThan(15_000);
      expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 30, failed: 0 });
      expect(await bench.gallery(productId)).toHaveLength(30);
      const posts = (await bench.requests()).filter(({ method }) => method === 'POST');
      const refused = posts.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThanOrEqual(6);
    },
  );
});

describe('the bandwidth limit', () => {
  test('applies to running uploads, can be removed meanwhile, and survives a restart', async () => {
    const { storeId, productId } = await ready();
    await choose({ bandwidth: { usual: 10_000, periods: [] } });
    await bench.drop(storeId, productId, [await largePhotos(2)]);
    await bench.until(() => bench.app.outbox.summary(storeId).bytesSent > 10_000);
    const { bytesSent, bytesTotal } = bench.app.outbox.summary(storeId);
    expect(bytesTotal).toBeGreaterThan(250_000);
    expect(bytesSent).toBeLessThan(100_000);
    await choose({ bandwidth: { usual: null, periods: [] } });
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toHaveLength(2);

    await choose({ bandwidth: { usual: 250_000, periods: [] }, reserve: 7 });
    await bench.app.close();
    await bench.restartApp();
    expect(await bench.app.handlers['app.snapshot']({})).toMatchObject({
      value: { settings: { parallel: 'auto', reserve: 7, bandwidth: { usual: 250_000 } } },
    });
  });
});

describe('the reserve for other apps', () => {
  test('is left in the window, and lowering it releases what it held back', async () => {
    const { storeId, productId } = await ready({ quota: 30 });
    await choose({ reserve: 10 });
    await bench.drop(storeId, productId, [await bench.photos(28)]);
    await bench.until(() => bench.app.stores.list()[0]?.state.type === 'throttled');
    const { done } = bench.app.outbox.summary(storeId);
    expect(done).toBeLessThanOrEqual(20);
    await choose({ reserve: 0 });
    await bench.until(() => bench.app.outbox.summary(storeId).done >= done + 4);
  });
});

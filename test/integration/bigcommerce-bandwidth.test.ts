import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBandwidth } from '../../electron/bigcommerce/pacing/bandwidth.ts';
import { systemClock } from '../../electron/util/clock.ts';
import { createWebdav } from '../../electron/bigcommerce/v2/webdav.ts';
import type { BandwidthSetting } from '../../shared/model.ts';
import {
  bodyOf,
  clientOf,
  json,
  looseStore,
  pictures,
  type LooseStore,
  type Pictures,
} from './bigcommerce-support.ts';

const batch = { priority: 'batch' } as const;
const created = { data: { id: 1, product_id: 7, sort_order: 3 }, meta: {} };

let stores: LooseStore[];
let photos: Pictures;
beforeAll(async () => {
  stores = [await looseStore(), await looseStore()];
  photos = await pictures();
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await photos.close();
});

/** Data received by either store: milliseconds and bytes. */
let came: { at: number; bytes: number }[];
let onData: () => void;
const total = (): number => came.reduce((sum, { bytes }) => sum + bytes, 0);

beforeEach(() => {
  came = [];
  onData = () => undefined;
  for (const store of stores) {
    store.answer((request, response) => {
      request.on('data', (chunk: Buffer) => {
        came.push({ at: performance.now(), bytes: chunk.length });
        onData();
      });
      const answer = (): unknown =>
        request.method === 'PUT' ? response.writeHead(201).end() : json(response, 200, created);
      bodyOf(request).then(answer, () => undefined);
    });
  }
});

function capped(first: BandwidthSetting['usual']) {
  let setting: BandwidthSetting = { usual: first, periods: [] };
  const bandwidth = createBandwidth({ clock: systemClock, setting: () => setting });
  return {
    bandwidth,
    change(next: BandwidthSetting) {
      setting = next;
      bandwidth.reconsider();
    },
  };
}

/** Maximum of bytes over the cap between any two moments. */
function maxBeyond(bytesPerSecond: number): number {
  let max = 0;
  for (const [first, { at: from }] of came.entries()) {
    let bytes = 0;
    for (const one of came.slice(first)) {
      bytes += one.bytes;
      max = Math.max(max, bytes - (bytesPerSecond * (one.at - from)) / 1000);
    }
  }
  return max;
}

describe('a bandwidth cap', () => {
  it('holds for all uploads to all stores together, at any moment', async () => {
    const cap = 2_000_000;
    const { bandwidth } = capped(cap);
    const clients = stores.map((store) => clientOf(store.origin, { bandwidth }));
    const files = await Promise.all([1, 2, 3].map(() => photos.make(200_000)));
    const startedAt = performance.now();
    const sent = await Promise.all(
      clients.flatMap(({ v3 }) => files.map((file) => v3.createFromFile(7, file, batch))),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    expect(sent.every(({ ok }) => ok)).toBe(true);
    expect(total()).toBeGreaterThan(1_200_000);
    expect(seconds).toBeGreaterThanOrEqual((1_200_000 - 200_000) / cap);
    // A piece is a tenth of a second's data; the network may deliver a few together.
    expect(maxBeyond(cap)).toBeLessThan(600_000);
    for (const { session } of clients) session.close();
  });

  it('holds for files by WebDAV too', async () => {
    const { bandwidth } = capped(1_000_000);
    const [store] = stores;
    const access = { url: `${store?.origin}/dav/`, username: 'u', password: 'p' };
    const webdav = createWebdav({ access: () => Promise.resolve(access), bandwidth });
    const photo = await photos.make(400_000);
    const startedAt = performance.now();
    expect(await webdav.put('a.jpg', photo)).toMatchObject({ ok: true });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(250);
    webdav.close();
  });

  it('removed during an upload lets it finish at once', async () => {
    const { bandwidth, change } = capped(10_000);
    const { v3, session } = clientOf(stores[0]?.origin ?? '', { bandwidth });
    const arrived = new Promise<void>((resolve) => (onData = resolve));
    const sending = v3.createFromFile(7, await photos.make(3_000_000), batch);
    await arrived;
    expect(total()).toBeLessThan(20_000);
    change({ usual: null, periods: [] });
    const liftedAt = performance.now();
    expect(await sending).toMatchObject({ ok: true });
    // At 10 KB a second it would have taken five minutes.
    expect(performance.now() - liftedAt).toBeLessThan(10_000);
    session.close();
  });

  it('set during an upload holds from there on', async () => {
    const { bandwidth, change } = capped(4_000_000);
    const { v3, session } = clientOf(stores[0]?.origin ?? '', { bandwidth });
    const begun = new Promise<void>((resolve) => (onData = () => total() > 500_000 && resolve()));
    const sending = v3.createFromFile(7, await photos.make(2_000_000), batch);
    await begun;
    change({ usual: 400_000, periods: [] });
    const changedAt = performance.now();
    const then = total();
    // One piece may be in flight, and one more granted.
    await new Promise<void>((resolve) => (onData = () => total() > then + 400_000 && resolve()));
    expect(performance.now() - changedAt).toBeGreaterThanOrEqual(200);
    change({ usual: null, periods: [] });
    expect(await sending).toMatchObject({ ok: true });
    session.close();
  });

  it('does not make an upload look stalled, and leaves it whole', async () => {
    // A piece has at least 1,024 bytes: the cap holds each back for half a second.
    const { bandwidth } = capped(2_048);
    const { v3, session } = clientOf(stores[0]?.origin ?? '', { bandwidth, limits: { stall: 400 } });
    const photo = await photos.make(4_000);
    let body: Buffer | null = null;
    stores[0]?.answer((request, response) => {
      void bodyOf(request).then((received) => {
        body = received;
        json(response, 200, created);
      });
    });
    expect(await v3.createFromFile(7, photo, batch)).toMatchObject({ ok: true });
    expect((body as Buffer | null)?.includes(photo.content)).toBe(true);
    session.close();
  });

  it('releases a cancelled upload at once', async () => {
    const { bandwidth } = capped(10_000);
    const { v3, session } = clientOf(stores[0]?.origin ?? '', { bandwidth });
    const controller = new AbortController();
    onData = () => controller.abort();
    const sending = v3.createFromFile(7, await photos.make(1_000_000), {
      ...batch,
      signal: controller.signal,
    });
    expect(await sending).toMatchObject({ ok: false });
    session.close();
  });
});

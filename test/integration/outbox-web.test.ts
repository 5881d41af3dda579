import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';
import { listed } from '../support/listed.ts';

/** A web server with a picture at any path, except below `/gone/`. */
let web: Server;
let origin: string;
let bench: Workbench;

beforeAll(async () => {
  const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  web = createServer((request, response) => {
    if (request.url?.startsWith('/gone/')) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
  });
  await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(() => web.close());
afterEach(() => bench.close());

const creates = { method: 'POST', path: '/images$' };

async function ready() {
  bench = await Workbench.open({ speed: 20 });
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  return { storeId, productId, target: { storeId, productId } };
}

async function stems(productId: number): Promise<string[]> {
  const images = await bench.gallery(productId);
  return images.map(({ image_file }) => /\/([^/]+?)__\d{5}\./.exec(image_file)?.[1] ?? image_file);
}

describe('pictures from the web', () => {
  test('are checked one by one, fetched by the store, and in the order given', async () => {
    const { storeId, productId, target } = await ready();
    const verdicts = bench.app.addUrls(target, [
      `${origin}/b.jpg`,
      'not an address',
      `${origin}/a.jpg`,
      `${origin}/b.jpg`,
      `${origin}/${'x'.repeat(300)}.jpg`,
    ]);
    expect(verdicts.map(({ reason }) => reason?.code ?? 'queued')).toEqual([
      'queued',
      'not-an-address',
      'queued',
      'address-twice',
      'address-too-long',
    ]);
    await bench.app.outbox.drained();
    expect(await stems(productId)).toEqual(['b', 'a']);
    expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([true, false]);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 2, failed: 0 });
  });

  test('that are in the gallery are not fetched again, also in a later run, unless they were deleted there', async () => {
    const { productId, target } = await ready();
    const again = () => bench.app.addUrls(target, [`${origin}/once.jpg`]).map(({ reason }) => reason?.code);
    expect(again()).toEqual([undefined]);
    await bench.app.outbox.drained();
    await bench.app.outbox.certain();
    expect(again()).toEqual(['address-there']);
    await bench.app.close();
    await bench.restartApp();
    expect(again()).toEqual(['address-there']);
    expect(await stems(productId)).toEqual(['once']);
    bench.app.outbox.add({ ...target, batchId: null }, [{ type: 'clear' }]);
    await bench.app.outbox.drained();
    expect(again()).toEqual([undefined]);
  });

  test.each([
    ['loses the answer after keeping the image', { kind: 'reset-after-commit' }],
    ['breaks the connection before', { kind: 'reset-before' }],
    ['answers 502 though it kept the image', { kind: 'html', status: 502, when: 'after' }],
  ] as const)('arrive once if the store %s', async (_name, action) => {
    const { productId, target } = await ready();
    await bench.fault({ ...creates, nth: 1, times: 2 }, action);
    bench.app.addUrls(target, [`${origin}/first.jpg`, `${origin}/second.jpg`]);
    await bench.app.outbox.drained();
    expect(await stems(productId)).toEqual(['first', 'second']);
  });

  test('that failed and are found in the store at the next try go to their place', async () => {
    const { storeId, productId, target } = await ready();
    await bench.fault({ ...creates, nth: 1 }, { kind: 'status', status: 422 });
    bench.app.addUrls(target, [`${origin}/first.jpg`, `${origin}/second.jpg`]);
    await bench.app.outbox.drained();
    expect(await stems(productId)).toEqual(['second']);
    await bench.addElsewhere(productId, 'first.jpg');
    bench.app.outbox.retryFailed(storeId);
    await bench.app.outbox.drained();
    expect(await stems(productId)).toEqual(['first', 'second']);
  });

  test('that the store can’t fetch fail with its words; the others arrive', async () => {
    const { storeId, productId, target } = await ready();
    bench.app.addUrls(target, [`${origin}/gone/x.jpg`, `${origin}/here.jpg`]);
    await bench.app.outbox.drained();
    expect(await stems(productId)).toEqual(['here']);
    expect(listed(bench.app.outbox, storeId, 'failed', 0, 5).entries).toMatchObject([
      { type: 'import', fileName: 'x.jpg', state: { type: 'failed' } },
    ]);
  });
});

describe('removing all images of a product', () => {
  test('clears it, and waiting photos are still sent', async () => {
    const { storeId, productId, target } = await ready();
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.app.outbox.drained();
    bench.app.stores.pause(storeId, true);
    await bench.drop(storeId, productId, [await bench.photos(2, 11)]);
    const cleared = await bench.app.handlers['gallery.clear'](target);
    expect(cleared).toEqual({ ok: true, value: null });
    const opened = await bench.app.handlers['gallery.open'](target);
    expect(opened).toMatchObject({ ok: true, value: { clearing: { type: 'clear' } } });
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['11', '12']);
  });

  test('requested twice is done once, and survives a restart before it is done', async () => {
    const { storeId, productId, target } = await ready();
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    bench.app.stores.pause(storeId, true);
    await bench.app.handlers['gallery.clear'](target);
    await bench.app.handlers['gallery.clear'](target);
    await bench.app.close();
    await bench.restartApp();
    expect(bench.app.outbox.summary(storeId).waiting).toBe(1);
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toEqual([]);
  });

  test.each([
    ['V2 is refused', { kind: 'status', status: 403 }],
    ['V2 is gone', { kind: 'status', status: 410 }],
  ] as const)('uses V3 if %s', async (_name, action) => {
    const { storeId, productId, target } = await ready();
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.app.outbox.drained();
    await bench.fault({ path: '/v2/', times: 'always' }, action);
    await bench.app.handlers['gallery.clear'](target);
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toEqual([]);
  });
});

describe('the whole store', () => {
  test.each([
    ['by V2', null],
    ['by V3 where V2 is refused', { kind: 'status', status: 403 }],
  ] as const)('has its images counted %s', async (_name, action) => {
    const { storeId, productId } = await ready();
    if (action) await bench.fault({ path: '/v2/', times: 'always' }, action);
    const before = await bench.app.stores.countImages(storeId);
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    const after = await bench.app.stores.countImages(storeId);
    expect(before.ok && after.ok && after.value.images - before.value.images).toBe(2);
    expect(bench.app.stores.list()[0]?.catalog.images).toBe(after.ok && after.value.images);
  });
});

describe('by V2 and WebDAV', () => {
  test('photos arrive once, in order, and the password is stored with the token', async () => {
    const { storeId, productId } = await ready();
    const wrong = { ...bench.store.webdav, password: 'wrong' };
    expect(await bench.app.stores.chooseApi(storeId, 'v2', undefined)).toMatchObject({ ok: false });
    expect(await bench.app.stores.chooseApi(storeId, 'v2', wrong)).toMatchObject({ ok: false });
    expect(await bench.app.stores.chooseApi(storeId, 'v2', bench.store.webdav)).toEqual({
      ok: true,
      value: null,
    });
    await bench.app.close();
    await bench.restartApp();
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03', '04']);
    await bench.app.stores.disconnect(storeId, false);
    expect(await bench.keychain.get(`${storeId}/webdav`)).toEqual({ ok: true, value: null });
  });
});

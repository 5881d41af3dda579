import { expect, onTestFinished, test } from 'vitest';
import type { PracticeRules } from '../../electron/practice/rules.ts';
import { startPracticeStore } from '../../electron/practice/server.ts';
import { reasonOf } from '../unit/bigcommerce/outcomes.ts';
import { davClient, looseDav, sha256 } from './bigcommerce-dav-support.ts';
import { pictures } from './bigcommerce-support.ts';
import { temporaryFolder } from './practice-store-client.ts';

async function rig(rules: Partial<PracticeRules>) {
  const store = await startPracticeStore({ dataDir: await temporaryFolder(), rules });
  const { webdav, traffic } = davClient('', { access: () => Promise.resolve(store.webdav) });
  const photos = await pictures();
  onTestFinished(async () => {
    webdav.close();
    await photos.close();
    await store.close();
  });
  return { webdav, traffic, photos };
}

const done = { ok: true, value: null };

test('a file is sent once only though the store cuts off what has no good nonce', async () => {
  const { webdav, traffic, photos } = await rig({ unprovenPut: 'cut-off' });
  const photo = await photos.make(8 * 1024 * 1024);
  expect(await webdav.put('product_images/import/a.jpg', photo)).toEqual(done);
  expect(traffic.map(({ method, status }) => `${method} ${status}`)).toEqual(['HEAD 401', 'PUT 201']);
});

test.each(['answered', 'cut-off'] as const)(
  'a nonce that has run out is renewed by a request without a body, and then the file goes: %s',
  async (unprovenPut) => {
    const { webdav, traffic, photos } = await rig({ nonces: 'single-use', unprovenPut });
    await webdav.makeFolder('product_images/import/a');
    for (const name of ['1.jpg', '2.jpg', '3.jpg']) {
      const photo = await photos.make(8 * 1024 * 1024);
      expect(await webdav.put(`product_images/import/a/${name}`, photo)).toEqual(done);
    }
    // Each file is begun at most twice: the nonce in hand may be good for none.
    expect(traffic.filter(({ method }) => method === 'PUT').length).toBeLessThanOrEqual(6);
  },
);

test('many files at once all go where every nonce is good for one request', async () => {
  const { webdav, photos } = await rig({ nonces: 'single-use', unprovenPut: 'cut-off' });
  const photo = await photos.make(300_000);
  await webdav.makeFolder('product_images/import/a');
  const names = Array.from({ length: 8 }, (_, n) => `product_images/import/a/${n}.jpg`);
  const sent = await Promise.all(names.map((name) => webdav.put(name, photo)));
  expect(sent).toEqual(names.map(() => done));
  const removed = await Promise.all(names.map((name) => webdav.remove(name)));
  expect(removed).toEqual(names.map(() => done));
});

test('a connection that breaks with a fresh nonce is no question of the nonce', async () => {
  const dav = await looseDav();
  const photos = await pictures();
  const { webdav, traffic } = davClient(dav.url);
  onTestFinished(async () => {
    webdav.close();
    await photos.close();
    await dav.store.close();
  });
  dav.instead = (request) => {
    request.socket.destroy();
    return true;
  };
  const failure = reasonOf(await webdav.put('a.jpg', await photos.make(100_000)));
  expect(failure).toMatchObject({ type: 'transient', reason: { code: 'connection-broke' } });
  expect(traffic.map(({ method }) => method)).toEqual(['HEAD', 'PUT']);
});

test('a file whose connection breaks on an old nonce is sent once more with a fresh one', async () => {
  const dav = await looseDav();
  const photos = await pictures();
  const { webdav } = davClient(dav.url);
  onTestFinished(async () => {
    webdav.close();
    await photos.close();
    await dav.store.close();
  });
  await webdav.put('a.jpg', await photos.make(10));
  let breaks = 1;
  dav.instead = (request) => {
    if (breaks-- <= 0) return false;
    request.socket.destroy();
    return true;
  };
  const photo = await photos.make(100_000);
  expect(await webdav.put('b.jpg', photo)).toEqual(done);
  expect(sha256(dav.files.get('/dav/b.jpg') ?? Buffer.alloc(0))).toBe(sha256(photo.content));
});

import { afterEach, describe, expect, test } from 'vitest';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
afterEach(() => bench.close());

const upload = { method: 'POST', path: '/images$' };
const tokenCheck = { method: 'GET', path: '/catalog/products$' };

/** Fast: retries come within moments. */
async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open({ speed: 20, ...options });
  const storeId = await bench.connect();
  return { storeId, productId: await bench.emptyProduct() };
}

/** Requests received by the store, as method and path. */
async function requests(): Promise<string[]> {
  const answer = await fetch(`${bench.store.origin}/practice/log`, {
    headers: { 'x-auth-token': bench.store.accessToken },
  });
  const { requests: all } = (await answer.json()) as { requests: { method: string; path: string }[] };
  return all.map(({ method, path }) => `${method} ${path}`);
}

function failedPhotos(storeId: string) {
  const { entries } = bench.app.outbox;
  return entries.getAll(entries.idsIn(storeId, ['failed'])).map((entry) => ({
    name: entry.type === 'upload' ? entry.photo.fileName : '',
    code: entry.progress.type === 'failed' ? entry.progress.reason.code : '',
  }));
}

describe('a photo answered 403 while the token is good', () => {
  test('by a firewall fails alone, with the reason, and all others arrive', async () => {
    const { storeId, productId } = await ready({ rules: { firewall: '03' } });
    await bench.drop(storeId, productId, [await bench.photos(6)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '04', '05', '06']);
    expect(failedPhotos(storeId)).toEqual([{ name: '03.jpg', code: 'forbidden' }]);
    expect(bench.app.outbox.state(storeId).type).toBe('ready');
  });

  test.each(['v3', 'v2'] as const)(
    'fails alone also if many are refused one after another: %s',
    async (api) => {
      const { storeId, productId } = await ready({ rules: { firewall: '0' } });
      const webdav = api === 'v2' ? bench.store.webdav : undefined;
      expect(await bench.app.stores.chooseApi(storeId, api, webdav)).toMatchObject({ ok: true });
      await bench.drop(storeId, productId, [await bench.photos(12)]);
      await bench.app.outbox.drained();
      expect(await bench.names(productId)).toEqual(['11', '12']);
      expect(failedPhotos(storeId)).toHaveLength(10);
      expect(bench.app.outbox.state(storeId).type).toBe('ready');
      expect((await requests()).filter((one) => /POST .*image/.test(one)).length).toBeLessThanOrEqual(12);
    },
  );

  test.each([
    ['nothing', ''],
    ['plain text', 'Forbidden'],
    ['JSON without a scope', { status: 403, title: 'Access denied' }],
    ['a page', '<html><body><h1>Request blocked</h1></body></html>'],
  ])('fails alone if the body is %s', async (_name, body) => {
    const { storeId, productId } = await ready();
    await bench.fault({ ...upload, nth: 2 }, { kind: 'status', status: 403, body });
    await bench.drop(storeId, productId, [await bench.photos(4)]);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 3, failed: 1 });
    expect(failedPhotos(storeId)).toMatchObject([{ code: 'forbidden' }]);
    expect(bench.app.outbox.state(storeId).type).toBe('ready');
  });

  test('waits for the check over a restart, and nothing is lost', async () => {
    const { storeId, productId } = await ready({ rules: { firewall: '02' } });
    await bench.fault({ ...tokenCheck, times: 'always' }, { kind: 'stall' });
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await bench.until(() => bench.app.outbox.summary(storeId).done === 2);
    while (!(await requests()).some((one) => one.startsWith('GET') && one.endsWith('/catalog/products'))) {
      // The check is in flight.
    }
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 2, failed: 0 });
    await bench.app.close();
    await bench.clearFaults();
    await bench.restartApp();
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '03']);
    expect(failedPhotos(storeId)).toEqual([{ name: '02.jpg', code: 'forbidden' }]);
  });

  test.each([500, 502, 404])('is sent again later if the check is answered %i', async (status) => {
    const { storeId, productId } = await ready();
    await bench.fault(upload, { kind: 'html', status: 403 });
    // Always: the catalogue also requests the summary, and the photo needs no second check.
    await bench.fault(
      { ...tokenCheck, times: 'always' },
      { kind: 'status', status, body: { status, title: 'Oops' } },
    );
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02']);
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 2, failed: 0 });
  });
});

test.each([
  ['when the network may be back', () => bench.app.networkMayBeBack(), false],
  ['with those that are retried', (storeId: string) => bench.app.outbox.retryFailed(storeId), true],
])('uploads that are all refused pause the store, the rest arrives %s once they pass', async (_, go, all) => {
  const { storeId, productId } = await ready();
  await bench.fault({ ...upload, times: 'always' }, { kind: 'html', status: 403 });
  await bench.drop(storeId, productId, [await bench.photos(30)]);
  await bench.until(() => bench.app.outbox.state(storeId).type === 'offline');
  await bench.until(() => bench.app.outbox.summary(storeId).sending === 0);
  expect(bench.app.outbox.state(storeId)).toMatchObject({ reason: { code: 'uploads-forbidden' } });
  const { failed } = bench.app.outbox.summary(storeId);
  expect(failed).toBeGreaterThanOrEqual(20);
  expect(failed).toBeLessThan(30);
  await bench.clearFaults();
  go(storeId);
  expect(bench.app.outbox.state(storeId).type).toBe('ready');
  await bench.app.outbox.drained();
  const still = all ? 0 : failed;
  expect(bench.app.outbox.summary(storeId)).toMatchObject({ failed: still, done: 30 - still });
});

test('photos wait while the store can’t say whether it accepts any change', async () => {
  const { storeId, productId } = await ready();
  await bench.fault({ ...upload, times: 'always' }, { kind: 'status', status: 403 });
  await bench.fault({ method: 'PUT', path: '/images', times: 'always' }, { kind: 'status', status: 503 });
  await bench.drop(storeId, productId, [await bench.photos(8)]);
  while ((await requests()).filter((one) => one.startsWith('PUT')).length < 6) {
    // Each photo is sent and asked for again.
  }
  expect(bench.app.outbox.summary(storeId).failed).toBeLessThanOrEqual(2);
  await bench.clearFaults();
  await bench.app.outbox.drained();
  // A photo that was refused before, and asked for after that, has failed.
  const { done, failed } = bench.app.outbox.summary(storeId);
  expect(done + failed).toBe(8);
});

describe('a store asks for sign-in', () => {
  async function pausedWith(storeId: string) {
    await bench.until(() => bench.app.outbox.state(storeId).type === 'needs-sign-in');
    await bench.app.outbox.drained();
    return bench.app.outbox.state(storeId);
  }

  test('at the first 403 with a scope, without a check', async () => {
    const { storeId, productId } = await ready({ rules: { scope: 'read-only' } });
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    expect(await pausedWith(storeId)).toMatchObject({ reason: { code: 'missing-scope' } });
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 0, failed: 0 });
  });

  test.each([401, 403])('if the check is answered %i too, and then everything is sent', async (status) => {
    const { storeId, productId } = await ready();
    await bench.fault(upload, { kind: 'html', status: 403 });
    await bench.fault({ ...tokenCheck, times: 'always' }, { kind: 'status', status });
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await pausedWith(storeId);
    expect(bench.app.outbox.summary(storeId).failed).toBe(0);
    await bench.clearFaults();
    await bench.app.stores.signIn(storeId, bench.store.accessToken);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02', '03']);
  });

  test('if the store answers a page with 401 also when it is asked about the token', async () => {
    const { storeId, productId } = await ready();
    await bench.fault({ times: 'always' }, { kind: 'html', status: 401 });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    expect(await pausedWith(storeId)).toMatchObject({ reason: { code: 'wrong-token' } });
    expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 0, failed: 0 });
  });

  test('but not for one page with 401 while the token is good', async () => {
    const { storeId, productId } = await ready();
    await bench.fault(upload, { kind: 'html', status: 401 });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '02']);
    expect(bench.app.outbox.state(storeId).type).toBe('ready');
  });

  test('if every change is answered 403, though the token may read', async () => {
    const { storeId, productId } = await ready();
    for (const method of ['POST', 'PUT'])
      await bench.fault({ method, path: '/images', times: 'always' }, { kind: 'status', status: 403 });
    await bench.drop(storeId, productId, [await bench.photos(8)]);
    expect(await pausedWith(storeId)).toMatchObject({ reason: { code: 'all-forbidden' } });
    const { failed, waiting } = bench.app.outbox.summary(storeId);
    expect(failed).toBeLessThanOrEqual(2);
    expect(failed + waiting).toBe(8);
  });

  test('but not after three that are refused between accepted ones', async () => {
    const { storeId, productId } = await ready();
    for (const nth of [1, 2, 1, 2]) {
      await bench.clearFaults();
      await bench.fault({ ...upload, nth }, { kind: 'status', status: 403 });
      await bench.drop(storeId, productId, [await bench.photos(2)]);
      await bench.app.outbox.drained();
      bench.app.outbox.dismiss(bench.app.outbox.entries.idsIn(storeId, ['done', 'failed']));
      const images = await bench.gallery(productId);
      await Promise.all(images.map(({ id }) => id).map((id) => removeElsewhere(productId, id)));
    }
    expect(bench.app.outbox.state(storeId).type).toBe('ready');
  });
});

async function removeElsewhere(productId: number, id: number): Promise<void> {
  await fetch(`${bench.address}/v3/catalog/products/${productId}/images/${id}`, {
    method: 'DELETE',
    headers: { 'x-auth-token': bench.store.accessToken },
  });
}

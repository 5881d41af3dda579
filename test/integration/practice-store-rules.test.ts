import { request } from 'node:http';
import { expect, test } from 'vitest';
import { imagesOf, openStore, picture } from './practice-store-client.ts';

const statusesOf = (answers: readonly { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

test.each(['409', '423', '422'] as const)(
  'answers a second change of a product %s while the first runs, and other products as ever',
  async (parallelChanges) => {
    const client = await openStore({ faults: true, rules: { parallelChanges } });
    const productId = await client.bareProduct();
    const file = await picture();
    await client.fault({ method: 'POST', times: 'always' }, { kind: 'latency', ms: 200 });
    const uploads = [1, 2, 3].map(() => client.upload(productId, file));
    const { data } = (await client.ask('GET', '/v3/catalog/products')).body as { data: { id: number }[] };
    const other = client.upload(data.find(({ id }) => id !== productId)?.id ?? 0, file);
    expect(statusesOf(await Promise.all(uploads))).toEqual([
      200,
      Number(parallelChanges),
      Number(parallelChanges),
    ]);
    expect((await other).status).toBe(200);
    expect((await client.upload(productId, file)).status).toBe(200);
  },
);

test('answers a fourth POST at the same time 500 under postsAtOnce=3-as-500', async () => {
  const client = await openStore({ faults: true, rules: { postsAtOnce: '3-as-500' } });
  const productId = await client.bareProduct();
  const file = await picture();
  await client.fault({ method: 'POST', times: 'always' }, { kind: 'latency', ms: 200 });
  const answers = await Promise.all([1, 2, 3, 4].map(() => client.upload(productId, file)));
  expect(statusesOf(answers)).toEqual([200, 200, 200, 500]);
});

test.each([
  ['page', /<html>/],
  ['text', /^Request blocked$/],
  ['empty', /^$/],
] as const)('refuses what its firewall finds in a body with a %s', async (firewallBody, text) => {
  const client = await openStore({ rules: { firewallText: 'lorem', firewallBody } });
  const productId = await client.bareProduct();
  const { id } = (await client.upload(productId, await picture())).body.data as { id: number };
  const blob = new Blob([await (await picture()).arrayBuffer(), 'lor', 'em'], { type: 'image/png' });
  const asked = await Promise.all([
    client.upload(productId, blob),
    client.upload(productId, await picture(), { description: 'lorem ipsum' }),
    client.ask('PUT', `${imagesOf(productId)}/${id}`, { description: 'lorem' }),
    client.dav('PUT', 'product_images/import/a.png', `x${'y'.repeat(70_000)}lorem`),
  ]);
  for (const answer of asked) {
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(text);
  }
  expect((await client.ask('PUT', `${imagesOf(productId)}/${id}`, { description: 'Lorem' })).status).toBe(
    200,
  );
  expect(await client.images(productId)).toHaveLength(1);
});

test('is changed and emptied by other apps: products get another name, and go with all their images', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  await client.upload(productId, await picture());
  const path = `/v3/catalog/products/${productId}`;
  const changed = await client.ask('PUT', path, { name: 'Another mug', is_visible: false });
  expect(changed.body.data).toMatchObject({ name: 'Another mug', is_visible: false });
  expect((await client.ask('DELETE', path)).status).toBe(204);
  expect((await client.ask('GET', path)).status).toBe(404);
  expect((await client.ask('GET', imagesOf(productId))).status).toBe(404);
  expect((await client.upload(productId, await picture())).status).toBe(404);
});

test('takes a nonce once only, where the rule has it so', async () => {
  const client = await openStore({ rules: { nonces: 'single-use' } });
  expect((await client.dav('OPTIONS', '')).status).toBe(200);
  const second = await client.dav('OPTIONS', '');
  expect(second.status).toBe(401);
  expect(second.headers.get('www-authenticate')).toContain('stale=true');
});

test('cuts off a PUT without a good nonce in the middle of its body', async () => {
  const client = await openStore({ rules: { unprovenPut: 'cut-off' } });
  const { port } = new URL(client.store.webdav.url);
  const headers = { 'Content-Length': 50_000_000 };
  const path = '/dav/product_images/import/a.png';
  const ended = await new Promise<string>((resolve) => {
    const asked = request({ port, host: '127.0.0.1', path, method: 'PUT', headers }, (answer) => {
      answer.resume().once('close', () => resolve(`${answer.statusCode} ${answer.headers.connection}`));
    });
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    asked.write(Buffer.alloc(1_000_000));
  });
  expect(ended).toMatch(/^(401 close|ECONNRESET|EPIPE)$/);
});

test('does not take files by WebDAV, nor changes by V2, where the rules have it so', async () => {
  const client = await openStore({ rules: { webdavPut: '501', changesByV2: '405' } });
  expect((await client.dav('PUT', 'product_images/import/a.png', 'x')).status).toBe(501);
  const productId = await client.bareProduct();
  const { id } = (await client.upload(productId, await picture())).body.data as { id: number };
  const changed = await client.ask('PUT', `/v2/products/${productId}/images/${id}`, { description: 'x' });
  expect(changed.status).toBe(405);
});

test('leads to the tiny rendition for zoom, and has renditions late, where the rules have it so', async () => {
  const client = await openStore({ rules: { zoomUrl: 'tiny', renditions: 'late' } });
  const productId = await client.bareProduct();
  await client.upload(productId, await picture());
  const [image] = await client.images(productId);
  expect(image?.url_zoom).toBe(image?.url_tiny);
  expect((await fetch(image?.url_tiny ?? '')).status).toBe(404);
});

test('leaves images out of lists of products where the rules have it so, and out of no list of images', async () => {
  const client = await openStore({ rules: { imagesInLists: '2' } });
  const productId = await client.bareProduct();
  for (let n = 0; n < 3; n++) await client.upload(productId, await picture());
  const answer = await client.ask('GET', `/v3/catalog/products?id:in=${productId}&include=images`);
  const [product] = answer.body.data as { images: unknown[] }[];
  expect(product?.images).toHaveLength(2);
  expect(await client.images(productId)).toHaveLength(3);
});

test('is under maintenance until its rule is changed', async () => {
  const client = await openStore({ faults: true });
  expect((await client.ask('PUT', '/practice/rules', { maintenance: 'on' })).status).toBe(204);
  const answer = await client.ask('GET', '/v3/catalog/summary');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html']);
  expect((await client.ask('PUT', '/practice/rules', { maintenance: 'perhaps' })).status).toBe(422);
  expect((await client.ask('PUT', '/practice/rules', { maintenance: 'off' })).status).toBe(204);
  expect((await client.ask('GET', '/v3/catalog/summary')).status).toBe(200);
});

test.each([
  'evil.example',
  'localhost.evil.example:80',
  '127.0.0.1.evil.example',
  '127.0.0.1:1@evil.example',
])('gives a page of another host nothing: %s', async (host) => {
  const client = await openStore();
  const { body } = await client.ask('GET', '/v3/catalog/products?include=images&limit=250');
  const products = body.data as { images: { url_tiny: string }[] }[];
  const url = new URL(products.flatMap(({ images }) => images)[0]?.url_tiny ?? '');
  const statusFor = async (named: string): Promise<number | undefined> =>
    await new Promise((resolve, reject) => {
      const path = url.pathname + url.search;
      const asked = request(
        { port: url.port, host: '127.0.0.1', path, headers: { host: named } },
        (answer) => {
          answer.resume().once('end', () => resolve(answer.statusCode));
        },
      );
      asked.once('error', reject).end();
    });
  expect(await statusFor(host)).toBe(421);
  expect(await statusFor(url.host)).toBe(200);
});

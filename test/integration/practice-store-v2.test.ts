import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { imagesOf, openStore, picture } from './practice-store-client.ts';
import type { PracticeClient } from './practice-store-client.ts';

interface ImageV2 {
  id: number;
  product_id: number;
  image_file: string;
  is_thumbnail: boolean;
  sort_order: number;
  description: string | null;
  date_created: string;
  [url: `${string}_url`]: string;
}

const imagesV2 = (productId: number) => `/v2/products/${productId}/images`;

async function bytes(shade = 1): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await picture(shade)).arrayBuffer());
}

async function list(client: PracticeClient, productId: number): Promise<ImageV2[]> {
  const answer = await client.ask('GET', `${imagesV2(productId)}?limit=250`);
  return answer.status === 204 ? [] : (answer.body as unknown as ImageV2[]);
}

/** A store, a product without images, and a file in the import folder. */
async function withImport(options: Parameters<typeof openStore>[0] = {}) {
  const client = await openStore(options);
  const productId = await client.bareProduct();
  expect((await client.dav('PUT', 'product_images/import/mug%20front.png', await bytes())).status).toBe(201);
  const create = (fields: object = {}) =>
    client.ask('POST', imagesV2(productId), { image_file: 'mug front.png', ...fields });
  return { client, productId, create };
}

test('makes an image of a file in the import folder, and lists, changes and removes it', async () => {
  const { client, productId, create } = await withImport();
  expect((await client.ask('GET', imagesV2(productId))).status).toBe(204);
  const created = await create({ description: 'Front', sort_order: 3 });
  expect(created.status).toBe(201);
  const image = created.body as unknown as ImageV2;
  expect(image).toEqual({
    id: expect.any(Number),
    product_id: productId,
    image_file: expect.stringMatching(/^[a-z]\/\d{3}\/mugfront__\d{5}\.png$/),
    zoom_url: expect.stringContaining('.1280.1280.png?c=1'),
    standard_url: expect.stringContaining('.386.513.png?c=1'),
    thumbnail_url: expect.stringContaining('.220.290.png?c=1'),
    tiny_url: expect.stringContaining('.44.58.png?c=1'),
    is_thumbnail: true,
    sort_order: 3,
    description: 'Front',
    date_created: expect.stringMatching(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/),
  });
  expect(await list(client, productId)).toEqual([image]);
  expect((await client.images(productId)).map(({ id }) => id)).toEqual([image.id]);
  expect((await fetch(String(image['tiny_url']))).status).toBe(200);

  const path = `${imagesV2(productId)}/${image.id}`;
  const changed = await client.ask('PUT', path, { description: '', sort_order: 9 });
  expect(changed).toMatchObject({ status: 200, body: { description: null, sort_order: 9 } });
  expect((await client.ask('GET', path)).body).toEqual(changed.body);
  expect((await client.ask('DELETE', path)).status).toBe(204);
  expect((await client.ask('GET', path)).body).toEqual([
    { status: 404, message: 'The requested resource was not found.' },
  ]);
  expect((await create()).status).toBe(201);
});

test('lists by id in pages, and counts the images of the whole store', async () => {
  const { client, productId, create } = await withImport({ rules: { emptyListStatusV2: 200 } });
  const before = (await client.ask('GET', '/v2/products/images/count')).body['count'];
  for (let i = 0; i < 5; i += 1) await create({ sort_order: -i });
  const ids = (await list(client, productId)).map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  const page = await client.ask('GET', `${imagesV2(productId)}?page=2&limit=2`);
  expect((page.body as unknown as ImageV2[]).map(({ id }) => id)).toEqual(ids.slice(2, 4));
  expect((await client.ask('GET', `${imagesV2(productId)}?page=9`)).body).toEqual([]);
  expect((await client.ask('GET', '/v2/products/images/count')).body['count']).toBe(Number(before) + 5);
});

test.each([
  ['page', [3, 0]],
  ['all', [0, 0]],
] as const)('deletes all images of a product, %s at a time', async (deleteAllTakes, left) => {
  const { client, productId, create } = await withImport({ rules: { deleteAllTakes } });
  for (let i = 0; i < 5; i += 1) await create();
  const counts = [];
  for (const limit of [2, 3]) {
    expect((await client.ask('DELETE', `${imagesV2(productId)}?limit=${limit}`)).status).toBe(204);
    counts.push((await list(client, productId)).length);
  }
  expect(counts).toEqual(left);
  expect((await client.ask('DELETE', imagesV2(productId))).status).toBe(204);
  expect((await client.ask('DELETE', imagesV2(9))).status).toBe(404);
});

test('refuses read-only and unknown fields, in the words of a live store', async () => {
  const { client, productId, create } = await withImport();
  const { id } = (await create()).body as unknown as ImageV2;
  for (const field of ['id', 'product_id', 'date_created']) {
    const answer = await client.ask('PUT', `${imagesV2(productId)}/${id}`, { [field]: 7 });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual([
      { status: 400, message: expect.stringContaining(`'${field}' cannot be written`) },
    ]);
  }
  const refused = async (fields: object) => {
    const answer = await create(fields);
    return [answer.status, answer.body];
  };
  expect(await refused({ image_url: 'http://127.0.0.1/' })).toEqual([
    400,
    [{ status: 400, message: "The field 'image_url' is not supported by this resource." }],
  ]);
  const missing = (name: string) => [
    400,
    [
      {
        status: 400,
        message: "The field 'image_file' is invalid.",
        details: { invalid_reason: `The file '${name}' is missing or is not usable by this resource.` },
      },
    ],
  ];
  for (const name of [
    'none.png',
    '../../practice-store.db',
    '/Users/user/dl.jpeg',
    '',
    'http://127.0.0.1:9/a.png',
  ]) {
    const [status, body] = await refused({ image_file: name });
    expect(status).toBe(400);
    if (name !== '') expect([status, body]).toEqual(missing(name));
  }
  expect((await client.ask('POST', imagesV2(productId), {})).status).toBe(400);
  expect((await create({ sort_order: '1' })).status).toBe(400);
  expect((await create({ sort_order: 2 ** 31 })).status).toBe(400);
  await client.dav('PUT', 'product_images/import/list.txt', 'a shot list');
  expect(JSON.stringify(await refused({ image_file: 'list.txt' }))).toContain('not supported');
  expect(await list(client, productId)).toHaveLength(1);
});

test('refuses unauthorised and invalid requests, in the shape of V2', async () => {
  const { client, productId } = await withImport({ quota: 100_000 });
  const statusOf = async (...request: Parameters<PracticeClient['ask']>) => {
    const { status, body } = await client.ask(...request);
    expect(body).toEqual([{ status, message: expect.any(String) }]);
    return status;
  };
  const path = imagesV2(productId);
  expect(await statusOf('GET', path, undefined, { 'X-Auth-Token': 'wrong' })).toBe(401);
  expect(await statusOf('GET', `${path}/`)).toBe(403);
  expect(await statusOf('GET', imagesV2(9))).toBe(404);
  expect(await statusOf('GET', '/v2/none')).toBe(404);
  expect(await statusOf('PUT', path, {})).toBe(405);
  expect(await statusOf('POST', '/v2/products/images/count', {})).toBe(405);
  expect(await statusOf('GET', path, undefined, { Accept: 'application/xml' })).toBe(406);
  expect(await statusOf('POST', path, new FormData())).toBe(415);
  expect((await client.ask('GET', `${path}?limit=251`)).status).toBe(400);
});

test('shares its quota with V3, and reports the rest in its own header, too', async () => {
  const client = await openStore({ quota: 3, windowMs: 60_000 });
  await client.ask('GET', '/v3/catalog/summary');
  const second = await client.ask('GET', '/v2/products/images/count');
  expect(second.headers.get('x-bc-apilimit-remaining')).toBe('1');
  expect(second.headers.get('x-rate-limit-requests-left')).toBe('1');
  expect((await client.ask('GET', '/v3/catalog/summary')).headers.get('x-bc-apilimit-remaining')).toBeNull();
  expect(await client.ask('GET', '/v2/products/images/count')).toMatchObject({
    status: 429,
    body: [{ status: 429 }],
  });
  expect((await client.dav('GET', 'none')).status).toBe(404);
});

test('accepts a token with limited scope', async () => {
  const reader = await openStore({ rules: { scope: 'read-only' } });
  expect((await reader.ask('GET', '/v2/products/images/count')).status).toBe(200);
  expect(await reader.upload(101, await picture())).toMatchObject({
    status: 403,
    body: { title: "You don't have a required scope to access the endpoint", errors: {} },
  });
  const modern = await openStore({ rules: { scope: 'without-v2-images' } });
  expect(await modern.ask('GET', '/v2/products/images/count')).toMatchObject({
    status: 403,
    body: { error: 'You are authorized but your scope does not include this resource.' },
  });
  expect((await modern.ask('GET', '/v2/store')).status).toBe(200);
  expect((await modern.upload(101, await picture())).status).toBe(200);
});

test('replaces an image’s picture, unless told not to', async () => {
  const { client, productId, create } = await withImport();
  const before = (await create({ description: 'kept' })).body as unknown as ImageV2;
  await client.dav('PUT', 'product_images/import/second.png', await bytes(200));
  const path = `${imagesV2(productId)}/${before.id}`;
  const after = (await client.ask('PUT', path, { image_file: 'second.png' })).body as unknown as ImageV2;
  expect(after).toMatchObject({ id: before.id, description: 'kept', date_created: before.date_created });
  expect(after.image_file).toContain('/second__');
  const original = await fetch(`${client.store.origin}/practice/original/${before.id}`, {
    headers: { 'X-Auth-Token': client.store.accessToken },
  });
  expect(Buffer.from(await original.bytes()).equals(Buffer.from(await bytes(200)))).toBe(true);

  const strict = await withImport({ rules: { replacingByPut: 'refused' } });
  const kept = (await strict.create()).body as unknown as ImageV2;
  const answer = await strict.client.ask('PUT', `${imagesV2(strict.productId)}/${kept.id}`, {
    image_file: 'mug front.png',
  });
  expect(answer.status).toBe(400);
});

test('has faults for V2 and WebDAV, the nth that matches', async () => {
  const { client, productId, create } = await withImport({ faults: true });
  await client.fault({ method: 'POST', path: '/v2/.*/images$', nth: 2 }, { kind: 'status', status: 503 });
  await client.fault({ method: 'PUT', path: '^/dav/', nth: 2 }, { kind: 'reset-after-commit' });
  expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([
    201, 503, 201,
  ]);
  const put = (name: string) => client.dav('PUT', `product_images/import/${name}`, 'x');
  expect((await put('a')).status).toBe(201);
  await expect(put('b')).rejects.toThrow('fetch failed');
  expect((await client.dav('GET', 'product_images/import/b')).text).toBe('x');
  await client.fault({ method: 'PUT', path: '^/dav/' }, { kind: 'late-commit', ms: 50 });
  await expect(put('c')).rejects.toThrow('fetch failed');
  await expect.poll(async () => (await client.dav('GET', 'product_images/import/c')).status).toBe(200);
  await client.fault({ method: 'DELETE', path: '/v2/' }, { kind: 'late-commit', ms: 50 });
  await expect(client.ask('DELETE', imagesV2(productId))).rejects.toThrow('fetch failed');
  await expect.poll(async () => (await list(client, productId)).length).toBe(0);
});

/** A server for `image_url`; answers by path. */
async function host(): Promise<string> {
  const png = await bytes(7);
  const server = createServer((request, response) => {
    const [, kind = '', rest = ''] = (request.url ?? '').split('/');
    if (kind === 'hop') {
      response.writeHead(302, { Location: rest === '0' ? '/ok/mug.png' : `/hop/${Number(rest) - 1}` }).end();
    } else if (kind === 'away') response.writeHead(302, { Location: 'http://192.0.2.1/mug.png' }).end();
    else if (kind === 'page') response.writeHead(200, { 'Content-Type': 'text/html' }).end(png);
    else if (kind === 'large') {
      response.writeHead(200, { 'Content-Type': 'image/png' });
      response.end(Buffer.concat([png, Buffer.alloc(8 * 1024 * 1024)]));
    } else if (kind === 'short') {
      response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length + 5 });
      response.write(png, () => response.destroy());
    } else if (kind === 'ok') response.writeHead(200, { 'Content-Type': 'image/png' }).end(png);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('fetches pictures itself, within limits, for both versions', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  const origin = await host();
  const sent = async (image_url: string) =>
    (await client.ask('POST', imagesOf(productId), { image_url })).status;
  const sentV2 = async (image_file: string) =>
    (await client.ask('POST', imagesV2(productId), { image_file })).status;
  expect(await sent(`${origin}/ok/mug.png`)).toBe(200);
  expect(await sent(`${origin}/hop/2`)).toBe(200);
  expect(await sentV2(`${origin}/ok/mug.png`)).toBe(201);
  for (const path of ['hop/3', 'away', 'page', 'short', 'none']) {
    expect([path, await sent(`${origin}/${path}`)]).toEqual([path, 400]);
    expect([path, await sentV2(`${origin}/${path}`)]).toEqual([path, 400]);
  }
  expect(await sent(`${origin}/large`)).toBe(422);
  expect(await sentV2(`${origin}/large`)).toBe(400);
  for (const malformed of ['mug.png', 'ftp://127.0.0.1/mug.png', 'file:///etc/passwd', '']) {
    expect([malformed, await sent(malformed)]).toEqual([malformed, 422]);
  }
  const [first] = await client.images(productId);
  const replaced = await client.ask('PUT', `${imagesOf(productId)}/${first?.id}`, {
    image_url: `${origin}/ok/mug.png`,
  });
  expect(replaced.body.data).toMatchObject({ id: first?.id, image_file: expect.stringContaining('/mug__') });
  expect((await client.images(productId)).length).toBe(3);
});

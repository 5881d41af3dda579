import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { encode as encodeBmp } from 'bmp-ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ImageRows } from '../../electron/practice/image-rows.ts';
import type { NewImage } from '../../electron/practice/image-rows.ts';
import { usualRules } from '../../electron/practice/rules.ts';
import { startPracticeStore } from '../../electron/practice/server.ts';
import { inTransaction, openState } from '../../electron/practice/state.ts';
import { imagesOf, openStore, picture, temporaryFolder } from './practice-store-client.ts';
import type { PracticeImage } from './practice-store-client.ts';

const eightMegabytes = 8 * 1024 * 1024;

function anImage(productId: number): NewImage {
  const none = { isThumbnail: false, sortOrder: null, description: '', sha256: null, recipe: null };
  return { ...none, productId, imageFile: 'a/000/a__00000.png', type: 'png', file: 'none' };
}

describe('authentication', () => {
  test('refuses a wrong token, a wrong store and a trailing slash, each in its own way', async () => {
    const client = await openStore();
    const wrong = { 'X-Auth-Token': 'wrong' };
    expect((await client.ask('GET', '/v3/catalog/summary', undefined, wrong)).status).toBe(401);
    expect((await client.ask('GET', '/practice/log', undefined, wrong)).status).toBe(401);
    expect((await client.ask('GET', '/v3/catalog/products/')).status).toBe(403);
    const elsewhere = await fetch(`${client.store.origin}/stores/another/v3/catalog/summary`, {
      headers: { 'X-Auth-Token': client.store.accessToken },
    });
    expect(elsewhere.status).toBe(404);
    expect(await elsewhere.json()).toMatchObject({ status: 404, title: expect.any(String) });
  });

  test('reports the quota with every answer, and refuses what exceeds it', async () => {
    const client = await openStore({ quota: 2, windowMs: 60_000 });
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await client.ask('GET', '/v3/catalog/summary'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('x-rate-limit-requests-left'))).toEqual(['1', '0', '0']);
    expect(answers[0]?.headers.get('x-rate-limit-requests-quota')).toBe('2');
    expect(answers[0]?.headers.get('x-rate-limit-time-window-ms')).toBe('60000');
    expect(Number(answers[2]?.headers.get('x-retry-after'))).toBeGreaterThan(50);
  });

  test('reports its name, its time and a summary of its catalogue', async () => {
    const client = await openStore();
    expect((await client.ask('GET', '/v2/store')).body).toMatchObject({
      id: client.store.storeHash,
      name: 'Practice store',
    });
    expect((await client.ask('GET', '/v2/time')).body['time']).toEqual(expect.any(Number));
    expect((await client.ask('GET', '/v3/catalog/summary')).body.data).toMatchObject({
      inventory_count: expect.any(Number),
      variant_count: expect.any(Number),
      lowest_variant_price: expect.any(String),
    });
  });
});

describe('products', () => {
  test('come in pages, with images and variants if requested', async () => {
    const client = await openStore();
    const { body } = await client.ask('GET', '/v3/catalog/products?limit=15&page=2&include=images,variants');
    const data = body.data as { id: number; images: unknown[]; variants: { sku: string }[] }[];
    expect(data).toHaveLength(15);
    expect(data.map(({ id }) => id)).toEqual(data.map(({ id }) => id).toSorted((a, b) => a - b));
    expect(data.every(({ variants }) => variants.length > 0)).toBe(true);
    expect(body.meta).toMatchObject({
      pagination: { total: 40, count: 15, per_page: 15, current_page: 2, total_pages: 3 },
    });
    const past = await client.ask('GET', '/v3/catalog/products?limit=15&page=9');
    expect(past.body.data).toEqual([]);
  });

  test('are found by keyword, name, SKU, id, variant SKU and date', async () => {
    const client = await openStore();
    const ask = async (query: string) =>
      (await client.ask('GET', `/v3/catalog/products?${query}`)).body.data as {
        id: number;
        name: string;
        sku: string;
      }[];
    const shirt = (await ask('sku=TS1042'))[0];
    expect(shirt).toBeDefined();
    expect(await ask(`keyword=organic%20t-sh`)).toHaveLength(4);
    expect((await ask('keyword=TS1042-XL')).map(({ id }) => id)).toEqual([shirt?.id]);
    expect((await ask(`name=${encodeURIComponent(shirt?.name ?? '')}`)).map(({ id }) => id)).toEqual([
      shirt?.id,
    ]);
    expect(await ask('sku:in=TS1042,TS1043,none')).toHaveLength(2);
    expect(await ask('id:in=101,102')).toHaveLength(2);
    const before = new Date().toISOString();
    expect(await ask(`date_modified:min=${before}`)).toEqual([]);
    await client.upload(shirt?.id ?? 0, await picture());
    expect((await ask(`date_modified:min=${before.slice(0, 19)}Z`)).map(({ id }) => id)).toEqual([shirt?.id]);
    const variants = await client.ask('GET', `/v3/catalog/variants?product_id:in=${shirt?.id}`);
    expect(variants.body.data).toHaveLength(4);
    expect((await client.ask('GET', '/v3/catalog/variants?sku=TS1042-M')).body.data).toMatchObject([
      { sku: 'TS1042-M', product_id: shirt?.id },
    ]);
  });

  test('omit unrequested fields, but never the id', async () => {
    const client = await openStore();
    const { body } = await client.ask('GET', '/v3/catalog/products?limit=1&include_fields=name');
    expect(Object.keys((body.data as object[])[0] ?? {})).toEqual(['id', 'name']);
  });

  test('answer 422 to an invalid page, and 404 to an unknown product', async () => {
    const client = await openStore();
    expect((await client.ask('GET', '/v3/catalog/products?limit=251')).status).toBe(422);
    expect((await client.ask('GET', '/v3/catalog/products?page=none')).status).toBe(422);
    expect((await client.ask('GET', '/v3/catalog/products/9')).status).toBe(404);
    expect((await client.ask('GET', imagesOf(9))).status).toBe(404);
    expect((await client.upload(9, await picture())).status).toBe(404);
  });
});

describe('images', () => {
  test('arrive byte for byte, with their fields, and get all renditions', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    const file = await picture(10, 'jpeg', 600, 900);
    const fields = { sort_order: '-7', description: 'Crème, from the left', is_thumbnail: 'false' };
    const answer = await client.upload(productId, file, fields, 'mug front-K3.jpg');
    expect(answer.status).toBe(200);
    const image = answer.body.data as PracticeImage;
    expect(image).toMatchObject({
      product_id: productId,
      is_thumbnail: true,
      sort_order: -7,
      description: 'Crème, from the left',
      image_file: expect.stringMatching(/^[a-z]\/\d{3}\/mugfront-K3__\d{5}\.jpg$/),
    });
    const original = await fetch(`${client.store.origin}/practice/original/${image.id}`, {
      headers: { 'X-Auth-Token': client.store.accessToken },
    });
    expect(Buffer.from(await original.arrayBuffer()).equals(Buffer.from(await file.arrayBuffer()))).toBe(
      true,
    );
    for (const [url, width, height] of [
      [image.url_zoom, 600, 900],
      [image.url_standard, 342, 513],
      [image.url_thumbnail, 193, 290],
      [image.url_tiny, 39, 58],
    ] as const) {
      const response = await fetch(url);
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      const metadata = await sharp(await response.arrayBuffer()).metadata();
      expect([metadata.width, metadata.height]).toEqual([width, height]);
    }
  });

  test('have one thumbnail: the first, then whichever asks, and another if it is deleted', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    const ids: number[] = [];
    for (const shade of [1, 2, 3]) {
      ids.push(((await client.upload(productId, await picture(shade))).body.data as PracticeImage).id);
    }
    const thumbnails = async () =>
      (await client.images(productId)).filter((image) => image.is_thumbnail).map(({ id }) => id);
    expect(await thumbnails()).toEqual([ids[0]]);
    await client.ask('PUT', `${imagesOf(productId)}/${ids[2]}`, { is_thumbnail: true });
    expect(await thumbnails()).toEqual([ids[2]]);
    await client.upload(productId, await picture(4), { is_thumbnail: 'true' });
    expect(await thumbnails()).not.toContain(ids[2]);
    expect(await thumbnails()).toHaveLength(1);
    const last = (await thumbnails())[0];
    expect((await client.ask('DELETE', `${imagesOf(productId)}/${last}`)).status).toBe(204);
    expect(await thumbnails()).toEqual([ids[0]]);
  });

  test('go behind the last without a position, and are not listed in their order', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    for (let i = 0; i < 8; i += 1) await client.upload(productId, await picture(i));
    const listed = await client.images(productId);
    expect(listed.map((image) => image.sort_order).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
    expect(listed.map((image) => image.sort_order)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const pages = [];
    for (const page of [1, 2, 3]) {
      const { body } = await client.ask('GET', `${imagesOf(productId)}?limit=3&page=${page}`);
      pages.push(...(body.data as PracticeImage[]));
    }
    expect(pages).toEqual(listed);
  });

  test('with the same or a greater position move up when one is inserted, unless told otherwise', async () => {
    for (const [renumbering, orders] of [
      ['always', [1, 2, 3]],
      ['never', [1, 1, 2]],
    ] as const) {
      const client = await openStore({ rules: { renumbering } });
      const productId = await client.bareProduct();
      for (const place of ['0', '1', '2'])
        await client.upload(productId, await picture(), { sort_order: place });
      const first = (await client.images(productId)).find((image) => image.sort_order === 0);
      const answer = await client.ask('PUT', `${imagesOf(productId)}/${first?.id}`, { sort_order: 1 });
      expect(answer.body.data).toMatchObject({ sort_order: 1 });
      const now = (await client.images(productId)).map((image) => image.sort_order);
      expect(now.toSorted((a, b) => a - b)).toEqual(orders);
    }
  });

  test('of every accepted type are accepted and shown, whatever their name', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    const bmp = encodeBmp({ data: Buffer.alloc(4 * 5 * 4, 200), width: 4, height: 5, bitPP: 24 }).data;
    const xbm = '#define i_width 8\n#define i_height 1\nstatic char i_bits[] = { 0x0f };\n';
    for (const [name, file] of [
      ['a.jpg', await picture(1, 'jpeg')],
      ['b.png', await picture(1, 'png')],
      ['c.gif', await picture(1, 'gif')],
      ['d.webp', await picture(1, 'webp')],
      ['e.bmp', new Blob([new Uint8Array(bmp)])],
      ['f.xbm', new Blob([xbm])],
      ['g.wbmp', new Blob([Uint8Array.from([0, 0, 8, 1, 0x0f])])],
      ['really-a-png.jpg', await picture(2, 'png')],
    ] as const) {
      const answer = await client.upload(productId, file, {}, name);
      expect([name, answer.status]).toEqual([name, 200]);
      const shown = await fetch((answer.body.data as PracticeImage).url_thumbnail);
      expect([name, shown.status]).toEqual([name, 200]);
    }
  });

  test('that are invalid, empty, too large or not allowed are refused, and leave nothing', async () => {
    const client = await openStore({ rules: { tooLargeStatus: 413 } });
    const productId = await client.bareProduct();
    const good = await picture();
    const padded = Buffer.concat([Buffer.from(await good.arrayBuffer()), randomBytes(eightMegabytes)]);
    const gif = Buffer.from(await (await picture(1, 'gif', 5121, 1)).arrayBuffer());
    const refused: [string, number, Promise<{ status: number; text: string }>][] = [
      ['text', 422, client.upload(productId, new Blob(['a shot list']), {}, 'list.jpg')],
      ['empty', 422, client.upload(productId, new Blob([]))],
      ['damaged', 422, client.upload(productId, good.slice(0, 12))],
      ['8 MB and a byte', 413, client.upload(productId, new Blob([padded.subarray(0, eightMegabytes + 1)]))],
      ['wide GIF', 422, client.upload(productId, new Blob([gif]))],
      ['place', 422, client.upload(productId, good, { sort_order: 'first' })],
      ['huge place', 422, client.upload(productId, good, { sort_order: '2147483648' })],
      ['thumbnail', 422, client.upload(productId, good, { is_thumbnail: 'maybe' })],
      ['unknown field', 422, client.upload(productId, good, { alt_text: 'mug' })],
      ['file and URL', 422, client.upload(productId, good, { image_url: 'http://127.0.0.1/' })],
      ['no file', 422, client.ask('POST', imagesOf(productId), new FormData())],
      ['JSON without URL', 422, client.ask('POST', imagesOf(productId), { description: 'x' })],
      [
        'long URL',
        422,
        client.ask('POST', imagesOf(productId), { image_url: `http://127.0.0.1/${'x'.repeat(255)}` }),
      ],
      [
        'another host',
        400,
        client.ask('POST', imagesOf(productId), { image_url: 'http://example.com/a.jpg' }),
      ],
    ];
    for (const [name, status, answer] of refused)
      expect([name, (await answer).status]).toEqual([name, status]);
    expect(await client.images(productId)).toEqual([]);
  });

  test('of exactly 8 MB are accepted', async () => {
    const client = await openStore();
    const head = Buffer.from(await (await picture()).arrayBuffer());
    const file = Buffer.concat([head, Buffer.alloc(eightMegabytes - head.length)]);
    expect((await client.upload(await client.bareProduct(), new Blob([file]))).status).toBe(200);
  });

  test('are fetched from a URL on this machine', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    const { body } = await client.upload(productId, await picture(3, 'jpeg'));
    const answer = await client.ask('POST', imagesOf(productId), {
      image_url: (body.data as PracticeImage).url_zoom,
      description: 'again',
    });
    expect(answer.body.data).toMatchObject({ description: 'again', is_thumbnail: false, sort_order: 1 });
  });

  test('accept fields after the file, in a chunked body', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    const { origin, storeHash, accessToken } = client.store;
    const post = request(`${origin}/stores/${storeHash}${imagesOf(productId)}`, {
      method: 'POST',
      headers: { 'X-Auth-Token': accessToken, 'Content-Type': 'multipart/form-data; boundary=B' },
    });
    const answered = new Promise<string>((resolve, reject) => {
      post.on('response', (response) => resolve(text(response)));
      post.on('error', reject);
    });
    post.write('--B\r\nContent-Disposition: form-data; name="image_file"; filename="Tür 1.png"\r\n\r\n');
    post.write(Buffer.from(await (await picture()).arrayBuffer()));
    post.write('\r\n--B\r\nContent-Disposition: form-data; name="sort_order"\r\n\r\n12');
    post.end('\r\n--B--\r\n');
    expect(JSON.parse(await answered)).toMatchObject({
      data: { sort_order: 12, image_file: expect.stringContaining('/Tr1__') },
    });
  });

  test('are changed field by field; invalid values change nothing', async () => {
    const client = await openStore();
    const productId = await client.bareProduct();
    const { id } = (await client.upload(productId, await picture())).body.data as PracticeImage;
    const path = `${imagesOf(productId)}/${id}`;
    expect((await client.ask('PUT', path, { description: 'Alt' })).body.data).toMatchObject({
      description: 'Alt',
    });
    for (const edit of [
      { sort_order: '3' },
      { sort_order: 1.5 },
      { is_thumbnail: 'yes' },
      { colour: 'red' },
    ]) {
      expect((await client.ask('PUT', path, edit)).status).toBe(422);
    }
    expect((await client.ask('GET', path)).body.data).toMatchObject({ description: 'Alt', sort_order: 0 });
    expect((await client.ask('DELETE', path)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await client.ask(method, path)).status).toBe(404);
    expect((await client.ask('PUT', path, {})).status).toBe(404);
  });

  test('are limited to a thousand', async () => {
    const dataDir = await temporaryFolder();
    const productId = 101;
    await startPracticeStore({ dataDir, products: 1 }).then((store) => store.close());
    const state = await openState(dataDir);
    inTransaction(state.db, () => {
      const images = new ImageRows(state.db, usualRules);
      for (let count = images.count(productId); count < 999; count += 1) images.insert(anImage(productId), 0);
    });
    state.close();

    const client = await openStore({ dataDir });
    const file = await picture();
    const answers = await Promise.all([1, 2, 3].map(() => client.upload(productId, file)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422, 422]);
    const { body } = await client.ask('GET', `${imagesOf(productId)}?limit=1`);
    expect(body.meta).toMatchObject({ pagination: { total: 1000 } });
  });

  test('that a product lacks are an empty list or an answer without content, by rule', async () => {
    const client = await openStore({ rules: { emptyListStatus: 204 } });
    expect((await client.ask('GET', imagesOf(await client.bareProduct()))).status).toBe(204);
  });
});

test('draws its own pictures, each once', async () => {
  const client = await openStore();
  const { body } = await client.ask('GET', '/v3/catalog/products?include=primary_image&limit=250');
  const [first] = (body.data as { primary_image: PracticeImage | null }[]).filter((row) => row.primary_image);
  const url = first?.primary_image?.url_thumbnail ?? '';
  const [once, again] = await Promise.all([fetch(url), fetch(url)]);
  const bytes = Buffer.from(await once.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 220, height: 275 });
  expect(bytes.equals(Buffer.from(await again.arrayBuffer()))).toBe(true);
  expect((await fetch(url.replace('220.290', '221.290'))).status).toBe(404);
});

test.each([
  ['3', true],
  ['3-without-headers', false],
] as const)('accepts at most three parallel POSTs under postsAtOnce=%s', async (postsAtOnce, hasHeaders) => {
  const client = await openStore({ faults: true, rules: { postsAtOnce } });
  const productId = await client.bareProduct();
  const file = await picture();
  await client.fault({ method: 'POST', times: 'always' }, { kind: 'latency', ms: 200 });
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => client.upload(productId, file)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.has('x-rate-limit-requests-left')).toBe(hasHeaders);
  expect((await client.upload(productId, file)).status).toBe(200);
});

test('logs requests and the number of parallel uploads', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  await client.ask('DELETE', '/practice/log');
  const file = await picture();
  await Promise.all([1, 2, 3].map(() => client.upload(productId, file)));
  const log = (await client.ask('GET', '/practice/log')).body;
  expect(log['maxConcurrentPosts']).toBe(3);
  const posts = (log['requests'] as { method: string; status: number }[]).filter(
    ({ method }) => method === 'POST',
  );
  expect(posts.map(({ status }) => status)).toEqual([200, 200, 200]);
});

import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { imagesOf, openStore, picture } from './practice-store-client.ts';
import type { PracticeClient, PracticeImage } from './practice-store-client.ts';

/** Requests of other clients, byte for byte. */
async function post(
  client: PracticeClient,
  productId: number,
  parts: readonly (string | Buffer)[],
  headers: Record<string, string> = {},
  agent?: Agent,
): Promise<{ status: number; title: string; image: PracticeImage; socketPort: number | undefined }> {
  const { origin, storeHash, accessToken } = client.store;
  return await new Promise((resolve, reject) => {
    const sent = request(`${origin}/stores/${storeHash}${imagesOf(productId)}`, {
      method: 'POST',
      headers: {
        'X-Auth-Token': accessToken,
        'Content-Type': 'multipart/form-data; boundary="B = 1"',
        ...headers,
      },
      ...(agent === undefined ? {} : { agent }),
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const socketPort = response.socket.localPort;
      text(response).then((body) => {
        const { data, title } = JSON.parse(body) as { data: PracticeImage; title: string };
        resolve({ status: response.statusCode ?? 0, title, image: data, socketPort });
      }, reject);
    });
    const write = () => {
      for (const part of parts) sent.write(part);
      sent.end();
    };
    if (headers['Expect'] === undefined) write();
    else sent.on('continue', write).flushHeaders();
  });
}

const png = async () => Buffer.from(await (await picture()).arrayBuffer());
const head = (disposition: string) =>
  `--B = 1\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: image/png\r\n\r\n`;
const field = (name: string, value: string) =>
  `--B = 1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const end = '\r\n--B = 1--\r\n';

test.each([
  ['a UTF-8 name', 'name="image_file"; filename="Tür 1.png"', 'Tr1'],
  ['a name in RFC 5987’s form', `name="image_file"; filename*=UTF-8''T%C3%BCr-1.png`, 'Tr-1'],
  [
    'both, of which the first counts',
    `name="image_file"; filename="x.png"; filename*=UTF-8''T%C3%BCr-2.png`,
    'x',
  ],
  ['no quotes', 'name=image_file; filename=plain.png', 'plain'],
  ['the name first', 'filename="first.png"; name="image_file"', 'first'],
  ['a path of Windows', String.raw`name="image_file"; filename="C:\photos\door.png"`, 'door'],
])('accepts a file with %s', async (_name, disposition, stem) => {
  const client = await openStore();
  const { status, image } = await post(client, await client.bareProduct(), [
    head(disposition),
    await png(),
    end,
  ]);
  expect(status).toBe(200);
  expect(image.image_file).toMatch(new RegExp(`/${stem}__\\d{5}\\.png$`));
});

test('accepts chunked bodies with fields before and after the file', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  const file = await png();
  const parts = [
    field('sort_order', '5'),
    head('name="image_file"; filename="a.png"'),
    file.subarray(0, 10),
    file.subarray(10),
    '\r\n',
    field('description', 'Nach der Datei: größer'),
    '--B = 1--\r\n',
  ];
  for (const accept of [{}, { Accept: '*/*' }, { Accept: 'application/json, text/plain, */*' }]) {
    const { status, image } = await post(client, productId, parts, accept as Record<string, string>);
    expect([status, image.sort_order, image.description]).toEqual([200, 5, 'Nach der Datei: größer']);
  }
});

test('sends 100 Continue to clients that wait for it, and keeps connections open', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const parts = [head('name="image_file"; filename="a.png"'), await png(), end];
  const ports = new Set<number | undefined>();
  for (const headers of [{ Expect: '100-continue' }, {}, { Expect: '100-continue' }]) {
    const answer = await post(client, productId, parts, headers as Record<string, string>, agent);
    expect(answer.status).toBe(200);
    ports.add(answer.socketPort);
  }
  expect(ports.size).toBe(1);
});

test('answers 422 to an unreadable form, in its own shape, and continues', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  const file = head('name="image_file"; filename="a.png"');
  for (const [parts, headers] of [
    [[file, await png(), end], { 'Content-Type': 'multipart/form-data' }],
    [[await png()], {}],
    [[file, 'abc'], {}],
    [[file, await png(), '\r\n--B'], {}],
  ] as const) {
    const { status, title } = await post(client, productId, parts, headers);
    expect([status, title]).toEqual([422, expect.stringMatching(/^The form could not be read/)]);
  }
  expect(await client.images(productId)).toEqual([]);
  const broken = await client.ask('POST', imagesOf(productId), undefined, {
    'Content-Type': 'application/xml',
  });
  expect(broken.body).toMatchObject({ status: expect.any(Number), title: expect.any(String) });
});

test('accepts a content type on a request without a body', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  for (const type of ['application/json', 'undefined', 'multipart/form-data']) {
    const { id } = (await client.upload(productId, await picture())).body.data as PracticeImage;
    const path = `${imagesOf(productId)}/${id}`;
    const headers = { 'Content-Type': type };
    expect([type, (await client.ask('GET', path, undefined, headers)).status]).toEqual([type, 200]);
    expect([type, (await client.ask('DELETE', path, undefined, headers)).status]).toEqual([type, 204]);
  }
});

test('accepts a whole row sent back, and ignores unknown fields if told to', async () => {
  const strict = await openStore();
  const lenient = await openStore({ rules: { unknownFields: 'ignored' } });
  for (const [client, created, changed] of [
    [strict, 422, 422],
    [lenient, 200, 200],
  ] as const) {
    const productId = await client.bareProduct();
    expect((await client.upload(productId, await picture(), { alt_text: 'mug' })).status).toBe(created);
    const image = (await client.upload(productId, await picture())).body.data as PracticeImage;
    const path = `${imagesOf(productId)}/${image.id}`;
    const whole = await client.ask('PUT', path, { ...image, description: 'whole row' });
    expect(whole).toMatchObject({
      status: 200,
      body: { data: { ...image, description: 'whole row', date_modified: expect.any(String) } },
    });
    expect((await client.ask('PUT', path, { colour: 'red' })).status).toBe(changed);
    const two = { image_url: image.url_zoom, image_file: 'a.png' };
    expect((await client.ask('POST', imagesOf(productId), two)).status).toBe(422);
    const form = { image_url: image.url_zoom };
    expect((await client.upload(productId, await picture(), form)).status).toBe(422);
  }
});

test('has each interpretation of unclear references', async () => {
  const client = await openStore({
    rules: {
      defaultOrder: 'zero',
      firstThumbnail: 'on-request',
      nextThumbnail: 'none',
      spacesInNames: 'underscore',
      deleteMissingStatus: 204,
      trailingSlashStatus: 404,
      replacingByPut: 'refused',
    },
  });
  const productId = await client.bareProduct();
  const first = (await client.upload(productId, await picture(), {}, 'mug front.png')).body
    .data as PracticeImage;
  expect(first).toMatchObject({
    is_thumbnail: false,
    sort_order: 0,
    image_file: expect.stringContaining('/mug_front__'),
  });
  const second = (await client.upload(productId, await picture(), { is_thumbnail: 'true' })).body
    .data as PracticeImage;
  expect(second).toMatchObject({ is_thumbnail: true, sort_order: 0 });
  const path = `${imagesOf(productId)}/${second.id}`;
  expect((await client.ask('PUT', path, { image_url: first.url_zoom })).status).toBe(422);
  expect((await client.ask('DELETE', path)).status).toBe(204);
  expect((await client.ask('DELETE', path)).status).toBe(204);
  expect((await client.images(productId)).map((image) => image.is_thumbnail)).toEqual([false]);
  expect((await client.ask('GET', '/v3/catalog/summary/')).status).toBe(404);
});

test('answers one image with chosen fields, and lists products by every comparison', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  const { id } = (await client.upload(productId, await picture())).body.data as PracticeImage;
  const one = await client.ask('GET', `${imagesOf(productId)}/${id}?include_fields=sort_order,description`);
  expect(Object.keys(one.body.data as object).toSorted()).toEqual(['description', 'id', 'sort_order']);
  const ids = async (query: string) =>
    ((await client.ask('GET', `/v3/catalog/products?${query}`)).body.data as { id: number }[]).map(
      (row) => row.id,
    );
  expect(await ids('id:min=101&id:max=103')).toEqual([101, 102, 103]);
  expect(await ids('id:greater=101&id:less=105&id:not_in=103')).toEqual([102, 104]);
  expect(await ids('id=101')).toEqual([101]);
  expect(await ids('is_visible=false')).toEqual([]);
  expect(await ids('id:in=101,103&sort=id&direction=desc')).toEqual([103, 101]);
  expect(await ids('date_modified:max=2020-01-01')).toEqual([]);
  expect((await ids('inventory_level:min=1&sort=inventory_level&limit=250')).length).toBeGreaterThan(10);
  const { body } = await client.ask('GET', '/v3/catalog/products?include=options,images&limit=50');
  expect(body.data).toHaveLength(10);
});

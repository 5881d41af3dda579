import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { imagesOf, openStore, picture } from './practice-store-client.ts';

test('reports that it is still at work on a picture whose sender has gone', async () => {
  const client = await openStore();
  const productId = await client.bareProduct();
  const { origin, storeHash, accessToken } = client.store;
  const file = Buffer.from(await (await picture()).arrayBuffer());
  const asked = Promise.withResolvers<ServerResponse>();
  const web = createServer((_request, response) => asked.resolve(response)).listen(0, '127.0.0.1');
  onTestFinished(() => void web.close());
  await once(web, 'listening');
  const sending = request(`${origin}/stores/${storeHash}${imagesOf(productId)}`, {
    method: 'POST',
    headers: { 'X-Auth-Token': accessToken, 'Content-Type': 'application/json' },
  });
  sending.on('error', () => undefined);
  const { port } = web.address() as AddressInfo;
  sending.end(JSON.stringify({ image_url: `http://127.0.0.1:${port}/mug.png` }));
  const answer = await asked.promise;
  sending.destroy();
  const atWork = async () => (await client.ask('GET', '/practice/log')).body['atWork'];
  expect(await atWork()).toBe(1);
  answer.writeHead(200, { 'Content-Type': 'image/png' }).end(file);
  await expect.poll(atWork).toBe(0);
  expect(await client.images(productId)).toHaveLength(1);
});

test('is not at work on a request it had not taken up when its sender left', async () => {
  const client = await openStore({ faults: true });
  await client.fault({ method: 'GET', path: '/summary$' }, { kind: 'latency', ms: 150 });
  const { origin, storeHash, accessToken } = client.store;
  const asking = request(`${origin}/stores/${storeHash}/v3/catalog/summary`, {
    headers: { 'X-Auth-Token': accessToken },
  });
  asking.on('error', () => undefined).end();
  const atWork = async () => (await client.ask('GET', '/practice/log')).body['atWork'];
  await expect.poll(atWork, { interval: 1 }).toBe(1);
  asking.destroy();
  await expect.poll(atWork).toBe(0);
});

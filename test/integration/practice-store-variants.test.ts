import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openStore, picture } from './practice-store-client.ts';
import type { PracticeClient } from './practice-store-client.ts';

interface Variant {
  id: number;
  product_id: number;
  sku: string;
  image_url: string;
}

async function withShirt(options: Parameters<typeof openStore>[0] = {}) {
  const client = await openStore(options);
  const variants = (await client.ask('GET', '/v3/catalog/variants?sku=TS1042-M')).body.data as Variant[];
  const [variant] = variants;
  if (variant === undefined) throw new Error('The shirt is missing');
  return { client, variant, path: `/v3/catalog/products/${variant.product_id}/variants/${variant.id}` };
}

async function send(client: PracticeClient, path: string, file: Blob): Promise<number> {
  const form = new FormData();
  form.set('image_file', file, 'medium.png');
  return (await client.ask('POST', `${path}/image`, form)).status;
}

test('are listed for the whole catalogue and for a product, in pages, with chosen fields', async () => {
  const { client, variant, path } = await withShirt();
  const all = await client.ask('GET', '/v3/catalog/variants?limit=7&page=2&include_fields=sku');
  expect(all.body.data).toHaveLength(7);
  expect(Object.keys((all.body.data as object[])[0] ?? {})).toEqual(['id', 'sku']);
  expect(all.body.meta).toMatchObject({
    pagination: {
      links: {
        previous: '?limit=7&page=1&include_fields=sku',
        current: '?limit=7&page=2&include_fields=sku',
        next: '?limit=7&page=3&include_fields=sku',
      },
    },
  });
  const own = await client.ask('GET', `/v3/catalog/products/${variant.product_id}/variants`);
  expect((own.body.data as Variant[]).map(({ sku }) => sku)).toEqual([
    'TS1042-S',
    'TS1042-M',
    'TS1042-L',
    'TS1042-XL',
  ]);
  expect((await client.ask('GET', path)).body.data).toMatchObject({ sku: 'TS1042-M', image_url: '' });
  for (const none of ['/v3/catalog/products/9/variants', `${path}9`, '/v3/catalog/products/101/variants/1']) {
    expect((await client.ask('GET', none)).status).toBe(404);
  }
});

test('have one picture, from a file or a URL, and a later one replaces it', async () => {
  const { client, variant, path } = await withShirt();
  expect(await send(client, path, await picture(1))).toBe(200);
  const first = ((await client.ask('GET', path)).body.data as Variant).image_url;
  const shown = await fetch(first);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await shown.bytes()).equals(Buffer.from(await (await picture(1)).arrayBuffer()))).toBe(
    true,
  );

  const { body } = await client.upload(variant.product_id, await picture(2, 'jpeg'));
  const url = (body.data as { url_zoom: string }).url_zoom;
  const answer = await client.ask('POST', `${path}/image`, { image_url: url });
  expect(answer).toMatchObject({ status: 200, body: { data: { image_url: expect.any(String) }, meta: {} } });
  const second = (answer.body.data as Variant).image_url;
  expect(second).toMatch(/\/product_images\/attribute_rule_images\/\d+_source_\d+\.jpg$/);
  // The earlier one keeps its address.
  expect((await fetch(first)).status).toBe(200);
  expect((await client.ask('PUT', path, { image_url: first })).status).toBe(200);
  expect((await client.ask('PUT', path, { image_url: '' })).status).toBe(200);
  expect(((await client.ask('GET', path)).body.data as Variant).image_url).toBe('');
  expect((await client.ask('PUT', path, { image_url: second })).status).toBe(200);
  const third = ((await client.ask('GET', path)).body.data as Variant).image_url;
  const product = await client.ask('GET', `/v3/catalog/products/${variant.product_id}?include=variants`);
  const variants = (product.body.data as { variants: Variant[] }).variants;
  expect(variants.map(({ image_url }) => image_url)).toEqual(['', third, '', '']);
});

test('refuse other types, two pictures at once, none, and a file over 1 MB as the reference says', async () => {
  const { client, path } = await withShirt();
  for (const type of ['png', 'jpeg', 'gif'] as const) {
    expect(await send(client, path, await picture(1, type))).toBe(200);
  }
  expect(await send(client, path, await picture(1, 'webp'))).toBe(422);
  expect(await send(client, path, new Blob(['text']))).toBe(422);
  expect((await client.ask('POST', `${path}/image`, new FormData())).status).toBe(422);
  expect((await client.ask('POST', `${path}/image`, {})).status).toBe(422);
  expect((await client.ask('POST', `${path}/image`, { image_url: 'http://127.0.0.1:9/a.png' })).status).toBe(
    400,
  );
  const large = new Blob([await picture(), randomBytes(1024 * 1024)]);
  expect(await send(client, path, large)).toBe(500);
  const roomy = await withShirt({ rules: { variantImageBytes: '8mb' } });
  expect(await send(roomy.client, roomy.path, large)).toBe(200);
});

test('can be changed, and keep SKUs unique', async () => {
  const { client, variant, path } = await withShirt();
  const since = new Date().toISOString().slice(0, 19);
  const changed = await client.ask('PUT', path, { price: 31.5, inventory_level: 4, sku: 'TS-NEW' });
  expect(changed).toMatchObject({
    status: 200,
    body: { data: { price: 31.5, inventory_level: 4, sku: 'TS-NEW' } },
  });
  expect((await client.ask('PUT', path, { sku: 'TS1042-S' })).status).toBe(409);
  expect((await client.ask('PUT', path, { colour: 'red' })).status).toBe(422);
  const touched = await client.ask('GET', `/v3/catalog/products?date_modified:min=${since}Z`);
  expect((touched.body.data as { id: number }[]).map(({ id }) => id)).toEqual([variant.product_id]);
});

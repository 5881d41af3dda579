import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reasonOf, valueOf } from '../unit/bigcommerce/outcomes.ts';
import {
  bodyOf,
  clientOf,
  json,
  looseStore,
  pictures,
  type Handler,
  type LooseStore,
  type Pictures,
} from './bigcommerce-support.ts';

const person = { priority: 'person' } as const;
const pagination = { total: 1, count: 1, per_page: 250, current_page: 1, total_pages: 1, links: {} };

let store: LooseStore;
let photos: Pictures;
let client: ReturnType<typeof clientOf>;
beforeAll(async () => {
  store = await looseStore();
  photos = await pictures();
});
afterAll(async () => {
  await store.close();
  await photos.close();
});
beforeEach(() => {
  store.seen.length = 0;
  client = clientOf(store.origin);
});
afterEach(() => client.session.close());

function asked(): Record<string, string> {
  return Object.fromEntries(new URL(store.seen.at(-1)?.split(' ')[1] ?? '', store.origin).searchParams);
}

describe('products', () => {
  beforeEach(() =>
    store.answer((_request, response) =>
      json(response, 200, { data: [{ id: 12, name: 'Mug', sku: 'M-1' }], meta: { pagination } }),
    ),
  );

  it.each([
    [{ ids: [12, 13] }, { 'id:in': '12,13' }],
    [{ after: 11 }, { 'id:greater': '11' }],
    [
      { after: 11, below: 13 },
      { 'id:greater': '11', 'id:less': '13' },
    ],
    [{ limit: 10 }, { limit: '10' }],
    [{ limit: 1000 }, { limit: '250' }],
    [{ include: ['variants'] }, { include: 'variants' }],
    [{ fields: ['sku'] }, { include_fields: 'name,sku' }],
    [
      { sort: 'date_modified', direction: 'desc' },
      { sort: 'date_modified', direction: 'desc' },
    ],
  ] as const)('are requested by %j', async (query, expected) => {
    expect(await client.v3.products({ page: 1, ...query }, person)).toMatchObject({
      ok: true,
      value: { products: [{ id: 12 }], totalPages: 1 },
    });
    expect(asked()).toMatchObject(expected);
  });

  it('are not requested for an empty query', async () => {
    const none = { ok: true, value: { products: [], total: 0 } };
    expect(await client.v3.products({ page: 1, ids: [] }, person)).toMatchObject(none);
    expect(store.seen).toEqual([]);
  });

  it('below the requested id are an error: paging would never end', async () => {
    const page = await client.v3.products({ page: 1, after: 12 }, person);
    expect(reasonOf(page)).toMatchObject({
      type: 'transient',
      detail: expect.stringContaining('id:greater'),
    });
  });

  it('above the requested id are an error too', async () => {
    const page = await client.v3.products({ page: 1, after: 1, below: 12 }, person);
    expect(reasonOf(page)).toMatchObject({
      type: 'transient',
      detail: expect.stringContaining('id:less'),
    });
  });
});

describe('images', () => {
  it.each<[string, Handler]>([
    ['204', (_q, r) => r.writeHead(204).end()],
    ['a bare 200 []', (_q, r) => json(r, 200, [])],
    ['an empty page', (_q, r) => json(r, 200, { data: [], meta: {} })],
  ])('are none after %s', async (_name, handler) => {
    store.answer(handler);
    expect(await client.v3.list(7, person)).toEqual({ ok: true, value: [] });
    expect(store.seen).toHaveLength(1);
  });

  it('can be requested in part', async () => {
    store.answer((_request, response) => json(response, 200, { data: [{ id: 5, sort_order: 3 }], meta: {} }));
    const fields = ['sortOrder', 'isThumbnail', 'imageFile', 'dateModified'] as const;
    expect(valueOf(await client.v3.list(7, { ...person, fields }))).toMatchObject([{ id: 5, sortOrder: 3 }]);
    expect(asked()['include_fields']).toBe('sort_order,is_thumbnail,image_file,date_modified');
  });

  it('from an address are created with JSON, with only the fields that differ from defaults', async () => {
    let body: unknown;
    store.answer(
      (request, response) =>
        void bodyOf(request).then((bytes) => {
          body = JSON.parse(bytes.toString());
          return json(response, 200, { data: { id: 5 }, meta: {} });
        }),
    );
    const usual = { url: 'https://a.example/b.jpg', sortOrder: null, isThumbnail: false, description: '' };
    valueOf(await client.v3.createFromUrl(7, usual, person));
    expect(body).toEqual({ image_url: 'https://a.example/b.jpg' });
    valueOf(
      await client.v3.createFromUrl(
        7,
        { ...usual, sortOrder: 0, isThumbnail: true, description: 'B' },
        person,
      ),
    );
    expect(body).toEqual({
      image_url: 'https://a.example/b.jpg',
      sort_order: 0,
      is_thumbnail: true,
      description: 'B',
    });
  });

  it('that the store could not fetch are refused in its own words', async () => {
    store.answer((_request, response) =>
      json(response, 400, { status: 400, title: 'The image could not be downloaded' }),
    );
    const given = { url: 'https://a.example/b.jpg', sortOrder: 1, isThumbnail: false, description: '' };
    expect(reasonOf(await client.v3.createFromUrl(7, given, person))).toMatchObject({
      type: 'refused',
      storeWords: 'The image could not be downloaded.',
    });
  });
});

describe('variants', () => {
  it('accept their own picture, from a file or an address', async () => {
    let type: string | undefined;
    store.answer((request, response) => {
      type = request.headers['content-type'];
      void bodyOf(request).then(() =>
        json(response, 200, { data: { image_url: 'https://cdn.example/v.jpg' }, meta: {} }),
      );
    });
    const taken = { ok: true, value: { imageUrl: 'https://cdn.example/v.jpg' } };
    expect(await client.v3.setVariantImageFromFile(12, 3, await photos.make(1000), person)).toEqual(taken);
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(await client.v3.setVariantImageFromUrl(12, 3, 'https://a.example/b.jpg', person)).toEqual(taken);
    expect(type).toBe('application/json');
    expect(store.seen[0]).toBe('POST /stores/abc123/v3/catalog/products/12/variants/3/image');
    expect(reasonOf(await client.v3.setVariantImageFromUrl(12, 3, 'b.jpg', person)).type).toBe('refused');
  });

  it('with a picture that is too large report that, though the store answers with a server error', async () => {
    store.answer(
      (request, response) =>
        void bodyOf(request).then(() => json(response, 500, { status: 500, title: 'Error' })),
    );
    const large = await client.v3.setVariantImageFromFile(12, 3, await photos.make(1_100_000), person);
    expect(reasonOf(large)).toMatchObject({
      type: 'refused',
      reason: { code: 'variant-picture-too-large' },
    });
    const small = await client.v3.setVariantImageFromFile(12, 3, await photos.make(1000), person);
    expect(reasonOf(small).type).toBe('transient');
  });
});

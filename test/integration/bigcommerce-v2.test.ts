import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createV2 } from '../../electron/bigcommerce/v2/v2.ts';
import { createV2First } from '../../electron/bigcommerce/v2/v2-first.ts';
import { reasonOf, valueOf } from '../unit/bigcommerce/outcomes.ts';
import { davClient, looseDav, sha256, type LooseDav } from './bigcommerce-dav-support.ts';
import {
  bodyOf,
  clientOf,
  html,
  json,
  looseStore,
  pictures,
  type Handler,
  type LooseStore,
  type Pictures,
} from './bigcommerce-support.ts';

const person = { priority: 'person' } as const;
const row = (id: number) => ({ id, product_id: 7, image_file: `a/1/x__${id}.jpg`, description: null });
const folder = 'product_images/import/packshot-1';

let store: LooseStore;
let dav: LooseDav;
let photos: Pictures;
let client: ReturnType<typeof connect>;

function connect() {
  const { session, v3, traffic } = clientOf(store.origin);
  const { webdav } = davClient(dav.url);
  const v2 = createV2({ session, webdav, folderName: () => 'packshot-1' });
  return { session, v3, v2, webdav, traffic };
}

beforeEach(async () => {
  store = await looseStore();
  dav = await looseDav();
  dav.folders.add('/dav/product_images').add('/dav/product_images/import');
  photos = await pictures();
  client = connect();
});
afterEach(async () => {
  client.session.close();
  client.webdav.close();
  await store.close();
  await dav.store.close();
  await photos.close();
});

/** Answers with the result of `reply` for the request's JSON. */
function answerJson(status: number, reply: (body: unknown) => unknown): Handler {
  return (request, response) =>
    void bodyOf(request).then((bytes) => json(response, status, reply(JSON.parse(bytes.toString()))));
}

describe('by V2, a photo', () => {
  it('is put into the import folder, created by its path, and removed from the folder', async () => {
    const photo = await photos.make(300_000, { description: 'Alt', sortOrder: 4, isThumbnail: true });
    let body: unknown;
    let imported = '';
    store.answer(
      answerJson(201, (given) => {
        body = given;
        imported = sha256(dav.files.get(`/dav/${folder}/${photo.fileName}`) ?? Buffer.alloc(0));
        return row(41);
      }),
    );
    const counts: number[] = [];
    const options = { ...person, onProgress: (sent: number) => counts.push(sent) };
    const sent = await client.v2.createFromFile(7, photo, options);
    expect(valueOf(sent)).toMatchObject({ id: 41, productId: 7, description: '' });
    expect(body).toEqual({
      image_file: `packshot-1/${photo.fileName}`,
      sort_order: 4,
      is_thumbnail: true,
      description: 'Alt',
    });
    expect(imported).toBe(sha256(photo.content));
    expect(counts.at(-1)).toBe(photo.bytes);
    expect(dav.accepted).toEqual([
      `MKCOL /dav/${folder}`,
      `PUT /dav/${folder}/${photo.fileName}`,
      `DELETE /dav/${folder}`,
    ]);
    expect(dav.files.size).toBe(0);
  });

  it('is removed from the folder also after a refusal', async () => {
    store.answer((_request, response) => json(response, 400, [{ status: 400, message: 'Not a picture' }]));
    const sent = await client.v2.createFromFile(7, await photos.make(10), person);
    expect(reasonOf(sent)).toMatchObject({ type: 'refused', storeWords: 'Not a picture.' });
    expect(dav.files.size).toBe(0);
  });

  it('stays in the folder while the store may be reading it', async () => {
    store.answer((request) => void bodyOf(request).then(() => request.socket.destroy()));
    const sent = await client.v2.createFromFile(7, await photos.make(10), person);
    expect(reasonOf(sent)).toMatchObject({ type: 'unknown' });
    expect(dav.files.size).toBe(1);
  });

  it('is not created if it could not be put', async () => {
    dav.instead = (request, response) => {
      if (request.method !== 'PUT') return false;
      void bodyOf(request).then(() => response.writeHead(507).end());
      return true;
    };
    const sent = await client.v2.createFromFile(7, await photos.make(10), person);
    expect(reasonOf(sent)).toMatchObject({ type: 'refused', reason: { code: 'webdav-full' } });
    expect(store.seen).toEqual([]);
    expect(dav.accepted.at(-1)).toBe(`DELETE /dav/${folder}`);
  });

  it('is created even if a folder can’t be removed', async () => {
    dav.instead = (request, response) => {
      if (request.method !== 'DELETE' || !request.url?.endsWith('/packshot-1')) return false;
      response.writeHead(403).end();
      return true;
    };
    store.answer(answerJson(201, () => row(41)));
    const sent = await client.v2.createFromFile(7, await photos.make(10), person);
    expect(sent).toMatchObject({ ok: true });
    expect(dav.files.size).toBe(0);
  });

  it('has its own folder, because several products may get the same one', async () => {
    const { session } = client;
    const v2 = createV2({ session, webdav: client.webdav });
    const files = new Set<unknown>();
    store.answer(
      answerJson(201, (body) => {
        files.add((body as Record<string, unknown>)['image_file']);
        return row(1);
      }),
    );
    const photo = await photos.make(10);
    await Promise.all([1, 2, 3].map((productId) => v2.createFromFile(productId, photo, person)));
    expect(files.size).toBe(3);
  });
});

describe('by V2, images', () => {
  it('from an address are created by it', async () => {
    let body: unknown;
    store.answer(
      answerJson(201, (given) => {
        body = given;
        return row(41);
      }),
    );
    const image = {
      url: 'https://pics.example/mug.jpg',
      sortOrder: null,
      isThumbnail: false,
      description: '',
    };
    expect(await client.v2.createFromUrl(7, image, person)).toMatchObject({ ok: true, value: { id: 41 } });
    expect(body).toEqual({ image_file: 'https://pics.example/mug.jpg' });
    expect(await client.v2.createFromUrl(7, { ...image, url: 'mug.jpg' }, person)).toMatchObject({
      reason: { type: 'refused', reason: { code: 'not-an-address' } },
    });
    expect(store.seen).toEqual(['POST /stores/abc123/v2/products/7/images']);
  });

  it.each([50, 250])('come in all pages, also if the store puts %i on one', async (size) => {
    const all = Array.from({ length: 2 * size + 3 }, (_, index) => row(index + 1));
    store.answer((request, response) => {
      const page = Number(new URL(request.url ?? '', store.origin).searchParams.get('page'));
      const rows = all.slice((page - 1) * size, page * size);
      if (rows.length === 0) response.writeHead(204).end();
      else json(response, 200, rows);
    });
    expect(valueOf(await client.v2.list(7, person))).toHaveLength(all.length);
    expect(store.seen[0]).toBe('GET /stores/abc123/v2/products/7/images?limit=250&page=1');
  });

  it.each<[string, Handler]>([
    ['204', (_q, r) => r.writeHead(204).end()],
    ['200 []', (_q, r) => json(r, 200, [])],
  ])('are none after %s', async (_name, handler) => {
    store.answer(handler);
    expect(await client.v2.list(7, person)).toEqual({ ok: true, value: [] });
  });

  it('change by the given fields, never by read-only ones', async () => {
    let body: unknown;
    store.answer(
      answerJson(200, (given) => {
        body = given;
        return row(5);
      }),
    );
    const change = { sortOrder: 2, id: 9, dateModified: 'x', productId: 8 };
    await client.v2.update(7, 5, change, person);
    expect(body).toEqual({ sort_order: 2 });
  });

  it('are all deleted, a page at a time, until none is left', async () => {
    let left = 120;
    store.answer((request, response) => {
      if (request.method === 'DELETE') {
        left = Math.max(0, left - 50);
        response.writeHead(204).end();
      } else if (left === 0) response.writeHead(204).end();
      else json(response, 200, [row(1)]);
    });
    expect(await client.v2.removeAll(7, person)).toEqual({ ok: true, value: null });
    expect(store.seen.filter((line) => line.startsWith('DELETE'))).toHaveLength(3);
  });

  it('that never get fewer are not deleted forever', async () => {
    store.answer((request, response) =>
      request.method === 'DELETE' ? response.writeHead(204).end() : json(response, 200, [row(1)]),
    );
    expect(await client.v2.removeAll(7, person)).toMatchObject({ reason: { type: 'transient' } });
    expect(store.seen.length).toBeLessThan(100);
  });

  it.each<[string, Handler, string]>([
    ['a missing scope', (_q, r) => json(r, 403, { error: 'Your scope does not include this.' }), 'sign-in'],
    ['a wrong token', (_q, r) => r.writeHead(401).end('Unauthorized'), 'sign-in'],
    ['an unknown product', (_q, r) => json(r, 404, [{ status: 404, message: 'Not found.' }]), 'not-found'],
    ['a field that is wrong', (_q, r) => json(r, 400, [{ status: 400, message: 'Invalid.' }]), 'refused'],
    ['a store in trouble', (_q, r) => json(r, 500, [{ status: 500, message: 'Oops.' }]), 'transient'],
    ['a web page', (_q, r) => html(r, 200), 'transient'],
    ['too many requests', (_q, r) => r.writeHead(429, { 'x-retry-after': '3' }).end(), 'throttled'],
    ['V3’s envelope', (_q, r) => json(r, 200, { data: [] }), 'transient'],
  ])('distinguish %s', async (_name, handler, failureClass) => {
    store.answer(handler);
    expect(reasonOf(await client.v2.list(7, person)).type).toBe(failureClass);
  });
});

describe('trying V2 first', () => {
  const refusals: [string, Handler][] = [
    ['a missing scope', (_q, r) => json(r, 403, { error: 'Your scope does not include this.' })],
    ['404', (_q, r) => json(r, 404, [{ status: 404, message: 'Not found.' }])],
    ['a page that says it is gone', (_q, r) => html(r, 410)],
    ['501', (_q, r) => html(r, 501)],
  ];
  const isV2 = (url = ''): boolean => url.includes('/v2/');

  it('counts in one request', async () => {
    store.answer((_request, response) => json(response, 200, { count: 1234 }));
    expect(await createV2First(client).countAll(person)).toEqual({ ok: true, value: 1234 });
    expect(store.seen).toEqual(['GET /stores/abc123/v2/products/images/count']);
  });

  it.each(refusals)('counts by V3 after %s', async (_name, refuse) => {
    store.answer((request, response) => {
      if (isV2(request.url)) return refuse(request, response);
      const after = Number(new URL(request.url ?? '', store.origin).searchParams.get('id:greater'));
      const products = [1, 2, 3].filter((id) => id > after).slice(0, 1);
      return json(response, 200, {
        data: products.map((id) => ({ id, images: Array.from({ length: id }, () => ({})) })),
        meta: { pagination: { total: 3 - after, current_page: 1, total_pages: 3 - after } },
      });
    });
    expect(await createV2First(client).countAll(person)).toEqual({ ok: true, value: 6 });
  });

  it('counts neither forever nor wrongly if V3 ignores the requested ids', async () => {
    store.answer((request, response) => {
      if (isV2(request.url)) return html(response, 404);
      const pagination = { total: 300, current_page: 1, total_pages: 2 };
      return json(response, 200, { data: [{ id: 1, images: [{}] }], meta: { pagination } });
    });
    expect(await createV2First(client).countAll(person)).toMatchObject({ ok: false });
    expect(store.seen.length).toBe(3);
  });

  it.each(refusals)('removes one by one by V3 after %s', async (_name, refuse) => {
    const left = new Set([1, 2, 3]);
    store.answer((request, response) => {
      if (isV2(request.url)) return refuse(request, response);
      if (request.method === 'GET') {
        return json(response, 200, { data: [...left].map((id) => ({ id })), meta: {} });
      }
      const id = Number(request.url?.split('/').at(-1));
      // The second is gone by the time it is requested.
      return left.delete(id) && id !== 2
        ? response.writeHead(204).end()
        : json(response, 404, { status: 404, title: 'Not found' });
    });
    expect(await createV2First(client).removeAll(7, person)).toEqual({ ok: true, value: null });
    expect(left.size).toBe(0);
  });

  it('does not ask V3 what V2 may answer later', async () => {
    store.answer((_request, response) => json(response, 503, [{ status: 503, message: 'Down.' }]));
    expect(await createV2First(client).countAll(person)).toMatchObject({ reason: { type: 'transient' } });
    expect(store.seen).toHaveLength(1);
  });
});

describe('the pacing', () => {
  it('obeys V2’s own header for the requests left', async () => {
    store.answer((_request, response) => json(response, 200, [], { 'x-bc-apilimit-remaining': '5' }));
    const { session } = client;
    await client.v2.list(7, person);
    const waiting = new AbortController();
    const answers = Array.from({ length: 8 }, () => client.v2.list(7, { ...person, signal: waiting.signal }));
    while (store.seen.length < 5) await new Promise((resolve) => setImmediate(resolve));
    waiting.abort();
    await Promise.all(answers);
    expect(store.seen.length).toBeLessThanOrEqual(6);
    session.close();
  });
});

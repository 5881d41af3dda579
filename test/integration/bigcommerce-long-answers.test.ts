import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { syncCatalog } from '../../electron/catalog/sync.ts';
import { Database } from '../../electron/storage/database.ts';
import { createV2 } from '../../electron/bigcommerce/v2/v2.ts';
import { verifyToken } from '../../electron/bigcommerce/verify-token.ts';
import { createWebdav } from '../../electron/bigcommerce/v2/webdav.ts';
import { clientOf, json, looseStore, pictures, type LooseStore } from './bigcommerce-support.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

const person = { priority: 'person' } as const;
const megabyte = 1024 * 1024;
let store: LooseStore;
beforeEach(async () => {
  store = await looseStore();
});
afterEach(() => store.close());

/** Megabytes of blanks. */
function* blankChunks(megabytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(megabyte, ' ');
  for (let n = 0; n < megabytes; n += 1) yield chunk;
}

/** By megabytes. Compressing takes longer than the answers. */
const zipped = new Map<number, Promise<Buffer>>();

function zippedBlanks(megabytes: number): Promise<Buffer> {
  const made = zipped.get(megabytes) ?? buffer(Readable.from(blankChunks(megabytes)).pipe(createGzip()));
  zipped.set(megabytes, made);
  return made;
}

/** Answers with megabytes of blanks, before compression. */
function blanks(response: ServerResponse, megabytes: number, isZipped = true, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  });
  if (isZipped) void zippedBlanks(megabytes).then((body) => response.end(body));
  else Readable.from(blankChunks(megabytes)).pipe(response);
}

/** Maximum growth of this process's memory while `work` runs, in bytes. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let max = before;
  const watch = setInterval(() => {
    max = Math.max(max, process.memoryUsage.rss());
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return Math.max(max, process.memoryUsage.rss()) - before;
}

describe('an answer of 300 MB', () => {
  it.each([true, false])('is cancelled after 8 MB (compressed: %s)', async (isZipped) => {
    const { v3, session } = clientOf(store.origin);
    const closed = Promise.withResolvers<{ isWhole: boolean }>();
    store.answer((_request, response) => {
      response.once('close', () => closed.resolve({ isWhole: response.writableFinished }));
      blanks(response, 300, isZipped);
    });
    const growth = await growthDuring(async () => {
      expect(await v3.get(7, 8, person)).toMatchObject({
        ok: false,
        reason: { type: 'refused', status: 200, reason: { code: 'answer-too-long' } },
      });
    });
    // What was read, as bytes and as text, and the server's own part of this test's process.
    expect(growth).toBeLessThan(256 * megabyte);
    // 300 MB of blanks are 300 KB compressed, which may all be under way by then.
    if (!isZipped) expect(await closed.promise).toEqual({ isWhole: false });
    session.close();
  });

  it.each<[string, (client: ReturnType<typeof clientOf>) => Promise<unknown>]>([
    ['a product list', ({ v3 }) => v3.products({ page: 1 }, person)],
    ['a product list behind an id', ({ v3 }) => v3.products({ page: 1, after: 3 }, person)],
    ['images', ({ v3 }) => v3.list(7, person)],
    ['images by V2', ({ session }) => createV2({ session, webdav: noDav() }).list(7, person)],
    ['the count of all images', ({ v3 }) => v3.countImages(person)],
    ['one image', ({ v3 }) => v3.get(7, 8, person)],
    ['the store', ({ v3 }) => v3.storeName(person)],
  ])('is a clear error of %s, and no endless loop', async (_name, ask) => {
    const client = clientOf(store.origin);
    store.answer((_request, response) => blanks(response, 40));
    expect(await ask(client)).toMatchObject({
      ok: false,
      reason: { type: 'refused', reason: { code: 'answer-too-long' } },
    });
    expect(store.seen.length).toBeLessThanOrEqual(5);
    client.session.close();
  });

  it('leaves a new image unknown, while a change may be sent again', async () => {
    const { v3, session } = clientOf(store.origin);
    const photos = await pictures();
    store.answer((request, response) => {
      request.resume().once('end', () => blanks(response, 40));
    });
    expect(await v3.createFromFile(7, await photos.make(100), person)).toMatchObject({
      reason: { type: 'unknown', reason: { code: 'answer-too-long' } },
    });
    expect(await v3.update(7, 8, { sortOrder: 1 }, person)).toMatchObject({ reason: { type: 'transient' } });
    await photos.close();
    session.close();
  });

  it.each([
    [401, 'sign-in'],
    [404, 'not-found'],
    [429, 'throttled'],
    [500, 'transient'],
  ])('with the status %i counts by its status', async (status, failureClass) => {
    const { v3, session } = clientOf(store.origin);
    store.answer((_request, response) => blanks(response, 40, true, status));
    expect(await v3.get(7, 8, person)).toMatchObject({ reason: { type: failureClass, status } });
    session.close();
  });

  it('prevents verifying a token, with a sentence', async () => {
    store.answer((_request, response) => blanks(response, 40));
    expect(
      await verifyToken({ apiOrigin: store.origin, hash: 'abc123', accessToken: 'secret' }),
    ).toMatchObject({ ok: false, reason: { code: 'answer-too-long' } });
  });

  it('from WebDAV is harmless: only its status is read', async () => {
    const webdav = createWebdav({
      access: () => Promise.resolve({ url: `${store.origin}/dav/`, username: 'u', password: 'p' }),
    });
    store.answer((_request, response) => blanks(response, 40, true, 201));
    expect(await webdav.makeFolder('product_images')).toEqual({ ok: true, value: null });
    webdav.close();
  });
});

describe('a list with pages that are too long', () => {
  /** Serves pages that are too long above `maxRows`; returns the rows that could be read. */
  function serveRows(ids: readonly number[], { maxRows, isV2 = false }: { maxRows: number; isV2?: boolean }) {
    const served: number[] = [];
    store.answer((request, response) => {
      const query = new URL(request.url ?? '', store.origin).searchParams;
      const [page, limit] = [Number(query.get('page')), Number(query.get('limit'))];
      const after = Number(query.get('id:greater') ?? 0);
      const all = ids.filter((id) => id > after);
      const wanted = all.slice((page - 1) * limit, page * limit);
      if (wanted.length > maxRows) return blanks(response, 33);
      served.push(...wanted);
      const rows = wanted.map((id) => ({ id, name: `Product ${id}`, product_id: 7, sku: `S${id}` }));
      const pagination = {
        total: all.length,
        current_page: page,
        total_pages: Math.ceil(all.length / limit),
      };
      return json(response, 200, isV2 ? rows : { data: rows, meta: { pagination } });
    });
    return served;
  }
  const ids = Array.from({ length: 300 }, (_, index) => index + 1);

  it.each([
    ['V3', 125],
    ['V3', 30],
    ['V2', 125],
    ['V2', 30],
  ])('of images by %s is read in smaller ones, every image once (%i fit)', async (version, maxRows) => {
    const { v3, session } = clientOf(store.origin);
    const served = serveRows(ids, { maxRows, isV2: version === 'V2' });
    const api = version === 'V2' ? createV2({ session, webdav: noDav() }) : v3;
    const listed = await api.list(7, person);
    if (!listed.ok) throw new Error(sentenceOf(listed.reason.reason));
    expect(listed.value.map(({ id }) => id)).toEqual(ids);
    expect(served).toEqual(ids);
    session.close();
  });

  it('of products continues behind the last one read', async () => {
    const { v3, session } = clientOf(store.origin);
    const served = serveRows(ids, { maxRows: 125 });
    const read: number[] = [];
    for (let after = 0, more = true; more;) {
      const page = await v3.products({ page: 1, after }, person);
      if (!page.ok) throw new Error(sentenceOf(page.reason.reason));
      read.push(...page.value.products.map(({ id }) => id));
      after = read.at(-1) ?? 0;
      more = page.value.totalPages > 1;
    }
    expect(read).toEqual(ids);
    expect(served).toEqual(read);
    session.close();
  });
});

describe('a product that is too long by itself', () => {
  it('keeps its name and known data in the catalogue, and all others are read', async () => {
    const { v3, session } = clientOf(store.origin);
    const ids = Array.from({ length: 40 }, (_, index) => index + 1);
    let isLong = false;
    store.answer((request, response) => {
      const query = new URL(request.url ?? '', store.origin).searchParams;
      const [limit, page] = [Number(query.get('limit')), Number(query.get('page'))];
      const [after, below] = [Number(query.get('id:greater') ?? 0), Number(query.get('id:less') ?? 1_000)];
      const left = ids.filter((id) => id > after && id < below);
      if (query.get('direction') === 'desc') left.reverse();
      const wanted = left.slice((page - 1) * limit, page * limit);
      const withAll = query.get('include') !== null;
      if (isLong && withAll && wanted.includes(7)) return blanks(response, 33);
      const images = (id: number) => (withAll ? { images: [{ id: id * 10, product_id: id }] } : {});
      const data = wanted.map((id) => ({ id, name: `Product ${id}, ${isLong}`, ...images(id) }));
      const pagination = {
        total: left.length,
        current_page: page,
        total_pages: Math.ceil(left.length / limit),
      };
      return json(response, 200, { data, meta: { pagination } });
    });
    const db = new Database(':memory:');
    const catalog = new Catalog(db, () => 1);
    db.run(
      `INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
         VALUES ('s', 'abc', 'Store', 'bigcommerce', 'https://x', 'session', 0)`,
    );
    const sync = (run: number) =>
      syncCatalog({
        storeId: 's',
        api: v3,
        catalog,
        run,
        whole: true,
        signal: new AbortController().signal,
        onPage: () => undefined,
      });
    expect(await sync(1_000)).toBeNull();
    isLong = true;
    expect(await sync(2_000)).toMatchObject({
      code: 'product-too-long',
      args: { product: expect.stringContaining('Product 7, true') as string },
    });
    for (const id of ids) {
      expect(catalog.product('s', id)?.name).toBe(`Product ${id}, true`);
      expect(catalog.images('s', id).map((image) => image.id)).toEqual([id * 10]);
    }
    db.close();
    session.close();
  });
});

it('a list of more rows than the API ever sends is refused unread', async () => {
  const { v3, session } = clientOf(store.origin);
  store.answer((_request, response) =>
    json(response, 200, { data: Array.from({ length: 150_000 }, () => 0) }),
  );
  expect(await v3.products({ page: 1 }, person)).toMatchObject({
    reason: { reason: { code: 'answer-unreadable' }, detail: expect.stringContaining('150000 rows') },
  });
  session.close();
});

it.each([
  ['of more values than can be parsed at once', `{"data":[${'{},'.repeat(500_000)}{}]}`, 'answer-too-long'],
  ['nested deeper than any of the API', `{"data":${'['.repeat(200_000)}`, 'answer-unreadable'],
])('an answer %s is not parsed', async (_what, body, code) => {
  const { v3, session } = clientOf(store.origin);
  store.answer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body),
  );
  expect(await v3.products({ page: 1 }, person)).toMatchObject({ ok: false, reason: { reason: { code } } });
  session.close();
});

function noDav() {
  return createWebdav({ access: () => Promise.resolve(null) });
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyToken } from '../../electron/bigcommerce/verify-token.ts';
import {
  bodyOf,
  clientOf,
  html,
  json,
  looseStore,
  type Handler,
  type LooseStore,
} from './bigcommerce-support.ts';
import { reasonOf } from '../unit/bigcommerce/outcomes.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

const person = { priority: 'person' } as const;
const pagination = (total: number, page: number, pages: number) => ({
  pagination: { total, count: 1, per_page: 250, current_page: page, total_pages: pages, links: {} },
});

let store: LooseStore;
let client: ReturnType<typeof clientOf>;
beforeAll(async () => {
  store = await looseStore();
});
afterAll(() => store.close());
beforeEach(() => {
  store.seen.length = 0;
  client = clientOf(store.origin);
});
afterEach(() => client.session.close());

describe('a request', () => {
  it('carries the token, asks for JSON, and goes below the store without a trailing slash', async () => {
    let headers: Record<string, unknown> = {};
    store.answer((request, response) => {
      headers = request.headers;
      json(response, 200, { data: [] });
    });
    expect(await client.v3.list(7, person)).toEqual({ ok: true, value: [] });
    expect(headers).toMatchObject({ 'x-auth-token': 'secret-token', accept: 'application/json' });
    expect(store.seen).toEqual(['GET /stores/abc123/v3/catalog/products/7/images?limit=250&page=1']);
    expect(client.traffic).toEqual([
      {
        method: 'GET',
        path: 'v3/catalog/products/7/images',
        status: 200,
        ms: expect.any(Number),
        failure: null,
        detail: null,
      },
    ]);
  });

  it.each([null, '', 'line\nbreak', 'naïve'])('is not sent with the token %j', async (token) => {
    const { v3, session } = clientOf(store.origin, { accessToken: () => Promise.resolve(token) });
    expect(await v3.list(7, person)).toMatchObject({ ok: false, reason: { type: 'sign-in' } });
    expect(store.seen).toEqual([]);
    session.close();
  });

  it('never follows a redirect', async () => {
    const elsewhere = await looseStore();
    store.answer((_request, response) =>
      response.writeHead(302, { location: `${elsewhere.origin}/x` }).end(),
    );
    expect(await client.v3.list(7, person)).toMatchObject({
      ok: false,
      reason: { type: 'transient', status: 302 },
    });
    expect(elsewhere.seen).toEqual([]);
    await elsewhere.close();
  });

  it.each([
    [
      'changes to another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    ],
    ['only announces an answer, again and again', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000)],
  ])('ends if the server %s', async (_name, answer) => {
    store.answer((request) => request.socket.write(answer));
    expect(await client.v3.list(7, person)).toMatchObject({
      ok: false,
      reason: { type: 'transient', reason: { code: 'connection-broke' } },
    });
  });

  it('is not repeated without the caller', async () => {
    store.answer((_request, response) => json(response, 503, { status: 503, title: 'Down' }));
    expect(await client.v3.list(7, person)).toMatchObject({ ok: false, reason: { type: 'transient' } });
    expect(store.seen).toHaveLength(1);
  });

  it('reuses one connection', async () => {
    const ports = new Set<number | undefined>();
    store.answer((request, response) => {
      ports.add(request.socket.remotePort);
      json(response, 200, { data: [] });
    });
    for (let n = 0; n < 5; n += 1) await client.v3.list(7, person);
    expect(ports.size).toBe(1);
  });

  it('reports the wait the store asks for, and delays the next one', async () => {
    store.answer((_request, response) =>
      json(response, 429, { status: 429, title: 'Too many' }, { 'x-rate-limit-time-reset-ms': '9000' }),
    );
    const answer = await client.v3.list(7, person);
    expect(answer).toMatchObject({ ok: false, reason: { type: 'throttled', retryAfterMs: 9_000 } });
    const impatient = AbortSignal.timeout(50);
    expect(await client.v3.list(7, { ...person, signal: impatient })).toMatchObject({
      ok: false,
      reason: { type: 'local', reason: { code: 'cancelled' } },
    });
    expect(store.seen).toHaveLength(1);
  });

  it.each<[string, Handler, string]>([
    ['a web page', (_q, r) => html(r, 200), 'network-sign-in'],
    [
      'JSON cut short',
      (_q, r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"id"'),
      'answer-unreadable',
    ],
    ['nothing', (_q, r) => r.writeHead(200).end(), 'answer-empty'],
    [
      'what is not compressed as it says',
      (_q, r) => json(r, 200, {}, { 'content-encoding': 'gzip' }),
      'answer-unreadable',
    ],
    ['205', (_q, r) => r.writeHead(205).end(), 'answer-empty'],
    ['304', (_q, r) => r.writeHead(304).end(), 'answer-empty'],
    ['JSON of another shape', (_q, r) => json(r, 200, { images: [] }), 'answer-unreadable'],
    [
      'less than its Content-Length',
      (_q, r) => {
        r.writeHead(200, { 'content-length': '500' });
        r.write('{"data":[');
        setImmediate(() => r.socket?.destroy());
      },
      'connection-broke',
    ],
    ['a reset', (q) => q.socket.resetAndDestroy(), 'connection-broke'],
  ])('that reads and is answered with %s may be repeated', async (_name, handler, code) => {
    store.answer(handler);
    expect(await client.v3.list(7, person)).toMatchObject({
      ok: false,
      reason: { type: 'transient', reason: { code } },
    });
  });

  it('gives up on a silent store, and on an answer that stops halfway', async () => {
    const { v3, session } = clientOf(store.origin, { limits: { response: 60, read: 60 } });
    store.answer(() => undefined);
    expect(await v3.list(7, person)).toMatchObject({ ok: false, reason: { reason: { code: 'no-answer' } } });
    store.answer((_request, response) => void response.writeHead(200).write('{'));
    expect(await v3.list(7, person)).toMatchObject({ ok: false, reason: { reason: { code: 'no-answer' } } });
    session.close();
  });

  it('recognises an unreachable store', async () => {
    const gone = await looseStore();
    await gone.close();
    const { v3, session } = clientOf(gone.origin);
    expect(await v3.list(7, person)).toMatchObject({
      ok: false,
      reason: { type: 'offline', reason: { code: 'connection-refused' } },
    });
    session.close();
  });

  it('can be cancelled in flight', async () => {
    const controller = new AbortController();
    store.answer(() => controller.abort());
    expect(await client.v3.list(7, { ...person, signal: controller.signal })).toMatchObject({
      ok: false,
      reason: { type: 'local', reason: { code: 'cancelled' } },
    });
  });
});

describe('the images of a product', () => {
  it('are none, whether the store answers with an empty list or with no content', async () => {
    store.answer((_request, response) => response.writeHead(204).end());
    expect(await client.v3.list(7, person)).toEqual({ ok: true, value: [] });
  });

  it('are not found if the product is not', async () => {
    store.answer((_request, response) => json(response, 404, { status: 404, title: 'No such product' }));
    expect(await client.v3.list(7, person)).toMatchObject({ ok: false, reason: { type: 'not-found' } });
  });

  it('are read page by page, as many as the store returns', async () => {
    store.answer((request, response) => {
      const page = Number(new URL(request.url ?? '', store.origin).searchParams.get('page'));
      json(response, 200, { data: [{ id: page * 10 }, { id: page * 10 + 1 }], meta: pagination(6, page, 3) });
    });
    const listed = await client.v3.list(7, person);
    expect(listed.ok && listed.value.map((image) => image.id)).toEqual([10, 11, 20, 21, 30, 31]);
  });

  it('are read again if some were removed between two pages, so that none is missed', async () => {
    let gone = false;
    store.answer((request, response) => {
      const rows = gone ? [2, 3, 4] : [1, 2, 3, 4];
      const page = Number(new URL(request.url ?? '', store.origin).searchParams.get('page'));
      const data = rows.slice(2 * page - 2, 2 * page).map((id) => ({ id }));
      json(response, 200, { data, meta: pagination(rows.length, page, 2) });
      gone = true;
    });
    const listed = await client.v3.list(7, person);
    expect(listed.ok && listed.value.map((image) => image.id)).toEqual([2, 3, 4]);
    expect(store.seen).toHaveLength(4);
  });

  it('change only by the given fields', async () => {
    let body = '';
    store.answer((request, response) => {
      void bodyOf(request).then((bytes) => {
        body = bytes.toString();
        return json(response, 200, { data: { id: 5, sort_order: 4 }, meta: {} });
      });
    });
    const changed = await client.v3.update(7, 5, { sortOrder: 4, description: '' }, person);
    expect(changed).toMatchObject({ ok: true, value: { id: 5, productId: 7, sortOrder: 4 } });
    expect(JSON.parse(body)).toEqual({ sort_order: 4, description: '' });
    expect(store.seen).toEqual(['PUT /stores/abc123/v3/catalog/products/7/images/5']);
  });

  it.each([204, 404])('are gone after a removal answered with %i', async (status) => {
    store.answer((_request, response) => response.writeHead(status).end());
    expect(await client.v3.remove(7, 5, person)).toEqual({ ok: true, value: null });
  });

  it('are not taken for gone because of a web page', async () => {
    store.answer((_request, response) => html(response, 200));
    expect(await client.v3.remove(7, 5, person)).toMatchObject({ ok: false, reason: { type: 'transient' } });
  });
});

describe('the catalogue', () => {
  it('comes in pages by id, with images and variants', async () => {
    store.answer((_request, response) =>
      json(response, 200, { data: [{ id: 1, name: 'Mug', sku: 'M' }], meta: pagination(11, 2, 2) }),
    );
    const page = await client.v3.products({ page: 2, modifiedSince: '2026-01-02T03:04:05Z' }, person);
    expect(page).toMatchObject({
      ok: true,
      value: { page: 2, totalPages: 2, total: 11, products: [{ id: 1 }] },
    });
    const asked = new URL(store.seen[0]?.split(' ')[1] ?? '', store.origin).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      include: 'images,variants',
      limit: '250',
      page: '2',
      sort: 'id',
      direction: 'asc',
      'date_modified:min': '2026-01-02T03:04:05Z',
    });
  });

  it.each([401, 403, 404])("works without the store's name if it may not be read (%i)", async (status) => {
    store.answer((_request, response) => json(response, status, { error: 'scope' }));
    expect(await client.v3.storeName(person)).toEqual({ ok: true, value: null });
  });
});

function verify(origin = store.origin): ReturnType<typeof verifyToken> {
  return verifyToken({ apiOrigin: origin, hash: 'abc123', accessToken: ' secret ' });
}

describe('verifying a token', () => {
  it('returns the name and the number of products', async () => {
    store.answer((request, response) =>
      request.url?.endsWith('/v2/store')
        ? json(response, 200, { name: 'Mugs and more' })
        : json(response, 200, { data: [{ id: 1 }], meta: pagination(40, 1, 40) }),
    );
    expect(await verify()).toEqual({ ok: true, value: { name: 'Mugs and more', productCount: 40 } });
  });

  it('works without the name', async () => {
    store.answer((request, response) =>
      request.url?.endsWith('/v2/store')
        ? response.writeHead(403).end('{"error":"scope"}')
        : json(response, 200, { data: [], meta: pagination(0, 1, 0) }),
    );
    expect(await verify()).toEqual({ ok: true, value: { name: null, productCount: 0 } });
  });

  it.each<[string, Handler, string]>([
    ['a wrong token', (_q, r) => json(r, 401, { status: 401, title: 'Unauthorized' }), 'token-not-accepted'],
    ['a wrong hash', (_q, r) => json(r, 404, { status: 404, title: 'Not found' }), 'wrong-store'],
    [
      'a missing scope',
      (_q, r) => json(r, 403, { status: 403, title: "You don't have a required scope" }),
      'token-without-products',
    ],
    ['a web page', (_q, r) => html(r, 200), 'network-sign-in'],
    ['nothing', (_q, r) => r.writeHead(200).end(), 'answer-empty'],
    ['a broken answer', (_q, r) => r.writeHead(200).end('{"data":'), 'answer-unreadable'],
    ['a store in trouble', (_q, r) => json(r, 500, { status: 500, title: 'Oops' }), 'store-trouble'],
    ['a throttled store', (_q, r) => r.writeHead(429, { 'x-retry-after': '30' }).end(), 'asked-too-much'],
  ])('has its own sentence for %s', async (_name, handler, code) => {
    store.answer(handler);
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: false, reason: { code } });
    expect(sentenceOf(reasonOf(verdict))).toMatch(/^[A-Z].*[.”]$/);
    expect(store.seen).toHaveLength(1);
  });

  it.each([
    [401, 'network-sign-in'],
    [403, 'network-blocks'],
  ])(
    'tells a network that answers every address with a page and %i from a wrong token',
    async (status, code) => {
      const tokens: unknown[] = [];
      store.answer((request, response) => {
        tokens.push(request.headers['x-auth-token']);
        html(response, status);
      });
      expect(await verify()).toMatchObject({ ok: false, reason: { code } });
      // What is asked to find out goes to no store, so it has no token.
      expect(store.seen.slice(1)).toEqual(['GET /robots.txt']);
      expect(tokens).toEqual(['secret', undefined]);
    },
  );

  it.each([
    [401, 'token-not-accepted'],
    [403, 'all-forbidden'],
  ])('believes a page with %i that only the store answers with', async (status, code) => {
    store.answer((request, response) =>
      request.url === '/robots.txt' ? json(response, 404, {}) : html(response, status),
    );
    expect(await verify()).toMatchObject({ ok: false, reason: { code } });
  });

  it('has one for an unreachable store, and for an impossible token', async () => {
    const gone = await looseStore();
    await gone.close();
    expect(await verify(gone.origin)).toMatchObject({ ok: false, reason: { code: 'connection-refused' } });
    expect(
      await verifyToken({ apiOrigin: store.origin, hash: 'abc123', accessToken: 'two words' }),
    ).toMatchObject({ ok: false, reason: { code: 'malformed-token' } });
  });
});

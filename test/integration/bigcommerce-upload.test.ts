import { spawnSync } from 'node:child_process';
import { rm, truncate } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOfFile } from '../../electron/bigcommerce/errors.ts';
import type { Failure } from '../../electron/bigcommerce/failure.ts';
import type { Upload } from '../../electron/bigcommerce/http/picture-bytes.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reasonOf } from '../unit/bigcommerce/outcomes.ts';
import {
  bodyOf,
  clientOf,
  freshGovernor,
  html,
  json,
  looseStore,
  pictures,
  type Handler,
  type LooseStore,
  type Pictures,
} from './bigcommerce-support.ts';

const batch = { priority: 'batch' } as const;
const created = (id: number) => ({ data: { id, product_id: 7, sort_order: 3 }, meta: {} });
const megabyte = 1024 * 1024;

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

describe('an upload', () => {
  it('arrives byte for byte, with its length announced and its progress counted', async () => {
    const photo = await photos.make(3 * megabyte + 17, { fileName: 'tässe-abcdefgh.jpg', isThumbnail: true });
    let headers: Record<string, unknown> = {};
    let form: FormData | null = null;
    store.answer((request, response) => {
      headers = request.headers;
      void bodyOf(request).then(async (body) => {
        form = await new Response(body, {
          headers: { 'content-type': request.headers['content-type'] ?? '' },
        }).formData();
        expect(body.length).toBe(Number(request.headers['content-length']));
        return json(response, 200, created(41));
      });
    });
    const counts: number[] = [];
    const sent = await client.v3.createFromFile(7, photo, { ...batch, onProgress: (n) => counts.push(n) });
    expect(sent).toMatchObject({ ok: true, value: { id: 41, productId: 7, sortOrder: 3 } });
    expect(headers['transfer-encoding']).toBeUndefined();
    const file = (form as FormData | null)?.get('image_file') as File;
    expect(file.name).toBe('tässe-abcdefgh.jpg');
    expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), photo.content)).toBe(0);
    expect(counts.at(-1)).toBe(photo.bytes);
    expect(store.seen).toEqual(['POST /stores/abc123/v3/catalog/products/7/images']);
  });

  it('counts only what the network has accepted', async () => {
    const photo = await photos.make(24 * megabyte);
    const paused = new Promise<() => void>((resolve) => {
      store.answer((request, response) => {
        request.pause();
        resolve(() => void bodyOf(request).then(() => json(response, 200, created(1))));
      });
    });
    let taken = 0;
    const sending = client.v3.createFromFile(7, photo, { ...batch, onProgress: (n) => (taken = n) });
    const goOn = await paused;
    expect(taken).toBeLessThan(photo.bytes);
    goOn();
    expect(await sending).toMatchObject({ ok: true });
    expect(taken).toBe(photo.bytes);
  });

  it.each<[string, Handler, string]>([
    ['reset before anything is read', (q) => q.socket.resetAndDestroy(), 'connection-broke'],
    ['reset in the middle', (q) => q.once('data', () => q.socket.resetAndDestroy()), 'connection-broke'],
    [
      'closed without an answer once all is read',
      (q) => void bodyOf(q).then(() => q.socket.destroy()),
      'connection-broke',
    ],
    ['answered by a web page', (q, r) => void bodyOf(q).then(() => html(r, 200)), 'network-sign-in'],
    ['answered by a gateway', (q, r) => void bodyOf(q).then(() => html(r, 502)), 'store-trouble'],
    [
      'answered with JSON cut short',
      (q, r) => void bodyOf(q).then(() => r.writeHead(200).end('{"data":{"id"')),
      'answer-unreadable',
    ],
    [
      'answered without an id',
      (q, r) => void bodyOf(q).then(() => json(r, 200, { data: {} })),
      'answer-unreadable',
    ],
    ['never answered', (q) => void bodyOf(q), 'no-answer'],
  ])('that is %s is unknown, not failed', async (_name, handler, code) => {
    const { v3, session } = clientOf(store.origin, { limits: { response: 150 } });
    store.answer(handler);
    const sent = await v3.createFromFile(7, await photos.make(2 * megabyte), batch);
    expect(sent).toMatchObject({ ok: false, reason: { type: 'unknown', reason: { code } } });
    expect(store.seen).toHaveLength(1);
    session.close();
  });

  it('that stalls is cancelled and unknown', async () => {
    const { v3, session } = clientOf(store.origin, { limits: { stall: 100 } });
    store.answer((request) => request.pause());
    const sent = await v3.createFromFile(7, await photos.make(24 * megabyte), batch);
    expect(sent).toMatchObject({ ok: false, reason: { type: 'unknown', reason: { code: 'stalled' } } });
    session.close();
  });

  it('refused midway gets the words of the refusal', async () => {
    store.answer((_request, response) => json(response, 422, { status: 422, title: 'No more images' }));
    const sent = await client.v3.createFromFile(7, await photos.make(16 * megabyte), batch);
    expect(sent).toMatchObject({ ok: false, reason: { type: 'refused', storeWords: 'No more images.' } });
  });

  it('is not started for a missing file', async () => {
    const photo = await photos.make(100);
    await rm(photo.path);
    expect(await client.v3.createFromFile(7, photo, batch)).toMatchObject({
      ok: false,
      reason: { type: 'local', reason: { code: 'file-gone' } },
    });
    expect(store.seen).toEqual([]);
  });

  it('of a file that shrinks meanwhile stays incomplete', async () => {
    const photo = await photos.make(24 * megabyte);
    let whole: boolean | null = null;
    const ended = new Promise<void>((resolve) => {
      store.answer((request) => {
        void truncate(photo.path, megabyte).then(() => request.resume());
        request.once('close', () => {
          whole = request.complete;
          resolve();
        });
      });
    });
    expect(await client.v3.createFromFile(7, photo, batch)).toMatchObject({
      ok: false,
      reason: { type: 'local', reason: { code: 'file-changed' } },
    });
    await ended;
    expect(whole).toBe(false);
  });

  it('cancelled midway ends at once and has not happened', async () => {
    const controller = new AbortController();
    store.answer((request) => {
      request.pause();
      controller.abort();
    });
    const sent = await client.v3.createFromFile(7, await photos.make(24 * megabyte), {
      ...batch,
      signal: controller.signal,
    });
    expect(sent).toMatchObject({ ok: false, reason: { type: 'local', reason: { code: 'cancelled' } } });
  });

  it('cancelled while waiting for its answer may have happened', async () => {
    const controller = new AbortController();
    store.answer((request) => void bodyOf(request).then(() => setImmediate(() => controller.abort())));
    const sent = await client.v3.createFromFile(7, await photos.make(1000), {
      ...batch,
      signal: controller.signal,
    });
    expect(sent).toMatchObject({ ok: false, reason: { type: 'unknown', reason: { code: 'cancelled' } } });
  });

  it('to an unreachable store has not happened', async () => {
    const gone = await looseStore();
    await gone.close();
    const { v3, session } = clientOf(gone.origin);
    expect(await v3.createFromFile(7, await photos.make(1000), batch)).toMatchObject({
      ok: false,
      reason: { type: 'offline' },
    });
    session.close();
  });

  it('whose file another program holds makes no other request wait', async () => {
    store.answer((_request, response) => json(response, 200, { data: [] }));
    const held = Promise.withResolvers<Outcome<Upload, Failure>>();
    const path = 'v3/catalog/products/7/images';
    const sending = client.session.request({ ...batch, method: 'POST', path, upload: () => held.promise });
    expect(await client.v3.list(7, batch)).toEqual({ ok: true, value: [] });
    held.resolve(no(failureOfFile('file-unopened')));
    expect(await sending).toMatchObject({ reason: { reason: { code: 'file-unopened' } } });
  });

  it('closes its file if it is cancelled before it may start', async () => {
    const governor = { ...freshGovernor(), acquire: () => Promise.resolve(null) };
    const { session } = clientOf(store.origin, { governor });
    let isOpen = true;
    const close = () => Promise.resolve(void (isOpen = false));
    const upload: Upload = { contentType: 'image/jpeg', contentLength: 0, async *body() {}, close };
    const call = { ...batch, method: 'POST', path: 'x', upload: () => Promise.resolve(ok(upload)) } as const;
    expect(await session.request(call)).toMatchObject({ reason: { reason: { code: 'cancelled' } } });
    expect(isOpen).toBe(false);
    session.close();
  });

  it('releases its slot however it ends', async () => {
    const governor = freshGovernor();
    const { v3, session } = clientOf(store.origin, { governor });
    const endings: Handler[] = [
      (q) => q.socket.resetAndDestroy(),
      (q, r) => void bodyOf(q).then(() => html(r, 200)),
      (q, r) => void bodyOf(q).then(() => json(r, 200, created(1))),
    ];
    for (const ending of endings) {
      store.answer(ending);
      await v3.createFromFile(7, await photos.make(1000), batch);
    }
    expect(governor.state().left).toBe(150 - endings.length);
    session.close();
  });
});

/** A self-signed certificate; null without OpenSSL's command line. */
function selfSigned(): { key: string; cert: string } | null {
  const made = spawnSync(
    'openssl',
    (
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ' +
      '-subj /CN=127.0.0.1 -days 2 -keyout - -out -'
    ).split(' '),
    { encoding: 'utf8' },
  );
  const key = /-----BEGIN PRIVATE KEY-----[^]*?-----END PRIVATE KEY-----/.exec(made.stdout ?? '')?.[0];
  const cert = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/.exec(made.stdout ?? '')?.[0];
  return key === undefined || cert === undefined ? null : { key, cert };
}

async function sendTo(server: Server): Promise<Failure> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { v3, session } = clientOf(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const sent = await v3.createFromFile(7, await photos.make(1000), batch);
  session.close();
  await new Promise((resolve) => server.close(resolve));
  return reasonOf(sent);
}

describe('over an insecure connection', () => {
  const identity = selfSigned();
  const requests: string[] = [];
  const plain = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n', () => socket.destroy());
  });
  const impostor = createTlsServer({ ...identity }, (request, response) => {
    requests.push(request.url ?? '');
    response.end();
  });

  it('nothing is sent without TLS', async () => {
    expect(await sendTo(plain)).toMatchObject({ type: 'offline', reason: { code: 'not-private' } });
  });

  it.skipIf(identity === null)('nothing leaves, when nobody vouches for the certificate', async () => {
    expect(await sendTo(impostor)).toMatchObject({
      type: 'offline',
      reason: { code: 'certificate-untrusted' },
    });
    expect(requests).toEqual([]);
  });
});

import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { davClient, looseDav, password, sha256, username, type LooseDav } from './bigcommerce-dav-support.ts';
import { bodyOf, html, pictures, type Pictures } from './bigcommerce-support.ts';
import { reasonOf } from '../unit/bigcommerce/outcomes.ts';

let dav: LooseDav;
let photos: Pictures;
let client: ReturnType<typeof davClient>;
beforeEach(async () => {
  dav = await looseDav();
  photos = await pictures();
  client = davClient(dav.url);
});
afterEach(async () => {
  client.webdav.close();
  await dav.store.close();
  await photos.close();
});

const done = { ok: true, value: null };

describe('by WebDAV, a picture', () => {
  it('arrives byte for byte, its name escaped and its progress counted', async () => {
    const photo = await photos.make(3 * 1024 * 1024 + 17);
    const counts: number[] = [];
    expect(await client.webdav.makeFolder('in')).toEqual(done);
    const put = await client.webdav.put('in/grün & 50%#1?.jpg', photo, {
      onProgress: (sent) => counts.push(sent),
    });
    expect(put).toEqual(done);
    const kept = dav.files.get('/dav/in/grün & 50%#1?.jpg');
    expect(sha256(kept ?? Buffer.alloc(0))).toBe(sha256(photo.content));
    expect(counts.at(-1)).toBe(photo.bytes);
  });

  it('replaces another, and can be removed, also if it is gone', async () => {
    await client.webdav.put('a.jpg', await photos.make(10));
    const photo = await photos.make(20);
    await client.webdav.put('a.jpg', photo);
    expect(dav.files.get('/dav/a.jpg')).toEqual(photo.content);
    expect(await client.webdav.remove('a.jpg')).toEqual(done);
    expect(await client.webdav.remove('a.jpg')).toEqual(done);
    expect(dav.files.size).toBe(0);
  });

  it('missing on this computer is not sent', async () => {
    const photo = await photos.make(10);
    await rm(photo.path);
    expect(await client.webdav.put('a.jpg', photo)).toMatchObject({
      reason: { type: 'local', reason: { code: 'file-gone' } },
    });
    expect(dav.store.seen.filter((request) => request.startsWith('PUT'))).toEqual([]);
  });

  it.each([
    [403, 'refused', 'webdav-refused'],
    [200, 'transient', 'network-sign-in'],
    [409, 'refused', 'webdav-refused'],
    [413, 'refused', 'too-large-for-store'],
    [423, 'transient', 'webdav-busy'],
    [429, 'throttled', 'throttled'],
    [500, 'transient', 'store-trouble'],
    [501, 'refused', 'webdav-not-supported'],
    [503, 'transient', 'store-maintenance'],
    [507, 'refused', 'webdav-full'],
    [302, 'transient', 'network-sign-in'],
    [511, 'transient', 'network-sign-in'],
  ])('answered with %i has a class and a sentence of its own', async (status, failureClass, code) => {
    dav.instead = (request, response) => {
      void bodyOf(request).then(() => response.writeHead(status).end('<html>no</html>'));
      return true;
    };
    const failure = reasonOf(await client.webdav.put('a.jpg', await photos.make(10)));
    expect(failure).toMatchObject({ type: failureClass, status, reason: { code } });
  });

  it('whose folder was removed meanwhile arrives nevertheless', async () => {
    const photo = await photos.make(10);
    expect(await client.webdav.put('in/a.jpg', photo)).toEqual(done);
    expect(dav.files.get('/dav/in/a.jpg')).toEqual(photo.content);
  });

  it('always answered with 409 is sent twice, and then refused in the server’s words', async () => {
    await client.webdav.makeFolder('in');
    dav.instead = (request, response) => {
      if (request.method !== 'PUT') return false;
      void bodyOf(request).then(() => response.writeHead(409).end('Quarantined'));
      return true;
    };
    expect(reasonOf(await client.webdav.put('in/a.jpg', await photos.make(10)))).toMatchObject({
      type: 'refused',
      reason: { code: 'webdav-refused', args: { words: 'Quarantined.' } },
    });
    expect(dav.accepted.filter((one) => one.startsWith('PUT'))).toHaveLength(2);
  });

  it('with a broken connection may be sent again', async () => {
    dav.instead = (request) => {
      request.socket.destroy();
      return true;
    };
    const failure = reasonOf(await client.webdav.put('a.jpg', await photos.make(10)));
    expect(failure).toMatchObject({ type: 'transient', reason: { code: 'connection-broke' } });
  });

  it('can be cancelled midway', async () => {
    await client.webdav.makeFolder('warm');
    const controller = new AbortController();
    dav.instead = (request) => {
      request.pause();
      controller.abort();
      return true;
    };
    const big = await photos.make(24 * 1024 * 1024);
    const failure = reasonOf(await client.webdav.put('a.jpg', big, { signal: controller.signal }));
    expect(failure).toMatchObject({ type: 'local', reason: { code: 'cancelled' } });
  });

  it('that stalls is cancelled, and may be sent again', async () => {
    const { webdav } = davClient(dav.url, { limits: { stall: 100 } });
    await webdav.makeFolder('warm');
    dav.instead = (request) => {
      request.pause();
      return true;
    };
    const failure = reasonOf(await webdav.put('a.jpg', await photos.make(24 * 1024 * 1024)));
    expect(failure).toMatchObject({ type: 'transient', reason: { code: 'stalled' } });
    webdav.close();
  });
});

describe('by WebDAV, a folder', () => {
  it('is created with its missing parents', async () => {
    expect(await client.webdav.makeFolder('a/b/c')).toEqual(done);
    expect([...dav.folders]).toEqual(['/dav', '/dav/a', '/dav/a/b', '/dav/a/b/c']);
  });

  it('may exist already, and is removed with its content', async () => {
    await client.webdav.makeFolder('a');
    expect(await client.webdav.makeFolder('a')).toEqual(done);
    await client.webdav.put('a/b.jpg', await photos.make(10));
    expect(await client.webdav.remove('a')).toEqual(done);
    expect(dav.files.size).toBe(0);
  });
});

describe('by WebDAV, signing in', () => {
  it('costs one refused request, and none later', async () => {
    for (let n = 0; n < 5; n += 1) await client.webdav.put(`${n}.jpg`, await photos.make(10));
    expect(client.traffic.map((entry) => entry.status)).toEqual([401, 201, 201, 201, 201, 201]);
    expect(dav.counts.get('nonce-1')).toEqual([1, 2, 3, 4, 5]);
  });

  it('never reuses a count of a nonce, with many parallel requests', async () => {
    await client.webdav.makeFolder('a');
    const photo = await photos.make(10);
    await Promise.all(Array.from({ length: 8 }, (_, n) => client.webdav.put(`${n}.jpg`, photo)));
    expect(dav.counts.get('nonce-1')?.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('continues with a new nonce when the old one has expired', async () => {
    await client.webdav.put('a.jpg', await photos.make(10));
    dav.nonce = 'nonce-2';
    const photo = await photos.make(2 * 1024 * 1024);
    expect(await client.webdav.put('b.jpg', photo)).toEqual(done);
    expect(dav.files.get('/dav/b.jpg')).toEqual(photo.content);
    expect(client.traffic.map((entry) => entry.status)).toEqual([401, 201, 401, 401, 201]);
    expect(client.traffic.at(-2)?.method).toBe('HEAD');
    expect(dav.counts.get('nonce-2')).toEqual([1]);
  });

  it('continues also if the server does not call the nonce stale', async () => {
    await client.webdav.put('a.jpg', await photos.make(10));
    dav.nonce = 'nonce-2';
    dav.tellsStale = false;
    expect(await client.webdav.put('b.jpg', await photos.make(10))).toEqual(done);
  });

  it.each([
    ['MD5', 'MD5'],
    ['MD5-sess', 'MD5-sess'],
    ['SHA-256', 'SHA-256'],
  ])('speaks %s', async (_name, algorithm) => {
    dav.challenge = () => `Digest realm="files", nonce="${dav.nonce}", qop="auth", algorithm=${algorithm}`;
    expect(await client.webdav.makeFolder('a')).toEqual(done);
  });

  it('with a wrong password is reported as such after two requests', async () => {
    const { webdav, traffic } = davClient(dav.url, {
      access: () => Promise.resolve({ url: dav.url, username, password: 'wrong' }),
    });
    const failure = reasonOf(await webdav.makeFolder('a'));
    expect(failure).toMatchObject({ type: 'sign-in', reason: { code: 'wrong-webdav-password' } });
    expect(traffic.map((entry) => entry.status)).toEqual([401, 401]);
    webdav.close();
  });

  it('is repeated with a corrected password', async () => {
    let given = 'wrong';
    const { webdav } = davClient(dav.url, {
      access: () => Promise.resolve({ url: dav.url, username, password: given }),
    });
    expect(await webdav.makeFolder('a')).toMatchObject({ ok: false });
    given = password;
    expect(await webdav.makeFolder('a')).toEqual(done);
    webdav.close();
  });

  it('never sends a password to a server that asks for it in plain text', async () => {
    let seen: string | undefined;
    dav.store.answer((request, response) => {
      seen = request.headers.authorization;
      response.writeHead(401, { 'www-authenticate': 'Basic realm="files"' }).end();
    });
    expect(await client.webdav.makeFolder('a')).toMatchObject({
      reason: { type: 'sign-in', reason: { code: 'webdav-not-digest' } },
    });
    expect(seen).toBeUndefined();
    expect(dav.store.seen).toHaveLength(1);
  });

  it('is not asked for by a network that answers every address with its own page', async () => {
    dav.store.answer((_request, response) => html(response, 401));
    expect(await client.webdav.makeFolder('a')).toMatchObject({
      reason: { type: 'transient', reason: { code: 'network-sign-in' } },
    });
    expect(dav.store.seen.at(-1)).toBe('GET /robots.txt');
  });

  it('needs a password and a safe address', async () => {
    const none = davClient(dav.url, { access: () => Promise.resolve(null) });
    expect(await none.webdav.makeFolder('a')).toMatchObject({
      reason: { type: 'sign-in', reason: { code: 'no-webdav-password' } },
    });
    const open = davClient('http://store-abc123.mybigcommerce.com/dav/');
    expect(await open.webdav.makeFolder('a')).toMatchObject({
      reason: { type: 'refused', reason: { code: 'webdav-not-secure' } },
    });
    none.webdav.close();
    open.webdav.close();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../electron/app.ts';
import { createAuthority } from '../support/certificates.ts';
import { createWebdav } from '../../electron/bigcommerce/v2/webdav.ts';
import { verifyToken } from '../../electron/bigcommerce/verify-token.ts';
import { Pictures } from '../../electron/catalog/pictures.ts';
import type { StoreImage } from '../../electron/bigcommerce/image-api.ts';
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import type { SecretStore } from '../../electron/credentials/secret-store.ts';
import type { Network } from '../../electron/network/network.ts';
import { readPacAnswer } from '../../electron/network/pac-answer.ts';
import { proxyInEnvironment } from '../../electron/network/proxy-environment.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { clientOf, pictures } from './bigcommerce-support.ts';
import { apiHost, networkBehind, Office, trust } from './network-support.ts';
import { commandLine } from '../support/built.ts';

const apiOrigin = `https://${apiHost}`;

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  trust(office.root);
});
afterAll(() => office.close());

const verify = (network: Network, origin = apiOrigin) =>
  verifyToken({
    apiOrigin: origin,
    hash: office.store.storeHash,
    accessToken: office.store.accessToken,
    network,
  });

async function firstProduct(): Promise<number> {
  const answer = await fetch(
    `${office.store.origin}/stores/${office.store.storeHash}/v3/catalog/products?limit=1`,
    { headers: { 'x-auth-token': office.store.accessToken } },
  );
  return ((await answer.json()) as { data: { id: number }[] }).data[0]?.id ?? 0;
}

describe('the command line', () => {
  /** In a process of its own: the system's certificate store of another process can't be changed. */
  async function upload(env: Record<string, string>): Promise<{ code: number; out: string }> {
    const photo = join(office.folder, `${Math.random().toString(36).slice(2)}.jpg`);
    const background = { r: Math.floor(Math.random() * 256), g: 9, b: 9 };
    await sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .jpeg()
      .toFile(photo);
    const args = ['upload', photo, '--product', String(await firstProduct()), '--json'];
    const child = spawn(
      process.execPath,
      [commandLine, ...args, '--data', join(office.folder, `data-${background.r}`)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          DBUS_SESSION_BUS_ADDRESS: 'disabled:',
          PACKSHOT_STORE_HASH: office.store.storeHash,
          PACKSHOT_ACCESS_TOKEN: office.store.accessToken,
          PACKSHOT_API_ORIGIN: apiOrigin,
          ...office.systemStore,
          ...env,
        },
      },
    );
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return { out, code: code as number };
  }

  test('uploads through the proxy of HTTPS_PROXY, to a store that only the system’s own roots vouch for', async () => {
    const proxy = await office.proxy();
    const { code, out } = await upload({ HTTPS_PROXY: proxy.origin });
    expect(out).toContain('{"event":"summary","done":1,"failed":0,"waiting":0}');
    expect(code).toBe(0);
    expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(new Set([`${apiHost}:443`]));
  });

  test('gives the user and the password of HTTPS_PROXY to the proxy', async () => {
    const proxy = await office.proxy({ password: 'ann:s p@ce' });
    const { code } = await upload({ HTTPS_PROXY: proxy.origin.replace('//', '//ann:s%20p%40ce@') });
    expect(code).toBe(0);
    expect(proxy.seen.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('through a proxy', () => {
  test('go the requests of the API, of WebDAV and of pictures', async () => {
    const cdn = 'cdn11.bigcommerce.com';
    const dav = 'store-abc123.mybigcommerce.com';
    const cdnFront = await office.serve(office.root.issue(cdn), office.store.origin);
    const davFront = await office.serve(office.root.issue(dav), office.store.origin);
    const proxy = await office.proxy({
      ports: { [apiHost]: office.front.port, [cdn]: cdnFront.port, [dav]: davFront.port },
    });
    const network = networkBehind(proxy.origin);

    expect(await verify(network)).toMatchObject({ ok: true });

    const { username, password } = office.store.webdav;
    const access = { url: `https://${dav}/dav/`, username, password };
    const webdav = createWebdav({ access: () => Promise.resolve(access), network });
    expect(await webdav.makeFolder('product_images/import')).toMatchObject({ ok: true });
    webdav.close();

    const listed = await clientOf(apiOrigin, {
      network,
      storeHash: office.store.storeHash,
      accessToken: () => Promise.resolve(office.store.accessToken),
    }).v3.list(await firstProduct(), { priority: 'person' });
    const [image] = listed.ok ? listed.value : [];
    const remote = (address = ''): string => address.replace(/^https?:\/\/[^/]+/, `https://${cdn}`);
    const cache = new Pictures(join(office.folder, 'pictures'), network);
    const moved = { ...image, urlZoom: remote(image?.urlZoom) } as StoreImage;
    expect(await cache.get(moved, 'zoom', apiOrigin)).toMatchObject({
      mediaType: expect.stringMatching(/^image\//),
    });
    cache.close();

    expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(
      new Set([`${apiHost}:443`, `${cdn}:443`, `${dav}:443`]),
    );
  });

  test('an upload that broke after it had left may have arrived, so it is not sent again unseen', async () => {
    const proxy = await office.proxy();
    const given = await pictures();
    const photo = await given.make(200_000);
    const { v3, session } = clientOf(apiOrigin, {
      network: networkBehind(proxy.origin),
      storeHash: office.store.storeHash,
      accessToken: () => Promise.resolve(office.store.accessToken),
    });
    await fetch(`${office.store.origin}/practice/faults`, {
      method: 'POST',
      headers: { 'x-auth-token': office.store.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify({
        match: { method: 'POST', path: '/images$' },
        do: { kind: 'reset-after-commit' },
      }),
    });
    const sent = await v3.createFromFile(await firstProduct(), photo, { priority: 'batch' });
    expect(sent).toMatchObject({ ok: false, reason: { type: 'unknown' } });
    session.close();
    await given.close();
  });

  test('nothing on this computer is reached', async () => {
    const proxy = await office.proxy();
    expect(await verify(networkBehind(proxy.origin), office.store.origin)).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([]);
  });
});

describe('a proxy', () => {
  test('that wants a password is told as such, and its password is asked for until it is right', async () => {
    const proxy = await office.proxy({ password: 'ann:right' });
    const network = networkBehind(proxy.origin);
    expect(await verify(network)).toMatchObject({ ok: false, reason: { code: 'proxy-sign-in' } });
    expect(network.signIn).toEqual({ server: proxy.origin, again: false });

    await network.answerSignIn(proxy.origin, { username: 'ann', password: 'wrong' });
    expect(network.signIn).toBeNull();
    expect(await verify(network)).toMatchObject({ ok: false, reason: { code: 'proxy-sign-in' } });
    expect(network.signIn).toEqual({ server: proxy.origin, again: true });

    await network.answerSignIn(proxy.origin, { username: 'ann', password: 'right' });
    expect(await verify(network)).toMatchObject({ ok: true });
    expect(network.signIn).toBeNull();
  });

  test('that wants NTLM or Negotiate is told with their names, and nobody is asked for a password', async () => {
    const proxy = await office.proxy({ password: 'x', challenge: ['Negotiate', 'NTLM'] });
    const network = networkBehind(proxy.origin);
    expect(await verify(network)).toMatchObject({
      reason: { code: 'proxy-sign-in-unsupported', args: { schemes: 'negotiate, ntlm' } },
    });
    expect(network.signIn).toBeNull();
  });

  test('that offers Basic among others is given a password', async () => {
    const challenge = ['Negotiate', 'Digest realm="office", nonce="a,b=c", qop="auth"', 'Basic realm="a, b"'];
    const proxy = await office.proxy({ password: 'ann:right', challenge });
    expect(await verify(networkBehind(proxy.origin))).toMatchObject({ reason: { code: 'proxy-sign-in' } });
  });

  test.each([201, 204, 299])('that answers with %i has made the connection', async (accepts) => {
    const proxy = await office.proxy({ accepts });
    expect(await verify(networkBehind(proxy.origin))).toMatchObject({ ok: true });
    expect(proxy.seen).toContainEqual({ target: `${apiHost}:443`, status: accepts });
  });

  test('that refuses the store is told with its status', async () => {
    const proxy = await office.proxy({ refuses: 403 });
    const verified = await verify(networkBehind(proxy.origin));
    expect(verified).toMatchObject({
      reason: { code: 'proxy-refused', args: { proxy: proxy.origin, status: 403 } },
    });
  });

  test.each([
    [502, 'proxy-failed'],
    [504, 'proxy-failed'],
    [302, 'network-sign-in'],
    [511, 'network-sign-in'],
  ])('that answers %i is told as %s', async (refuses, code) => {
    const proxy = await office.proxy({ refuses });
    expect(await verify(networkBehind(proxy.origin))).toMatchObject({ ok: false, reason: { code } });
  });

  test('that wants a sign-in and names no way to do it is told as such', async () => {
    const proxy = await office.proxy({ password: 'x', challenge: [] });
    const verified = await verify(networkBehind(proxy.origin));
    expect(verified.ok ? '' : sentenceOf(verified.reason)).toContain('does not say by which method');
  });

  test('that is reached by https with a certificate of an unknown root is told by its issuer', async () => {
    const strange = createAuthority('Strange Inspection').issue('localhost');
    const front = await office.serve(strange, office.store.origin);
    const verified = await verify(networkBehind(`https://localhost:${front.port}`));
    expect(verified).toMatchObject({
      reason: { code: 'certificate-untrusted', args: { host: 'localhost', issuer: 'Strange Inspection' } },
    });
    expect(front.seen).toEqual([]);
  });

  test('that is not there is told as the proxy, not as the store', async () => {
    const proxy = await office.proxy();
    await proxy.close();
    expect(await verify(networkBehind(proxy.origin))).toMatchObject({
      reason: { code: 'proxy-unreachable' },
    });
  });

  test('that is not there is passed over for the next that the system names, at once and for a while', async () => {
    const gone = await office.proxy();
    await gone.close();
    const next = await office.proxy();
    const answer = readPacAnswer(
      [gone, next].map(({ origin }) => `PROXY ${new URL(origin).host}`).join('; '),
    );
    const network = networkBehind(answer);
    expect(await verify(network)).toMatchObject({ ok: true });
    expect(next.seen[0]).toEqual({ target: `${apiHost}:443`, status: 200 });
    expect(await network.routeTo(new URL(apiOrigin))).toMatchObject({ server: next.origin });
    await next.close();
    expect(await verify(network)).toMatchObject({ reason: { code: 'proxy-unreachable' } });
  });

  test('of a type that is not supported is told as such', async () => {
    const verified = await verify(networkBehind('socks5://127.0.0.1:1080'));
    expect(verified).toMatchObject({ reason: { code: 'proxy-type-unsupported' } });
  });
});

describe('the app', () => {
  const opened: App[] = [];
  afterAll(async () => {
    for (const app of opened) await app.close();
  });

  async function openApp(server: string, keychain: SecretStore): Promise<App> {
    const app = await createApp({
      dataDir: join(office.folder, `app-${opened.length}`),
      version: 'test',
      log: { info() {}, warn() {}, error() {} },
      cipher: null,
      keychain,
      systemProxy: (url) => Promise.resolve([proxyInEnvironment({ HTTPS_PROXY: server }, url)]),
      openStores: false,
    });
    if (!app.ok) throw new Error(sentenceOf(app.reason));
    opened.push(app.value);
    await app.value.stores.useGiven(office.store.storeHash, apiOrigin, office.store.accessToken);
    return app.value;
  }

  const signInOf = async (app: App) => {
    const snapshot = await app.handlers['app.snapshot']({});
    return snapshot.ok ? snapshot.value.proxySignIn : null;
  };

  test('asks for the proxy’s password, goes on with it, and keeps it in the keychain for the next start', async () => {
    const proxy = await office.proxy({ password: 'ann:right' });
    const keychain: SecretStore = { ...createSessionStore(), backend: 'keychain' };
    const app = await openApp(proxy.origin, keychain);
    const problem = await app.stores.catalogRefreshed(office.store.storeHash.toLowerCase());
    expect(problem).toMatchObject({ code: 'proxy-sign-in' });
    expect(await signInOf(app)).toEqual({ server: proxy.origin, again: false });

    await app.handlers['network.signInToProxy']({ server: proxy.origin, username: 'ann', password: 'right' });
    expect(await signInOf(app)).toBeNull();
    expect(await app.stores.catalogRefreshed(office.store.storeHash.toLowerCase())).toBeNull();

    proxy.seen.length = 0;
    const next = await openApp(proxy.origin, keychain);
    expect(await next.stores.catalogRefreshed(office.store.storeHash.toLowerCase())).toBeNull();
    expect(proxy.seen.map(({ status }) => status)).not.toContain(407);
  });

  test('asks no more once the user has put the question off, until the user wants it again', async () => {
    const proxy = await office.proxy({ password: 'ann:right' });
    const app = await openApp(proxy.origin, createSessionStore());
    await app.stores.catalogRefreshed(office.store.storeHash.toLowerCase());
    await app.handlers['network.showProxySignIn']({ shown: false });
    await app.stores.catalogRefreshed(office.store.storeHash.toLowerCase());
    expect(await signInOf(app)).toBeNull();
    await app.handlers['network.showProxySignIn']({ shown: true });
    expect(await signInOf(app)).toEqual({ server: proxy.origin, again: false });
  });

  test('takes the proxy of the settings instead of the system’s, or none, as the user chooses', async () => {
    const [system, chosen] = [await office.proxy(), await office.proxy()];
    const app = await openApp(system.origin, createSessionStore());
    const storeId = office.store.storeHash.toLowerCase();
    await app.handlers['app.changeSettings']({ proxy: { type: 'address', address: chosen.origin } });
    expect(await app.stores.catalogRefreshed(storeId)).toBeNull();
    expect(system.seen).toEqual([]);
    expect(chosen.seen.length).toBeGreaterThan(0);
    chosen.seen.length = 0;
    await app.handlers['app.changeSettings']({ proxy: { type: 'none' } });
    // The host exists behind the proxy only.
    expect(await app.stores.catalogRefreshed(storeId)).toMatchObject({ code: 'name-not-found' });
    expect([...system.seen, ...chosen.seen]).toEqual([]);
  });
});

test('every reason of a proxy says what to do', async () => {
  const proxy = await office.proxy({ refuses: 503 });
  const verified = await verify(networkBehind(proxy.origin));
  expect(verified.ok ? '' : nextOf(verified.reason)).toMatch(/ask whoever runs the proxy/i);
});

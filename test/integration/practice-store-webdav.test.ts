import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { digestHeader, openStore, temporaryFolder } from './practice-store-client.ts';

const run = promisify(execFile);
const hasCurl = existsSync('/usr/bin/curl');

test('stores files and folders as WebDAV requires', async () => {
  const client = await openStore();
  const statusOf = async (...given: Parameters<typeof client.dav>) => (await client.dav(...given)).status;
  expect(await statusOf('PROPFIND', 'product_images/import/', undefined, { Depth: '0' })).toBe(207);
  expect(await statusOf('MKCOL', 'product_images/import/spring/2026/')).toBe(409);
  expect(await statusOf('PUT', 'product_images/import/spring/mug.png', 'x')).toBe(409);
  expect(await statusOf('MKCOL', 'product_images/import/spring/')).toBe(201);
  expect(await statusOf('MKCOL', 'product_images/import/spring')).toBe(405);
  expect(await statusOf('PUT', 'product_images/import/spring', 'x')).toBe(405);
  const bytes = new Uint8Array(randomBytes(300_000));
  expect(await statusOf('PUT', 'product_images/import/spring/T%C3%BCr%201.png', 'old')).toBe(201);
  expect(await statusOf('PUT', 'product_images/import/spring/T%C3%BCr%201.png', bytes)).toBe(204);
  const head = await client.dav('HEAD', 'product_images/import/spring/T%C3%BCr%201.png');
  expect(head.headers.get('content-length')).toBe('300000');
  const listed = await client.dav('PROPFIND', 'product_images/import/spring/', undefined, { Depth: '1' });
  expect(listed.status).toBe(207);
  expect(listed.text.match(/<D:href>/g)).toHaveLength(2);
  expect(listed.text).toContain('<D:href>/dav/product_images/import/spring/T%C3%BCr%201.png</D:href>');
  expect(listed.text).toContain('<D:getcontentlength>300000</D:getcontentlength>');
  expect(await statusOf('PROPFIND', 'product_images/')).toBe(403);
  expect(await statusOf('PROPFIND', 'none', undefined, { Depth: '0' })).toBe(404);
  expect(await statusOf('PROPFIND', '', '<nonsense', { Depth: '0' })).toBe(400);
  const options = await client.dav('OPTIONS', '');
  expect([options.status, options.headers.get('dav')]).toEqual([200, '1']);

  const destination = `${client.store.webdav.url}product_images/import/door.png`;
  const from = 'product_images/import/spring/T%C3%BCr%201.png';
  expect(await statusOf('MOVE', from, undefined, { Destination: destination })).toBe(201);
  expect(await statusOf('MOVE', from, undefined, { Destination: destination })).toBe(404);
  expect(await statusOf('MOVE', 'product_images', undefined, { Destination: destination })).toBe(403);
  expect(
    await statusOf('MOVE', 'product_images/import', undefined, { Destination: client.store.webdav.url }),
  ).toBe(403);
  expect(await statusOf('DELETE', 'product_images/import/spring')).toBe(204);
  expect(await statusOf('DELETE', 'product_images/import/spring')).toBe(404);
  expect(await statusOf('DELETE', '')).toBe(403);
  for (const method of ['PROPPATCH', 'COPY', 'LOCK', 'POST']) expect(await statusOf(method, '')).toBe(405);
  expect(await statusOf('GET', 'product_images/')).toBe(405);
});

/** Sends a raw path, which `fetch` would normalise. */
async function raw(url: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return await new Promise<{ status: number; challenges: string[] }>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      const challenges = response.headersDistinct['www-authenticate'] ?? [];
      response.on('end', () => resolve({ status: response.statusCode ?? 0, challenges }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('accepts only a digest with the right password, address and a fresh count', async () => {
  const client = await openStore();
  const { url, username, password } = client.store.webdav;
  const first = await raw(url, '/dav/');
  expect(first.status).toBe(401);
  expect(first.challenges.map((text) => /algorithm=([\w-]+)/.exec(text)?.[1])).toEqual(['SHA-256', 'MD5']);
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  expect((await raw(url, '/dav/', { Authorization: basic })).status).toBe(401);
  expect((await raw(url, '/dav/', { 'X-Auth-Token': client.store.accessToken })).status).toBe(401);

  const nonce = /nonce="([^"]+)"/.exec(first.challenges[0] ?? '')?.[1] ?? '';
  const good = {
    username,
    realm: 'BigCommerce WebDAV',
    nonce,
    uri: '/dav/none',
    algorithm: 'MD5',
    qop: 'auth',
    cnonce: 'c',
    nc: '00000001',
  } as const;
  const ask = async (change: Partial<typeof good> | { nc: string; nonce?: string }, secret = password) => {
    const authorization = digestHeader({ ...good, ...change }, 'GET', secret);
    const answer = await raw(url, '/dav/none', { Authorization: authorization });
    return [answer.status, answer.challenges.some((text) => text.includes('stale=true'))];
  };
  expect(await ask({}, 'wrong')).toEqual([401, false]);
  expect(await ask({})).toEqual([404, false]);
  expect(await ask({})).toEqual([401, true]);
  expect(await ask({ nc: '00000002' })).toEqual([404, false]);
  expect(await ask({ nc: '00000003', nonce: 'of an earlier run' })).toEqual([401, true]);
  const elsewhere = digestHeader({ ...good, uri: '/dav/', nc: '00000004' }, 'GET', password);
  expect((await raw(url, '/dav/none', { Authorization: elsewhere })).status).toBe(400);
});

test.each([
  ['md5', ['MD5']],
  ['sha-256', ['SHA-256']],
] as const)('offers %s alone if told to', async (digest, algorithms) => {
  const { store } = await openStore({ rules: { digest } });
  const { challenges } = await raw(store.webdav.url, '/dav/');
  expect(challenges.map((text) => /algorithm=([\w-]+)/.exec(text)?.[1])).toEqual(algorithms);
});

test('allows no path outside of its folder', async () => {
  const dataDir = await temporaryFolder();
  const client = await openStore({ dataDir });
  const { url, username, password } = client.store.webdav;
  const { challenges } = await raw(url, '/dav/');
  const nonce = /nonce="([^"]+)"/.exec(challenges[0] ?? '')?.[1] ?? '';
  let count = 0;
  for (const path of [
    '/dav/../practice-store.db',
    '/dav/%2e%2e/x',
    '/dav/..%2fx',
    '/dav/a%5c..%5cx',
    '/dav//x',
  ]) {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      count += 1;
      const credentials = {
        username,
        realm: 'BigCommerce WebDAV',
        nonce,
        uri: path,
        algorithm: 'SHA-256',
        qop: 'auth',
        cnonce: 'c',
        nc: String(count).padStart(8, '0'),
      } as const;
      const headers = { Authorization: digestHeader(credentials, method, password) };
      const { status } = await raw(url, path, headers, method);
      expect([path, method, [400, 404].includes(status)]).toEqual([path, method, true]);
    }
  }
  expect((await readdir(dataDir)).toSorted()).toContain('practice-store.db');
  expect(await readdir(join(dataDir, 'dav'))).toEqual(['product_images']);
});

test.each([413, 507] as const)('refuses a file over 512 MB with %i before it is sent', async (status) => {
  const client = await openStore({ rules: { webdavTooLargeStatus: status } });
  const { url, username, password } = client.store.webdav;
  const path = '/dav/product_images/import/film.mov';
  const { challenges } = await raw(url, path);
  const nonce = /nonce="([^"]+)"/.exec(challenges[0] ?? '')?.[1] ?? '';
  const authorization = digestHeader(
    {
      username,
      realm: 'BigCommerce WebDAV',
      nonce,
      uri: path,
      algorithm: 'SHA-256',
      qop: 'auth',
      cnonce: 'c',
      nc: '00000001',
    },
    'PUT',
    password,
  );
  const answered = await new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const headers = { Authorization: authorization, 'Content-Length': String(512 * 1024 * 1024 + 1) };
    const put = request({ hostname, port, path, method: 'PUT', headers }, (response) => {
      resolve(response.statusCode ?? 0);
      put.destroy();
    });
    put.on('error', reject);
    put.flushHeaders();
  });
  expect(answered).toBe(status);
});

test('keeps nothing of a file whose sender leaves early', async () => {
  const dataDir = await temporaryFolder();
  const client = await openStore({ dataDir, faults: true });
  await client.fault({ method: 'PUT' }, { kind: 'reset-during', bytes: 1_000 });
  const file = new Uint8Array(2_000_000);
  await expect(client.dav('PUT', 'product_images/import/a.png', file)).rejects.toThrow('fetch failed');
  expect((await client.dav('GET', 'product_images/import/a.png')).status).toBe(404);
  await expect.poll(() => readdir(join(dataDir, 'incoming'))).toEqual([]);
});

test.skipIf(!hasCurl)(
  'accepts files from curl, which waits for 100 Continue and answers either challenge',
  async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'mug.bin');
    const bytes = randomBytes(3_000_000);
    await writeFile(file, bytes);
    for (const digest of ['md5', 'sha-256', 'sha-256-and-md5'] as const) {
      const client = await openStore({ rules: { digest } });
      const { url, username, password } = client.store.webdav;
      const curl = async (...args: string[]) => {
        const usual = [
          '-sS',
          '--digest',
          '-u',
          `${username}:${password}`,
          '-w',
          '%{http_code}',
          '-o',
          '/dev/null',
        ];
        const running = run('curl', [...usual, ...args]);
        if (args.includes('-')) running.child.stdin?.end(bytes);
        return (await running).stdout;
      };
      expect(await curl('-X', 'MKCOL', `${url}product_images/import/spring/`)).toBe('201');
      const target = `${url}product_images/import/spring/mug.bin`;
      expect(await curl('-H', 'Expect: 100-continue', '-T', file, target)).toBe('201');
      expect(await curl('-T', '-', target)).toBe('204');
      expect(await curl('-w', '%{http_code} %{size_download}', target)).toBe('200 3000000');
    }
  },
);

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageHandler, type PageSource } from '../../../electron/desktop/page-protocol.ts';

let root: string;
const log = { info() {}, warn() {}, error() {} };

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'packshot-protocol-'));
  mkdirSync(join(root, 'page/assets'), { recursive: true });
  writeFileSync(join(root, 'secret.html'), 'secret');
  writeFileSync(join(root, 'page/index.html'), '<p>page');
  writeFileSync(join(root, 'page/.hidden.html'), 'hidden');
  writeFileSync(join(root, 'page/notes.txt'), 'notes');
  writeFileSync(join(root, 'page/assets/index-1.js'), 'script');
});

afterAll(() => rmSync(root, { recursive: true }));

function get(address: string, init?: RequestInit, source: Partial<PageSource> = {}): Promise<Response> {
  const answer = pageHandler({
    folder: join(root, 'page'),
    developmentServer: null,
    assets: () => Promise.resolve(null),
    log,
    ...source,
  });
  return answer(new Request(address, init));
}

describe('the page', () => {
  it.each([
    ['packshot://app/', 'text/html; charset=utf-8', '<p>page'],
    ['packshot://app/index.html?x=1', 'text/html; charset=utf-8', '<p>page'],
    ['packshot://app/assets/index-1.js', 'text/javascript; charset=utf-8', 'script'],
  ])('is served: %s', async (address, type, body) => {
    const response = await get(address);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      type,
      body,
    ]);
  });

  it.each([
    'packshot://app/../secret.html',
    'packshot://app/%2e%2e/secret.html',
    'packshot://app/assets/..%2f..%2fsecret.html',
    'packshot://app/..%5csecret.html',
    'packshot://app//etc/passwd.html',
    'packshot://app/C:%5csecret.html',
    'packshot://app/index.html%00.js',
    'packshot://app/%',
    'packshot://app/.hidden.html',
    'packshot://app/notes.txt',
    'packshot://app/assets/',
    'packshot://app/assets',
    'packshot://other/index.html',
  ])('is all that is served: not %s', async (address) => {
    expect((await get(address)).status).toBe(404);
  });

  it('accepts no uploads', async () => {
    expect((await get('packshot://app/index.html', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('may run only its own scripts and styles, and can’t be framed', async () => {
    const headers = (await get('packshot://app/')).headers;
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ]),
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('bytes of the app', () => {
  it.each([
    ['GET', '/picture/a1/2/3/tiny?c=1'],
    ['GET', '/preview/abc'],
    ['POST', '/pasted'],
  ])('are served by it, under the same policy: %s %s', async (method, path) => {
    const asked: string[] = [];
    const response = await get(
      `packshot://app${path}`,
      { method, ...(method === 'POST' ? { body: 'bytes' } : {}) },
      {
        assets: async (request) => {
          asked.push(`${request.method} ${request.path} ${await new Response(request.body).text()}`.trim());
          return new Response('<script>', {
            headers: { 'content-type': 'image/webp', 'cache-control': 'private' },
          });
        },
      },
    );
    expect(asked).toEqual([`${method} ${path} ${method === 'POST' ? 'bytes' : ''}`.trim()]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('private');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['GET', '/pasted', 404],
    ['PUT', '/pasted', 405],
    ['POST', '/picture/1', 405],
    ['GET', '/picture/none', 404],
  ])('are missing for %s %s', async (method, path, status) => {
    expect((await get(`packshot://app${path}`, { method })).status).toBe(status);
  });

  it('become a plain answer when the app fails', async () => {
    const response = await get('packshot://app/preview/x', undefined, {
      assets: () => Promise.reject(new Error('/home/someone/secret')),
    });
    expect([response.status, await response.text()]).toEqual([500, 'Something went wrong.']);
  });
});

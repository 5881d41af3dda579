import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPacAnswer } from '../../../electron/network/pac-answer.ts';
import { credentialsInEnvironment, proxyInEnvironment } from '../../../electron/network/proxy-environment.ts';
import { Network } from '../../../electron/network/network.ts';
import { parseProxyAddress } from '../../../shared/proxy-address.ts';

const api = new URL('https://api.bigcommerce.com/stores/x');
const proxy = { type: 'proxy', server: 'http://proxy.example:8080' };
const direct = { type: 'direct' };

describe('the environment', () => {
  test.each([
    [{ HTTPS_PROXY: 'http://proxy.example:8080' }, proxy],
    [{ https_proxy: 'proxy.example:8080', HTTPS_PROXY: 'http://other:1' }, proxy],
    [{ HTTPS_PROXY: 'http://ann:secret@proxy.example:8080/' }, proxy],
    [{ HTTP_PROXY: 'http://proxy.example:8080' }, direct],
    [{ HTTPS_PROXY: '' }, direct],
    [{}, direct],
    [
      { HTTPS_PROXY: 'socks5://ann:secret@proxy.example:1080' },
      { type: 'unsupported', server: 'socks5://proxy.example:1080' },
    ],
  ])('%j means %j', (env, choice) => {
    expect(proxyInEnvironment(env, api)).toEqual(choice);
  });

  test.each([
    ['*', true],
    ['bigcommerce.com', true],
    ['.bigcommerce.com', true],
    ['*.bigcommerce.com', true],
    ['localhost, API.BigCommerce.com', true],
    ['api.bigcommerce.com:443', true],
    ['api.bigcommerce.com:8443', false],
    ['commerce.com', false],
    ['bigcommerce', false],
    ['', false],
  ])('NO_PROXY=%s excepts the API: %s', (noProxy, excepted) => {
    const env = { HTTPS_PROXY: 'http://proxy.example:8080', NO_PROXY: noProxy };
    expect(proxyInEnvironment(env, api)).toEqual(excepted ? direct : proxy);
  });

  test('has a password for the proxy that it names, and for no other', () => {
    const env = { HTTPS_PROXY: 'http://ann:s%20p%40ce@proxy.example:8080' };
    const credentials = { username: 'ann', password: 's p@ce' };
    expect(credentialsInEnvironment(env, 'http://proxy.example:8080')).toEqual(credentials);
    expect(credentialsInEnvironment(env, 'http://other.example:8080')).toBeNull();
  });
});

describe('what a proxy configuration answers', () => {
  test.each([
    ['DIRECT', [direct]],
    ['PROXY proxy.example:8080; DIRECT', [proxy, direct]],
    ['proxy proxy.example:8080', [proxy]],
    [
      'HTTPS proxy.example:8443;PROXY proxy.example:8080',
      [{ type: 'proxy', server: 'https://proxy.example:8443' }, proxy],
    ],
    ['SOCKS5 socks.example:1080; PROXY proxy.example:8080', [proxy]],
    ['SOCKS socks.example:1080', [{ type: 'unsupported', server: 'socks://socks.example:1080' }]],
    ['', [direct]],
    ['PROXY', [direct]],
  ])('%s is %j', (answer, choices) => {
    expect(readPacAnswer(answer)).toEqual(choices);
  });
});

describe('an address of a proxy', () => {
  test.each([
    ['proxy.example:8080', 'http://proxy.example:8080'],
    ['  HTTP://Proxy.Example:80/ ', 'http://proxy.example'],
    ['https://proxy.example', 'https://proxy.example'],
    ['[::1]:3128', 'http://[::1]:3128'],
    ['socks5://proxy.example', null],
    ['http://proxy.example/path', null],
    ['proxy.example:70000', null],
    ['', null],
  ])('%s is %s', (given, origin) => {
    expect(parseProxyAddress(given)?.origin ?? null).toBe(origin);
  });

  test('is found in what any user and password are written into', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (username, password) => {
          fc.pre(username.isWellFormed() && password.isWellFormed());
          const address = `http://${encodeURIComponent(username)}:${encodeURIComponent(password)}@proxy.example:8080`;
          expect(parseProxyAddress(address)).toEqual({
            origin: 'http://proxy.example:8080',
            credentials: { username, password },
          });
        },
      ),
    );
  });
});

test('the system is asked once in a while for each origin, and an answer that never comes means no proxy', async () => {
  let now = 0;
  const asked: string[] = [];
  const network = new Network({
    setting: () => ({ type: 'system' }),
    systemProxy: (url) => {
      asked.push(url.origin);
      return Promise.reject(new Error('no configuration'));
    },
    passwords: { get: () => Promise.resolve(null), set: () => Promise.resolve() },
    changed() {},
    clock: { now: () => now, timer: () => () => undefined },
  });
  expect(await network.routeTo(api)).toEqual(direct);
  expect(await network.routeTo(new URL('https://api.bigcommerce.com/other'))).toEqual(direct);
  expect(await network.routeTo(new URL('http://127.0.0.1:8080/'))).toEqual(direct);
  expect(asked).toEqual(['https://api.bigcommerce.com']);
  now = 60_000;
  await network.routeTo(api);
  expect(asked).toHaveLength(2);
});

test('a proxy that can’t be reached comes after the others for five minutes', async () => {
  let now = 0;
  const network = new Network({
    setting: () => ({ type: 'system' }),
    systemProxy: () => Promise.resolve(readPacAnswer('PROXY a.example:1; PROXY b.example:2')),
    passwords: { get: () => Promise.resolve(null), set: () => Promise.resolve() },
    changed() {},
    clock: { now: () => now, timer: () => () => undefined },
  });
  const server = async () => (await network.routeTo(api)) as { server?: string };
  const [a, b] = [{ server: 'http://a.example:1' }, { server: 'http://b.example:2' }];
  expect(await server()).toMatchObject(a);
  network.proxyUnreachable(a.server);
  expect(await server()).toMatchObject(b);
  network.proxyUnreachable(b.server);
  expect(await server()).toMatchObject(a);
  network.forgetRoutes();
  expect(await server()).toMatchObject(a);
  network.proxyUnreachable(a.server);
  now = 5 * 60_000 - 1;
  expect(await server()).toMatchObject(b);
  now = 5 * 60_000;
  expect(await server()).toMatchObject(a);
});

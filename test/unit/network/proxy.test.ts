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
    [{ https_proxy: '', HTTPS_PROXY: 'http://proxy.example:8080' }, proxy],
    [{ ALL_PROXY: 'http://proxy.example:8080' }, proxy],
    [{ all_proxy: 'http://other:1', HTTPS_PROXY: 'http://proxy.example:8080' }, proxy],
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
    ['*bigcommerce.com', true],
    ['bigcommerce.com.', true],
    ['0.0.0.0/0', false],
  ])('NO_PROXY=%s excepts the API: %s', (noProxy, excepted) => {
    const env = { HTTPS_PROXY: 'http://proxy.example:8080', NO_PROXY: noProxy };
    expect(proxyInEnvironment(env, api)).toEqual(excepted ? direct : proxy);
  });

  test.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['192.168.0.0/16', '10.1.2.3', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3:443', '10.1.2.3', true],
    ['2.3', '10.1.2.3', false],
    ['.2.3', '10.1.2.3', false],
    ['10.0.0.0/99', '10.1.2.3', false],
    ['10.0.0.0/x', '10.1.2.3', false],
    ['fd00::1', '[fd00::1]', true],
    ['[fd00::1]', '[fd00::1]', true],
    ['[fd00::1]:443', '[fd00::1]', true],
    ['[fd00::1]:80', '[fd00::1]', false],
    ['fd00::/8', '[fd00::1]', true],
    ['fe80::/10', '[fd00::1]', false],
  ])('NO_PROXY=%s excepts the address %s: %s', (noProxy, host, excepted) => {
    const env = { HTTPS_PROXY: 'http://proxy.example:8080', NO_PROXY: noProxy };
    expect(proxyInEnvironment(env, new URL(`https://${host}/x`))).toEqual(excepted ? direct : proxy);
  });

  test.each(['http://ann:p@ss@', 'http://ann:p@ss/w:rd#?@', 'ann:p@ss@', 'HTTP://ann@shop.example:p@ss@'])(
    'has user and password also where they are not encoded: %s',
    (user) => {
      const env = { HTTPS_PROXY: `${user}proxy.example:8080` };
      expect(proxyInEnvironment(env, api)).toEqual(proxy);
      expect(credentialsInEnvironment(env, proxy.server)?.password).toContain('p@ss');
    },
  );

  test.each([
    'socks5://ann:p@ss@proxy.example:1080',
    'http://ann:p@ss@proxy.example:8080/path',
    'ann:p@ss@proxy.example:99999',
    'socks5://ann:p@s\ns@proxy.example:1080',
  ])('shows no part of the password in the name of a proxy that can’t be used: %s', (value) => {
    const choice = proxyInEnvironment({ HTTPS_PROXY: value }, api);
    expect(choice.type).toBe('unsupported');
    expect(JSON.stringify(choice)).not.toMatch(/ann|p@|ss@/);
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

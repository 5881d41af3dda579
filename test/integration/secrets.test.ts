import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { RequestError } from 'got';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../electron/app.ts';
import { createHttpClient, timeLimits } from '../../electron/bigcommerce/http/http-client.ts';
import { checkStore } from '../../electron/doctor/check-store.ts';
import { directNetwork } from '../../electron/network/network.ts';
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import { proxyInEnvironment } from '../../electron/network/proxy-environment.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { reportText } from '../../electron/batches/csv-report.ts';
import { looseStore } from './bigcommerce-support.ts';
import { Office, networkBehind } from './network-support.ts';
import { Workbench } from './support/workbench.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

test('an error of the HTTP client shows no token and no password, however it is inspected', async () => {
  const proxy = await office.proxy({ password: 'ann:other' });
  const network = networkBehind(
    proxy.origin,
    new Map([[proxy.origin, { username: 'ann', password: 'hidden-word' }]]),
  );
  const http = createHttpClient(timeLimits, {}, network);
  const headers = { 'x-auth-token': 'hidden-token', authorization: 'Digest hidden-digest' };
  const urls = ['https://api.store.test/', 'http://127.0.0.1:1/', 'https://127.0.0.1:1/'];
  for (const url of urls) {
    const error: unknown = await http.client(url, { headers, method: 'POST', body: 'hidden-body' }).then(
      () => null,
      (refused: unknown) => refused,
    );
    expect(error).toBeInstanceOf(RequestError);
    expect(inspect(error, { depth: 20, showHidden: true, getters: true })).not.toContain('hidden');
    expect(JSON.stringify(error)).not.toContain('hidden');
  }
  http.close();
});

test.each([
  ['JSON', 422, (token: string) => ({ title: `The token ${token} may not do this` })],
  ['a text', 403, (token: string) => `Request blocked: X-Auth-Token: ${token}`],
])('a token that an answer repeats in %s is kept and shown nowhere', async (_name, status, body) => {
  const bench = await Workbench.open({ speed: 60 });
  const storeId = await bench.connect();
  const token = bench.store.accessToken;
  const match = { method: 'POST', path: '/images$' };
  await bench.fault(match, { kind: 'status', status, body: body(token) });
  await bench.drop(storeId, await bench.emptyProduct(), [await bench.photos(1)]);
  await bench.app.outbox.drained();
  const report = [...reportText(bench.app.outbox.report(storeId, null))].join('');
  expect(report).toMatch(/The token … may not|X-Auth-Token: …/);
  expect(report + (await contentOf(join(bench.folder, 'data')))).not.toContain(token);
  await bench.close();
});

test('a token that an answer repeats is in no finding of the doctor', async () => {
  const store = await looseStore();
  store.answer((request, response) => {
    response.writeHead(400).end(`No such thing: X-Auth-Token: ${String(request.headers['x-auth-token'])}`);
  });
  const asked = { name: 'Shop', hash: 'abc123', apiOrigin: store.origin, token: 'hidden-token' };
  const findings = JSON.stringify(await checkStore(asked, directNetwork, Date.now));
  await store.close();
  expect(findings).toContain('X-Auth-Token: …');
  expect(findings).not.toContain('hidden-token');
});

/** All that lies in a folder, as text. */
async function contentOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) => name + (await readFile(join(parentPath, name), 'latin1'))),
  );
  return texts.join('\n');
}

test('no file, log line, message or finding of a day’s work holds a secret', async () => {
  const secrets = {
    token: office.store.accessToken,
    wrongToken: 'wrong0token0of0today',
    webdav: office.store.webdav.password,
    wrongWebdav: 'wrong0webdav0password',
    proxy: 'proxy0password0of0ann',
  };
  const proxy = await office.proxy({ password: `ann:${secrets.proxy}` });
  const dataDir = join(office.folder, 'day');
  const heard: string[] = [];
  const hear = (...parts: unknown[]): void =>
    void heard.push(inspect(parts, { depth: 20, showHidden: true }));
  const app = await createApp({
    dataDir,
    version: 'test',
    log: { info: hear, warn: hear, error: hear },
    cipher: null,
    keychain: { ...createSessionStore(), backend: 'keychain' },
    systemProxy: (url) => Promise.resolve([proxyInEnvironment({ HTTPS_PROXY: proxy.origin }, url)]),
    stability: null,
  });
  if (!app.ok) throw new Error(sentenceOf(app.reason));
  const { handlers, stores } = app.value;
  app.value.onDelta(hear);

  const address = `${office.store.origin}/stores/${office.store.storeHash}`;
  hear(await handlers['stores.connect']({ address, accessToken: secrets.wrongToken }));
  hear(await handlers['stores.connect']({ address, accessToken: secrets.token }));
  const storeId = stores.currentId ?? '';
  await stores.catalogRefreshed(storeId);
  const { url, username } = office.store.webdav;
  for (const password of [secrets.wrongWebdav, secrets.webdav]) {
    hear(await handlers['stores.chooseApi']({ storeId, api: 'v2', webdav: { url, username, password } }));
  }
  await handlers['network.signInToProxy']({ server: proxy.origin, username: 'ann', password: secrets.proxy });
  await stores.useGiven('behindproxy', 'https://api.store.test', secrets.token);
  hear(await stores.catalogRefreshed('behindproxy'));
  hear(await handlers['app.examine']({}));
  hear(await handlers['app.snapshot']({}));

  expect(heard.length).toBeGreaterThan(5);
  const everything = heard.join('\n') + (await contentOf(dataDir));
  await app.value.close();
  const afterwards = everything + (await contentOf(dataDir));
  const found = Object.entries(secrets).filter(([, secret]) => afterwards.includes(secret));
  // The test can find what is there: a store's hash is no secret.
  expect(afterwards).toContain(office.store.storeHash);
  expect(found.map(([name]) => name)).toEqual([]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../electron/app.ts';
import { checkDatabase } from '../../electron/doctor/check-database.ts';
import type { FaultAction } from '../../electron/practice/faults.ts';
import type { PracticeRules } from '../../electron/practice/rules.ts';
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { apiHost, Office } from './network-support.ts';
import { commandLine } from '../support/built.ts';
import { portals } from './support/portals.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterEach(() => setPortal('open'));
afterAll(() => office.close());

interface Check {
  id: string;
  verdict: 'good' | 'notice' | 'problem';
  reason: { code: string; sentence: string; next?: string };
}

function statusOf(status: number, body?: object): FaultAction {
  return { kind: 'status', status, headers: {}, body, noRateHeaders: false, when: 'before' };
}

async function setPortal(portal: PracticeRules['portal']): Promise<void> {
  await fetch(`${office.store.origin}/practice/rules`, {
    method: 'PUT',
    headers: { 'x-auth-token': office.store.accessToken, 'content-type': 'application/json' },
    body: JSON.stringify({ portal }),
  });
}

/** `data`: a folder of its own unless given. */
async function doctor(env: Record<string, string> = {}, data?: string) {
  const folder = data ?? (await mkdtemp(join(office.folder, 'data-')));
  const args = [commandLine, 'doctor', '--json', '--data', folder];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      NODE_EXTRA_CA_CERTS: '',
      NODE_OPTIONS: '',
      PACKSHOT_STORE_HASH: office.store.storeHash,
      PACKSHOT_ACCESS_TOKEN: office.store.accessToken,
      PACKSHOT_API_ORIGIN: office.store.origin,
      ...env,
    },
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const events = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Check);
  const of = (id: string): Check | undefined => events.find((check) => check.id === id);
  return {
    code: code as number,
    out: out + err,
    checks: events.slice(0, -1),
    summary: events.at(-1) as unknown as { problems: number },
    of,
  };
}

test('a store in order needs no action, and each check says what it found', async () => {
  const { code, checks, of } = await doctor();
  expect(code).toBe(0);
  expect(new Set(checks.map(({ id }) => id))).toEqual(
    new Set([
      'versions',
      'keychain',
      'data-folder',
      'database',
      'decoders',
      'labels',
      'proxy',
      'dns',
      'store',
      'clock',
      'quota',
    ]),
  );
  expect(of('store')?.reason.sentence).toContain('accepts the access token');
  expect(of('quota')?.reason.sentence).toMatch(/[\d,]+ of [\d,]+ API requests are left/);
  expect(of('decoders')).toMatchObject({ verdict: 'good' });
  expect(of('labels')).toMatchObject({ verdict: 'good' });
});

test('the version of Packshot is told, also beside a running one', async () => {
  const about = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const expected = `Packshot ${about.version} on Node`;
  expect((await doctor()).of('versions')?.reason.sentence).toContain(expected);
  const file = join(office.folder, 'no-data-folder');
  await writeFile(file, '');
  expect((await doctor({}, file)).of('versions')?.reason.sentence).toContain(expected);
});

test('a wrong token needs action, and no secret is printed', async () => {
  const { code, out, of } = await doctor({ PACKSHOT_ACCESS_TOKEN: 'a-wrong-and-secret-token' });
  expect(code).toBe(1);
  expect(of('store')).toMatchObject({ verdict: 'problem', reason: { code: 'token-not-accepted' } });
  expect(of('store')?.reason.next).toContain('Check that you copied the whole token');
  expect(out).not.toContain('secret');
});

test.each<[string, FaultAction, 'notice' | 'problem', string]>([
  ['503 with a page', { kind: 'html', status: 503, when: 'before' }, 'problem', 'store-maintenance'],
  ['500', { kind: 'html', status: 500, when: 'before' }, 'problem', 'store-trouble'],
  ['a firewall’s 403', { kind: 'html', status: 403, when: 'before' }, 'problem', 'all-forbidden'],
  ['404', statusOf(404, { title: 'Not found' }), 'problem', 'wrong-store'],
  ['a sign-in page', { kind: 'html', status: 200, when: 'before' }, 'problem', 'network-sign-in'],
  ['511', { kind: 'html', status: 511, when: 'before' }, 'problem', 'network-sign-in'],
  ['a change to another protocol', { kind: 'switch-protocols' }, 'problem', 'connection-broke'],
  ['JSON of something else', statusOf(200, { hello: 1 }), 'problem', 'answer-unreadable'],
  ['429', statusOf(429), 'notice', 'asked-too-much'],
])('a store that answers %s is told with what to do', async (_name, fault, verdict, code) => {
  await fetch(`${office.store.origin}/practice/faults`, {
    method: 'POST',
    headers: { 'x-auth-token': office.store.accessToken, 'content-type': 'application/json' },
    body: JSON.stringify({ do: fault }),
  });
  const found = await doctor();
  expect(found.of('store')).toMatchObject({ verdict, reason: { code, next: expect.stringMatching(/\w/) } });
  expect(found.code).toBe(verdict === 'problem' ? 1 : 0);
});

test.each(portals)(
  'a network that answers every address with a page and %i is told as such',
  async (status, code) => {
    await setPortal(status);
    expect((await doctor()).of('store')).toMatchObject({ verdict: 'problem', reason: { code } });
  },
);

test('a temporary folder that can’t be written to is told, and everything else is checked', async () => {
  const { code, of } = await doctor({ TMPDIR: join(office.folder, 'nowhere'), TEMP: '', TMP: '' });
  expect(of('decoders')).toMatchObject({
    verdict: 'problem',
    reason: { code: 'check-no-temporary-folder' },
  });
  expect(of('store')).toMatchObject({ verdict: 'good' });
  expect(code).toBe(1);
});

test('the summary counts what the list shows', async () => {
  const file = join(office.folder, 'no-such-folder');
  await writeFile(file, '');
  const { checks, summary } = await doctor({}, file);
  expect(summary.problems).toBe(checks.filter(({ verdict }) => verdict === 'problem').length);
});

test('a database that the check itself had recovered needs action', async () => {
  const dataDir = await mkdtemp(join(office.folder, 'rubbish-'));
  await writeFile(join(dataDir, 'packshot.db'), 'rubbish');
  const { code, checks } = await doctor({}, dataDir);
  expect(checks).toContainEqual(
    expect.objectContaining({
      verdict: 'problem',
      reason: expect.objectContaining({ code: 'database-started-afresh' }) as object,
    }),
  );
  expect(code).toBe(1);
});

test('a company’s proxy and its own root are told, without the proxy’s password', async () => {
  const proxy = await office.proxy({ password: 'ann:proxysecret' });
  const { code, out, of } = await doctor({
    PACKSHOT_API_ORIGIN: `https://${apiHost}`,
    HTTPS_PROXY: proxy.origin.replace('//', '//ann:proxysecret@'),
    ...office.systemStore,
  });
  expect(code).toBe(0);
  expect(of('proxy')?.reason.sentence).toContain(proxy.origin);
  expect(of('certificates')).toMatchObject({ verdict: 'good', reason: { args: { added: 1 } } });
  expect(out).not.toContain('proxysecret');
});

test('a certificate that is not trusted, a proxy that is gone and a wrong clock each need action', async () => {
  const proxy = await office.proxy();
  const inspected = { PACKSHOT_API_ORIGIN: `https://${apiHost}`, HTTPS_PROXY: proxy.origin };
  expect((await doctor(inspected)).of('store')).toMatchObject({
    verdict: 'problem',
    reason: { code: 'certificate-untrusted', args: { issuer: 'Office Inspection' } },
  });

  const late = await office.serve(office.root.issue(apiHost), office.store.origin, {
    date: new Date(Date.now() - 3_600_000).toUTCString(),
  });
  const slow = await office.proxy({ ports: { [apiHost]: late.port } });
  expect(
    (await doctor({ ...inspected, HTTPS_PROXY: slow.origin, ...office.systemStore })).of('clock'),
  ).toMatchObject({ verdict: 'problem', reason: { code: 'clock-wrong' } });

  await proxy.close();
  expect((await doctor(inspected)).of('store')).toMatchObject({ reason: { code: 'proxy-unreachable' } });
});

/** What the doctor finds without a store, where BigCommerce is behind a company's proxy. */
async function doctorWithoutStore() {
  const bigCommerce = await office.serve(office.root.issue('api.bigcommerce.com'), office.store.origin);
  const proxy = await office.proxy({ ports: { 'api.bigcommerce.com': bigCommerce.port } });
  const none = { PACKSHOT_STORE_HASH: '', PACKSHOT_ACCESS_TOKEN: '', HTTPS_PROXY: proxy.origin };
  return await doctor({ ...none, ...office.systemStore });
}

test('without a store, the way to BigCommerce is checked', async () => {
  const { code, of } = await doctorWithoutStore();
  expect(of('proxy')?.reason.sentence).toContain('api.bigcommerce.com is reached through the proxy');
  expect(of('store')).toMatchObject({ verdict: 'notice', reason: { code: 'check-no-store' } });
  expect(of('clock')).toMatchObject({ verdict: 'good' });
  expect(code).toBe(0);
});

test.each(portals)(
  'without a store too, a network that answers every address with a page and %i is told as such',
  async (status, code) => {
    await setPortal(status);
    expect((await doctorWithoutStore()).of('store')).toMatchObject({ verdict: 'problem', reason: { code } });
  },
);

test('a damaged database and a data folder that is no folder need action', async () => {
  const file = join(office.folder, 'no-folder');
  await writeFile(file, '');
  const { code, checks, of } = await doctor({}, file);
  expect(of('data-folder')).toMatchObject({ verdict: 'problem' });
  expect(checks.filter(({ id }) => id === 'data-folder')).toHaveLength(1);
  expect(code).toBe(1);
});

test('a damaged database needs action', async () => {
  const dataDir = await mkdtemp(join(office.folder, 'damaged-'));
  await writeFile(join(dataDir, 'packshot.db'), Buffer.alloc(8_192, 'garbage'));
  expect(await checkDatabase(dataDir)).toMatchObject({
    verdict: 'problem',
    text: { code: 'check-database-damaged' },
  });
});

test('a damaged table needs action, also that of the history', async () => {
  const dataDir = await mkdtemp(join(office.folder, 'damaged-'));
  const path = join(dataDir, 'packshot.db');
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE history (note TEXT)');
  for (let row = 0; row < 100; row++) database.exec(`INSERT INTO history VALUES ('${'x'.repeat(500)}')`);
  database.close();
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill('garbage', bytes.length - 4_096));
  expect(await checkDatabase(dataDir)).toMatchObject({ verdict: 'problem' });
});

test('the database is checked while the window goes on, and a busy one is no damaged one', async () => {
  const dataDir = await mkdtemp(join(office.folder, 'busy-'));
  const database = new DatabaseSync(join(dataDir, 'packshot.db'));
  database.exec('CREATE TABLE history (id INTEGER PRIMARY KEY); BEGIN EXCLUSIVE');
  const checked = checkDatabase(dataDir);
  // Whoever reads it in this thread would now never see it free.
  await stat(join(dataDir, 'packshot.db'));
  await new Promise((turn) => setImmediate(turn));
  database.exec('COMMIT');
  expect(await checked).toMatchObject({ verdict: 'good' });
  database.close();
});

test('it works beside a running Packshot', async () => {
  const dataDir = await mkdtemp(join(office.folder, 'running-'));
  const log = { info() {}, warn() {}, error() {} };
  const app = await createApp({
    dataDir,
    version: 'test',
    log,
    cipher: null,
    keychain: createSessionStore(),
  });
  if (!app.ok) throw new Error(sentenceOf(app.reason));
  const { code, checks, of } = await doctor({}, dataDir);
  expect(checks).toContainEqual(
    expect.objectContaining({
      verdict: 'notice',
      reason: expect.objectContaining({ code: 'data-folder-in-use' }),
    }),
  );
  expect(of('database')).toMatchObject({ verdict: 'good' });
  expect(code).toBe(0);
  await app.value.close();
});

test('the same is in the window’s own calls', async () => {
  const dataDir = await mkdtemp(join(office.folder, 'window-'));
  const log = { info() {}, warn() {}, error() {} };
  const app = await createApp({
    dataDir,
    version: 'test',
    log,
    cipher: null,
    keychain: createSessionStore(),
  });
  if (!app.ok) throw new Error(sentenceOf(app.reason));
  await app.value.stores.useGiven(office.store.storeHash, office.store.origin, office.store.accessToken);
  const answer = await app.value.handlers['app.examine']({});
  expect(answer.ok && answer.value.findings.find(({ id }) => id === 'store')).toMatchObject({
    verdict: 'good',
  });
  await app.value.close();
});

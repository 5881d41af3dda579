import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, picture, PracticeClient, temporaryFolder } from './practice-store-client.ts';

const cli = resolve(import.meta.dirname, '../../electron/practice/practice-cli.ts');

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function ready(child: ChildProcess): Promise<PracticeClient> {
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const said = JSON.parse(line.toString()) as {
    ready: boolean;
    origin: string;
    storeHash: string;
    accessToken: string;
    webdav: { url: string; username: string; password: string };
  };
  expect(said).toEqual({
    ready: true,
    origin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    storeHash: expect.any(String),
    accessToken: expect.any(String),
    webdav: {
      url: `${said.origin}/dav/`,
      username: expect.any(String),
      password: expect.stringMatching(/^[a-z0-9]{32}$/),
    },
  });
  return new PracticeClient(said);
}

test('keeps its catalogue, pictures, address and token from run to run', async () => {
  const dataDir = await temporaryFolder();
  const first = await openStore({ dataDir, products: 12 });
  const productId = await first.bareProduct();
  await first.upload(productId, await picture(5), { description: 'kept' });
  const before = await first.images(productId);
  await first.close();

  const second = await openStore({ dataDir, products: 99 });
  expect(second.store.storeHash).toBe(first.store.storeHash);
  expect(second.store.accessToken).toBe(first.store.accessToken);
  const pathless = (images: typeof before) =>
    images.map(({ id, description, image_file }) => [id, description, image_file]);
  expect(pathless(await second.images(productId))).toEqual(pathless(before));
  const { body } = await second.ask('GET', '/v3/catalog/products?limit=1');
  expect(body.meta).toMatchObject({ pagination: { total: 12 } });
});

test('has every image it answered for after a kill, complete', async () => {
  const dataDir = await temporaryFolder();
  const child = run('--data', dataDir, '--products', '12');
  const client = await ready(child);
  const productId = await client.bareProduct();
  const file = await picture(77, 'png', 400, 400);
  const answered: number[] = [];
  const sending = Array.from({ length: 12 }, async () => {
    const { body } = await client.upload(productId, file);
    answered.push((body.data as { id: number }).id);
    if (answered.length === 5) child.kill('SIGKILL');
  });
  await Promise.allSettled(sending);
  expect(answered.length).toBeGreaterThanOrEqual(5);

  const again = await openStore({ dataDir });
  const kept = (await again.images(productId)).map(({ id }) => id);
  expect(kept).toEqual(expect.arrayContaining(answered));
  for (const id of kept) {
    const original = await fetch(`${again.store.origin}/practice/original/${id}`, {
      headers: { 'X-Auth-Token': again.store.accessToken },
    });
    expect((await original.bytes()).length).toBe(file.size);
  }
  expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
});

test('carries out postponed work before it closes', async () => {
  const dataDir = await temporaryFolder();
  const first = await openStore({ dataDir, faults: true });
  const productId = await first.bareProduct();
  await first.fault({ method: 'POST', path: '/images$' }, { kind: 'late-commit', ms: 60_000 });
  await expect(first.upload(productId, await picture())).rejects.toThrow('fetch failed');
  await first.close();
  expect(await (await openStore({ dataDir })).images(productId)).toHaveLength(1);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'alone, ends normally on %s and deletes its temporary folder',
  async (signal) => {
    const temporary = await temporaryFolder();
    const child = spawn(process.execPath, [cli, '--products', '3'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: temporary },
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const client = await ready(child);
    expect(await readdir(temporary)).toHaveLength(1);
    expect((await client.ask('GET', '/v3/catalog/summary')).status).toBe(200);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readdir(temporary)).toEqual([]);
  },
);

test.each([
  ['an option it does not know', ['--prot', '1']],
  ['a port that is none', ['--port', 'eighty']],
  ['a quota of nothing', ['--quota', '0']],
  ['a folder without a name', ['--data', '']],
  ['a rule it does not know', ['--rule', 'gravity=off']],
  ['a value no rule has', ['--rule', 'renumbering=sometimes']],
  ['words', ['please']],
])('alone, refuses %s with a sentence and exit code 2', async (_name, args) => {
  const child = run(...args);
  const [said, [code]] = await Promise.all([
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  expect(code).toBe(2);
  expect(said).toMatch(/Usage: practice-store/);
});

test('opens a shop of ten thousand products in seconds', async () => {
  const dataDir = await temporaryFolder();
  const client = await openStore({ dataDir, products: 10_000 });
  const { body } = await client.ask('GET', '/v3/catalog/products?limit=250&page=40&include=images,variants');
  expect(body.meta).toMatchObject({ pagination: { total: 10_000, count: 250, total_pages: 40 } });
  expect(existsSync(join(dataDir, 'practice-store.db'))).toBe(true);
});

test('writes nothing after it was closed, also if pictures were being drawn', async () => {
  const dataDir = await temporaryFolder();
  const client = await openStore({ dataDir });
  const { body } = await client.ask('GET', '/v3/catalog/products?include=images&limit=20');
  const images = (body.data as { images: { url_zoom: string }[] }[]).flatMap((product) => product.images);
  const asked = images.map(({ url_zoom }) => fetch(url_zoom).catch(() => null));
  await fetch(images[0]?.url_zoom ?? '');
  await client.close();
  await Promise.all(asked);
  const kept = await readdir(dataDir, { recursive: true });
  // Long enough for a picture that was still being drawn.
  for (let n = 0; n < 10; n += 1) await picture(n, 'png', 1280, 960);
  expect(await readdir(dataDir, { recursive: true })).toEqual(kept);
});

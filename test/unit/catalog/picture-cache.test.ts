import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PictureCache } from '../../../electron/catalog/picture-cache.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-pictures-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);

async function onDisk(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('a stored picture is returned, others are null', async () => {
  const cache = new PictureCache(folder);
  await cache.put(nameOf('a'), bytes(100));
  expect(await cache.get(nameOf('a'))).toEqual(Buffer.from(bytes(100)));
  expect(await cache.get(nameOf('b'))).toBeNull();
});

test('over the limit, the least recently used picture is deleted', async () => {
  const cache = new PictureCache(folder, 250);
  await cache.put(nameOf('a'), bytes(100));
  await cache.put(nameOf('b'), bytes(100));
  await cache.get(nameOf('a'));
  await cache.put(nameOf('c'), bytes(100));
  await expect.poll(onDisk).toHaveLength(2);
  expect(await cache.get(nameOf('b'))).toBeNull();
  expect(await cache.get(nameOf('a'))).not.toBeNull();
});

test('the limit includes files of earlier runs, by their last use', async () => {
  const earlier = new PictureCache(folder);
  const day = 24 * 60 * 60 * 1000;
  for (const [age, text] of ['new', 'old', 'older'].entries()) {
    const name = nameOf(text);
    await earlier.put(name, bytes(100));
    const at = new Date(Date.now() - age * day);
    await utimes(join(folder, name.slice(0, 2), name), at, at);
  }
  await earlier.get(nameOf('older'));
  // The last use is saved asynchronously.
  const looked = join(folder, nameOf('older').slice(0, 2), nameOf('older'));
  await expect.poll(async () => (await stat(looked)).mtimeMs).toBeGreaterThan(Date.now() - day);
  const later = new PictureCache(folder, 250);
  await later.load();
  await expect.poll(onDisk).toHaveLength(2);
  expect(await later.get(nameOf('old'))).toBeNull();
  expect(await later.get(nameOf('older'))).not.toBeNull();
  expect(await later.get(nameOf('new'))).not.toBeNull();
});

test('unfinished files of an earlier run are deleted, those being written stay', async () => {
  const cache = new PictureCache(folder);
  const name = nameOf('a');
  await cache.put(name, bytes(10));
  const part = join(folder, name.slice(0, 2), `${name}.1.part`);
  const fresh = join(folder, name.slice(0, 2), `${name}.2.part`);
  await writeFile(part, 'half');
  await writeFile(fresh, 'half');
  const long = new Date(Date.now() - 2 * 60 * 60 * 1000);
  await utimes(part, long, long);
  await cache.load();
  expect((await onDisk()).toSorted()).toEqual([name, `${name}.2.part`]);
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { text as words } from '../../shared/messages/text.ts';
import { commandLine } from '../support/built.ts';
import { flat } from '../unit/pictures/pictures.ts';
import { rawTiff } from '../unit/pictures/raws.ts';

const root = join(import.meta.dirname, '..', '..');

let folder: string;
let store: PracticeStore;
let bare: { id: number; sku: string }[];
let stocked: { id: number; sku: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-match-'));
  store = await startPracticeStore({ dataDir: join(folder, 'practice'), quota: 10_000 });
  const rows = (await ask('v3/catalog/products?include=images&limit=250')) as {
    id: number;
    sku: string;
    images: unknown[];
  }[];
  const plain = rows.filter(({ sku }) => /^[\w-]{4,}$/.test(sku));
  bare = plain.filter(({ images }) => images.length === 0);
  stocked = plain.filter(({ images }) => images.length > 0);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(`${store.origin}/stores/${store.storeHash}/${path}`, {
    headers: { 'x-auth-token': store.accessToken },
  });
  return answer.status === 204 ? [] : ((await answer.json()) as { data: unknown }).data;
}

async function gallery(productId: number): Promise<{ image_file: string; description: string }[]> {
  const images = (await ask(`v3/catalog/products/${productId}/images`)) as {
    sort_order: number;
    image_file: string;
    description: string;
  }[];
  return images.toSorted((a, b) => a.sort_order - b.sort_order);
}

async function photos(names: readonly string[]): Promise<string> {
  const place = await mkdtemp(join(folder, 'photos-'));
  for (const [index, name] of names.entries()) {
    const background = { r: index * 40, g: 100, b: Math.floor(Math.random() * 256) };
    await mkdir(dirname(join(place, name)), { recursive: true });
    await sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .jpeg()
      .toFile(join(place, name));
  }
  return place;
}

interface Ended {
  code: number | null;
  events: Record<string, unknown>[];
  data: string;
}

function packshot(...args: string[]): Promise<Ended> {
  return packshotAt(store.origin, ...args);
}

async function packshotAt(origin: string, ...args: string[]): Promise<Ended> {
  const data = await mkdtemp(join(folder, 'data-'));
  const child = spawn(process.execPath, [commandLine, ...args, '--data', data, '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PACKSHOT_STORE_HASH: store.storeHash,
      PACKSHOT_ACCESS_TOKEN: store.accessToken,
      PACKSHOT_API_ORIGIN: origin,
    },
  });
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const events = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code: code as number | null, events, data };
}

const of = (events: Record<string, unknown>[], name: string): Record<string, unknown>[] =>
  events.filter(({ event }) => event === name);

test('--dry-run shows the product of every photo, and sends nothing', async () => {
  const { id = 0, sku = '' } = bare[0] ?? {};
  const place = await photos([`${sku}_2.jpg`, `${sku}_1.jpg`, 'IMG_0001.jpg']);
  await writeFile(join(place, 'notes.txt'), 'no picture');
  const { code, events, data } = await packshot('upload', place, '--match', '--dry-run');
  expect(code).toBe(1);
  expect(of(events, 'matched')).toMatchObject([
    { file: `${sku}_1.jpg`, productId: id, sku, place: 1 },
    { file: `${sku}_2.jpg`, productId: id, sku, place: 2 },
  ]);
  expect(of(events, 'unmatched')).toMatchObject([{ file: 'IMG_0001.jpg' }]);
  expect(of(events, 'refused')).toMatchObject([{ file: 'notes.txt' }]);
  expect(of(events, 'planned')).toMatchObject([{ queued: 2 }]);
  expect(await readdir(join(data, 'staging', 'incoming'))).toEqual([]);
  expect((await readdir(join(data, 'staging'))).toSorted()).toEqual(['incoming', 'previews']);
  expect(await gallery(id)).toEqual([]);
});

test('--match sends certain matches in order, and exits with 1 if there were others', async () => {
  const { id = 0, sku = '' } = bare[1] ?? {};
  const { code, events } = await packshot(
    'upload',
    await photos([`${sku}_back.jpg`, `${sku}_front.jpg`, 'IMG_0002.jpg']),
    '--match',
  );
  expect(code).toBe(1);
  expect(of(events, 'done')).toHaveLength(2);
  expect((await gallery(id)).map(({ image_file }) => /_(front|back)-/.exec(image_file)?.[1])).toEqual([
    'front',
    'back',
  ]);
});

test('--camera-jpeg sends the JPEG that a raw photograph holds, by name and for one product', async () => {
  const [named, other] = [stocked.pop(), stocked.pop()];
  const place = await photos([]);
  const jpeg = await flat(2_400, 1_600).jpeg().toBuffer();
  await writeFile(join(place, `${named?.sku}_front.dng`), rawTiff(jpeg));
  const refused = await packshot('upload', place, '--match');
  expect(of(refused.events, 'refused')).toMatchObject([
    { reason: { code: 'raw-with-jpeg', next: expect.not.stringContaining('review') } },
  ]);

  const { code, events } = await packshot('upload', place, '--match', '--camera-jpeg');
  expect(code).toBe(0);
  expect(of(events, 'matched')).toMatchObject([{ file: `${named?.sku}_front.jpg`, productId: named?.id }]);
  expect((await stems(named?.id ?? 0)).at(-1)).toBe(`${named?.sku}_front`);

  const direct = await packshot('upload', place, '--product', String(other?.id), '--camera-jpeg');
  expect(direct.code).toBe(0);
  expect((await stems(other?.id ?? 0)).at(-1)).toBe(`${named?.sku}_front`);
});

test.each(['dng', 'jpg'])(
  '--csv names a raw photograph whose own JPEG is sent by its name with .%s',
  async (extension) => {
    const { id = 0, sku = '' } = stocked.pop() ?? {};
    const place = await photos([]);
    await writeFile(join(place, 'lost.dng'), rawTiff(await flat(2_400, 1_600).jpeg().toBuffer()));
    const list = await listOf(['sku,file,alt', `${sku},lost.${extension},Of the list`]);
    const { code } = await packshot('upload', place, '--match', '--camera-jpeg', '--csv', list);
    expect(code).toBe(0);
    expect((await gallery(id)).at(-1)).toMatchObject({ description: 'Of the list' });
  },
);

test('a raw photograph beside its JPEG is skipped, which is no failure', async () => {
  const [named, other] = [stocked.pop(), stocked.pop()];
  const name = `${named?.sku}_front`;
  const place = await photos([`${name}.jpg`]);
  await writeFile(join(place, `${name}.dng`), rawTiff(await flat(2_400, 1_600).jpeg().toBuffer()));
  const skipped = [{ file: `${name}.dng`, reason: { code: 'raw-beside-jpeg' } }];
  const matched = await packshot('upload', place, '--match', '--camera-jpeg');
  expect(matched.code).toBe(0);
  expect(of(matched.events, 'skipped')).toMatchObject(skipped);
  expect((await stems(named?.id ?? 0)).at(-1)).toBe(name);

  const direct = await packshot('upload', place, '--product', String(other?.id), '--camera-jpeg');
  expect(direct.code).toBe(0);
  expect(of(direct.events, 'skipped')).toMatchObject(skipped);
  expect((await stems(other?.id ?? 0)).at(-1)).toBe(name);
});

test('--camera-jpeg without paths is refused', async () => {
  const { code } = await packshot('run', '--camera-jpeg');
  expect(code).toBe(2);
});

test('--csv follows a list of photos, and reports its invalid rows by number', async () => {
  const { id = 0, sku = '' } = bare[2] ?? {};
  const place = await photos(['a.jpg', 'b.jpg']);
  const list = join(folder, 'list.csv');
  await writeFile(
    list,
    `sku,file,alt,position,thumbnail\n${sku},b.jpg,"A ""b""",1,\n${sku},a.jpg,An a,2,yes\nNO-SUCH,c.jpg,,,\n`,
  );
  const { code, events } = await packshot('upload', place, '--match', '--csv', list);
  expect(code).toBe(1);
  expect(of(events, 'refused').map(({ reason }) => (reason as { sentence: string }).sentence)).toEqual([
    expect.stringContaining('Row 4'),
  ]);
  expect((await gallery(id)).map(({ description }) => description)).toEqual(['A "b"', 'An a']);
});

const stems = async (productId: number): Promise<string[]> =>
  (await gallery(productId)).map(({ image_file }) => /([^/]+)-[a-z2-7]{8}__/.exec(image_file)?.[1] ?? '');

async function listOf(rows: readonly string[]): Promise<string> {
  const path = join(await mkdtemp(join(folder, 'list-')), 'list.csv');
  await writeFile(path, `${rows.join('\n')}\n`);
  return path;
}

test('--csv gives a row with a folder only the photo in that folder, in any order of rows', async () => {
  const [tea, butter] = bare.slice(6, 8);
  const dropped = join(await photos([`${butter?.sku}/1.jpg`]), butter?.sku ?? '');
  const rows = [tea, butter].map((product) => `${product?.sku},${product?.sku}/1.jpg`);
  const plan = await packshot(
    'upload',
    dropped,
    '--match',
    '--dry-run',
    '--csv',
    await listOf(['sku,file', ...rows]),
  );
  expect(of(plan.events, 'matched')).toMatchObject([{ productId: butter?.id }]);
  expect(of(plan.events, 'refused')).toMatchObject([
    { reason: { sentence: expect.stringContaining(`Row 2: there is no file “${tea?.sku}/1.jpg”`) } },
  ]);
  const windows = rows.map((row) => row.replace(/,(.*)\//, ',C:\\Shoot\\$1\\'));
  const { code } = await packshot(
    'upload',
    dropped,
    '--match',
    '--csv',
    await listOf(['sku,file', ...windows]),
  );
  expect(code).toBe(1);
  expect(await stems(tea?.id ?? 0)).toEqual([]);
  expect(await stems(butter?.id ?? 0)).toEqual(['1']);
});

test.each([
  [
    'a base image and a cell of others',
    ['sku,base_image,additional_images', '#,two.jpg,"three.jpg,one.jpg"'],
  ],
  ['a cell', ['sku,images', '#,two|three|one']],
  ['rows without a position', ['sku,file', '#,two.jpg', '#,three.jpg', '#,one.jpg']],
  ['rows with one', ['sku,file,position', '#,one.jpg,3', '#,three.jpg,2', '#,two.jpg,1']],
] as const)('--csv puts the gallery in the order of %s', async (_, rows) => {
  const { id = 0, sku = '' } = stocked.pop() ?? {};
  const place = await photos(['one.jpg', 'two.jpg', 'three.jpg']);
  const list = await listOf(rows.map((row) => row.replace('#', sku)));
  const { code, events } = await packshot('upload', place, '--match', '--csv', list);
  expect(code).toBe(0);
  expect(of(events, 'matched').map(({ file }) => file)).toEqual(['two.jpg', 'three.jpg', 'one.jpg']);
  expect((await stems(id)).slice(-3)).toEqual(['two', 'three', 'one']);
});

test('a number without a mark matches no product, even if it is a product’s id', async () => {
  const { id = 0 } = bare[0] ?? {};
  const names = [`${id}.jpg`, `${id}/1.jpg`, `id-${id}_2.jpg`];
  const { events } = await packshot('upload', await photos(names), '--match', '--dry-run');
  expect(of(events, 'matched')).toMatchObject([{ file: `id-${id}_2.jpg`, productId: id }]);
  expect(of(events, 'unmatched')).toHaveLength(2);
});

test.each([
  ['a,b\n1,2\n', 'no SKU column'],
  [null, 'can’t be read'],
])('an invalid list, %j, prevents sending anything', async (list, words) => {
  const { id = 0, sku = '' } = bare[3] ?? {};
  const path = join(folder, 'no-list.csv');
  await rm(path, { force: true });
  if (list !== null) await writeFile(path, list);
  const { code, events } = await packshot('upload', await photos([`${sku}_1.jpg`]), '--match', '--csv', path);
  expect(code).toBe(2);
  expect(of(events, 'problem')).toMatchObject([{ reason: { sentence: expect.stringContaining(words) } }]);
  expect(await gallery(id)).toEqual([]);
});

test('a missing path prevents sending anything', async () => {
  const { id = 0, sku = '' } = bare[3] ?? {};
  const place = await photos([`${sku}_1.jpg`]);
  const { code, events } = await packshot('upload', place, join(place, 'nothing'), '--match');
  expect(code).toBe(2);
  expect(of(events, 'problem')).toMatchObject([{ reason: { code: 'no-such-path' } }]);
  expect(await gallery(id)).toEqual([]);
});

test('an unreachable store with an unread catalogue is reported, and nothing is planned', async () => {
  const place = await photos(['A_1.jpg']);
  const { code, events } = await packshotAt('http://127.0.0.1:9', 'upload', place, '--match', '--dry-run');
  expect(code).toBe(1);
  expect(events).toMatchObject([
    { event: 'problem', reason: { code: 'connection-refused' } },
    { event: 'problem', reason: { code: 'products-never-read' } },
  ]);
});

test.each([
  [['upload', 'x', '--match', '--product', '1']],
  [['upload', 'x', '--dry-run', '--product', '1']],
  [['run', '--match']],
])('%j is wrong usage', async (args) => {
  const { code, events } = await packshot(...args);
  expect(code).toBe(2);
  expect(of(events, 'problem')).toHaveLength(1);
});

/** Another app adds an image under a name of its own. */
async function addElsewhere(productId: number, path: string, name: string, alt: string): Promise<void> {
  const body = new FormData();
  body.set('image_file', new Blob([await readFile(path)], { type: 'image/jpeg' }), name);
  body.set('description', alt);
  const answer = await fetch(
    `${store.origin}/stores/${store.storeHash}/v3/catalog/products/${productId}/images`,
    { method: 'POST', headers: { 'x-auth-token': store.accessToken }, body },
  );
  expect(answer.status).toBe(200);
}

test('--replace puts a changed photo in place of the image that has its name, and no other', async () => {
  const { id = 0, sku = '' } = bare.at(-1) ?? {};
  const names = [`${sku}_1.jpg`, `${sku}_2.jpg`];
  const old = await photos(names);
  for (const name of names) await addElsewhere(id, join(old, name), name, `Alt of ${name}`);
  const before = await gallery(id);
  const place = await photos([names[0] ?? '']);
  const { code, events } = await packshot('upload', place, '--match', '--replace');
  expect(code).toBe(0);
  expect(of(events, 'matched')).toMatchObject([{ file: names[0], replaces: true }]);
  const after = await gallery(id);
  expect(after.map(({ description }) => description)).toEqual(before.map(({ description }) => description));
  expect(after[1]?.image_file).toBe(before[1]?.image_file);
  expect(after[0]?.image_file).not.toBe(before[0]?.image_file);
  expect((await packshot('upload', place, '--product', String(id), '--replace')).code).toBe(2);
});

test('one photo for several products is told as one photo and so many uploads', async () => {
  const place = await photos(['chart.jpg']);
  const list = join(folder, 'charts.csv');
  await writeFile(
    list,
    `sku,file\n${bare
      .slice(2, 5)
      .map(({ sku }) => `${sku},chart.jpg`)
      .join('\n')}\n`,
  );
  const dry = await packshot('upload', place, '--match', '--csv', list, '--dry-run');
  expect(of(dry.events, 'planned')).toMatchObject([{ queued: 3, photos: 1 }]);
  const { code, events } = await packshot('upload', place, '--match', '--csv', list);
  expect(code).toBe(0);
  expect(of(events, 'queued')).toMatchObject([{ queued: 3, photos: 1 }]);
  expect(words('cli.queuedOf', { photos: 1, uploads: 3, found: 1 })).toBe('queued 1 of 1 as 3 uploads');
  expect(words('cli.queuedOf', { photos: 2, uploads: 0, found: 3 })).toBe('queued 2 of 3');
});

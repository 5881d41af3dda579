import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startFromSources } from '../../electron/app/services.ts';
import type { StoreImage } from '../../electron/bigcommerce/image-api.ts';
import { TileFiles } from '../../electron/gallery/tile-files.ts';
import type { StagedPhoto } from '../../electron/outbox/entry.ts';
import { PicturePool } from '../../electron/pictures/pool/picture-pool.ts';

/** The files behind tiles, with real picture processes and a real disk. */

const target = { storeId: 'here', productId: 7 };
const image: StoreImage = {
  id: 1,
  productId: 7,
  sortOrder: 0,
  isThumbnail: true,
  description: '',
  imageFile: 'r/057/mug: front__62714.jpg',
  urlZoom: '',
  urlStandard: '',
  urlThumbnail: '',
  urlTiny: '',
  dateModified: 'Fri, 20 Nov 2026 09:15:00 +0000',
};
const photo: StagedPhoto = {
  fileName: 'wait.jpg',
  type: 'jpeg',
  bytes: 0,
  sha256: 'a'.repeat(64),
  mark: 'abcdefgh',
};

let pool: PicturePool;
let root: string;
let folder: string;
let files: TileFiles;
let served: Uint8Array | null;

beforeAll(() => {
  pool = new PicturePool({ start: startFromSources, processes: 1 });
});
afterAll(() => pool.close());

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'packshot-tiles-'));
  folder = join(root, 'dragged');
  await mkdir(folder);
  const plain = sharp({ create: { width: 300, height: 200, channels: 3, background: '#a85' } });
  served = await plain.clone().jpeg().toBuffer();
  const turned = plain.clone().withMetadata({ orientation: 6, icc: 'p3' });
  await writeFile(join(root, photo.sha256), await turned.jpeg().toBuffer());
  files = new TileFiles({
    image: (_target, id) => {
      const imageFile = id === 3 ? 'r/057/mug__62714.hta' : image.imageFile;
      return id <= 3 ? { ...image, id, imageFile } : undefined;
    },
    apiOrigin: () => 'http://127.0.0.1',
    photo: (_target, id) => (id === 5 ? photo : null),
    pictures: { get: async () => served && { bytes: served, mediaType: 'image/jpeg' } },
    picturePool: pool,
    staging: { pathOf: (sha256) => join(root, sha256) },
    folder,
  });
  return async () => {
    await files.close();
    await rm(root, { recursive: true, force: true });
  };
});

test('facts of an image are of the largest version that the store serves', async () => {
  expect(await files.facts(target, 'image-1')).toEqual({
    of: 'image',
    fileName: 'mug- front.jpg',
    width: 300,
    height: 200,
    type: 'jpeg',
    bytes: served?.length,
    profile: null,
    capturedAt: null,
    changedAt: Date.UTC(2026, 10, 20, 9, 15),
  });
  expect(await readdir(folder)).toEqual([]);
});

test('facts of a photo that waits are of its staged file, upright and with its profile', async () => {
  const facts = await files.facts(target, 'entry-5');
  expect(facts).toMatchObject({
    of: 'photo',
    fileName: 'wait.jpg',
    width: 200,
    height: 300,
    changedAt: null,
  });
  expect(facts?.profile).toMatch(/P3/i);
});

test.each(['image-9', 'entry-9', 'nonsense'])(
  'of %s nothing is known, and nothing is dragged',
  async (key) => {
    expect(await files.facts(target, key)).toBeNull();
    expect(await files.png(target, key)).toBeNull();
    expect(await files.toDrag(target, [key])).toMatchObject({ ok: false });
  },
);

test('a picture is copied as an upright PNG', async () => {
  const png = await files.png(target, 'entry-5');
  expect(await sharp(Buffer.from(png ?? [])).metadata()).toMatchObject({
    format: 'png',
    width: 200,
    height: 300,
  });
});

test('what is dragged lies under its own name, twice the same name apart, with an icon', async () => {
  const made = await files.toDrag(target, ['image-1', 'image-2', 'entry-5']);
  const drag = made.ok ? made.value : null;
  expect(drag?.paths.map((path) => basename(path))).toEqual([
    'mug- front.jpg',
    'mug- front (2).jpg',
    'wait.jpg',
  ]);
  expect(new Uint8Array(await readFile(drag?.paths[0] ?? ''))).toEqual(new Uint8Array(served ?? []));
  expect(await sharp(drag?.icon ?? '').metadata()).toMatchObject({ format: 'png', width: 96 });
  expect(files.isOwn(drag?.paths[0] ?? '')).toBe(true);
  expect(files.isOwn(join(root, photo.sha256))).toBe(false);
});

test('a drag with a picture that can’t be had is refused as a whole, and leaves nothing', async () => {
  served = null;
  expect(await files.toDrag(target, ['entry-5', 'image-1'])).toMatchObject({ ok: false });
  const left = await readdir(folder, { recursive: true });
  expect(left.filter((name) => name.endsWith('.jpg'))).toEqual([]);
});

test('files of the last three drags stay, older ones are deleted, and none outlives the app', async () => {
  for (let n = 0; n < 5; n += 1) await files.toDrag(target, ['image-1']);
  const left = await readdir(folder, { recursive: true });
  expect(left.filter((name) => name.endsWith('.jpg'))).toHaveLength(3);
  await files.close();
  expect(await readdir(folder)).toEqual([]);
});

test('a picture that the store calls a program is dragged out as a picture', async () => {
  const dragged = await files.toDrag(target, ['image-3']);
  expect(dragged.ok && dragged.value.paths.map((path) => basename(path))).toEqual(['mug.hta.jpg']);
});

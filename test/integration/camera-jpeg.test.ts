import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flat } from '../unit/pictures/pictures.ts';
import { orientationField, rawTiff } from '../unit/pictures/raws.ts';
import type { ReviewItem } from '../../shared/review.ts';
import { ReviewDesk } from './support/review-desk.ts';

const [width, height] = [2_400, 1_600];
const jpeg = await flat(width, height).jpeg().toBuffer();
const upright = rawTiff(jpeg);
const onItsSide = rawTiff(await flat(width, height).jpeg({ quality: 70 }).toBuffer(), [orientationField(6)]);

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

async function use(batchId: number, itemIds: number[] | null): Promise<number> {
  const asked = await desk.app.handlers['review.useCameraJpegs']({ batchId, itemIds });
  if (!asked.ok) throw new Error(asked.reason.code);
  await desk.app.reviews.prepared(batchId);
  return asked.value.count;
}

/** The bytes that are sent of a photo as it is. */
async function stagedBytes({ preview }: ReviewItem): Promise<Buffer> {
  const sha256 = preview?.split('/').at(-1) ?? '';
  return await readFile(join(desk.bench.folder, 'data', 'staging', sha256));
}

/** The store's largest rendition of each image. */
async function inStore(productId: number): Promise<{ width: number; height: number }[]> {
  const { data } = (await desk.ask(`v3/catalog/products/${productId}/images`)) as {
    data: { url_zoom: string }[];
  };
  const answers = await Promise.all(data.map(({ url_zoom }) => fetch(url_zoom)));
  return await Promise.all(answers.map(async (answer) => await sharp(await answer.arrayBuffer()).metadata()));
}

const offer = { width, height };

describe('a raw photograph under review', () => {
  test('offers the camera’s own JPEG, which then is a photo of that name like any other', async () => {
    const { id, sku } = await desk.bare();
    const name = `${sku}_1.dng`;
    const batchId = await desk.drop(
      await desk.folderOf([name, 'notes.txt'], { [name]: upright, 'notes.txt': 'Hi' }),
    );
    const raw = desk.named(batchId, name);
    expect(raw).toMatchObject({ unusable: { code: 'raw-with-jpeg' }, cameraJpeg: offer, reading: false });
    expect(desk.named(batchId, 'notes.txt')).not.toHaveProperty('cameraJpeg');
    expect(desk.rows(batchId)).toContainEqual(
      expect.objectContaining({ row: 'section', section: 'unusable', count: 2, cameraJpegs: 1 }),
    );

    expect(await use(batchId, [raw.id])).toBe(1);
    const photo = desk.named(batchId, `${sku}_1.jpg`);
    expect(photo).toMatchObject({
      id: raw.id,
      unusable: null,
      target: { productId: id },
      size: { type: 'JPEG', width, height, bytes: jpeg.length },
    });
    expect(photo).not.toHaveProperty('cameraJpeg');
    expect((await stagedBytes(photo)).equals(jpeg)).toBe(true);
    expect(await desk.queueAndSend(batchId)).toBe(1);
    expect(await desk.bench.names(id)).toEqual([`${sku}_1`]);
  });

  test('is sent upright where only the raw photograph tells how it is turned', async () => {
    const { id, sku } = await desk.bare();
    const names = [`${sku}_1.dng`, `${sku}_2.dng`];
    const given = Object.fromEntries(names.map((name) => [name, onItsSide]));
    const [first = '', second = ''] = names;
    const other = rawTiff(await flat(width, height).jpeg({ quality: 60 }).toBuffer(), [orientationField(8)]);
    const folder = await desk.folderOf(names, { ...given, [second]: other });
    const batchId = await desk.drop(folder);
    expect(desk.named(batchId, first).cameraJpeg).toEqual(offer);
    expect(await use(batchId, null)).toBe(2);
    const photos = desk.items(batchId);
    expect(photos.map(({ size }) => [size?.width, size?.height])).toEqual([
      [height, width],
      [height, width],
    ]);
    // As it is: a browser turns it by its EXIF orientation.
    desk.app.reviews.change(batchId, [photos[1]?.id ?? 0], { sendAs: 'as-is' });
    const [, asItIs = photos[0]] = photos;
    if (!asItIs) throw new Error('no photo');
    expect(await sharp(await stagedBytes(asItIs)).metadata()).toMatchObject({
      width,
      height,
      orientation: 8,
    });
    await desk.queueAndSend(batchId);
    const [prepared] = await inStore(id);
    expect((prepared?.width ?? 0) / (prepared?.height ?? 1)).toBeCloseTo(height / width, 2);
  });

  test.each(['dng', 'jpg'])('has what a list says of it by its name with .%s', async (extension) => {
    const { id, sku } = await desk.bare();
    const list = `sku,file,alt\n${sku},lost.${extension},Of the list\n`;
    const folder = await desk.folderOf(['lost.dng', 'photos.csv'], {
      'lost.dng': upright,
      'photos.csv': list,
    });
    const batchId = await desk.drop(folder);
    expect(desk.items(batchId).map(({ fileName }) => fileName)).toEqual(['lost.dng', 'photos.csv']);
    expect(desk.named(batchId, 'photos.csv')).toMatchObject({ unusable: { code: 'read-as-list' } });
    expect(await use(batchId, null)).toBe(1);
    expect(desk.named(batchId, 'lost.jpg')).toMatchObject({
      unusable: null,
      target: { productId: id },
      alt: 'Of the list',
    });
  });

  test('stays unusable with the reason where its JPEG is damaged or the file is gone', async () => {
    const { sku } = await desk.bare();
    const cut = jpeg.subarray(0, jpeg.length - 400);
    const names = [`${sku}_1.dng`, `${sku}_2.dng`];
    const [damaged = '', gone = ''] = names;
    const folder = await desk.folderOf(names, { [damaged]: rawTiff(cut), [gone]: upright });
    const batchId = await desk.drop(folder);
    await rm(join(folder, gone));
    expect(await use(batchId, null)).toBe(2);
    expect(
      desk.items(batchId).map(({ fileName, unusable, reading }) => [fileName, unusable?.code, reading]),
    ).toEqual([
      [damaged, 'damaged', false],
      [gone, 'gone', false],
    ]);
    expect(await desk.staged()).toEqual([]);
    expect(await use(batchId, null)).toBe(0);
  });

  test('whose JPEG was asked for is read after a restart, too', async () => {
    const { sku } = await desk.bare();
    const names = Array.from({ length: 6 }, (_, index) => `${sku}_${index + 1}.dng`);
    const given = Object.fromEntries(names.map((name) => [name, upright]));
    const batchId = await desk.drop(await desk.folderOf(names, given));
    desk.app.reviews.useCameraJpegs(batchId, null);
    expect(desk.items(batchId).every(({ reading }) => reading)).toBe(true);
    await desk.app.close();
    await desk.bench.restartApp();
    await desk.app.reviews.prepared(batchId);
    expect(desk.items(batchId).map(({ fileName, unusable }) => [fileName, unusable])).toEqual(
      names.map((name) => [name.replace('.dng', '.jpg'), null]),
    );
  });
});

test('a batch stays under review while a JPEG of it is read', async () => {
  const { sku } = await desk.bare();
  const names = [`${sku}_1.jpg`, 'lost.dng'];
  const batchId = await desk.drop(await desk.folderOf(names, { 'lost.dng': upright }));
  desk.app.reviews.useCameraJpegs(batchId, null);
  await desk.queueAndSend(batchId);
  expect(desk.items(batchId)).toMatchObject([{ fileName: 'lost.jpg', unusable: null, target: null }]);
});

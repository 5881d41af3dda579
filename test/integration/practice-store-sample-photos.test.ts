import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { inspect } from '../../electron/pictures/inspect.ts';
import { writeSamplePhotos } from '../../electron/practice/sample-photos.ts';
import { openStore, temporaryFolder } from './practice-store-client.ts';

test('sample photos are pictures, except the announced one, of products without images', async () => {
  const folder = await temporaryFolder();
  const photos = await writeSamplePhotos(folder);
  for (const { file, expected } of photos) {
    const seen = await inspect(join(folder, file));
    expect([file, seen.ok]).toEqual([file, expected !== 'refused']);
  }
  const client = await openStore();
  for (const sku of new Set(photos.flatMap((photo) => photo.sku ?? []))) {
    const { body } = await client.ask('GET', `/v3/catalog/products?sku=${sku}&include=images`);
    expect(body).toMatchObject({ data: [{ sku, images: [] }] });
  }
  const lying = join(folder, '004174-1.jpg');
  const upright = await sharp(lying).autoOrient().toBuffer({ resolveWithObject: true });
  expect((await sharp(lying).metadata()).orientation).toBe(6);
  expect([upright.info.width, upright.info.height]).toEqual([2000, 2500]);
  const large = photos.find(({ why }) => why.includes('over 8 MB'))?.file ?? '';
  expect((await stat(join(folder, large))).size).toBeGreaterThan(8 * 1024 * 1024);
});

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeSamplePhotos } from '../../electron/practice/sample-photos.ts';
import { openStore, temporaryFolder } from './practice-store-client.ts';

test('photos to try it with: each is taken or refused by the store as announced', async () => {
  const folder = await temporaryFolder();
  const photos = await writeSamplePhotos(folder);
  const client = await openStore();
  const productId = await client.bareProduct();
  for (const { file, expected } of photos) {
    const { status } = await client.upload(
      productId,
      new Blob([await readFile(join(folder, file))]),
      {},
      file,
    );
    expect([file, status]).toEqual([file, expected === 'arrives' ? 200 : 422]);
  }
  const order = photos.map(({ file }) => file);
  expect(order).toEqual(order.toSorted(new Intl.Collator('en', { numeric: true }).compare));

  const upright = await sharp(join(folder, '04-pair.jpg')).autoOrient().toBuffer({ resolveWithObject: true });
  expect((await sharp(join(folder, '04-pair.jpg')).metadata()).orientation).toBe(6);
  expect([upright.info.width, upright.info.height]).toEqual([2000, 2500]);
  expect((await stat(join(folder, '06-print-master.png'))).size).toBeGreaterThan(8 * 1024 * 1024);
});

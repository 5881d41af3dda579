import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import type { StoreImage } from '../../electron/bigcommerce/image-api.ts';
import { Pictures } from '../../electron/catalog/pictures.ts';
import { directNetwork } from '../../electron/network/network.ts';
import type { PracticeRules } from '../../electron/practice/rules.ts';
import { openStore, picture, temporaryFolder } from './practice-store-client.ts';

/** An image of 1,000 by 1,500 pixels in a practice store, and the app's way to its pictures. */
async function rig(rules: Partial<PracticeRules>) {
  const client = await openStore({ rules });
  const productId = await client.bareProduct();
  await client.upload(productId, await picture(90, 'jpeg', 1_000, 1_500), {}, 'mug.jpg');
  const [listed] = await client.images(productId);
  if (listed === undefined) throw new Error('no image');
  const image: StoreImage = {
    id: listed.id,
    productId,
    sortOrder: 0,
    isThumbnail: true,
    description: '',
    imageFile: listed.image_file,
    urlZoom: listed.url_zoom,
    urlStandard: listed.url_standard,
    urlThumbnail: listed.url_thumbnail,
    urlTiny: listed.url_tiny,
    dateModified: listed.date_modified,
  };
  const pictures = new Pictures(join(await temporaryFolder(), 'pictures'), directNetwork);
  onTestFinished(() => pictures.close());
  return {
    get: (size: Parameters<Pictures['get']>[1]) => pictures.get(image, size, client.store.origin),
  };
}

test.each([
  ['zoom', 1280],
  ['tiny', 513],
] as const)('the largest picture is shown where the zoom address leads to “%s”', async (zoomUrl, height) => {
  const { get } = await rig({ zoomUrl });
  const shown = await get('zoom');
  expect((await sharp(shown?.bytes).metadata()).height).toBe(height);
});

test('a rendition that is not there yet is asked for again, and then shown', async () => {
  const { get } = await rig({ renditions: 'late' });
  expect(await get('thumbnail')).toBeNull();
  await expect.poll(() => get('thumbnail')).toMatchObject({ mediaType: 'image/jpeg' });
});

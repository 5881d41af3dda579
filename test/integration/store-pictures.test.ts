import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  await expect.poll(() => get('thumbnail'), { timeout: 8_000 }).toMatchObject({ mediaType: 'image/jpeg' });
});

/** A server that answers a request for a picture when it is told to. */
async function slowServer() {
  const asked: string[] = [];
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    held.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const bytes = Buffer.from(await (await picture(20, 'png', 4, 4)).arrayBuffer());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pictures = new Pictures(join(await temporaryFolder(), 'pictures'), directNetwork);
  onTestFinished(() => pictures.close());
  return {
    asked,
    answerOne: () => void held.shift()?.end(bytes),
    get: (n: number) =>
      pictures.get({ urlTiny: `${origin}/${n}`, urlThumbnail: '' } as StoreImage, 'tiny', origin),
  };
}

test('of the pictures that wait, the one asked for last is fetched first', async () => {
  const { asked, answerOne, get } = await slowServer();
  const shown = Array.from({ length: 9 }, (_, n) => get(n));
  await expect.poll(() => asked.length).toBe(6);
  for (const expected of ['/8', '/7', '/6']) {
    answerOne();
    await expect.poll(() => asked.at(-1)).toBe(expected);
  }
  for (let n = 0; n < 6; n++) answerOne();
  expect((await Promise.all(shown)).every((one) => one?.mediaType === 'image/png')).toBe(true);
});

test('when more pictures wait than a screen shows, the oldest is given up', async () => {
  const { asked, get } = await slowServer();
  const underWay = Array.from({ length: 6 }, (_, n) => get(n));
  await expect.poll(() => asked.length).toBe(6);
  const oldest = get(6);
  const others = Array.from({ length: 400 }, (_, n) => get(n + 7));
  expect(await oldest).toBeNull();
  expect(asked).toHaveLength(underWay.length);
  expect(others).toHaveLength(400);
});

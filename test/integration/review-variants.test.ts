import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReviewDesk } from './support/review-desk.ts';
import { listed } from '../support/listed.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

async function pictureOf(variantId: number): Promise<Buffer> {
  const { data } = (await desk.ask('v3/catalog/variants?limit=250')) as {
    data: { id: number; image_url: string }[];
  };
  const variant = data.find(({ id }) => id === variantId);
  if (!variant?.image_url) throw new Error('the variant has no picture');
  return Buffer.from(await (await fetch(variant.image_url)).arrayBuffer());
}

/** Grey noise, which hardly compresses. */
function noise(edge: number): Sharp {
  const noisy = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: edge, height: edge, channels: 3, background: '#808080', noise: noisy } });
}

describe('a photo named by a variant’s SKU', () => {
  test.each([
    ['gallery', 1, false],
    ['variant', 0, true],
    ['both', 1, true],
  ] as const)('goes to the %s, as chosen', async (destination, inGallery, asPicture) => {
    const [variant] = await desk.variants();
    if (!variant) throw new Error('no variant');
    const before = await desk.bench.gallery(variant.product_id);
    const batchId = await desk.drop(await desk.folderOf([`${variant.sku}.jpg`]));
    expect(desk.items(batchId)).toMatchObject([
      { target: { productId: variant.product_id, variantId: variant.id }, destination: 'both' },
    ]);
    desk.app.reviews.changeBatch(batchId, { destination });
    expect(await desk.queueAndSend(batchId)).toBe(1);
    expect(await desk.bench.gallery(variant.product_id)).toHaveLength(before.length + inGallery);
    const after = (await desk.variants()).find(({ id }) => id === variant.id);
    expect(after?.image_url !== '' && after?.image_url !== variant.image_url).toBe(asPicture);
    expect(await desk.staged()).toEqual([]);
  });

  test('whose picture the store refuses to the variant alone is in the gallery all the same', async () => {
    const [variant] = await desk.variants();
    if (!variant) throw new Error('no variant');
    const refusal = { kind: 'status', status: 403, body: '<html>No</html>' } as const;
    await desk.bench.fault({ method: 'POST', path: '/variants/', times: 'always' }, refusal);
    const before = await desk.bench.gallery(variant.product_id);
    const batchId = await desk.drop(await desk.folderOf([`${variant.sku}.jpg`]));
    desk.app.reviews.changeBatch(batchId, { destination: 'both' });
    await desk.queueAndSend(batchId);
    expect(await desk.bench.gallery(variant.product_id)).toHaveLength(before.length + 1);
    const { entries } = desk.app.outbox;
    const failed = entries.getAll(entries.idsIn(desk.storeId, ['failed']));
    expect(failed).toMatchObject([
      { type: 'variant-image', progress: { type: 'failed', reason: { code: 'forbidden' } } },
    ]);
    expect(desk.app.outbox.state(desk.storeId).type).toBe('ready');
  });

  test('is the variant’s picture if it is the first of several, and all are in the gallery', async () => {
    const [variant] = await desk.variants();
    if (!variant) throw new Error('no variant');
    const front = await desk.picture('a.jpg', 50);
    const names = [`${variant.sku}_front.jpg`, `${variant.sku}_back.jpg`];
    const before = await desk.bench.gallery(variant.product_id);
    const batchId = await desk.drop(await desk.folderOf(names, { [names[0] ?? '']: front }));
    await desk.queueAndSend(batchId);
    expect(await desk.bench.gallery(variant.product_id)).toHaveLength(before.length + 2);
    expect((await sharp(await pictureOf(variant.id)).metadata()).width).toBe(50);
  });

  test('too large for a variant, or of the wrong type, is sent to it as a copy that fits, and to the gallery unchanged', async () => {
    const [one, two] = await desk.variants();
    if (!one || !two) throw new Error('too few variants');
    const jpeg = await noise(1_100).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    expect(jpeg.length).toBeGreaterThan(1024 * 1024);
    const names = [`${one.sku}.jpg`, `${two.sku}.webp`];
    const batchId = await desk.drop(await desk.folderOf(names, { [names[0] ?? '']: jpeg }));
    expect(await desk.queueAndSend(batchId)).toBe(2);
    expect(listed(desk.app.outbox, desk.storeId, 'failed', 0, 10).entries).toEqual([]);
    for (const { id } of [one, two]) {
      const bytes = await pictureOf(id);
      expect(bytes.length).toBeLessThanOrEqual(1024 * 1024);
      expect((await sharp(bytes).metadata()).format).toBe('jpeg');
    }
    const sent = (await desk.bench.gallery(one.product_id)).slice(-2).map(({ image_file }) => image_file);
    expect(sent.map((file) => file.split('.').at(-1)).toSorted()).toEqual(['jpg', 'webp']);
    expect(await desk.staged()).toEqual([]);
  });

  test('needs no such copy for the gallery alone', async () => {
    const [variant] = await desk.variants();
    if (!variant) throw new Error('no variant');
    const batchId = await desk.drop(await desk.folderOf([`${variant.sku}.webp`]));
    await desk.app.reviews.prepared(batchId);
    expect(await desk.staged()).toHaveLength(2);
    desk.app.reviews.changeBatch(batchId, { destination: 'gallery' });
    expect(await desk.queueAndSend(batchId)).toBe(1);
    expect(await desk.staged()).toEqual([]);
  });
});

test('a photo is assigned to a variant without its own SKU, and becomes its picture', async () => {
  const { app, storeId } = desk;
  const found = await app.handlers['products.search']({
    storeId,
    query: 'notebook',
    filter: 'all',
    offset: 0,
    limit: 1,
  });
  const notebook = found.ok ? found.value.products[0] : undefined;
  if (!notebook) throw new Error('no notebook');
  const listed = await app.handlers['products.variants']({ storeId, productIds: [notebook.id] });
  const variants = listed.ok ? listed.value.variants : [];
  expect(variants.map(({ sku, label }) => [sku, label])).toEqual([
    ['', 'Lined'],
    ['', 'Dotted'],
    ['', 'Plain'],
  ]);
  const variantId = variants[1]?.variantId ?? 0;
  const batchId = await desk.drop(await desk.folderOf(['IMG_1.jpg']));
  const [item] = desk.items(batchId);
  if (!item) throw new Error('no photo');
  app.reviews.changeBatch(batchId, { altTemplate: '{sku}' });
  app.reviews.assign(batchId, [item.id], notebook.id, variantId);
  expect(desk.named(batchId, 'IMG_1.jpg')).toMatchObject({
    target: { productId: notebook.id, variantId, sku: notebook.sku, variant: 'Dotted' },
    destination: 'both',
    alt: notebook.sku,
  });
  await desk.queueAndSend(batchId);
  expect((await sharp(await pictureOf(variantId)).metadata()).width).toBe(64);
});

import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CatalogProduct } from '../../electron/catalog/catalog.ts';
import type { ReviewView } from '../../shared/review.ts';
import { withIptc, type IptcDatasets } from '../support/iptc.ts';
import { xmpOf, type XmpFields } from '../support/xmp.ts';
import { ReviewDesk } from './support/review-desk.ts';

/** What a picture's own fields say of its product, beside its name and its folders. */

let desk: ReviewDesk;
/** Two products with SKUs that can stand in file names. */
let [one, other]: CatalogProduct[] = [];

beforeEach(async () => {
  desk = await ReviewDesk.open();
  const query = { query: '', filter: 'all', offset: 0, limit: 50 } as const;
  const found = await desk.app.handlers['products.search']({ storeId: desk.storeId, ...query });
  const products = found.ok ? (found.value.products as unknown as CatalogProduct[]) : [];
  [one, other] = products.filter(({ sku }) => /^[A-Z][\w-]{5,}$/.test(sku));
});
afterEach(() => desk.close());

let made = 0;
function plainPicture(): Sharp {
  made += 1;
  const background = { r: (made * 53) % 256, g: (made * 97) % 256, b: 80 };
  return sharp({ create: { width: 64, height: 48, channels: 3, background } }).jpeg();
}

const withXmp = (fields: XmpFields): Promise<Buffer> => plainPicture().withXmp(xmpOf(fields)).toBuffer();
const withDatasets = async (datasets: IptcDatasets): Promise<Buffer> =>
  withIptc(await plainPicture().toBuffer(), datasets);

async function droppedPictures(files: Readonly<Record<string, Promise<Buffer>>>): Promise<number> {
  const given: Record<string, Buffer> = {};
  for (const [name, picture] of Object.entries(files)) given[name] = await picture;
  return await desk.drop(await desk.folderOf(Object.keys(given), given));
}

const dropped = (files: Readonly<Record<string, XmpFields>>): Promise<number> =>
  droppedPictures(Object.fromEntries(Object.entries(files).map(([name, fields]) => [name, withXmp(fields)])));

const nameOf = (product: CatalogProduct | undefined) => product?.name ?? '';
const skuOf = (product: CatalogProduct | undefined) => product?.sku ?? '';

describe('a product name in a headline', () => {
  test('suggests its product, which is taken once the user accepts, with the reason kept', async () => {
    const batchId = await dropped({
      'studio-1.jpg': { headline: nameOf(one) },
      'studio-2.jpg': { headline: nameOf(other) },
      'IMG_2044.jpg': {},
    });
    const before = desk.named(batchId, 'studio-1.jpg');
    expect(before).toMatchObject({
      target: null,
      match: { certainty: 'suggested', candidates: [{ productId: one?.id }] },
    });
    expect(desk.app.batches.view(batchId)).toMatchObject({ review: { ready: 0, choose: 3, suggested: 2 } });

    expect(desk.app.reviews.acceptSuggested(batchId)).toEqual({ ok: true, value: { accepted: 2 } });
    expect(desk.named(batchId, 'studio-1.jpg')).toMatchObject({
      target: { productId: one?.id },
      match: { type: 'chosen', why: before.match.why },
    });
    expect(desk.named(batchId, 'studio-2.jpg').target?.productId).toBe(other?.id);
    expect(desk.named(batchId, 'IMG_2044.jpg').target).toBeNull();
    expect(desk.app.batches.view(batchId)).toMatchObject({ review: { ready: 2, choose: 1, suggested: 0 } });
    expect(desk.app.reviews.acceptSuggested(batchId)).toEqual({ ok: true, value: { accepted: 0 } });
    expect(await desk.queueAndSend(batchId)).toBe(2);
  });
});

describe('names that are only numbers', () => {
  const view = { layout: 'list', filter: null } as const;
  const headings = async (batchId: number) => {
    const page = { batchId, view, offset: 0, limit: 20 };
    const rows = await desk.app.handlers['review.rows'](page);
    return rows.ok ? rows.value.rows.filter(({ row }) => row === 'section') : [];
  };

  test('are product ids once the user said so for the whole drop, in one step that can be undone', async () => {
    const batchId = await dropped({
      [`${one?.id}_1.jpg`]: {},
      [`${one?.id}_2.jpg`]: {},
      [`${other?.id}/3.jpg`]: {},
      'IMG_2044.jpg': {},
      'ZZ-unknown.jpg': {},
    });
    expect(desk.app.batches.view(batchId)).toMatchObject({ review: { ready: 0, choose: 5, suggested: 0 } });
    expect(await headings(batchId)).toMatchObject([{ section: 'choose', count: 5, productIds: 3 }]);

    expect(desk.app.reviews.acceptIds(batchId, view)).toEqual({ ok: true, value: { accepted: 3 } });
    expect(desk.named(batchId, `${one?.id}_2.jpg`)).toMatchObject({
      target: { productId: one?.id },
      match: { type: 'chosen' },
    });
    expect(desk.named(batchId, '3.jpg').target?.productId).toBe(other?.id);
    expect(await headings(batchId)).not.toContainEqual(expect.objectContaining({ productIds: 3 }));
    expect(desk.app.reviews.acceptIds(batchId, view)).toEqual({ ok: true, value: { accepted: 0 } });

    desk.app.reviews.undo(batchId);
    expect(desk.app.batches.view(batchId)).toMatchObject({ review: { ready: 0, choose: 5 } });
  });

  test('are taken only for photos that the filter shows, and for no file that can’t be used', async () => {
    const names = [`${one?.id}_1.jpg`, `${one?.id}_2.jpg`, `${other?.id}.jpg`];
    const broken = { [names[2] ?? '']: 'no picture' };
    const batchId = await desk.drop(await desk.folderOf(names, broken));
    const [first, second] = names.map((name) => desk.named(batchId, name));
    desk.app.reviews.change(batchId, [first?.id ?? 0], { stars: 3 });
    const rated = { layout: 'list', filter: { type: 'stars', min: 3 } } as const;
    const accept = async (shown: ReviewView) =>
      await desk.app.handlers['review.acceptIds']({ batchId, view: shown });
    expect(await accept(rated)).toEqual({ ok: true, value: { accepted: 1 } });
    expect(desk.named(batchId, second?.fileName ?? '').target).toBeNull();
    expect(await accept(view)).toEqual({ ok: true, value: { accepted: 1 } });
    expect(desk.named(batchId, names[2] ?? '').target).toBeNull();
  });
});

describe('a field made for products', () => {
  test('counts before the folder where the file’s name says nothing', async () => {
    const batchId = await dropped({
      'DSC_0456.jpg': { productName: nameOf(one) },
      [`${skuOf(other)}/DSC_0457.jpg`]: { gtin: '0000000000000', productName: nameOf(other) },
    });
    expect(desk.named(batchId, 'DSC_0456.jpg')).toMatchObject({
      target: { productId: one?.id },
      match: { type: 'matched', why: expect.stringContaining('field “Product name”') },
    });
    expect(desk.named(batchId, 'DSC_0457.jpg')).toMatchObject({
      target: { productId: other?.id },
      match: { type: 'matched', why: expect.stringContaining('field “Product name”') },
    });
  });

  test('agrees with the file’s name, which then is what the match goes by', async () => {
    const name = `${skuOf(one)}_front.jpg`;
    const batchId = await dropped({ [name]: { productName: nameOf(one) } });
    expect(desk.named(batchId, name)).toMatchObject({
      target: { productId: one?.id },
      match: { type: 'matched', why: expect.stringMatching(/^The file name begins with the SKU/) },
    });
  });

  test('that disagrees with the file’s name or its folder is asked, with both products', async () => {
    const name = `${skuOf(one)}_front.jpg`;
    const inFolder = `${skuOf(one)}/DSC_0456.jpg`;
    const batchId = await dropped({
      [name]: { productName: nameOf(other) },
      [inFolder]: { productName: nameOf(other) },
    });
    for (const fileName of [name, 'DSC_0456.jpg']) {
      const { target, match } = desk.named(batchId, fileName);
      expect(target).toBeNull();
      expect(match.type).toBe('ambiguous');
      expect(match.candidates.map(({ productId }) => productId).toSorted()).toEqual(
        [one?.id, other?.id].toSorted(),
      );
      expect(match.why).toContain('field “Product name”');
    }
  });
});

describe('an IPTC-IIM record, as studios’ older programs write it', () => {
  const [instructions, keywords, headline, caption] = [40, 25, 105, 120] as const;

  test('names its product by a SKU in any of its fields where the file’s name says nothing', async () => {
    const batchId = await droppedPictures({
      'DSC_0456.jpg': withDatasets([
        [keywords, 'autumn'],
        [keywords, skuOf(one)],
      ]),
      'DSC_0457.jpg': withDatasets([[headline, skuOf(other).toLowerCase()]]),
      'DSC_0458.jpg': withDatasets([[instructions, 'Retouch the seam']]),
    });
    expect(desk.named(batchId, 'DSC_0456.jpg')).toMatchObject({
      target: { productId: one?.id },
      match: {
        type: 'matched',
        why: `The metadata field “Keywords” is the SKU ${skuOf(one)}.`,
      },
    });
    expect(desk.named(batchId, 'DSC_0457.jpg')).toMatchObject({
      target: { productId: other?.id },
      match: { type: 'matched', why: expect.stringContaining('field “Headline”') },
    });
    expect(desk.named(batchId, 'DSC_0458.jpg').target).toBeNull();
    expect(await desk.queueAndSend(batchId)).toBe(2);
  });

  test('that disagrees with the file’s name is asked, with both products', async () => {
    const name = `${skuOf(one)}_front.jpg`;
    const batchId = await droppedPictures({ [name]: withDatasets([[headline, skuOf(other)]]) });
    const { target, match } = desk.named(batchId, name);
    expect(target).toBeNull();
    expect(match).toMatchObject({ type: 'ambiguous', why: expect.stringContaining('field “Headline”') });
    expect(match.candidates.map(({ productId }) => productId).toSorted()).toEqual(
      [one?.id, other?.id].toSorted(),
    );
  });

  test('suggests the product whose name is its caption', async () => {
    const batchId = await droppedPictures({ 'DSC_0456.jpg': withDatasets([[caption, nameOf(one)]]) });
    expect(desk.named(batchId, 'DSC_0456.jpg')).toMatchObject({
      target: null,
      match: { certainty: 'suggested', candidates: [{ productId: one?.id }] },
    });
  });
});

test('an alt text in the file is the photo’s, until the user writes another', async () => {
  const name = `${skuOf(one)}_front.jpg`;
  const batchId = await dropped({ [name]: { alt: 'A mug on a sill' } });
  desk.app.reviews.changeBatch(batchId, { altTemplate: '{product}' });
  const { id, alt } = desk.named(batchId, name);
  expect(alt).toBe('A mug on a sill');
  desk.app.reviews.change(batchId, [id], { alt: 'A blue mug' });
  expect(desk.named(batchId, name).alt).toBe('A blue mug');
});

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  readImage,
  readImageList,
  readProductList,
  readTotal,
} from '../../../../electron/bigcommerce/v3/wire-v3.ts';
import { reasonOf, valueOf } from '../outcomes.ts';

const image = {
  id: 378,
  product_id: 114,
  is_thumbnail: false,
  sort_order: 1,
  description: '',
  image_file: 'r/057/mug-front__62714.jpg',
  url_zoom: 'https://cdn.example/1280.jpg',
  url_standard: 'https://cdn.example/386.jpg',
  url_thumbnail: 'https://cdn.example/220.jpg',
  url_tiny: 'https://cdn.example/44.jpg',
  date_modified: '2023-08-12T21:20:52+00:00',
};

describe("V3's answers", () => {
  it('become images in our own form', () => {
    expect(readImage({ data: image, meta: {} }, 114)).toEqual({
      ok: true,
      value: {
        id: 378,
        productId: 114,
        isThumbnail: false,
        sortOrder: 1,
        description: '',
        imageFile: 'r/057/mug-front__62714.jpg',
        urlZoom: 'https://cdn.example/1280.jpg',
        urlStandard: 'https://cdn.example/386.jpg',
        urlThumbnail: 'https://cdn.example/220.jpg',
        urlTiny: 'https://cdn.example/44.jpg',
        dateModified: '2023-08-12T21:20:52+00:00',
      },
    });
  });

  it('may omit everything but the id, and have unknown fields', () => {
    expect(readImage({ data: { id: 5, image_url: 'x', new_field: {} } }, 114)).toMatchObject({
      ok: true,
      value: { id: 5, productId: 114, imageFile: '', urlTiny: '', sortOrder: 0, isThumbnail: false },
    });
    expect(readImage({ data: { id: 5, description: null, url_zoom: null } }, 114).ok).toBe(true);
  });

  it.each([
    [{}, 'data'],
    [{ data: null }, 'data'],
    [{ data: {} }, 'data.id'],
    [{ data: { id: '5' } }, 'data.id'],
    [[], 'The answer'],
  ])('are refused with the name of the invalid field: %j', (json, name) => {
    const read = readImage(json, 1);
    expect(reasonOf(read)).toContain(name);
  });

  it('name the invalid row of a list', () => {
    const read = readImageList({ data: [image, { ...image, id: undefined }] }, 114);
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining('data.1.id') });
  });

  it('become products with optional variants and images', () => {
    expect(valueOf(readProductList({ data: [{ id: 1, name: 'Mug', sku: null }] })).rows).toEqual([
      {
        id: 1,
        name: 'Mug',
        sku: '',
        upc: '',
        gtin: '',
        mpn: '',
        address: '',
        brandId: 0,
        categoryIds: [],
        isVisible: true,
        dateModified: '',
        variants: [],
        images: [],
      },
    ]);
    const listed = readProductList({
      data: [
        {
          id: 1,
          name: 'Mug',
          sku: 'MUG',
          upc: '012345678905',
          mpn: 'M-1',
          brand_id: 7,
          categories: [3, 4],
          custom_url: { url: '/mug/', is_customized: false },
          is_visible: false,
          variants: [
            { id: 2, sku: 'MUG-1', gtin: '00012345678905' },
            {
              id: 3,
              sku: null,
              option_values: [{ option_display_name: 'Colour', label: 'Red' }, { label: 'L' }],
            },
          ],
          images: [image],
        },
      ],
      meta: { pagination: { total: 9, count: 1, per_page: 1, current_page: 1, total_pages: 9, links: {} } },
    });
    expect(listed).toMatchObject({
      ok: true,
      value: {
        rows: [
          {
            upc: '012345678905',
            mpn: 'M-1',
            brandId: 7,
            categoryIds: [3, 4],
            address: '/mug/',
            isVisible: false,
            variants: [
              { id: 2, sku: 'MUG-1', gtin: '00012345678905', label: '', options: [] },
              {
                id: 3,
                sku: '',
                label: 'Red, L',
                options: [
                  { name: 'Colour', value: 'Red' },
                  { name: '', value: 'L' },
                ],
              },
            ],
          },
        ],
        pagination: { total: 9, total_pages: 9 },
      },
    });
  });

  it('tell the total', () => {
    expect(readTotal({ data: [], meta: { pagination: { total: 40 } } })).toEqual({ ok: true, value: 40 });
    expect(readTotal({ data: [] }).ok).toBe(false);
  });
});

/** Reference data beside the checkout, where there is some. */
const recorded = fileURLToPath(new URL('../../../../../shared/bigcommerce/recorded/', import.meta.url));

function open(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${recorded}${name}`, 'utf8')) as Record<string, unknown>;
}

describe.skipIf(!existsSync(recorded))('recorded answers', () => {
  it('of a live list of images are understood', () => {
    const { response } = open('v3_images_list_product114_2023.json');
    const listed = readImageList(response, 114);
    expect(listed).toMatchObject({ ok: true, value: { pagination: { total: 2 } } });
    expect(valueOf(listed).rows.map((row) => row.id)).toEqual([378, 379]);
  });

  it('without some of the pictures are understood', () => {
    const listed = readImageList(open('v3_images_issue30_2016.json'), 725);
    expect(listed).toMatchObject({ ok: true, value: { rows: [{ id: 398, urlZoom: '', dateModified: '' }] } });
  });

  it.each(['v3_product9396_images_2025.json', 'v3_product94_images_variants_2020.json'])(
    'of a product with images are understood: %s',
    (name) => {
      const parts = open(name);
      const read = readProductList({ data: [{ id: 1, name: 'Recorded', ...parts }] });
      expect(valueOf(read).rows[0]?.images).toHaveLength(4);
    },
  );
});

it('a path or an address of any length is kept to 4,096 characters, a description to 65,536', () => {
  const long = 'p'.repeat(400_000);
  const read = valueOf(
    readImage({ data: { ...image, image_file: long, url_zoom: long, description: long } }, 114),
  );
  expect(read).toMatchObject({
    imageFile: long.slice(0, 4_096),
    urlZoom: long.slice(0, 4_096),
    description: long.slice(0, 65_536),
  });
});

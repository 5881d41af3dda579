import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { failureOfAnswer } from '../../../../electron/bigcommerce/errors.ts';
import {
  isoDate,
  readV2Count,
  readV2Image,
  readV2ImageList,
} from '../../../../electron/bigcommerce/v2/wire-v2.ts';
import { reasonOf, valueOf } from '../outcomes.ts';

const image = {
  id: 247,
  product_id: 32,
  image_file: 'sample_images/in_123__14581.jpg',
  zoom_url: 'https://cdn.example/1280.jpg',
  thumbnail_url: 'https://cdn.example/386.jpg',
  standard_url: 'https://cdn.example/220.jpg',
  tiny_url: 'https://cdn.example/44.jpg',
  is_thumbnail: true,
  sort_order: 10,
  description: null,
  date_created: 'Tue, 24 Sep 2024 01:17:14 +0000',
};

describe("V2's answers", () => {
  it('become the same images as V3’s', () => {
    expect(readV2Image(image, 32)).toEqual({
      ok: true,
      value: {
        id: 247,
        productId: 32,
        sortOrder: 10,
        isThumbnail: true,
        description: '',
        imageFile: 'sample_images/in_123__14581.jpg',
        urlZoom: 'https://cdn.example/1280.jpg',
        urlStandard: 'https://cdn.example/220.jpg',
        urlThumbnail: 'https://cdn.example/386.jpg',
        urlTiny: 'https://cdn.example/44.jpg',
        dateModified: '2024-09-24T01:17:14+00:00',
      },
    });
  });

  it('may omit everything but the id, and have unknown fields', () => {
    const bare = valueOf(readV2Image({ id: 5, is_sample: false }, 9));
    expect(bare).toMatchObject({ id: 5, productId: 9, imageFile: '', dateModified: '', sortOrder: 0 });
  });

  it('use the date of the last change first', () => {
    const changed = { ...image, date_modified: 'Wed, 25 Sep 2024 01:17:14 +0200' };
    expect(valueOf(readV2Image(changed, 32)).dateModified).toBe('2024-09-24T23:17:14+00:00');
  });

  it.each([
    ['Mon, 24 Sep 2024 01:17:14 +0000', '2024-09-24T01:17:14+00:00'],
    ['', ''],
    ['soon', 'soon'],
  ])('have their dates converted: %j', (letter, iso) => expect(isoDate(letter)).toBe(iso));

  it.each([
    [readV2Image({ data: image }, 1), 'id'],
    [readV2ImageList({ data: [image] }, 1), 'The answer'],
    [readV2ImageList([image, {}], 1), '1.id'],
    [readV2Count([]), 'The answer'],
    [readV2Count({ count: -1 }), 'count'],
  ])('are refused with the name of the invalid field (%#)', (read, name) => {
    expect(reasonOf<unknown, string>(read)).toContain(name);
  });

  it('count', () => expect(readV2Count({ count: 100 })).toEqual({ ok: true, value: 100 }));
});

/** Reference data beside the checkout, where there is some. */
const quoted = fileURLToPath(
  new URL('../../../../../shared/bigcommerce/recorded/error_bodies_quoted.json', import.meta.url),
);

describe.skipIf(!existsSync(quoted))("V2's refusals as quoted in public", () => {
  it.each([
    ['v2_403_scope', 403, 'sign-in', /scope does not include/],
    ['v2_400_field_unsupported', 400, 'refused', /'image_url' is not supported/],
    ['v2_400_image_file', 400, 'refused', /'image_file' is invalid.*missing or is not usable/],
  ])('get a class and their own words: %s', (name, status, failureClass, words) => {
    const bodies = JSON.parse(readFileSync(quoted, 'utf8')) as Record<string, { body: unknown }>;
    const text = JSON.stringify(bodies[name]?.body);
    const failure = failureOfAnswer({ method: 'POST', status, headers: {}, text });
    expect(failure.type).toBe(failureClass);
    expect(failure.storeWords).toMatch(words);
  });
});

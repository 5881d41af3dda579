import { expect, test } from 'vitest';
import type { StoreImage } from '../../../electron/bigcommerce/image-api.ts';
import { overlay, readableName, type PlacedEntry } from '../../../electron/catalog/overlay.ts';

function image(id: number, sortOrder: number): StoreImage {
  return {
    id,
    productId: 1,
    sortOrder,
    isThumbnail: false,
    description: '',
    imageFile: `a/001/mug__12345.jpg`,
    urlZoom: '',
    urlStandard: '',
    urlThumbnail: '',
    urlTiny: '',
    dateModified: '2025-01-01T00:00:00+00:00',
  };
}

function placed(id: number, sortOrder: number | null): PlacedEntry {
  return {
    sortOrder,
    willBeThumbnail: false,
    alt: '',
    entry: {
      id,
      storeId: 's',
      productId: 1,
      productName: 'Mug',
      batchId: 1,
      host: null,
      type: 'upload',
      fileName: 'mug.jpg',
      bytes: 1,
      sent: 0,
      attempts: 0,
      goesFirst: false,
      state: { type: 'waiting' },
      preview: '/preview/x',
    },
  };
}

test('shows images by sort order, then by id', () => {
  const tiles = overlay('s', 1, [image(3, 1), image(2, 1), image(1, 2), image(9, -4)], []);
  expect(tiles.map((tile) => tile.key)).toEqual(['image-9', 'image-2', 'image-3', 'image-1']);
});

test('puts entries where the store will show them, and entries without a position last', () => {
  const tiles = overlay('s', 1, [image(1, 0), image(2, 5)], [placed(8, 3), placed(7, null), placed(6, 5)]);
  expect(tiles.map((tile) => tile.key)).toEqual(['image-1', 'entry-8', 'image-2', 'entry-6', 'entry-7']);
});

test('gives the window no network address', () => {
  const [tile] = overlay(
    's',
    1,
    [{ ...image(1, 0), urlStandard: 'https://cdn11.bigcommerce.com/x.jpg' }],
    [],
  );
  expect(JSON.stringify(tile)).not.toContain('http');
});

test.each([
  ['r/057/logi-tball-hand__62714.jpg', 'logi-tball-hand.jpg'],
  ['g/671/p3-bqt2ekuy__87735.jpg', 'p3.jpg'],
  ['%%SAMPLE%%/stencil/oakcheesegrater1.jpg', 'oakcheesegrater1.jpg'],
  ['p/709/Snip2024-06-2415.56.52__54874.jpg', 'Snip2024-06-2415.56.52.jpg'],
])('reads %s as %s', (stored, readable) => {
  expect(readableName(stored)).toBe(readable);
});

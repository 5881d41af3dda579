import { describe, expect, test } from 'vitest';
import { sizeInName } from '../../../electron/matching/file-name.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexProducts, noPatterns, productOf } from './index-of.ts';

/** Sizes in a name: a picture's, which says nothing, or a product's, which may make it another's. */

const index = indexProducts([
  productOf(1, 'Torque Meter', 'Q50'),
  productOf(14, 'Floor Mat', ''),
  productOf(2, 'Alder Crew Tee', 'ALD210'),
  productOf(3, 'Slim Lamp', 'SL1500'),
  productOf(4, 'Slide', 'SL-1001'),
  productOf(5, 'Bracket', 'SX250'),
  productOf(6, 'Notebook', 'UX305'),
  productOf(7, 'Fjell Rug', 'FJR-20'),
  productOf(8, 'Duvet Cover', ''),
  productOf(9, 'Tile', ''),
  productOf(10, 'Poster Elm', 'PSE-1'),
  productOf(11, 'Berber Rug', 'BBR-10', { sizes: ['160x230', '200x300'] }),
  productOf(12, 'Kelim', 'KLM770'),
  productOf(16, 'Cushion', '45X45'),
  productOf(15, 'Hemp Rug', 'HRG-10', { sizes: ['160 × 230 cm', '200 x 300'] }),
  productOf(13, 'Kelim Runner', 'KLM770-80x300'),
]);
const found = (fileName: string) => {
  const match = matchFile({ fileName, folder: '' }, index, noPatterns);
  return match.type === 'matched' ? match.productId : 'asked';
};

describe('a SKU that sizes of pictures are like', () => {
  test.each([
    ['SL-1001.jpg', 4],
    ['SL1001_2.jpg', 4],
    ['SX250.jpg', 5],
    ['UX305_front.jpg', 6],
    ['Q50.jpg', 1],
    ['SL1500_2.jpg', 3],
    ['45X45_2.jpg', 16],
  ])('is one like any other: %s', (name, id) => expect(found(name)).toBe(id));

  test.each(['ALD210_SL1500.jpg', 'ALD210._AC_SL1500_.jpg'])('is asked beside another: %s', (name) =>
    expect(found(name)).toBe('asked'),
  );
});

describe('a product’s size is asked', () => {
  test.each([
    ['of a model', 'Floor Mat Q60.jpg'],
    ['of a rug', 'Fjell Rug 240x340.jpg'],
    ['of bedding', 'Duvet Cover 200x200.jpg'],
    ['the same, joined', 'duvet-cover_200x200.jpg'],
    ['of a tile', 'Tile 600x600.jpg'],
    ['of a tile, as in an address', 'tile-600x600.jpg'],
    ['of a tile, joined', 'Tile_600x600.jpg'],
    ['of a tile, first', '600x600 Tile.jpg'],
    ['in words, behind a SKU', 'FJR-20 160 x 230.jpg'],
    ['in words, behind a title', 'Poster Elm 30 x 40.jpg'],
    ['in small numbers', 'Poster Elm 2 x 3.jpg'],
    ['with a sign', 'Poster Elm 30×40.jpg'],
    ['the same, apart', 'Poster Elm 30 × 40.jpg'],
    ['joined, behind a SKU', 'FJR-20 160x230.jpg'],
    ['its power', 'Slim Lamp 100w.jpg'],
    ['its strength', 'Slim Lamp 3x.jpg'],
    ['its screen', 'Slim Lamp 4k.jpg'],
    ['of a poster, as in a SKU', 'PSE-1-30x40.jpg'],
    ['of a rug, as in a SKU', 'FJR-20-160x230.jpg'],
    ['where the product has others', 'BBR-10-240x340.jpg'],
    ['where another SKU ends in one', 'KLM770-80x240.jpg'],
  ])('%s: %s', (_, name) => expect(found(name)).toBe('asked'));

  test('unless it is a value of the product’s options', () => {
    expect(found('BBR-10-200x300.jpg')).toBe(11);
    expect(found('Berber Rug 160 x 230.jpg')).toBe(11);
    expect(found('HRG-10_160x230.jpg')).toBe(15);
    expect(found('Hemp Rug 200x300 cm.jpg')).toBe(15);
  });
});

describe('a picture’s size says nothing', () => {
  test.each([
    ['WordPress’s copy', 'FJR-20-300x200.jpg', 7],
    ['the same', 'FJR-20-300x225.jpg', 7],
    ['the same, upright', 'FJR-20-200x300.jpg', 7],
    ['the same of another picture', 'FJR-20_02-1024x683.jpg', 7],
    ['first of all', '800x800_FJR-20.jpg', 7],
    ['Shopify’s', 'FJR-20_600x600_crop_center.jpg', 7],
    ['of a screen', 'fjell-rug-1024x1024.jpg', 7],
    ['of a large square behind a title', 'Fjell Rug_1200x1200.jpg', 7],
    ['in pixels', 'Fjell Rug 400x300px.jpg', 7],
    ['in pixels, in words', 'Fjell Rug 400 x 300 px.jpg', 7],
    ['behind an extension', 'Fjell Rug.jpg_640x480.jpg_Q90.jpg', 7],
    ['in a network’s tail', 'Fjell Rug._AC_SX300_.jpg', 7],
    ['the same without its point', 'FJR-20_AC_SL1000.jpg', 7],
    ['the same, short', 'ALD210._SL1000_.jpg', 2],
    ['how dense it is', 'Fjell Rug@2x.jpg', 7],
    ['its width', 'FJR-20-1200w.jpg', 7],
  ])('%s: %s', (_, name, id) => expect(found(name)).toBe(id));
});

test.each(['FJR-20-300x225.jpg', 'FJR-20 300 x 225.jpg', 'FJR-20_300x225.jpg', 'FJR-20-200x300.jpg'])(
  'of %s the rest is told, to find the picture that it is a copy of',
  (name) => expect(sizeInName(name).rest).toBe(sizeInName('FJR-20.jpg').rest),
);

import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexProducts, noPatterns } from './index-of.ts';

/** Names that are nearly a product's: what stands beside its SKU or title makes them another's, or says nothing. */

const product = (id: number, name: string, some: { sku?: string; barcode?: string; values?: string[] }) => ({
  id,
  name,
  sku: some.sku ?? '',
  barcodes: some.barcode === undefined ? [] : [some.barcode],
  mpn: '',
  address: '',
  brand: 'Maison Vert',
  variants: (some.values ?? []).map((value, at) => ({
    id: id * 100 + at,
    sku: '',
    barcodes: [],
    mpn: '',
    options: [{ name: 'Colour', value }],
  })),
});

const index = indexProducts([
  product(1, 'Rose Face Cream', {}),
  product(2, 'Fjell Rug', { sku: 'FJR-20', barcode: '4012341234562', values: ['Ecru', 'Titanium'] }),
  product(3, 'Elm Dining Table 140', { sku: 'EDT-140' }),
  product(4, 'Elm Dining Table 180', { sku: 'EDT-180' }),
  product(5, 'Oil Filter rear 3', {}),
  product(6, 'Brake Pad front 12', {}),
  product(7, 'Wall Plug', { sku: '10338' }),
  product(8, 'Eye Hook', { sku: '10203' }),
  product(9, 'Guitar Strap', { sku: 'FRONT-1' }),
  product(10, 'Spin Bike', { sku: '360' }),
  product(11, 'Kaffeemühle Köln', {}),
  product(12, 'Fahrenheit 451', {}),
  product(13, '451', {}),
]);
const found = (path: string) => {
  const cut = path.lastIndexOf('/');
  const file = { fileName: path.slice(cut + 1), folder: path.slice(0, Math.max(0, cut)) };
  const match = matchFile(file, index, noPatterns);
  return match.type === 'matched' ? match.productId : 'asked';
};

describe('a title does not count where another product may be called so', () => {
  test.each([
    ['by a number that no counter reaches', 'Rose Face Cream 75.jpg'],
    ['by a number of three digits', 'rose-face-cream-150-front.jpg'],
    ['by a year', 'Rose Face Cream 2025.jpg'],
    ['by a measure', 'Rose Face Cream 1 l.jpg'],
    ['by a measure in an address', 'rose-face-cream-50-ml-2.jpg'],
    ['by how many there are', 'Rose Face Cream 3-pack.jpg'],
    ['by a number with its word', 'Rose Face Cream No. 5.jpg'],
    ['by the size of a rug', 'Fjell Rug 160x230.jpg'],
    ['by the size of a cushion', 'Fjell Rug 50x50.jpg'],
    ['by a word that is said of pictures too', 'Rose Face Cream low.jpg'],
    ['by a counter that is in its own title', 'Oil Filter rear (3).jpg'],
    ['by two numbers that make up its own', 'Brake Pad front 1-2.jpg'],
  ])('%s: %s', (_, name) => expect(found(name)).toBe('asked'));

  test.each([
    ['Rose Face Cream 12.jpg', 1],
    ['rose-face-cream-02-back.jpg', 1],
    ['Rose Face Cream_1200x1200.jpg', 1],
    ['Rose Face Cream low res.jpg', 1],
    ['Oil Filter rear 3.jpg', 5],
    ['Brake Pad front 12_2.jpg', 6],
  ])('but with a counter or a picture’s size it does: %s', (name, id) => expect(found(name)).toBe(id));
});

describe('a SKU does not count', () => {
  test.each([
    [
      'beside another product’s title, though only a number tells it apart',
      'EDT-180 Elm Dining Table 140.jpg',
    ],
    ['the same, title first', 'elm-dining-table-140_EDT-180_2.jpg'],
    ['beside another’s where shops put numbers', '10338__10203.jpg'],
    ['behind a word that sets it apart', 'similar to FJR-20.jpg'],
    ['behind the same in German', 'Zubehör zu FJR-20.jpg'],
    ['behind what another product is called', 'strap_FJR-20.jpg'],
    ['with the size of another system', 'FJR-20_EU 44.jpg'],
    ['with a colour that only shortens one of its own', 'FJR-20_tan.jpg'],
    ['as a price', '10203,50 EUR.jpg'],
    ['within a word', '6FRONT-1.jpg'],
    ['as a folder that holds a spin', '360/Guitar 12.jpg'],
  ])('%s: %s', (_, name) => expect(found(name)).toBe('asked'));
});

describe('says nothing of the product', () => {
  test.each([
    ['the hash that a media library puts first', `0/a/b/${'0abc9d3f'.repeat(5)}_FJR-20_1.jpg`],
    ['what an image network puts last', 'FJR-20._AC_SL1500_.jpg'],
    ['the same of another', 'FJR-20.jpg_640x640.jpg_Q90.jpg'],
    ['of a third', 'FJR-20_600x600_crop_center.jpg'],
    ['of a fourth', 'FJR-20_720x.progressive.jpg'],
    ['a web address’s way to write a space', 'FJR-20%20Ecru%20(2).jpg'],
    ['a revision', 'FJR-20_rev2.jpg'],
    ['its own barcode, with its brand', 'Maison Vert_FJR-20_4012341234562_72dpi.jpg'],
  ])('%s: %s', (_, name) => expect(found(name)).toBe(2));
});

describe('a title with ä, ö or ü', () => {
  test.each(['Kaffeemühle Köln.jpg', 'kaffeemuehle-koeln-2.jpg', 'Kaffeemuhle_Koln_front.jpg'])(
    'counts however they are written: %s',
    (name) => expect(found(name)).toBe(11),
  );

  test('is offered so, too', () => {
    const match = matchFile({ fileName: 'alte kaffeemuehle koeln holz.jpg', folder: '' }, index, noPatterns);
    expect(match.type === 'ambiguous' ? match.candidates[0]?.productId : match).toBe(11);
  });
});

test('a title that is a short number is suggested, as it may count pictures', () => {
  const match = matchFile({ fileName: '451.jpg', folder: '' }, index, noPatterns);
  expect(match).toMatchObject({ type: 'matched', productId: 13, certainty: 'suggested' });
});

import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexProducts, noPatterns } from './index-of.ts';

/** Names that are nearly a product's: what stands beside its SKU or title makes them another's, or says nothing. */

interface Some {
  sku?: string;
  barcode?: string;
  values?: string[];
  variantSkus?: string[];
}

const optioned = (id: number, name: string, sku: string, ...values: [name: string, value: string][][]) => ({
  ...product(id, name, { sku }),
  variants: values.map((of, at) => ({
    id: id * 100 + at,
    sku: '',
    barcodes: [],
    mpn: '',
    options: of.map(([option, value]) => ({ name: option, value })),
  })),
});

const product = (id: number, name: string, some: Some) => ({
  id,
  name,
  sku: some.sku ?? '',
  barcodes: some.barcode === undefined ? [] : [some.barcode],
  mpn: '',
  address: '',
  brand: 'Maison Vert',
  variants: (some.values ?? []).map((value, at) => ({
    id: id * 100 + at,
    sku: some.variantSkus?.[at] ?? '',
    barcodes: [],
    mpn: '',
    options: [{ name: 'Colour', value }],
  })),
});

/** A product in colours, given with their codes, and sizes. `between`: the separator in its variants' SKUs. */
const sized = (
  id: number,
  name: string,
  sku: string,
  between: string,
  colours: Record<string, string>,
  sizes: string[],
) => ({
  ...product(id, name, { sku }),
  variants: Object.entries(colours).flatMap(([colour, code], at) =>
    sizes.map((size, place) => ({
      id: id * 100 + at * 10 + place,
      sku: [sku, code, size].join(between),
      barcodes: [],
      mpn: '',
      options: [
        { name: 'Colour', value: colour },
        { name: 'Size', value: size },
      ],
    })),
  ),
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
  product(14, 'Kaffeemühle Köln Mini', {}),
  product(15, 'Alder Crew Tee', { sku: 'ALD210', values: ['Blue', 'White'] }),
  product(16, 'Marlow Lamp', { sku: '62015' }),
  product(17, 'Niacinamide 10%', {}),
  product(18, 'Niacinamide 100ml', {}),
  product(28, 'Niacinamide 10 ml', {}),
  product(19, 'Candle (Large)', {}),
  product(20, 'Vase Small', {}),
  product(21, 'Neue Kaffeemühle', {}),
  product(22, 'Frauen Gürtel', {}),
  product(23, 'Sofa Elm Grün', {}),
  product(24, 'Crew Cap', {}),
  product(25, 'Crew Cap Junior', {}),
  product(26, 'Kaffeemühle Wien', {}),
  product(27, 'Kaffeemuehle Wien', {}),
  product(29, 'Smørrebrød Łódź', { sku: 'ŁŻ-11422' }),
  product(30, '컵 구름', { sku: 'KR-40' }),
  product(31, 'Cordless Drill', { sku: '7F-2432-B' }),
  product(32, 'Ankle Boot', {
    barcode: '4006381333931',
    values: ['Black', 'Black', 'Cognac'],
    variantSkus: ['GLV77-BLK-38', 'GLV77-BLK-39', 'GLV77-COG-38'],
  }),
  product(35, '海風茶碗', {}),
  product(34, 'Ruled Book', { sku: 'RB7730', values: ['Lined', 'Scarlet', 'Heather'] }),
  product(33, 'Linen Shirt', { sku: 'LS4410', values: ['S', 'M'] }),
  product(36, 'Brass Sconce', {
    sku: 'QS1180',
    values: ['Nickel', 'Iron'],
    variantSkus: ['QS1180-N1', 'QS1180-I1'],
  }),
  product(37, 'Harbour Print', { sku: 'HP77', values: ['A3', 'A4'] }),
  sized(61, 'Dovre Tee', 'DRV1943', '', { Navy: 'NAV', 'Off White': 'OFF' }, ['S', 'M', 'L']),
  sized(62, 'Dovre Short', 'DRV1950', '', { Navy: 'NAV', Red: 'RED' }, ['38', '39']),
  product(64, 'Dovre Belt', { sku: 'DRV1950REDB' }),
  sized(63, 'Birka Skirt', 'KST1579', '-', { 'Gris chiné': 'GRI', 'Azul marino': 'AZU', Anthrazit: 'ANT' }, [
    'S',
    'M',
    'L',
  ]),
  product(66, 'Night Train 1', {}),
  product(67, 'Night Train 3', {}),
  product(68, 'Wall Anchor', { sku: 'WA0012' }),
  product(65, 'Orla Ring', { sku: 'ORG880', values: ['14K White Gold', '18K Yellow Gold'] }),
  product(41, 'Wetterjacke', { sku: 'WJ5500', values: ['Grün', 'Schwarz/Weiß', 'Größenlos'] }),
  optioned(
    42,
    'Alpine Boot',
    '',
    [
      ['Farbe', 'Braun'],
      ['Größe', '42'],
    ],
    [
      ['Farbe', 'Braun'],
      ['Größe', '43'],
    ],
  ),
  optioned(
    43,
    'Vega Ring',
    'VR5',
    [
      ['Metal', '18K Rose Gold'],
      ['Ring Size', '6'],
    ],
    [
      ['Metal', 'Platinum'],
      ['Ring Size', '6'],
    ],
  ),
  optioned(44, 'Lyra Ring', 'LR5', [['Metal', '18K Rose Gold']], [['Metal', '14K Rose Gold']]),
  product(45, 'Stone Tray', { sku: 'TRQX', values: ['10', '20'], variantSkus: ['TRQX-10', 'TRQX-20'] }),
  product(38, 'Jubilee Coin', { sku: '2024' }),
  product(40, 'Work Glove', {
    sku: 'WG300',
    values: ['6', '7', '9'],
    variantSkus: ['WG300-6', 'WG300-7', 'WG300-9'],
  }),
]);
const found = (path: string) => {
  const cut = path.lastIndexOf('/');
  const file = { fileName: path.slice(cut + 1), folder: path.slice(0, Math.max(0, cut)) };
  const match = matchFile(file, index, noPatterns);
  return match.type === 'matched' ? match.productId : 'asked';
};

/** The values that the photo shows, and of which it has variants. */
const valuesIn = (fileName: string): string => {
  const match = matchFile({ fileName, folder: '' }, index, noPatterns);
  return match.type === 'matched' && match.variants !== null ? match.variants.text : '';
};

describe('a title does not count where another product may be called so', () => {
  test.each([
    ['at the end of a row', 'Night Train 1-3.jpg'],
    ['by a number that is added to it', 'Night Train 1 & 3.jpg'],
    ['by a low number that is added to it', 'Rose Face Cream + 2.jpg'],
    ['by a number that no counter reaches', 'Rose Face Cream 75.jpg'],
    ['by a number of three digits', 'rose-face-cream-150-front.jpg'],
    ['by a year', 'Rose Face Cream 2025.jpg'],
    ['by a measure', 'Rose Face Cream 1 l.jpg'],
    ['by a measure in an address', 'rose-face-cream-50-ml-2.jpg'],
    ['by how many there are', 'Rose Face Cream 3-pack.jpg'],
    ['by a number with its word', 'Rose Face Cream No. 5.jpg'],
    ['by the same, glued', 'rose-face-cream-no5.jpg'],
    ['by the same in German', 'Rose Face Cream Nr 5.jpg'],
    ['by the same in French', 'Rose Face Cream N°5.jpg'],
    ['by a version', 'Rose Face Cream 2.0.jpg'],
    ['by a size that it hasn’t', 'Linen Shirt L.jpg'],
    ['by a size though it has none', 'rose-face-cream-s.jpg'],
    ['by a model', 'Rose Face Cream X.jpg'],
    ['by what may be a depth, too, not only a date', 'Fjell Rug 24-10-12.jpg'],
    ['by the size of a rug', 'Fjell Rug 160x230.jpg'],
    ['by the size of a cushion', 'Fjell Rug 50x50.jpg'],
    ['by a word that is said of pictures too', 'Rose Face Cream low.jpg'],
    ['by a counter that is in its own title', 'Oil Filter rear (3).jpg'],
    ['by two numbers that make up its own', 'Brake Pad front 1-2.jpg'],
    ['by the name of another that goes on with it, however it is written', 'kaffeemuehle-koeln-2.jpg'],
    ['the same, run together', 'crewcap-2.jpg'],
    ['by a percentage that no web address has', 'Niacinamide 10%30ml.jpg'],
    ['by a percentage in words', 'Niacinamide 10%20ml.jpg'],
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
    ['as a price without a currency', '10203,50.jpg'],
    ['within a word', '6FRONT-1.jpg'],
    ['as a folder that holds a spin', '360/Guitar 12.jpg'],
    ['where shops put numbers, behind a view', 'front__62015_zoom.jpg'],
    ['the same behind a camera’s counter', 'IMG_4411__62015 (1).jpg'],
    ['with a measure behind a space', 'FJR-20 1 L.jpg'],
    ['with a measure that is joined', 'FJR-20_50_ml.jpg'],
    ['with how many there are', 'ALD210_2-pack.jpg'],
    ['with the same, apart', 'ALD210 3 set.jpg'],
    ['with a size that it hasn’t', 'LS4410_L.jpg'],
    ['with a word that is no view of the same article', 'ALD210-extra.jpg'],
    ['with one character too many, like its last', '7F-2432B-B.jpg'],
    ['of a variant with another number', 'GLV77-BLK-83.jpg'],
    ['behind a word that only shortens one of its values', 'lid-of_RB7730.jpg'],
    ['with the same behind it', 'RB7730_set.jpg'],
    ['with a word whose letters one of its values has by chance', 'RB7730_hat.jpg'],
    ['with the code of a colour that only another product has', 'FJR-20_N1.jpg'],
    ['with a size that only another product has', 'ALD210 a3.jpg'],
    ['with another code that looks like a year', 'ALD210_2024.jpg'],
    ['the same before it', '2024_ALD210_1.jpg'],
    ['of a variant with a letter more', 'GLV77-BLK-38B.jpg'],
    ['of a variant with another number of one digit', 'WG300-8.jpg'],
    ['with a number that is added to it', '62015+16.jpg'],
    ['with the same behind a word’s sign', '62015 & 16.jpg'],
    ['as WhatsApp’s number of a picture of the day', 'IMG-20240115-WA0012.jpg'],
    ['of which the photo shows two', '2x ALD210.jpg'],
    ['with how many there are, in words', 'ALD210 bundle of 3.jpg'],
    ['behind another article in French', 'accessoire ALD210.jpg'],
    ['with a variant’s code and a letter more', 'DRV1943NAVX.jpg'],
    ['with the beginning of another product’s code', 'DRV1950RED_1.jpg'],
    ['with a word that two parts of a variant’s SKU make by chance', 'KST1579-gris.jpg'],
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
    ['the same, downloaded twice', 'FJR-20%20Ecru (2).jpg'],
    ['that it has no background', 'FJR-20_no-bg.png'],
    ['the same in full', 'FJR-20_no-background.png'],
    ['that it has no shadow', 'FJR-20_2_no_shadow.png'],
    ['that it has no watermark', 'FJR-20_no-watermark.jpg'],
    ['the same in German', 'FJR-20_ohne_Hintergrund.png'],
    ['a counter of seven digits', 'FJR-20_0000001.jpg'],
    ['a year that is no code', 'FJR-20_2025.jpg'],
    ['a date with a year of two digits', 'FJR-20_24-05-01_2.jpg'],
    ['the same, day first', '01.05.24_FJR-20.jpg'],
    ['the same, month first', 'FJR-20 05-31-24 1.jpg'],
    ['a date and time as computers write them', 'FJR-20_20240501T120000Z.jpg'],
    ['the same in a folder that Google Drive packed', 'FJR-20-20240501T120000Z-001/IMG_4021.jpg'],
    ['a folder that WeTransfer packed', 'wetransfer_fjr-20-zip_2024-05-01_1200/front.jpg'],
    ['a blog’s mark on a smaller copy of an edited picture', 'FJR-20-e1612345678901-1024x768.jpg'],
    ['another width of an image network', 'FJR-20._AC_UL320_.jpg'],
    ['a depth of colours', 'FJR-20_16bit.tif'],
    ['a program that cuts out', 'FJR-20-Photoroom (1).jpg'],
    ['the same, twice', 'FJR-20-Photoroom.png-Photoroom.png'],
    ['a program that enlarges', 'FJR-20-gigapixel.jpg'],
    ['that it was enlarged', 'FJR-20_upscaled_4x.jpg'],
    ['a program that develops', 'FJR-20-DxO_DeepPRIME.jpg'],
    ['that it was turned', 'FJR-20-rotated.jpg'],
    ['that it was rescued', 'FJR-20-Recovered.psd'],
    ['what it is for', 'FJR-20_2 for web.jpg'],
    ['that it has a book’s number', 'ISBN FJR-20.jpg'],
    ['a web address’s other way to write a space', 'fjell+rug+2.jpg'],
    ['a view that no variant is called', 'FJR-20_B2.jpg'],
    ['its own barcode, with its brand', 'Maison Vert_FJR-20_4012341234562_72dpi.jpg'],
  ])('%s: %s', (_, name) => expect(found(name)).toBe(2));
});

describe('a value shows its variants', () => {
  test.each([
    ['glued to the SKU as in variants’ SKUs', 'DRV1943NAV_1.jpg', 'Navy'],
    ['the same apart', 'DRV1943_NAV_2.jpg', 'Navy'],
    ['glued to the SKU in full', 'DRV1943OffWhite.jpg', 'Off White'],
    ['glued to the SKU, before sizes that begin alike', 'DRV1950NAV_1.jpg', 'Navy'],
    ['made of a colour’s code and a size by chance', 'KST1579_gris-chine_2.jpg', 'Gris chiné'],
    ['the same with a size behind it', 'KST1579 Azul marino M.jpg', 'Azul marino, M'],
    ['with the fineness of its gold as others write it', 'ORG880-14ktwhitegold-1.jpg', '14K White Gold'],
  ])('%s: %s', (_, name, values) => expect(valuesIn(name)).toBe(values));

  test('but not a word that introduces a SKU and has letters of one by chance', () => {
    expect(found('Art KST1579 hinten.jpg')).toBe(63);
    expect(valuesIn('Art KST1579 hinten.jpg')).toBe('');
  });
});

describe('a word that may be a measure or a view', () => {
  test.each([
    'ALD210_02_in-use.jpg',
    'ALD210_2_in_situ.jpg',
    'ALD210_3_in-box.jpg',
    'ALD210_1_L.jpg',
    'ALD210_02_in_front.jpg',
  ])('is none behind a place: %s', (name) => expect(found(name)).toBe(15));
});

test.each([
  ['WG300-1.jpg', 40],
  ['WG300-4.jpg', 40],
  ['WG300_8.jpg', 40],
  ['GLV77-BLK-2.jpg', 32],
])('a number below those of the variants, or with another separator, counts pictures: %s', (name, id) =>
  expect(found(name)).toBe(id),
);

test.each([
  ['WJ5500_gruen_2.jpg', 'Grün'],
  ['wetterjacke-gruen.jpg', 'Grün'],
  ['WJ5500 GRUN.jpg', 'Grün'],
  ['WJ5500_schwarz-weiss.jpg', 'Schwarz/Weiß'],
  ['WJ5500_groessenlos.jpg', 'Größenlos'],
])('a value with letters that keyboards lack is found however it is written: %s', (fileName, value) => {
  const match = matchFile({ fileName, folder: '' }, index, noPatterns);
  expect(match).toMatchObject({ productId: 41, variants: { text: value } });
});

test.each([
  ['VR5_rose gold_1.jpg', '18K Rose Gold', 'without its fineness, where no other is called so'],
  ['VR5_18k rose gold_size 6.jpg', '18K Rose Gold, 6', 'behind the last word of its option'],
  ['alpine-boot-groesse-43.jpg', '43', 'behind its option without the letters that keyboards lack'],
  ['alpine-boot-braun-42.jpg', 'Braun, 42', 'as a size behind a colour, too high for a place'],
  ['Alpine Boot - Braun - 42 (2).jpg', 'Braun, 42', 'the same with a place'],
])('a value is found: %s', (fileName, value) => {
  const match = matchFile({ fileName, folder: '' }, index, noPatterns);
  expect(match).toMatchObject({ type: 'matched', variants: { text: value } });
});

test.each(['LR5_rose gold.jpg', 'VR5_14k rose gold.jpg', 'alpine-boot-braun-45.jpg', 'alpine-boot-42.jpg'])(
  'a value that it hasn’t, or that may be two, is asked about: %s',
  (name) => expect(found(name)).toBe('asked'),
);

test('a trade’s code is the value it is a code of, though it is a word elsewhere', () => {
  const variantsOf = (fileName: string) => {
    const match = matchFile({ fileName, folder: '' }, index, noPatterns);
    return match.type === 'matched' ? match.variants?.text : match.type;
  };
  expect(variantsOf('ALD210_BLU_1.jpg')).toBe('Blue');
  expect(variantsOf('ALD210_wit_2.jpg')).toBe('White');
});

test.each([
  ['Candle_(Large).jpg', 19],
  ['Candle (Large) (2).jpg', 19],
  ['Vase_(Small).jpg', 20],
  ['alder-crew-tee__62015.jpg', 15],
])('of a title in brackets only digits count pictures, and a shop’s stamp is none of it: %s', (name, id) =>
  expect(found(name)).toBe(id),
);

describe('a title with letters that keyboards lack', () => {
  test.each([
    ['Kaffeemühle Köln Mini.jpg', 14],
    ['kaffeemuehle-koeln-mini-2.jpg', 14],
    ['Kaffeemuhle_Koln_Mini_front.jpg', 14],
    ['neue-kaffeemuehle.jpg', 21],
    ['Neue Kaffeemühle 2.jpg', 21],
    ['frauen-guertel_front.jpg', 22],
    ['sofa-elm-gruen.jpg', 23],
    ['smorrebrod-lodz-2.jpg', 29],
    ['Smoerrebroed Łódź.jpg', 29],
    ['LZ-11422_front.jpg', 29],
    ['Kaffeemühle Wien.jpg', 26],
    ['kaffeemuehle-wien.jpg', 27],
  ])('counts however they are written: %s', (name, id) => expect(found(name)).toBe(id));

  test('is offered so, too', () => {
    const match = matchFile({ fileName: 'alte kaffeemuehle koeln holz.jpg', folder: '' }, index, noPatterns);
    expect(match.type === 'ambiguous' ? match.candidates[0]?.productId : match).toBe(11);
  });
});

test.each(['no', 'fr', 'en-US', 's02_to'])('the language behind a GS1 code says nothing: %s', (language) => {
  const file = { fileName: `04006381333931_A8N1_${language}.jpg`, folder: '' };
  expect(matchFile(file, index, noPatterns)).toMatchObject({ productId: 32, view: { value: 'right' } });
});

test('a title of short words in another script counts, and contradicts its folder', () => {
  expect(found('컵 구름_2.jpg')).toBe(30);
  expect(found('FJR-20/컵 구름.jpg')).toBe('asked');
});

test('a folder that is a whole title in a script without spaces counts like one of several words', () => {
  expect(found('海風茶碗/RAW/IMG_4021.jpg')).toBe(35);
  expect(found('海風茶碗/RAW/FJR-20.jpg')).toBe('asked');
});

test.each(['360 spin', 'spin 360', '360 images'])('a folder of several words may be a role: %s', (folder) => {
  const match = matchFile({ fileName: 'IMG_4021.jpg', folder: `ALD210/${folder}` }, index, noPatterns);
  expect(match).toMatchObject({ productId: 15, view: { value: 'spin' } });
});

test.each(['Artikelnummer 62015 hinten.jpg', 'Bestellnummer 62015.jpg', 'Best.-Nr. 62015_2.jpg'])(
  'a word for number may be before a SKU of digits: %s',
  (name) => expect(found(name)).toBe(16),
);

test('a title that is a short number is suggested, as it may count pictures', () => {
  const match = matchFile({ fileName: '451.jpg', folder: '' }, index, noPatterns);
  expect(match).toMatchObject({ type: 'matched', productId: 13, certainty: 'suggested' });
});

test('a date in several fields is not taken for the number of a variant', () => {
  expect(found('TRQX-2026-11-30.jpg')).toBe(45);
  expect(found('TRQX-30.jpg')).toBe('asked');
});

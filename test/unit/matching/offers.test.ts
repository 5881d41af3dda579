import { expect, test } from 'vitest';
import type { IdentifiedProduct } from '../../../electron/catalog/identified-products.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { diceOf } from './catalogue.ts';
import { indexProducts, noPatterns } from './index-of.ts';

const first =
  'Harbour Orchard Meridian Juniper Atlas Marlow Linden Pebble Solstice Dune Ember Willow Cove Alder Sable Thistle Aurora Bramble Quarry Heron'.split(
    ' ',
  );
const kinds =
  'Stoneware Mug|Crew Neck Jumper|Linen Cushion Cover|Table Lamp|Dinner Plate|Canvas Tote Bag|Wall Clock|Desk Organiser|Scented Candle|Oak Side Table|Walnut Shelf|Wool Throw|Rain Jacket|Running Socks'.split(
    '|',
  );
const ends = [
  '',
  '',
  '',
  'Small',
  'Large',
  'Set of 2',
  'Set of 4',
  'for Kids',
  'in Navy',
  'Limited Edition',
  '2nd Generation',
  '500 ml',
];

/** Products whose SKUs are in no file name. */
function productsOf(titles: readonly string[]): IdentifiedProduct[] {
  return [...new Set(titles)].map((name, at) => ({
    id: 500 + at,
    name,
    sku: `9Q${at}-${(at * 7919) % 9973}`,
    barcodes: [],
    mpn: '',
    address: `/${name.toLowerCase().replaceAll(' ', '-')}-${at % 3 === 0 ? 'shop' : ''}/`.replace('-/', '/'),
    brand: '',
    variants: [],
  }));
}

/** Titles of which many are part of others. */
const nested = () =>
  productsOf(
    first.flatMap((name) => kinds.flatMap((kind) => ends.map((end) => `${name} ${kind} ${end}`.trim()))),
  );

const around = ['', 'img_', 'web-', '2024-05-17 ', 'final_', 'studio-', 'photo of ', 'our '];
const behind = [
  '',
  '_2',
  '-front',
  ' lifestyle shot',
  '-on-the-table',
  '_kopie',
  ' with flowers',
  '-4f0a7c3e',
  ' blue',
  '-xyz',
];

/** Titles of the same few words, in every order and more than once in one. */
function jumbled(): IdentifiedProduct[] {
  const dice = diceOf(3);
  const words =
    'Velvet Iron Copper Glass Cotton Maple Slate Ivory Coral Birch Amber Cobalt Russet Olive Reed'.split(' ');
  return productsOf(
    Array.from({ length: 4_000 }, () =>
      Array.from({ length: dice.between(2, 6) }, () => dice.one(words)).join(' '),
    ),
  );
}

test.each([
  ['many titles are part of others', nested()],
  ['titles have the same words', jumbled()],
])(
  'where %s, the product whose title or address is in a name is among the first three offers for 98 names in 100',
  (_, products) => {
    const index = indexProducts(products);
    const dice = diceOf(11);
    const missed: string[] = [];
    let wrong = 0;
    const total = 1_000;
    for (let n = 0; n < total; n += 1) {
      const product = dice.one(products);
      const slug = product.address.replaceAll('/', '');
      const written = dice.one([
        product.name,
        product.name.toLowerCase(),
        product.name.replaceAll(' ', '_'),
        slug,
        product.name.replaceAll(' ', ''),
      ]);
      const fileName = `${dice.one(around)}${written}${dice.one(behind)}.jpg`;
      const match = matchFile({ fileName, folder: '' }, index, noPatterns);
      const offered =
        match.type === 'matched'
          ? [match.productId]
          : (match.type === 'ambiguous' ? match.candidates : match.nearest).map(({ productId }) => productId);
      if (match.type === 'matched' && match.productId !== product.id) wrong += 1;
      if (!offered.slice(0, 3).includes(product.id)) missed.push(fileName);
    }
    expect(wrong).toBe(0);
    expect(missed.length / total, missed.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.02);
  },
  30_000,
);

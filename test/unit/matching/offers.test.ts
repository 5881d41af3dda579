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

/** A shop whose SKUs are in no file name, with many titles that are part of others. */
function catalogue(): IdentifiedProduct[] {
  const titles = first.flatMap((name) =>
    kinds.flatMap((kind) => ends.map((end) => `${name} ${kind} ${end}`.trim())),
  );
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

test('the product whose title or address is in a name is among the first three offers for nine names in ten', () => {
  const products = catalogue();
  const index = indexProducts(products);
  const dice = diceOf(11);
  let [right, wrong] = [0, 0];
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
    const match = matchFile(
      { fileName: `${dice.one(around)}${written}${dice.one(behind)}.jpg`, folder: '' },
      index,
      noPatterns,
    );
    const offered =
      match.type === 'matched'
        ? [match.productId]
        : (match.type === 'ambiguous' ? match.candidates : match.nearest).map(({ productId }) => productId);
    if (match.type === 'matched' && match.productId !== product.id) wrong += 1;
    if (offered.slice(0, 3).includes(product.id)) right += 1;
  }
  expect(wrong).toBe(0);
  expect(right / total).toBeGreaterThanOrEqual(0.9);
}, 30_000);

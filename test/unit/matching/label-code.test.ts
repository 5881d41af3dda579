import { expect, test } from 'vitest';
import type { IdentifiedProduct } from '../../../electron/catalog/identified-products.ts';
import { ownerOfCode } from '../../../electron/matching/label-code.ts';
import { indexProducts } from './index-of.ts';

const bare = { name: '', sku: '', barcodes: [], mpn: '', address: '', brand: '', variants: [] };

const products: IdentifiedProduct[] = [
  {
    ...bare,
    id: 1,
    name: 'Alder Crew Tee',
    sku: 'ALD-210',
    barcodes: ['071234000379'],
    mpn: 'NB-7720',
    variants: [
      { id: 11, sku: 'ALD-210-NVY', barcodes: ['4006381333931'], mpn: '', options: [] },
      { id: 12, sku: 'ALD-210-OWH', barcodes: ['36000291452', '96385074'], mpn: '', options: [] },
      { id: 13, sku: '', barcodes: ['96385074'], mpn: '', options: [] },
    ],
  },
  { ...bare, id: 2, name: 'Elm Side Table', sku: '4006381333931' },
  { ...bare, id: 3, name: 'Candle', sku: '62015', barcodes: ['5901234123457'] },
  { ...bare, id: 4, name: 'Lamp', sku: 'LMP', barcodes: ['5901234123457'] },
];
const index = indexProducts(products);
const ownerOf = (code: string): [number, number | null] | null => {
  const owner = ownerOfCode(code, index);
  return owner && [owner.productId, owner.variantId];
};

test('a code is of the product or variant whose whole SKU it is, in capitals or not', () => {
  expect(ownerOf('ALD-210')).toEqual([1, null]);
  expect(ownerOf('ald-210-nvy')).toEqual([1, 11]);
  expect(ownerOf('62015')).toEqual([3, null]);
});

test('a barcode counts with or without the zeros before it', () => {
  expect(ownerOf('0036000291452')).toEqual([1, 12]);
  expect(ownerOf('036000291452')).toEqual([1, 12]);
  expect(ownerOf('00036000291452')).toEqual([1, 12]);
});

test('a code of two variants is their product’s, one of two products is nobody’s', () => {
  expect(ownerOf('96385074')).toEqual([1, null]);
  expect(ownerOf('5901234123457')).toBeNull();
  expect(ownerOf('4006381333931')).toBeNull();
});

test('what is like a code of the catalogue, or a name of it, does not count', () => {
  for (const code of [
    'ALD210',
    'ALD-210-',
    'ALD-21',
    'NB-7720',
    'Candle',
    'https://shop.example/ALD-210',
    '',
  ]) {
    expect(ownerOf(code), code).toBeNull();
  }
  // Digits with a wrong check digit are no barcode.
  expect(ownerOf('36000291453')).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexProducts, noPatterns, productOf } from './index-of.ts';

/** Names of files and folders below a product's folder: they may continue its name to another product's. */

const index = indexProducts([
  productOf(1, 'Alder Crew Tee', 'ALD210'),
  productOf(2, 'Alder Crew Tee Long', 'ALD211'),
  productOf(3, 'Fjord Stoneware Mug', 'FJM350'),
  productOf(4, 'Fjord Stoneware Mug Set of 4', 'FJM350-S4'),
  productOf(5, 'Tarn Kettle', 'KET1'),
  productOf(6, 'Tarn Kettle, Red Edition', 'KET1-RED'),
  productOf(7, 'Basin Vase', 'VAS10', { sizes: ['Small', 'Large'] }),
  productOf(8, 'Basin Vase Refill', ''),
  productOf(9, 'Basin Vase Box', 'VAS12'),
  productOf(10, 'Mere Lamp', ''),
  productOf(11, 'Mere Lamp Shade', ''),
]);
const matched = (path: string) => {
  const cut = path.lastIndexOf('/');
  return matchFile({ fileName: path.slice(cut + 1), folder: path.slice(0, cut) }, index, noPatterns);
};
const offered = (path: string) => {
  const match = matched(path);
  if (match.type === 'matched') return match.productId;
  return (match.type === 'ambiguous' ? match.candidates : match.nearest).map(({ productId }) => productId);
};

describe('what continues the name of a product’s folder to another product’s is asked about', () => {
  test.each([
    ['by a folder, to a title', 'Alder Crew Tee/Long/1.jpg', [2, 1]],
    ['by a file', 'Alder Crew Tee/Long_2.jpg', [2, 1]],
    ['in the folder of a SKU', 'ALD210/long.jpg', [2, 1]],
    ['with words of the name before it', 'ALD210/crew tee long 2.jpg', [2, 1]],
    ['by several words', 'FJM350/Set of 4/IMG_4021.jpg', [4, 3]],
    ['to a code', 'FJM350/S4.jpg', [4, 3]],
    ['by a colour', 'KET1/RED/front.jpg', [6, 5]],
    ['behind other folders', 'KET1/web/RED/front.jpg', [6, 5]],
    ['by a word for another article', 'VAS10/refill_1.jpg', [8, 7]],
    ['by a word that may be a view', 'VAS10/box.jpg', [9, 7]],
    ['by what no title has alone', 'Mere Lamp/Shade/DSC_0001.jpg', [11, 10]],
  ])('%s: %s', (_, path, products) => expect(offered(path)).toEqual(products));

  test('with a sentence that names both', () => {
    expect(matched('FJM350/Set of 4/IMG_4021.jpg').why).toBe(
      'The folder “FJM350” matches FJM350, but “Set of 4” in it may mean FJM350-S4.',
    );
  });
});

describe('and anything else is the product’s', () => {
  test.each([
    ['a value of its own', 'VAS10/Large/1.jpg', 7],
    ['the same as a file', 'VAS10/large_2.jpg', 7],
    ['a place', 'FJM350/4.jpg', 3],
    ['a view that no other product is called', 'FJM350/box.jpg', 3],
    ['a word that no other product is called', 'FJM350/handle.jpg', 3],
    ['a camera’s name', 'KET1/100CANON/DSC_0001.jpg', 5],
    ['a folder of a program', 'KET1/Output/IMG_4021-Edit.jpg', 5],
  ])('%s: %s', (_, path, id) => expect(offered(path)).toBe(id));
});

describe('a folder that nearly is a product’s name', () => {
  test.each([
    ['with a brand', 'Nordlys - Alder Crew Tee/1.jpg', 1],
    ['above another', 'Nordlys - Mere Lamp/web/DSC_0001.jpg', 10],
    ['with a slip in its SKU', 'ALD2011/IMG_4021.jpg', 2],
  ])('offers it for its pictures %s: %s', (_, path, id) => expect(offered(path)).toContain(id));

  test('and says so', () => {
    expect(matched('Nordlys - Mere Lamp/DSC_0001.jpg').why).toBe(
      'The name of the folder “Nordlys - Mere Lamp” is like these products, but doesn’t match one exactly.',
    );
  });
});

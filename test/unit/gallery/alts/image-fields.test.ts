import { describe, expect, test } from 'vitest';
import { fieldsReader } from '../../../../electron/gallery/alts/image-fields.ts';

const options = (colour: string, size: string) => [
  { name: 'Colour', value: colour },
  { name: 'Size', value: size },
];
const tee = fieldsReader({ name: 'Alder Crew Tee', sku: 'ALD210' }, [
  { sku: 'ALD210-CLY', options: options('Clay', 'M') },
  { sku: 'ALD210-MOS', options: options('Moss', 'M') },
]);

describe('the fields of an image', () => {
  test.each([
    ['ALD210-CLY_front', { view: 'front', options: { colour: 'Clay', size: 'M' } }],
    ['ald210_mos side 2', { view: 'side 2', options: { colour: 'Moss', size: 'M' } }],
    ['ALD210 MOS', { view: '', options: { colour: 'Moss', size: 'M' } }],
    ['alder-crew-tee-moss-detail', { view: 'detail', options: { colour: 'Moss', size: 'M' } }],
    ['clay-moss', { view: '', options: { size: 'M' } }],
    ['IMG_1234', { view: 'img 1234', options: { size: 'M' } }],
    ['ALD2109_front', { view: 'ald2109 front', options: { size: 'M' } }],
  ])('%s', (stem, fields) => {
    expect(tee(stem)).toEqual(fields);
  });

  test('of a product without variants and SKU are what its file name says besides the product', () => {
    const mug = fieldsReader({ name: 'Meridian Mug', sku: '' }, []);
    expect(mug('meridian mug, back')).toEqual({ view: 'back', options: {} });
    expect(mug('Meridian Mug')).toEqual({ view: '', options: {} });
  });
});

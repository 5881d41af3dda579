import { describe, expect, test } from 'vitest';
import { contextOf } from '../../../electron/matching/batch-context.ts';
import { doubtRules, type Doubt } from '../../../electron/matching/doubt.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { text } from '../../../shared/messages/text.ts';
import { runSync } from '../../../electron/util/time-slicer.ts';
import { indexProducts, noPatterns } from './index-of.ts';

/** The table of doubts, column by column: what it says of a doubt is what matching does with a name that has it. */

const product = (
  id: number,
  sku: string,
  some: { name?: string; barcode?: string; variants?: string[] } = {},
) => ({
  id,
  sku,
  name: some.name ?? `Winter Lodge ${String.fromCharCode(64 + (id % 26))}`,
  barcodes: some.barcode === undefined ? [] : [some.barcode],
  mpn: '',
  address: '',
  brand: '',
  variants: (some.variants ?? []).map((one, at) => ({
    id: id * 100 + at,
    sku: one.includes('_') ? one : '',
    barcodes: [],
    mpn: '',
    options: [{ name: 'Colour', value: one.includes('_') ? `Style ${at}` : one }],
  })),
});

const fillers = Array.from({ length: 12 }, (_, at) => product(100 + at, `FLD${410 + at}`));
const index = indexProducts([
  ...fillers,
  product(1, 'FLD310'),
  product(2, '62015', { barcode: '4006381333931' }),
  product(3, '482'),
  product(4, '101530'),
  product(5, 'Sunfish'),
  product(6, 'ABC-11', { barcode: '4012341234562' }),
  product(7, 'TEE400', { variants: ['Red', 'Blue'], barcode: '5901234123457' }),
  product(8, 'WB600'),
  product(9, 'WB600_12'),
  product(10, 'LNP40'),
  product(11, 'LNP40_S4'),
  product(12, 'GLV77', { variants: ['GLV77_38', 'GLV77_39'] }),
  product(13, 'WB700'),
  product(14, 'WB650'),
  product(15, '', { name: 'Elm Table' }),
  product(16, '', { name: 'Elm Table Mini' }),
]);

const fileOf = (stem: string) => ({ fileName: `${stem}.jpg`, folder: '' });
const byItself = (stem: string) => matchFile(fileOf(stem), index, noPatterns);
/** Names whose numbers run on. */
const row = Array.from({ length: 12 }, (_, at) => `${62_010 + at}-Edit`);
const inRow = (stem: string) => {
  const context = runSync(contextOf([...row, stem].map(fileOf), index));
  return matchFile(fileOf(stem), index, noPatterns, context);
};
/** In a drop whose names have their SKU between two underscores. */
const inDrop = (stem: string) => {
  const names = [...fillers.map(({ sku }, at) => `20260211_${sku}_${1001 + at}`), ...row, stem];
  const context = runSync(contextOf(names.map(fileOf), index));
  return matchFile(fileOf(stem), index, noPatterns, context);
};

const examples: Readonly<Record<Doubt['type'], string>> = {
  spelling: 'cam1_ABC-1_1',
  row: '62015-Edit',
  'two-values': 'Red_TEE400_Blue',
  stranger: 'shot04_FLD310_10017',
  counter: 'photo_62015_1',
  'short-number': 'cam1_482_1',
  'time-of-day': '20260211_101530_1',
  'common-word': 'cam1_Sunfish_1',
  'other-thing': 'lid_FLD310_1',
  'number-of-sku': 'nordlys_WB600_13',
  'letter-of-sku': 'nordlys_LNP40_S',
  'missing-variant': 'nordlys_GLV77_83',
  'second-sku': 'nordlys_WB700_650',
  'part-of-name': 'Elm_Table_2',
};

describe.each(Object.entries(examples) as [Doubt['type'], string][])('the doubt %s', (type, stem) => {
  const rule = doubtRules[type];

  test(`is why ${stem} is asked`, () => {
    const match = inRow(stem);
    expect(match.type).toBe('ambiguous');
    for (const piece of text(`matching.doubt.${type}`, { text: '|' }).split('|'))
      expect(match.why).toContain(piece);
  });

  test(`is settled by the field of a drop: ${rule.settledByField}`, () => {
    expect(inDrop(stem).type === 'matched').toBe(rule.settledByField);
  });
});

test.each([
  ['counter', 'photo_62015_4006381333931'],
  ['spelling', 'ABC-1_1_4012341234562'],
  ['two-values', 'Red_TEE400_Blue_5901234123457'],
] as const)('%s is settled by another identifier of the product if its rule says so: %s', (type, stem) => {
  expect(byItself(stem).type === 'matched').toBe(doubtRules[type].settledByAnother);
});

test('a title that another product’s name contains is suggested if the name is nothing else', () => {
  expect(doubtRules['part-of-name'].suggestedAlone).toBe(true);
  expect(byItself('Elm Table')).toMatchObject({ type: 'matched', productId: 15, certainty: 'suggested' });
});

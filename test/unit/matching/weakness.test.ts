import { describe, expect, test } from 'vitest';
import type { IdentifiedProduct } from '../../../electron/catalog/identified-products.ts';
import { contextOf } from '../../../electron/matching/batch-context.ts';
import { keyOf } from '../../../electron/matching/fold.ts';
import type { FileToMatch, Match } from '../../../electron/matching/match.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import {
  folderRules,
  weaknessOf,
  weaknessRules,
  type Weakness,
} from '../../../electron/matching/weakness.ts';
import { runSync } from '../../../electron/util/time-slicer.ts';
import { indexProducts, noPatterns } from './index-of.ts';

/** The table of weaknesses, by columns: what it says of a text is what matching does with a SKU that is that text. */

/** Ten SKUs of each weakness. */
const skus: Readonly<Record<Weakness, readonly string[]>> = {
  'tiny-number': '47 48 49 51 52 53 54 55 56 57'.split(' '),
  'tiny-code': 'K1 K2 K3 K4 K5 K6 K7 K8 K9 Q1'.split(' '),
  'tiny-word': 'QK QJ QH QG QD QB QZ QX QW QV'.split(' '),
  year: '2011 2012 2013 2014 2015 2016 2017 2018 2019 2021'.split(' '),
  common: 'SS14 SS15 SS16 SS17 SS18 SS19 SS20 SS21 SS22 SS23'.split(' '),
  number: '482 483 485 486 487 488 489 491 492 493'.split(' '),
  word: 'Sunfish Marlin Heron Otter Badger Lynx Osprey Gannet Puffin Bison'.split(' '),
  indistinct: 'AB-12 AB-13 AB-14 AB-15 AB-16 AB-17 AB-18 AB-19 AB-21 AB-22'.split(' '),
  none: 'ALD210 BLD310 CLD410 DLD510 ELD610 FLD710 GLD810 HLD910 ILD220 JLD330'.split(' '),
};

const productOf = (sku: string, id = 7): IdentifiedProduct => ({
  id,
  sku,
  name: 'Winter Lodge',
  barcodes: [],
  mpn: '',
  address: '',
  brand: '',
  variants: [],
});

const fileOf = (path: string): FileToMatch => ({
  fileName: path.slice(path.lastIndexOf('/') + 1),
  folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
});

const match = (path: string, ...products: readonly IdentifiedProduct[]): Match =>
  matchFile(fileOf(path), indexProducts(products), noPatterns);

const candidatesOf = (found: Match) =>
  found.type === 'ambiguous' ? found.candidates : found.type === 'unmatched' ? found.nearest : [found];

const rows = Object.entries(skus).map(([type, some]) => ({ type: type as Weakness, skus: some }));

describe.each(rows)('a SKU of weakness $type', ({ type, skus: some }) => {
  const [sku = ''] = some;
  const rule = weaknessRules[type];
  const product = productOf(sku);
  const isMatched = (path: string) => match(path, product).type === 'matched';
  const isEvidence = rule.alone === 'evidence';

  test('has it', () => {
    for (const one of some) expect(weaknessOf(keyOf(one), one, false), one).toBe(type);
  });

  test(`alone in a name: ${rule.alone}`, () => {
    expect(isMatched(`${sku}.jpg`)).toBe(isEvidence || rule.alone === 'if-only-views');
    expect(isMatched(`${sku}_front.jpg`)).toBe(rule.alone !== 'asked');
    expect(isMatched(`${sku}_terrace.jpg`)).toBe(false);
  });

  test(`is offered behind words: ${rule.isOfferedBehindWords}`, () => {
    const found = match(`2024-05-01_${sku}.jpg`, product);
    expect(candidatesOf(found).length > 0).toBe(rule.isOfferedBehindWords);
  });

  test(`in a field inside the picture: ${rule.inPicture}`, () => {
    const field = { field: 'Headline', text: sku };
    const isFound = (made: (typeof field)[], texts: (typeof field)[]) => {
      const fields = { identifiers: made, texts, alt: '', description: '' };
      const file = { fileName: 'studio.jpg', folder: '', fields };
      return matchFile(file, indexProducts([product]), noPatterns).type === 'matched';
    };
    expect(isFound([field], [])).toBe(rule.inPicture !== 'none');
    expect(isFound([], [field])).toBe(rule.inPicture === 'any');
  });

  test(`tells which field of a shape is the SKU: ${rule.tellsField}`, () => {
    const names = some.map((one, at) => fileOf(`${one}_job${at}_x${1000 + at}.jpg`));
    const index = indexProducts(some.map((one, at) => productOf(one, 20 + at)));
    expect(runSync(contextOf(names, index)).fields.size).toBe(rule.tellsField ? 1 : 0);
  });
});

describe.each(rows.filter(({ type }) => weaknessRules[type].alone === 'evidence'))(
  'a SKU of weakness $type beside others',
  ({ type, skus: [sku = ''] }) => {
    const rule = weaknessRules[type];
    const product = productOf(sku);
    const isMatched = (path: string) => match(path, product).type === 'matched';

    test(`may have before it: ${rule.before}`, () => {
      const names = {
        mark: `Art-Nr ${sku}.jpg`,
        noise: `2024-05-01_${sku}.jpg`,
        explained: `lodge_${sku}.jpg`,
        strangers: `acme_${sku}.jpg`,
      };
      const allowed = Object.entries(names).filter(([, name]) => isMatched(name));
      const all = Object.keys(names);
      expect(allowed.map(([what]) => what)).toEqual(all.slice(0, all.indexOf(rule.before) + 1));
    });

    test(`may have numbers behind it: ${rule.maxNumbersBehind}`, () => {
      expect(isMatched(`${sku}_1.jpg`)).toBe(true);
      expect(isMatched(`${sku}_1_2.jpg`)).toBe(rule.maxNumbersBehind === 2);
    });

    test('is asked about behind another product’s code', () => {
      for (const between of ['_', '-', ' + ', ', ', '.']) {
        const found = match(`KLM770${between}${sku}.jpg`, product, productOf('KLM770', 8));
        expect(candidatesOf(found).map(({ productId }) => productId)).toEqual(expect.arrayContaining([7, 8]));
        expect(found.type, between).toBe('ambiguous');
      }
    });
  },
);

test.each(rows.filter(({ skus: [sku = ''] }) => /\d$/.test(sku)))(
  'a letter glued to a SKU of weakness $type counts pictures if its rule says so',
  ({ type, skus: [sku = ''] }) => {
    const names = ['', 'A', 'B'].map((letter) => fileOf(`${sku}${letter}.jpg`));
    const context = runSync(contextOf(names, indexProducts([productOf(sku)])));
    expect(context.lettered.size).toBe(weaknessRules[type].withLetter ? 1 : 0);
  },
);

test('a title of words that mean something else is common, a code of them is not', () => {
  expect(weaknessOf('bluefront', 'Blue Front', true)).toBe('common');
  expect(weaknessOf('bluefront', 'Blue Front', false)).toBe('indistinct');
});

test('a folder that may be named for a size or an ordinary word is asked about, further up only a size', () => {
  const [sized, named] = [productOf('1080'), { ...productOf('9Q1-77'), name: 'Sunfish' }];
  expect(match('1080/front.jpg', sized).type).toBe('ambiguous');
  expect(match('1080/web/IMG_4021.jpg', sized).type).toBe('ambiguous');
  expect(match('Sunfish/IMG_4021.jpg', named).type).toBe('ambiguous');
  expect(match('Sunfish/web/IMG_4021.jpg', named).type).toBe('unmatched');
  expect(folderRules).toMatchObject({ size: { isStrong: 'always' }, word: { isStrong: 'nearest' } });
});

test('a folder’s bare number is asked as an id unless it is a size of pictures', () => {
  const products = [productOf('9Q1-77', 1080), productOf('9Q1-78', 1081)];
  expect(match('1081/IMG_4021.jpg', ...products).type).toBe('ambiguous');
  expect(match('1080/IMG_4021.jpg', ...products).type).toBe('unmatched');
});

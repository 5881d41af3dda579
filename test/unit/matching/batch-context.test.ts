import { describe, expect, test } from 'vitest';
import { runSync } from '../../../electron/util/time-slicer.ts';
import { subjectName } from '../../../electron/matching/match-messages.ts';
import { unsure } from '../../../electron/matching/name-result.ts';
import { contextOf } from '../../../electron/matching/batch-context.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import type { SkuHolder } from './index-of.ts';
import { indexOf, noPatterns } from './index-of.ts';

const product = (productId: number, sku: string): SkuHolder => ({
  productId,
  variantId: null,
  sku,
  productName: 'Harbour Stoneware',
});
const shop = [
  product(5001, 'MUG-01'),
  product(5002, 'LAMP-02'),
  product(5003, 'RUG-03'),
  product(5004, 'POT-04'),
  // The SKU of one is the id of another.
  product(5005, '5002'),
];

/** The match of each name of one drop, by SKU or id; `?` if it must be asked. */
function matched(paths: readonly string[], holders: readonly SkuHolder[] = shop) {
  const index = indexOf(holders);
  const files = paths.map((path) => {
    const slash = path.lastIndexOf('/');
    return { fileName: path.slice(slash + 1), folder: path.slice(0, Math.max(0, slash)) };
  });
  const context = runSync(contextOf(files, index));
  return files.map((file) => matchFile(file, index, noPatterns, context));
}

const found = (...drop: Parameters<typeof matched>) =>
  matched(...drop).map((match) =>
    match.type === 'matched' ? match.productId : match.type === 'ambiguous' ? '?' : '',
  );

describe('a word in nearly all names of a drop', () => {
  test('before the SKU says nothing about the product', () => {
    const drop = ['acme-MUG-01-1.jpg', 'acme-MUG-01-2.jpg', 'acme-LAMP-02-1.jpg', 'acme-RUG-03-1.jpg'];
    expect(found(drop)).toEqual([5001, 5001, 5002, 5003]);
    expect(matched(drop)[0]?.why).toBe(
      'The file name contains the SKU MUG-01, and “1” is its position. “acme” is in nearly all file names here, whatever the product.',
    );
  });

  test('may be a year, though it is a SKU, too', () => {
    const more = [...shop, product(5006, '2026')];
    expect(found(['2026_MUG-01.jpg', '2026_LAMP-02.jpg', '2026_RUG-03_2.jpg'], more)).toEqual([
      5001, 5002, 5003,
    ]);
    expect(found(['2026_MUG-01.jpg', 'LAMP-02.jpg', 'RUG-03_2.jpg'], more)).toEqual(['?', 5002, 5003]);
  });

  test('behind it may name another article, however many names have it', () => {
    expect(found(['MUG-01-refill_1.jpg', 'LAMP-02-refill_1.jpg', 'RUG-03-refill_1.jpg'])).toEqual([
      '?',
      '?',
      '?',
    ]);
    expect(found(['MUG-01-vogel_1.jpg', 'LAMP-02-vogel_1.jpg', 'RUG-03-vogel_1.jpg'])).toEqual([
      '?',
      '?',
      '?',
    ]);
  });

  test('also in names of folders says nothing', () => {
    expect(
      found(['acme-MUG-01/IMG_0001.jpg', 'acme-LAMP-02/IMG_0002.jpg', 'acme-RUG-03/IMG_0003.jpg']),
    ).toEqual([5001, 5002, 5003]);
  });

  test.each([
    ['two products only', ['acme-MUG-01-1.jpg', 'acme-MUG-01-2.jpg', 'acme-LAMP-02-1.jpg'], ['?', '?', '?']],
    [
      'a few of the names only',
      ['x-MUG-01.jpg', 'x-LAMP-02.jpg', 'x-RUG-03.jpg', 'POT-04.jpg', 'POT-04_2.jpg'],
      ['?', '?', '?', 5004, 5004],
    ],
    ['a word for other things', ['set-MUG-01.jpg', 'set-LAMP-02.jpg', 'set-RUG-03.jpg'], ['?', '?', '?']],
  ])('is kept for %s', (_, drop, right) => {
    expect(found(drop)).toEqual(right);
  });

  test('is kept if another product is called so, as only its own name says whose it is', () => {
    const more = [...shop, { ...product(5006, 'SHD-06'), productName: 'Harbour Lamp Shade' }];
    const drop = ['shade_MUG-01_1.jpg', 'shade_LAMP-02.jpg', 'shade_RUG-03.jpg', 'shade_POT-04.jpg'];
    expect(found(drop, more)).toEqual(['?', '?', '?', '?']);
  });

  test('is kept if SKUs of the store begin with it', () => {
    const more = [...shop, product(5006, 'ACME-POT-04')];
    expect(found(['acme-MUG-01.jpg', 'acme-LAMP-02.jpg', 'acme-RUG-03.jpg'], more)).toEqual(['?', '?', '?']);
  });
});

describe('a number that is one product’s SKU and another’s id', () => {
  test('is a SKU among names that are SKUs', () => {
    const drop = ['MUG-01.jpg', 'RUG-03_1.jpg', 'POT-04_1.jpg', '5002_1.jpg'];
    expect(found(drop)).toEqual([5001, 5003, 5004, 5005]);
    expect(matched(drop)[3]?.why).toBe(
      'The file name begins with the SKU 5002, and “1” is its position. It is another product’s ID too, but the other file names here contain SKUs.',
    );
  });

  test('is asked about among names that are ids, which match only with their mark', () => {
    expect(found(['id-5001_1.jpg', 'id-5003_1.jpg', 'id-5004/1.jpg', '5002_1.jpg'])).toEqual([
      5001,
      5003,
      5004,
      '?',
    ]);
    expect(found(['5001_1.jpg', '5003_1.jpg', '5004/1.jpg', '5002_1.jpg'])).toEqual(['?', '?', '?', '?']);
  });

  test('is asked about as a folder’s name, also if the file’s name is another SKU', () => {
    expect(found(['5002/IMG_4021.jpg', '5002/MUG-01.jpg', '5002/LAMP-02.jpg'])).toEqual(['?', '?', 5002]);
  });

  test('is asked about among names of both kinds, and among few', () => {
    expect(found(['MUG-01.jpg', 'RUG-03.jpg', 'POT-04.jpg', '5001_1.jpg', '5002_1.jpg']).at(-1)).toBe('?');
    expect(found(['MUG-01.jpg', 'RUG-03.jpg', '5002_1.jpg']).at(-1)).toBe('?');
  });
});

test('a number after the SKU is the camera’s where all names have the SKU in the same field, though it is a SKU too', () => {
  const many = Array.from({ length: 10 }, (_, at) => product(6000 + at, `ALD${310 + at}`));
  const drop = many.map(({ sku }, at) => `shoot_${sku}_${4997 + at}.jpg`);
  expect(found(drop, [...many, ...shop])).toEqual(many.map(({ productId }) => productId));
  expect(found(['ALD310_5002.jpg'], [...many, ...shop])).toEqual(['?']);
});

test('a number that is a SKU, too, is no camera’s where the other names have a word or another kind of number', () => {
  const many = Array.from({ length: 12 }, (_, at) => product(6000 + at, `ALD${310 + at}`));
  const drop = many.map(({ sku }, at) => `job7_20260211_${sku}_${4997 + at}.jpg`);
  const traps = [
    '5002_20260211_ALD311_4990.jpg',
    'job7_5002_ALD311_4990.jpg',
    'job7_20260211_ALD311_5002.jpg',
  ];
  expect(found([...drop, ...traps], [...many, ...shop]).slice(drop.length)).toEqual(['?', '?', 6001]);
});

test('the field that is the SKU gives nothing away that may be a longer SKU', () => {
  const many = Array.from({ length: 12 }, (_, at) => product(6100 + at, `TB.${31 + at}`));
  const longer = [product(6201, 'TB.31-1'), product(6202, 'TB.311'), product(6203, 'TB.31-R2')];
  const drop = many.map(({ sku }) => `${sku}-front.jpg`);
  const more = ['TB.31-1.jpg', 'TB.31-R21.jpg', 'TB.31-1001.jpg'];
  expect(found([...drop, ...more], [...many, ...longer]).slice(drop.length)).toEqual([6201, '?', '?']);
});

describe('numbers that run on through a drop', () => {
  const clocks = Array.from({ length: 30 }, (_, at) => product(7000 + at, String(41_000 + 9 * at)));
  const row = (length: number, nameOf: (number: number) => string, step = 1) =>
    Array.from({ length }, (_, at) => nameOf(41_000 + step * at));
  const given = (drop: readonly string[]) =>
    found(drop, clocks).filter((one) => one !== '' && one !== '?').length;

  test.each([
    ['alone', (number: number) => `${number}.jpg`],
    ['behind a word', (number: number) => `shoot_${number}.jpg`],
    ['before one', (number: number) => `${number} copy 2.jpg`],
    ['beside a date', (number: number) => `20260211_${number}-Edit.jpg`],
    ['as folders', (number: number) => `${number}/IMG_4021.jpg`],
  ])('count pictures if most are no SKU: %s', (_, nameOf) => {
    const drop = row(40, nameOf);
    expect(given(drop)).toBe(0);
    expect(found(drop, clocks)[0]).toBe('?');
  });

  test('and the question says why', () => {
    expect(
      matched(
        row(40, (number) => `${number}.jpg`),
        clocks,
      )[9]?.why,
    ).toBe(
      'The file name is the SKU 41009, but most of the consecutive numbers here are no SKU, so it may count photos.',
    );
  });

  test.each([
    ['most are SKUs', row(30, (number) => `${number}.jpg`, 9)],
    [
      'they have gaps, as SKUs have',
      [...clocks.map(({ sku }) => `${sku}.jpg`), ...row(40, (number) => `${number}.jpg`, 30)],
    ],
    ['there are few', row(9, (number) => `${number}.jpg`)],
  ])('are SKUs if %s', (_, drop) => {
    const known = new Set(clocks.map(({ sku }) => `${sku}.jpg`));
    expect(given(drop)).toBe(drop.filter((name) => known.has(name)).length);
  });
});

test('a second code is never a camera’s number in a drop whose SKU has a field of its own', () => {
  const many = Array.from({ length: 12 }, (_, at) => product(7100 + at, `LND${210 + at}`));
  const coded = [product(7200, '4006381333931'), product(7201, '40117')];
  const drop = many.map(({ sku }, at) => `job7_${sku}_${40_200 + at}.jpg`);
  const more = ['job7_LND213_4006381333931.jpg', 'job7_LND213_40117.jpg'];
  expect(found([...drop, ...more], [...many, ...coded]).slice(drop.length)).toEqual(['?', 7103]);
});

test('a name that is only read has no sentence made for it: the first ones would hold the app up', () => {
  const found = unsure([], true, () => {
    throw new Error('a sentence was made');
  });
  expect(() => found.why(subjectName)).toThrow('a sentence was made');
});

import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexProducts, noPatterns, productOf } from './index-of.ts';

/** Numbers in a name that may be a SKU, a counter, or what another product differs in. */

const index = indexProducts([
  productOf(1, 'Oslo Pendant', '40117', { brand: 'Nordlys' }),
  productOf(2, 'Harvest Table 180', 'HDT-180', { brand: 'Nordlys' }),
  productOf(3, 'Harvest Table 220', 'HDT-220', { brand: 'Nordlys' }),
  productOf(4, 'Wiper Blade', 'WB600', { brand: 'Nordlys' }),
  productOf(5, 'Long Wiper Blade', 'WB650', { brand: 'Nordlys' }),
  productOf(6, 'Napkin', 'LNP-4', { brand: 'Nordlys' }),
  productOf(7, 'Napkins in a Box', 'LNP-4-S4', { brand: 'Nordlys' }),
  productOf(8, 'Rear Wiper', 'WB_600_A', { brand: 'Nordlys' }),
]);
const found = (name: string) => {
  const match = matchFile({ fileName: `${name}.jpg`, folder: '' }, index, noPatterns);
  return match.type === 'matched' ? match.productId : match.type;
};

describe('a SKU of digits alone', () => {
  test.each([
    'photo_40117',
    'shot 40117',
    'page-40117',
    'nr_40117',
    '20260211_40117',
    '12_40117',
    'room_40117',
  ])('is asked behind words that numbers follow, or at the end behind anything: %s', (name) =>
    expect(found(name)).toBe('ambiguous'),
  );

  test.each(['40117', '40117_2', 'ref 40117', 'Art.-Nr. 40117', 'nordlys_40117', '20260211_40117_front'])(
    'counts first, behind its brand or behind a word that says so: %s',
    (name) => expect(found(name)).toBe(1),
  );
});

test.each(['harvest-table-180-220', 'WB600-650', 'WB600_650'])(
  'a number behind a name or a SKU in which another product differs is asked: %s',
  (name) => expect(found(name)).toBe('ambiguous'),
);

test('a letter behind a SKU is asked where another SKU goes on with it and a number, and else is a place', () => {
  expect(found('LNP-4-S')).toBe('ambiguous');
  expect(found('LNP-4-T')).toBe(6);
});

test.each(['WB600_1612345678', 'WB600-e1612345678901', 'WB600_4f0a7c3e', 'harvest-table-180_1612345678901'])(
  'what a system put behind a name says nothing: %s',
  (name) => expect(found(name)).toBe(name.startsWith('WB') ? 4 : 2),
);

test.each([
  '20260211_shot04_WB_600_A_1137',
  'shot04_WB_600_A',
  'WB_600_A_20260212_003_v2',
  'WB_600_A_02_rev3',
  'shot04_2_WB_600_A',
])('a number with its word is no part of a SKU that has the same separators: %s', (name) =>
  expect(found(name)).toBe(8),
);

test('free text may follow the place of a picture also where a SKU has the same separators', () => {
  expect(found('WB_600_A_1_terrace')).toBe(8);
  expect(found('WB_600_A_1_refill')).toBe('ambiguous');
  expect(found('WB_600_A_terrace')).toBe('ambiguous');
});

test('a shot’s number before a SKU of digits is asked', () => {
  expect(found('shot04_40117_1137')).toBe('ambiguous');
});

test('a colour before a SKU whose product has no such option is asked', () => {
  expect(found('lilac_WB600')).toBe('ambiguous');
});

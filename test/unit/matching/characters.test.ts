import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexProducts, noPatterns, productOf } from './index-of.ts';

/** Characters that keyboards lack, as phones, spreadsheets and web pages put them into names. */

const index = indexProducts([
  productOf(1, 'Juno Jug', 'KX44'),
  productOf(2, 'Orla Jug', 'KX441'),
  productOf(3, 'Pike Jug', 'KX442'),
  productOf(4, 'Kestrel™ Desk Lamp', ''),
  productOf(5, 'Marble 1½ Shelf', ''),
  productOf(6, 'Rook Jug', 'KXTM'),
]);
const found = (stem: string) => {
  const match = matchFile({ fileName: `${stem}.jpg`, folder: '' }, index, noPatterns);
  return match.type === 'matched' ? { id: match.productId, place: match.view?.value ?? 0 } : 'asked';
};

describe('a digit that is circled or raised is a number of its own, not the end of a code', () => {
  test.each([
    ['KX44①', 1],
    ['KX44②', 2],
    ['KX44⑫', 12],
    ['KX44²', 2],
    ['KX44₂', 2],
    ['KX44⒈', 1],
    ['KX44_①', 1],
    ['KX44 ¹²', 12],
  ])('%s', (stem, place) => expect(found(stem)).toEqual({ id: 1, place }));

  test('nor is a fraction', () => {
    expect(found('Marble 1½ Shelf')).toMatchObject({ id: 5 });
    expect(found('Marble 11-2 Shelf')).toBe('asked');
  });
});

test('a digit of full width is a digit', () => expect(found('ＫＸ４４１＿２')).toEqual({ id: 2, place: 2 }));

describe('a character that nobody sees divides nothing', () => {
  test.each([
    ['a space without width', 'KX44\u200B1'],
    ['a joiner', 'KX44\u200D1'],
    ['a soft hyphen', 'KX\u00AD441'],
    ['a byte order mark', '\uFEFFKX441'],
    ['marks of direction', '\u200FKX441\u200E'],
    ['a variation selector', 'KX441\uFE0F'],
  ])('%s', (_, stem) => expect(found(stem)).toMatchObject({ id: 2 }));
});

describe('the mark of a trade name says nothing', () => {
  test.each(['Kestrel Desk Lamp', 'kestrel-desk-lamp-2', 'Kestrel™ Desk Lamp', 'Kestrel® Desk Lamp_front'])(
    '%s',
    (stem) => expect(found(stem)).toMatchObject({ id: 4 }),
  );
  test('and is no letters of a code', () => expect(found('KX™')).toBe('asked'));
});

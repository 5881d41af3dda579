import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { View } from '../../../electron/matching/match.ts';
import { viewInName } from '../../../electron/matching/file-name.ts';
import { orderOf, type PhotoToOrder } from '../../../electron/matching/photo-order.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexOf, noPatterns } from './index-of.ts';

const index = indexOf([
  { productId: 1, variantId: null, sku: 'MUG-01', productName: 'Mug' },
  { productId: 1, variantId: 11, sku: 'MUG-01-RED', productName: 'Mug' },
  { productId: 1, variantId: 12, sku: 'MUG-01-BLUE', productName: 'Mug' },
]);

function photo(fileName: string, folder = '', capturedAt: number | null = null): PhotoToOrder {
  const match = matchFile({ fileName, folder }, index, noPatterns);
  if (match.type !== 'matched') throw new Error(match.why);
  const { where, variantId, sku, view } = match;
  return { fileName, folder, where, variantId, sku, view, capturedAt };
}
const ordered = (photos: readonly PhotoToOrder[]) =>
  orderOf(photos.toReversed()).map(({ fileName }) => fileName);

test.each([
  [['MUG-01.jpg', 'MUG-01_2.jpg', 'MUG-01_10.jpg']],
  [['MUG-01_a.jpg', 'MUG-01_b.jpg', 'MUG-01_c.jpg']],
  [['MUG-01_main.jpg', 'MUG-01_front.jpg', 'MUG-01_back.jpg', 'MUG-01_side.jpg', 'MUG-01_detail.jpg']],
  [['MUG-01_F.jpg', 'MUG-01_B.jpg', 'MUG-01_S.jpg', 'MUG-01_D.jpg']],
  [['MUG-01_vorne.jpg', 'MUG-01_dos.jpg', 'MUG-01_lato.jpg', 'MUG-01_detalle.jpg']],
  [['MUG-01_front.jpg', 'MUG-01_front_2.jpg', 'MUG-01_front_10.jpg', 'MUG-01_back.jpg']],
  [['MUG-01_1.jpg', 'MUG-01-RED.jpg', 'MUG-01-RED_2.jpg']],
  [['MUG-01-BLUE_1.jpg', 'MUG-01-BLUE_2.jpg', 'MUG-01-RED_1.jpg']],
  [['MUG-01_2.jpg', 'MUG-01_detail.jpg', 'MUG-01_1_energielabel.jpg', 'MUG-01_01_spin.jpg']],
  [['MUG-01_2.jpg', 'MUG-01-RED_1.jpg', 'MUG-01_spin_1.jpg', 'MUG-01-RED_spin_1.jpg']],
])('orders %j', (names) => {
  expect(ordered(names.map((name) => photo(name)))).toEqual(names);
});

test('spin frames stay behind the stills unless the user’s order puts them among them', () => {
  const photos = ['MUG-01_spin_1.jpg', 'MUG-01_model.jpg', 'MUG-01-RED_front.jpg'].map((name) => photo(name));
  const by = (...roles: string[]) => orderOf(photos, roles).map(({ fileName }) => fileName);
  expect(by('model', 'front').at(-1)).toBe('MUG-01_spin_1.jpg');
  expect(by('spin', 'model')[0]).toBe('MUG-01_spin_1.jpg');
});

test('uses the capture time when names say nothing, and the name when a time is missing', () => {
  const photos = [
    photo('DSC_2.jpg', 'MUG-01', 300),
    photo('DSC_10.jpg', 'MUG-01', 200),
    photo('a.jpg', 'MUG-01', 100),
  ];
  expect(ordered(photos)).toEqual(['a.jpg', 'DSC_10.jpg', 'DSC_2.jpg']);
  const untimed = [photo('x10.jpg', 'MUG-01', 1), photo('x2.jpg', 'MUG-01'), photo('x1.jpg', 'MUG-01', 2)];
  expect(ordered(untimed)).toEqual(['x1.jpg', 'x2.jpg', 'x10.jpg']);
});

test('puts files with a view before those without, within a folder', () => {
  const photos = [photo('front.jpg', 'MUG-01'), photo('DSC_0001.jpg', 'MUG-01', 5)];
  expect(ordered(photos)).toEqual(['front.jpg', 'DSC_0001.jpg']);
});

test.each([
  ['front.jpg', 'front'],
  ['blue_mug_back_2.jpg', 'back 2'],
  ['IMG_2034_detail.jpg', 'detail'],
  ['whatever 3.jpg', 'view 3'],
  ['IMG_2034.jpg', null],
  ['IMG_2034 (2).jpg', null],
  ['whatever.jpg', null],
])('reads the view of %s without an identifier', (fileName, view) => {
  expect(viewInName(fileName)?.text ?? null).toBe(view);
});

test('is the same for any order of files', () => {
  const view: fc.Arbitrary<View | null> = fc.option(
    fc.oneof(
      fc.record({
        kind: fc.constant('number' as const),
        value: fc.nat(12),
        minor: fc.nat(2),
        text: fc.constant('view'),
      }),
      fc.record({
        kind: fc.constant('letter' as const),
        value: fc.constantFrom('a', 'b', 'f', 's'),
        minor: fc.nat(1),
        text: fc.constant('view'),
      }),
      fc.record({
        kind: fc.constant('word' as const),
        value: fc.constantFrom('front', 'back', 'odd'),
        minor: fc.nat(2),
        text: fc.constantFrom('front', 'back 2'),
      }),
    ),
  );
  const one: fc.Arbitrary<PhotoToOrder> = fc.record({
    fileName: fc.string({ maxLength: 6 }),
    folder: fc.constantFrom('', 'a'),
    where: fc.constantFrom('name', 'folder'),
    variantId: fc.constantFrom(null, 1, 2),
    sku: fc.constantFrom('A', 'B'),
    view,
    capturedAt: fc.option(fc.nat(3)),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (photos, keys) => {
      const shuffled = photos
        .map((photo) => ({ photo, key: keys.next().value ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ photo }) => photo);
      expect(orderOf(shuffled)).toEqual(orderOf(photos));
      expect(orderOf(orderOf(photos))).toEqual(orderOf(photos));
    }),
    { numRuns: 500, seed: 4 },
  );
});

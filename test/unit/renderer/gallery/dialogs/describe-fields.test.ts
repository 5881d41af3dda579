import { expect, test } from 'vitest';
import { altPreviews, viewOf } from '../../../../../renderer/gallery/dialogs/describe-fields.ts';
import { noOrigins, rowsOf } from '../../../../../renderer/gallery/gallery-rows.ts';
import { makeImageTile, makeProduct } from '../../make.ts';

test('the view is the part of a file name behind the SKU', () => {
  expect(viewOf('MUG-1_front', 'MUG-1')).toBe('front');
  expect(viewOf('mug-1-from-above', 'MUG-1')).toBe('from above');
  expect(viewOf('IMG_2210', 'MUG-1')).toBe('IMG 2210');
  expect(viewOf('MUG-1', 'MUG-1')).toBe('');
});

test('a template gives each image its own text, with its position in the whole gallery', () => {
  const rows = rowsOf(
    [makeImageTile(1, { fileName: 'MUG_front.jpg' }), makeImageTile(2, { fileName: 'MUG.jpg' })],
    noOrigins,
    [],
  );
  const places = new Map([
    ['image-1', 3],
    ['image-2', 7],
  ]);
  const made = (template: string): string[] =>
    altPreviews(rows, template, places, makeProduct()).map(({ alt }) => alt);
  expect(made('{product}, {view}')).toEqual(['Mug, front', 'Mug']);
  expect(made('{product} {number}')).toEqual(['Mug 3', 'Mug 7']);
});

import { expect, test } from 'vitest';
import { atRendition, renditionFor } from '../../../../renderer/ui/rendition.ts';

test('a tile gets the smallest sharp rendition', () => {
  expect([172, 220, 221, 386, 387, 900].map(renditionFor)).toEqual([
    'thumbnail',
    'thumbnail',
    'standard',
    'standard',
    'zoom',
    'zoom',
  ]);
});

test('only the size in a picture’s address changes, and no other address does', () => {
  expect(atRendition('/picture/abc/12/7/standard?v=2026', 'thumbnail')).toBe(
    '/picture/abc/12/7/thumbnail?v=2026',
  );
  expect(atRendition('/picture/standard/12/7/standard?v=standard', 'zoom')).toBe(
    '/picture/standard/12/7/zoom?v=standard',
  );
  expect(atRendition('/preview/00ff', 'zoom')).toBe('/preview/00ff');
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRenditionName, renditionPath, storedName } from '../../../electron/practice/stored-name.ts';
import type { RenditionSize } from '../../../electron/practice/stored-name.ts';

const low = () => 0;

test.each([
  ['mug front.jpg', 'a/000/mugfront__00000.jpg'],
  ['Snip2024-06-24 15.56.52.jpg', 'a/000/Snip2024-06-2415.56.52__00000.jpg'],
  ['MFGSB1175CV_GY.PNG', 'a/000/MFGSB1175CV_GY__00000.PNG'],
  ['already__12345.jpg', 'a/000/already__12345__00000.jpg'],
  ['folder/sub\\mug.webp', 'a/000/mug__00000.webp'],
  ['crème brûlée (2).jpg', 'a/000/crmebrle2__00000.jpg'],
  ['no-extension', 'a/000/no-extension__00000.jpg'],
])('stores %s as %s', (given, stored) => {
  expect(storedName(given, 'jpg', low).path).toBe(stored);
});

test('keeps a name of letters, digits, hyphens, underscores and dots unchanged', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,40}$/), (stem) => {
      expect(storedName(`${stem}.jpg`, 'jpg', Math.random).stem).toMatch(/__\d{5}$/);
      expect(storedName(`${stem}.jpg`, 'jpg', Math.random).stem.slice(0, -7)).toBe(stem);
    }),
  );
});

test('builds URLs like the CDN’s, and parses them', () => {
  const image = {
    id: 378,
    productId: 114,
    imageFile: 'r/057/logi-tball-hand__62714.jpg',
    stampedAt: 1691875252,
  };
  expect(renditionPath('2aeq1qoxn0', image, 'standard')).toBe(
    '/s-2aeq1qoxn0/products/114/images/378/logi-tball-hand__62714.1691875252.386.513.jpg?c=1',
  );
  for (const size of ['zoom', 'standard', 'thumbnail', 'tiny'] satisfies RenditionSize[]) {
    const name = renditionPath('h', image, size).split('/').at(-1)?.split('?')[0] ?? '';
    expect(readRenditionName(name)).toEqual({
      file: 'logi-tball-hand__62714.jpg',
      stampedAt: 1691875252,
      size,
    });
  }
});

test('refuses a size that no store makes', () => {
  expect(readRenditionName('mug__00000.1691875252.9.9.jpg')).toBeNull();
  expect(readRenditionName('mug.jpg')).toBeNull();
});

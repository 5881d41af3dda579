import { expect, test } from 'vitest';
import { imagesByName, nameKey } from '../../../electron/catalog/same-name.ts';

const images = (...files: string[]) => files.map((imageFile, at) => ({ id: at + 1, imageFile }));

test.each([
  ['MUG front.jpg', 'r/057/MUGfront__62714.jpg', true],
  ['mug_front.PNG', 'r/057/mug-front-ab3defgh__62714.jpg', true],
  ['mug.jpg', 'r/057/mug__62714__12345.jpg', true],
  ['mug.jpg', 'r/057/mug-abcdefgh__62714.jpg', false],
  ['mug-portrait.jpg', 'r/057/mug-portrait__62714.jpg', true],
])('%s has the name of %s, surely: %s', (fileName, imageFile, isCertain) => {
  expect(imagesByName(images(imageFile)).get(nameKey(fileName))).toEqual({ imageId: 1, isCertain });
});

test('a name that several images have is no one’s', () => {
  const named = imagesByName(images('a/1/mug__11111.jpg', 'a/1/mug-ab3defgh__22222.jpg'));
  expect(named.get('mug')).toBeUndefined();
});

test('of two images, one that surely has the name goes before one that may have it', () => {
  const named = imagesByName(images('a/1/mug-portrait__11111.jpg', 'a/1/mug__22222.jpg'));
  expect(named.get('mug')).toEqual({ imageId: 2, isCertain: true });
});

test.each(['.jpg', '—.jpg', ''])('a name without letters or digits is no name: %j', (fileName) => {
  expect(imagesByName(images('a/1/__11111.jpg')).get(nameKey(fileName))).toBeUndefined();
});

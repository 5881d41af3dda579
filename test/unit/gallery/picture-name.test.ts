import { expect, test } from 'vitest';
import { pictureName } from '../../../electron/gallery/picture-name.ts';

test.each([
  ['a/123/shoe__04711.JPG', 'image/jpeg', 'shoe.JPG'],
  ['shoe.jpeg', 'image/jpeg', 'shoe.jpeg'],
  ['shoe.png', 'image/webp', 'shoe.webp'],
  ['shoe', 'image/gif', 'shoe.gif'],
  ['', 'image/png', 'image.png'],
])('the file of %s with %s is called %s', (imageFile, mediaType, name) => {
  expect(pictureName(imageFile, mediaType)).toBe(name);
});

test.each([
  'shoe.hta',
  'shoe.jpg.exe',
  'a\\..\\shoe.bat',
  `${'a'.repeat(116)}.lnk`,
  `${'a'.repeat(300)}.jpg`,
  '.desktop',
])('a store can’t have a picture saved as a program: %s', (imageFile) => {
  const name = pictureName(imageFile, 'image/gif');
  expect(name).toMatch(/^[^\\/]{1,104}\.gif$/);
});

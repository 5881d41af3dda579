import { expect, test } from 'vitest';
import { isByHand, needsReview } from '../../../electron/batches/drop-guard.ts';
import type { FoundFile } from '../../../electron/intake/scan.ts';

const file = (name: string): FoundFile => ({
  path: `/x/${name}`,
  name,
  folder: '',
  root: '',
  bytes: 1,
  mtimeMs: 0,
});
/** A name says the product of its number. */
const productNamed = ({ name }: FoundFile): number | null =>
  /^\d/.test(name) ? Number.parseInt(name, 10) : null;
const survey = (...names: string[]) => ({ files: names.length, folders: 0, first: names.map(file) });

test('a name that says another product needs a review, even among others', () => {
  expect(needsReview(survey('a.jpg', '8.jpg', '7.jpg'), 7, productNamed)).toBe(true);
});

test('names that say this product, or none, need no review', () => {
  expect(needsReview(survey('a.jpg', '7.jpg'), 7, productNamed)).toBe(false);
});

test('a large drop needs a review whatever the names say', () => {
  expect(needsReview({ ...survey('7.jpg'), files: 31 }, 7, productNamed)).toBe(true);
});

test.each([
  ['drop', true],
  ['paste', true],
  ['dialog', true],
  ['cli', false],
  ['hot-folder', false],
  ['url', false],
] as const)('photos from %s are by hand: %s', (source, is) => {
  expect(isByHand({ source })).toBe(is);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLargeDrop, maxFilesUnasked } from '../../../shared/drop-guard.ts';

test('the usual number of files, in one folder or none, goes straight to the product', () => {
  expect(isLargeDrop({ files: maxFilesUnasked, folders: 1 })).toBe(false);
  expect(isLargeDrop({ files: maxFilesUnasked, folders: 0 })).toBe(false);
});

test('one more file makes a drop large, and so does a second folder', () => {
  expect(isLargeDrop({ files: maxFilesUnasked + 1, folders: 0 })).toBe(true);
  expect(isLargeDrop({ files: 2, folders: 2 })).toBe(true);
});

test('a drop without files is not large', () => {
  fc.assert(fc.property(fc.nat(), (folders) => !isLargeDrop({ files: 0, folders })));
});

test('more files or folders never make a drop smaller', () => {
  const some = fc.record({ files: fc.nat(100), folders: fc.nat(5) });
  fc.assert(
    fc.property(some, some, (given, more) => {
      const both = { files: given.files + more.files, folders: given.folders + more.folders };
      return !isLargeDrop(given) || isLargeDrop(both);
    }),
  );
});

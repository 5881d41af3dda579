import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksBeforeAdding, maxFilesUnasked } from '../../../shared/many-photos.ts';

test('as many files as a gallery usually gets, in one folder or none, go straight to the product', () => {
  expect(asksBeforeAdding({ files: maxFilesUnasked, folders: 1 })).toBe(false);
  expect(asksBeforeAdding({ files: maxFilesUnasked, folders: 0 })).toBe(false);
});

test('one file more is asked about, and so is a second folder', () => {
  expect(asksBeforeAdding({ files: maxFilesUnasked + 1, folders: 0 })).toBe(true);
  expect(asksBeforeAdding({ files: 2, folders: 2 })).toBe(true);
});

test('nothing is asked where nothing would be added', () => {
  fc.assert(fc.property(fc.nat(), (folders) => !asksBeforeAdding({ files: 0, folders })));
});

test('what is asked about is asked about with more files or folders too', () => {
  const some = fc.record({ files: fc.nat(100), folders: fc.nat(5) });
  fc.assert(
    fc.property(some, some, (given, more) => {
      const both = { files: given.files + more.files, folders: given.folders + more.folders };
      return !asksBeforeAdding(given) || asksBeforeAdding(both);
    }),
  );
});

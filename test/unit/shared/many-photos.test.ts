import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksBeforeAdding, maxFilesUnasked } from '../../../shared/many-photos.ts';

test('the usual number of files, in one folder or none, goes straight to the product', () => {
  expect(asksBeforeAdding({ files: maxFilesUnasked, folders: 1 })).toBe(false);
  expect(asksBeforeAdding({ files: maxFilesUnasked, folders: 0 })).toBe(false);
});

test('one more file asks first, and so does a second folder', () => {
  expect(asksBeforeAdding({ files: maxFilesUnasked + 1, folders: 0 })).toBe(true);
  expect(asksBeforeAdding({ files: 2, folders: 2 })).toBe(true);
});

test('nothing is asked when nothing would be added', () => {
  fc.assert(fc.property(fc.nat(), (folders) => !asksBeforeAdding({ files: 0, folders })));
});

test('more files or folders never stop the question', () => {
  const some = fc.record({ files: fc.nat(100), folders: fc.nat(5) });
  fc.assert(
    fc.property(some, some, (given, more) => {
      const both = { files: given.files + more.files, folders: given.folders + more.folders };
      return !asksBeforeAdding(given) || asksBeforeAdding(both);
    }),
  );
});

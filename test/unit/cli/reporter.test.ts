import { expect, test } from 'vitest';
import { oneLine, ignoredNote } from '../../../electron/cli/reporter.ts';

test('a name with line breaks and control characters stays on its line, readable', () => {
  expect(oneLine('refused  a b/new\nline\t\u001b[31m.jpg')).toBe('refused  a b/new␊line␉␛[31m.jpg');
  expect(oneLine('日本/é "1".jpg')).toBe('日本/é "1".jpg');
});

test('ignored files are counted, if there are any', () => {
  expect([0, 1, 11].map(ignoredNote)).toEqual(['', '; 1 system file skipped', '; 11 system files skipped']);
});

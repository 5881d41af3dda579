import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ignoredNote } from '../../../electron/cli/reporter.ts';
import { terminalJson, terminalText } from '../../../electron/util/terminal-text.ts';

test('a name with line ends and signs for the terminal stays on its line, and can be read', () => {
  expect(terminalText('refused  a b/new\nline\t\u001b[31m.jpg')).toBe('refused  a b/new␊line␉␛[31m.jpg');
  expect(terminalText('日本/é "1".jpg')).toBe('日本/é "1".jpg');
});

test('a name that would turn the text around it is shown without its effect', () => {
  expect(terminalText('mug\u202egpj.exe\u2066\u061c\u2028')).toBe('mug\ufffdgpj.exe\ufffd\ufffd\ufffd');
});

test('nothing that a terminal acts upon gets through, as words or as JSON, and JSON stays the same value', () => {
  const acts = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(terminalText(text)).not.toMatch(acts);
      const json = terminalJson({ text });
      expect(json).not.toMatch(acts);
      expect(JSON.parse(json)).toEqual({ text });
    }),
  );
});

test('ignored files are counted, if there are any', () => {
  expect([0, 1, 11].map(ignoredNote)).toEqual(['', '; 1 system file skipped', '; 11 system files skipped']);
});

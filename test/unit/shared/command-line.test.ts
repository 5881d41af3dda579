import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { readOptions, wholeNumber } from '../../../shared/command-line.ts';

test('options are read, and a mistake is a sentence without advice on paths', () => {
  const read = (args: string[]) =>
    readOptions(() => parseArgs({ args, options: { port: { type: 'string' } } }).values.port);
  expect(read(['--port', '7'])).toEqual({ ok: true, value: '7' });
  expect(read(['--pot', '7'])).toEqual({ ok: false, reason: "Unknown option '--pot'" });
});

test.each([
  ['1', 1],
  ['007', 7],
  ['10', 10],
  ['11', null],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['1e1', null],
  ['', null],
  ['9007199254740993', null],
])('the whole number from 1 to 10 in %j is %j', (text, value) => {
  expect(wholeNumber(text, 1, 10)).toBe(value);
});

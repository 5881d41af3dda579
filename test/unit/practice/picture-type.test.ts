import { expect, test } from 'vitest';
import type { GreyPixels } from '../../../electron/practice/picture-type.ts';
import { decodeWbmp, decodeXbm, sniffType } from '../../../electron/practice/picture-type.ts';

const xbm = Buffer.from(
  '#define dot_width 9\n#define dot_height 2\nstatic unsigned char dot_bits[] = {\n 0x01, 0x01, 0xfe, 0x00 };\n',
);
const wbmp = Buffer.from([0, 0, 9, 2, 0b10000000, 0b10000000, 0b01111111, 0b00000000]);

/** White pixels as `#`, black ones as `.`, one row per line. */
function rowsOf(decoded: GreyPixels | null): string[] {
  const text = Array.from(decoded?.pixels ?? [], (pixel) => (pixel === 255 ? '#' : '.')).join('');
  return text.match(new RegExp(`.{${decoded?.width ?? 1}}`, 'g')) ?? [];
}

test.each([
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['gif', Buffer.from('GIF89a......')],
  ['webp', Buffer.from('RIFF....WEBPVP8 ')],
  ['xbm', xbm],
  ['wbmp', wbmp],
] as const)('recognises a %s by its content', (type, file) => {
  expect(sniffType(file, file.length)).toBe(type);
});

test.each([
  ['text', Buffer.from('Shot list: front, back')],
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(400)],
  ['TIFF', Buffer.from([0x49, 0x49, 0x2a, 0])],
  ['a WBMP that ends early', wbmp.subarray(0, 6)],
])('does not take %s for a picture', (_name, file) => {
  expect(sniffType(file, file.length)).toBeNull();
});

test('reads the pixels of a WBMP, where a set bit is white', () => {
  expect(rowsOf(decodeWbmp(wbmp))).toEqual(['#.......#', '.#######.']);
});

test('reads the pixels of an XBM, where a set bit is black', () => {
  expect(rowsOf(decodeXbm(xbm))).toEqual(['.#######.', '#.......#']);
});

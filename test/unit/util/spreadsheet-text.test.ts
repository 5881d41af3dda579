import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forSpreadsheet, fromSpreadsheet } from '../../../electron/util/spreadsheet-text.ts';

/** Texts with many of the characters that the rule is about. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '|', '\t', '\r', '\n', ' ', 'a', '1', '＝'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
);

describe('a text for a spreadsheet', () => {
  test.each([
    ['=HYPERLINK("x")', `'=HYPERLINK("x")`],
    ['-1 degree', "'-1 degree"],
    ["'=1", "''=1"],
    ['mug;=1+1', "mug;'=1+1"],
    ['mug -2', "mug '-2"],
    ['Mug - blue', 'Mug - blue'],
    ['Mug, 5 + 5 cm', 'Mug, 5 + 5 cm'],
    ["Shop's mug", "Shop's mug"],
  ])('%j is written as %j', (text, written) => {
    expect(forSpreadsheet(text)).toBe(written);
  });

  test('comes back exactly, whatever it was', () => {
    fc.assert(fc.property(texts, (text) => fromSpreadsheet(forSpreadsheet(text)) === text));
  });

  test('begins no formula, neither at its start nor behind a separator', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(forSpreadsheet(text)).not.toMatch(/(?:^|[;,|"\t\r\n])[=+\-@＝＋－＠]/);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { altCsv, altCsvTitles, compareAlts, readAltCsv } from '../../../../electron/gallery/alts/alt-csv.ts';
import { maxAltLength } from '../../../../shared/alts.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('=1+1', "'=1", ' spaces ', 'two\r\nlines', 'one\rreturn', 'a;b\tc,d', '"quoted"', '-', ''),
);
const row = fc.record({
  productId: fc.integer({ min: 1, max: 9_999 }),
  imageId: fc.integer({ min: 1, max: 9_999_999 }),
  alt: text,
  sku: text,
  product: text,
  file: text,
});

describe('a list of alt texts', () => {
  test('reads back exactly what was written, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const listed = await readAltCsv(altCsvTitles() + altCsv(rows));
        const expected = rows.map(({ productId, imageId, alt }) => ({ productId, imageId, alt }));
        expect(listed).toEqual({ ok: true, value: { listed: expected, unreadable: 0 } });
      }),
    );
  });

  test('is read with semicolons, moved columns and without a byte order mark, as spreadsheets save it', async () => {
    const saved = 'Image ID;Alt text;Product ID;Note\n7;"A mug; blue";3;x\n\n8;;3;\n';
    expect(await readAltCsv(saved)).toEqual({
      ok: true,
      value: {
        listed: [
          { productId: 3, imageId: 7, alt: 'A mug; blue' },
          { productId: 3, imageId: 8, alt: '' },
        ],
        unreadable: 0,
      },
    });
  });

  test('without the columns that name the image is refused, and so is an open quote', async () => {
    expect(await readAltCsv('SKU,Alt text\nA,b\n')).toMatchObject({ reason: { code: 'alt-list-columns' } });
    expect(await readAltCsv('')).toMatchObject({ reason: { code: 'alt-list-columns' } });
    const open = 'Product ID,Image ID,Alt text\n1,2,"never closed\n';
    expect(await readAltCsv(open)).toMatchObject({ reason: { code: 'alt-list-unreadable' } });
  });

  test('counts rows that don’t say of which image they are, but no empty ones', async () => {
    const list = 'Product ID,Image ID,Alt text\n3,7,ok\ngarbage,line\n,,\n3,,no image\n';
    expect(await readAltCsv(list)).toMatchObject({ value: { listed: [{ imageId: 7 }], unreadable: 2 } });
  });

  test('with more than 100,000 rows is refused', async () => {
    const long = 'Product ID,Image ID,Alt text\n' + '1,2,x\n'.repeat(100_001);
    expect(await readAltCsv(long)).toMatchObject({ reason: { code: 'alt-list-too-long' } });
  });

  test('is compared with the store: the last row of an image counts', async () => {
    const of = (imageId: number, alt: string, productId = 3) => ({ productId, imageId, alt });
    const listed = [
      of(1, 'old'),
      of(1, 'new'),
      of(2, 'same'),
      of(3, 'gone'),
      of(4, 'x'.repeat(maxAltLength + 1)),
    ];
    const stored = new Map([
      [1, ''],
      [2, 'same'],
      [4, ''],
    ]);
    expect(await compareAlts(listed, () => stored)).toEqual({
      changes: [of(1, 'new')],
      same: 1,
      unknown: 1,
      tooLong: 1,
    });
  });
});

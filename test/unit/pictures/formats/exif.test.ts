import * as fc from 'fast-check';
import sharp, { type Exif } from 'sharp';
import { describe, expect, it } from 'vitest';
import { capturedAt, readExif, readTiffExif } from '../../../../electron/pictures/formats/exif.ts';
import { readerOf } from '../../../../electron/pictures/reader.ts';
import { flat } from '../pictures.ts';

async function blockOf(exif: Exif): Promise<Uint8Array> {
  const { exif: block } = await sharp(await flat(8, 8).withExif(exif).jpeg().toBuffer()).metadata();
  return block ?? new Uint8Array();
}

const read = async (exif: Exif) => readExif(await blockOf(exif));
const time = async (exif: Exif) => capturedAt(await read(exif));
const taken = (DateTimeOriginal: string, more: Record<string, string> = {}) =>
  time({ IFD2: { DateTimeOriginal, ...more } });

describe('EXIF', () => {
  it('tells the capture time, with fractions of a second', async () => {
    const second = Date.UTC(2026, 10, 20, 23, 59, 59);
    expect(await taken('2026:11:20 23:59:59')).toBe(second);
    expect(await taken('2026:11:20 23:59:59', { SubSecTimeOriginal: '07' })).toBe(second + 70);
    expect(await taken('2026:11:20 23:59:59', { SubSecTimeOriginal: '123456' })).toBe(second + 123);
    expect(await time({ IFD2: { DateTimeDigitized: '2026:11:20 23:59:59' } })).toBe(second);
    expect(await time({ IFD0: { DateTime: '2026:11:20 23:59:59' } })).toBe(second);
  });

  it('ignores the time of a clock that was never set', async () => {
    for (const nonsense of [
      '0000:00:00 00:00:00',
      '2026:13:20 10:00:00',
      '    :  :     :  :  ',
      'yesterday at noon..',
    ]) {
      expect(await taken(nonsense)).toBeNull();
    }
  });

  it('tells the artist and the copyright, in UTF-8 or Latin-1', async () => {
    const copyright = (text: Buffer) => {
      const head = Buffer.from('MM\0*\0\0\0\x08\0\x01\x82\x98\0\x02\0\0\0\0\0\0\0\x1a\0\0\0\0', 'latin1');
      head.writeUInt32BE(text.length, 14);
      return Buffer.concat([head, text]);
    };
    const text = '© Söhne';
    for (const bytes of [Buffer.from(text), Buffer.from(text, 'latin1')]) {
      const block = copyright(bytes);
      expect(readExif(block)).toEqual({ Copyright: text });
      expect((await readTiffExif(readerOf(block))).texts).toEqual({ Copyright: text });
    }
  });

  it('reads both byte orders', () => {
    const block = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x3b\0\x02\0\0\0\x04Ada\0\0\0\0\0', 'latin1');
    expect(readExif(block)).toEqual({ Artist: 'Ada' });
  });

  it('ends with cycles and false values', async () => {
    const whole = await blockOf({
      IFD0: { Artist: 'Ada' },
      IFD2: { DateTimeOriginal: '2026:11:20 10:11:12' },
      IFD3: { GPSLatitudeRef: 'N' },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
        async (end, flips) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of flips) bytes[at] = value;
          const cut = bytes.subarray(0, end);
          for (const texts of [readExif(cut), (await readTiffExif(readerOf(cut))).texts]) {
            const instant = capturedAt(texts);
            expect(instant === null || Number.isSafeInteger(instant)).toBe(true);
          }
        },
      ),
    );
  });
});

import * as fc from 'fast-check';
import sharp, { type Exif } from 'sharp';
import { describe, expect, it } from 'vitest';
import { exifBlock, readExif } from '../../../../electron/pictures/formats/exif.ts';
import { readerOf } from '../../../../electron/pictures/reader.ts';
import { flat } from '../pictures.ts';

async function blockOf(exif: Exif): Promise<Uint8Array> {
  const { exif: block } = await sharp(await flat(8, 8).withExif(exif).jpeg().toBuffer()).metadata();
  return exifBlock(block ?? new Uint8Array());
}

const read = async (exif: Exif) => await readExif(readerOf(await blockOf(exif)));
const taken = (DateTimeOriginal: string, more: Record<string, string> = {}) =>
  read({ IFD2: { DateTimeOriginal, ...more } });

describe('EXIF', () => {
  it('tells the capture time, with fractions of a second', async () => {
    const second = Date.UTC(2026, 10, 20, 23, 59, 59);
    expect((await taken('2026:11:20 23:59:59')).capturedAt).toBe(second);
    expect((await taken('2026:11:20 23:59:59', { SubSecTimeOriginal: '07' })).capturedAt).toBe(second + 70);
    expect((await taken('2026:11:20 23:59:59', { SubSecTimeOriginal: '123456' })).capturedAt).toBe(
      second + 123,
    );
    expect((await read({ IFD2: { DateTimeDigitized: '2026:11:20 23:59:59' } })).capturedAt).toBe(second);
    expect((await read({ IFD0: { DateTime: '2026:11:20 23:59:59' } })).capturedAt).toBe(second);
  });

  it('ignores the time of a clock that was never set', async () => {
    for (const nonsense of [
      '0000:00:00 00:00:00',
      '2026:13:20 10:00:00',
      '    :  :     :  :  ',
      'yesterday at noon..',
    ]) {
      expect((await taken(nonsense)).capturedAt).toBeNull();
    }
  });

  it('treats location, name and serial number as private, but not a camera’s make', async () => {
    expect((await read({ IFD0: { Make: 'Packshot', Model: 'One' } })).hasPrivateMetadata).toBe(false);
    expect(
      (await read({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })).hasPrivateMetadata,
    ).toBe(true);
    expect((await read({ IFD0: { Artist: 'Ada' } })).hasPrivateMetadata).toBe(true);
    expect((await read({ IFD2: { BodySerialNumber: '1234567' } })).hasPrivateMetadata).toBe(true);
    expect((await read({ IFD2: { CameraOwnerName: 'Ada' } })).hasPrivateMetadata).toBe(true);
  });

  it('reads both byte orders', async () => {
    const block = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x3b\0\x02\0\0\0\x04Ada\0\0\0\0\0', 'latin1');
    expect((await readExif(readerOf(block))).hasPrivateMetadata).toBe(true);
  });

  it('ends with cycles and false values, and reads little', async () => {
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
          let asked = 0;
          const inside = readerOf(bytes.subarray(0, end));
          await readExif(async (at, length) => {
            asked += 1;
            expect(length).toBeLessThan(20_000);
            return await inside(at, length);
          });
          expect(asked).toBeLessThan(20);
        },
      ),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bmpPixels, readBmpHeader } from '../../../../electron/pictures/formats/bmp.ts';
import { bmp, rawBmp } from '../pictures.ts';

function pixelsOf(bytes: Buffer, step = 1): number[] | null {
  const header = readBmpHeader(bytes);
  const pixels = header && bmpPixels(bytes, header, step);
  return pixels && [...pixels];
}

const red = [255, 0, 0];
const blue = [0, 0, 255];
/** Two palette colours: blue, green, red, 0. */
const palette = [0, 0, 255, 0, 255, 0, 0, 0];

describe('BMP', () => {
  it('reads rows from the bottom up, or from the top down if the height is negative', () => {
    const pixels = [0, 0, 255, 0, 255, 0, 0, 0];
    expect(pixelsOf(rawBmp({ width: 1, height: 2, bits: 24, pixels }))).toEqual([...blue, ...red]);
    expect(pixelsOf(rawBmp({ width: 1, height: -2, bits: 24, pixels }))).toEqual([...red, ...blue]);
  });

  it.each([
    [1, [0b01000000, 0, 0, 0]],
    [4, [0x01, 0x00, 0, 0]],
    [8, [0, 1, 0, 0]],
  ])('reads %i bits per pixel by the palette', (bits, row) => {
    expect(pixelsOf(rawBmp({ width: 3, height: 1, bits, palette, pixels: row }))).toEqual([
      ...red,
      ...blue,
      ...red,
    ]);
  });

  it('reads 16 and 32 bits per pixel', () => {
    expect(pixelsOf(rawBmp({ width: 2, height: 1, bits: 16, pixels: [0x00, 0x7c, 0x1f, 0x00] }))).toEqual([
      ...red,
      ...blue,
    ]);
    expect(pixelsOf(rawBmp({ width: 2, height: 1, bits: 32, pixels: [0, 0, 255, 0, 255, 0, 0, 0] }))).toEqual(
      [...red, ...blue],
    );
  });

  it('reads runs, literal runs, jumps and ends', () => {
    const pixels = [2, 1, 1, 0, 0, 0, 0, 3, 1, 0, 1, 0, 0, 1];
    expect(pixelsOf(rawBmp({ width: 3, height: 2, bits: 8, compression: 1, palette, pixels }))).toEqual(
      [blue, red, blue, blue, blue, red].flat(),
    );
    const nibbles = [3, 0x10, 0, 1];
    expect(
      pixelsOf(rawBmp({ width: 3, height: 1, bits: 4, compression: 2, palette, pixels: nibbles })),
    ).toEqual([blue, red, blue].flat());
  });

  it('keeps every step-th pixel in both directions', () => {
    expect(pixelsOf(bmp(5, 3), 2)).toEqual(Array.from({ length: 6 }, () => [200, 120, 30]).flat());
  });

  it('detects every truncated file', () => {
    const whole = rawBmp({ width: 7, height: 5, bits: 24, pixels: Array.from({ length: 24 * 5 }, () => 9) });
    expect(pixelsOf(whole)).not.toBeNull();
    // Only the last row's padding may be missing.
    for (let length = 0; length < whole.length - 3; length += 1) {
      expect(pixelsOf(whole.subarray(0, length))).toBeNull();
    }
    const runs = rawBmp({
      width: 3,
      height: 2,
      bits: 8,
      compression: 1,
      palette,
      pixels: [2, 1, 1, 0, 0, 0, 0, 3, 1],
    });
    expect(pixelsOf(runs)).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 1, max: 50 }),
          height: fc.integer({ min: -50, max: 50 }),
          bits: fc.constantFrom(1, 4, 8, 16, 24, 32, 7),
          compression: fc.constantFrom(0, 1, 2, 3, 4, 6),
          pixels: fc.array(fc.nat(255), { maxLength: 400 }),
        }),
        (options) => {
          expect(() => pixelsOf(rawBmp({ ...options, palette }))).not.toThrow();
        },
      ),
    );
  });
});

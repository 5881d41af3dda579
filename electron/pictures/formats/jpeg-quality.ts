import type { ReadAt } from '../reader.ts';
import { readJpegParts } from './jpeg.ts';

/** The luminance table that quality 50 stands for, in zigzag order. Source: ITU T.81, table K.1. */
const usualTable = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58,
  51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103,
  62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];
const quantizationTables = 0xdb;

/**
 * The quality of a JPEG, 1 to 100, as libjpeg counts it: by the factor between its luminance table and the usual one.
 * Null if it has no such table.
 */
export async function jpegQuality(read: ReadAt): Promise<number | null> {
  const parts = await readJpegParts(read);
  for (const { marker, from, to } of parts?.segments ?? []) {
    if (marker !== quantizationTables) continue;
    const table = luminanceTable(await read(from + 4, to - from - 4));
    if (table !== null) return qualityOf(table);
  }
  return null;
}

function luminanceTable(content: Uint8Array): number[] | null {
  for (let at = 0; at < content.length;) {
    const head = content[at] ?? 0;
    const bytes = head >> 4 === 0 ? 1 : 2;
    const values = content.subarray(at + 1, at + 1 + 64 * bytes);
    if (values.length < 64 * bytes) return null;
    if ((head & 15) === 0) {
      return usualTable.map((_, n) =>
        bytes === 1 ? (values[n] ?? 0) : (values[n * 2] ?? 0) * 256 + (values[n * 2 + 1] ?? 0),
      );
    }
    at += 1 + 64 * bytes;
  }
  return null;
}

/** Reverses `jpeg_quality_scaling` of libjpeg. */
function qualityOf(table: readonly number[]): number {
  // 255 is the maximum in a baseline JPEG.
  const given = table.flatMap((value, n) => (value < 255 ? [[value, usualTable[n] ?? 0] as const] : []));
  if (given.length === 0) return 1;
  const sum = given.reduce((total, [value]) => total + value, 0);
  const percent = (100 * sum) / given.reduce((total, [, usual]) => total + usual, 0);
  const quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent;
  return Math.max(1, Math.min(100, Math.round(quality)));
}

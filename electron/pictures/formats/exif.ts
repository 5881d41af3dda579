import type { ReadAt } from '../reader.ts';
import { exifTexts } from './tags.ts';
import { openTiff } from './tiff-directory.ts';

/**
 * EXIF fields that intake reads, by their tags in the main and in the EXIF directory. Source: Exif 3.0, section 4.6.
 */
const mainTags = { DateTime: 0x0132, Artist: 0x013b, Copyright: 0x8298 } as const;
const exifTags = { DateTimeOriginal: 0x9003, DateTimeDigitized: 0x9004, SubSecTimeOriginal: 0x9291 } as const;
type Name = keyof typeof mainTags | keyof typeof exifTags;
/** Only the fields that the picture has. */
export type ExifTexts = Partial<Record<Name, string>>;

const exifDirectory = 0x8769;
const maxTextBytes = 2_000;
/**
 * Tags of a TIFF that are metadata: its name and description, make, model, software, time, artist, computer, XMP,
 * IPTC, Photoshop's resources, EXIF, GPS. Sources: TIFF 6.0; Exif 3.0; Adobe's TIFF technical notes.
 */
const privateTags = [269, 270, 271, 272, 305, 306, 315, 316, 700, 33723, 34377, exifDirectory, 34853];

/** From an EXIF block as decoders return it. A field that can't be read counts as missing. */
export function readExif(block: Uint8Array): ExifTexts {
  return exifTexts(block, [...Object.keys(mainTags), ...Object.keys(exifTags)] as Name[]);
}

/** From a TIFF file, by its directories: the library would need the whole file in memory. */
export async function readTiffExif(read: ReadAt): Promise<{ texts: ExifTexts; isPrivate: boolean }> {
  const tiff = await openTiff(read);
  const main = tiff && (await tiff.directory(tiff.first));
  if (!main) return { texts: {}, isPrivate: false };
  const [at = 0] = await tiff.numbers(main.fields.get(exifDirectory), 1);
  const exif = at === 0 ? null : await tiff.directory(at);
  const fields = [
    ...Object.entries(mainTags).map(([name, tag]) => [name, main.fields.get(tag)] as const),
    ...Object.entries(exifTags).map(([name, tag]) => [name, exif?.fields.get(tag)] as const),
  ];
  const texts = await Promise.all(
    fields.map(async ([name, field]) => [name, await tiff.text(field, maxTextBytes)] as const),
  );
  return {
    texts: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    isPrivate: privateTags.some((tag) => main.fields.has(tag)),
  };
}

/** When the camera took it by the camera's clock, epoch milliseconds read as UTC; null if unknown. */
export function capturedAt(texts: ExifTexts): number | null {
  return (
    instantOf(texts.DateTimeOriginal, texts.SubSecTimeOriginal) ??
    instantOf(texts.DateTimeDigitized) ??
    // Programs set this one when they save. It is better than nothing to order by.
    instantOf(texts.DateTime)
  );
}

/**
 * `2026:11:20 10:11:12`, with the decimals of a second apart, such as `34` for 340 ms. Cameras whose clock was never
 * set write zeros.
 */
function instantOf(text = '', subSecond = ''): number | null {
  const match = /^(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  if (
    year < 1900 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > 31 ||
    hour > 23 ||
    minute > 59 ||
    second > 60
  ) {
    return null;
  }
  const milliseconds = /^\d+$/.test(subSecond) ? Math.floor(Number(`0.${subSecond}`) * 1000) : 0;
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}

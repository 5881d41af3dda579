import type { ReadAt } from '../reader.ts';
import { openTiff } from './tiff-directory.ts';

const tags = {
  newSubfileType: 254,
  photometric: 262,
  make: 271,
  subDirectories: 330,
  dngVersion: 50_706,
} as const;
const reducedPicture = 1;
/** Pixels in the order of a sensor's colour filters. Source: TIFF/EP (ISO 12234-2), DNG specification. */
const colourFilterArray = 32_803;
const canonMark = [0x43, 0x52, 2];
const longestMake = 64;

/**
 * The name of a raw photo, such as `a raw photo (NEF)`; null for any other TIFF. Only signs that exporting programs
 * don't write count: the mark of CR2, the version of DNG, sensor pixels, or a preview with the full picture below it,
 * as Nikon and Sony store it. The number of fields, or a maker's field such as PrintIM, is no sign.
 */
export async function rawTiffName(read: ReadAt): Promise<string | null> {
  const tiff = await openTiff(read);
  const first = tiff && (await tiff.directory(tiff.first));
  if (!tiff || !first) return null;
  const head = await read(8, canonMark.length);
  if (canonMark.every((byte, index) => head[index] === byte)) return rawName('CR2');
  const { fields } = first;
  if (fields.has(tags.dngVersion)) return rawName('DNG');
  const [subfileType = 0] = await tiff.numbers(fields.get(tags.newSubfileType), 1);
  const [photometric] = await tiff.numbers(fields.get(tags.photometric), 1);
  const startsWithPreview = (subfileType & reducedPicture) !== 0 && fields.has(tags.subDirectories);
  if (!startsWithPreview && photometric !== colourFilterArray) return null;
  const make = await tiff.text(fields.get(tags.make), longestMake);
  const format = formats.find(([maker]) => maker.test(make))?.[1];
  return format === undefined ? 'a raw photo' : rawName(format);
}

/** Each maker's name for its raw photos that are TIFFs without a mark. */
const formats: readonly (readonly [maker: RegExp, format: string])[] = [
  [/^nikon/i, 'NEF'],
  [/^sony/i, 'ARW'],
  [/^(?:pentax|ricoh|asahi)/i, 'PEF'],
  [/^samsung/i, 'SRW'],
  [/^hasselblad/i, '3FR'],
  [/^phase one/i, 'IIQ'],
  [/^leaf/i, 'MOS'],
  [/^mamiya/i, 'MEF'],
  [/^(?:seiko )?epson/i, 'ERF'],
  [/^kodak|^eastman kodak/i, 'DCR'],
];

/** The name of the kind of a raw photo by its format, such as `nef`. */
export function rawName(format: string): string {
  return `a raw photo (${format.toUpperCase()})`;
}

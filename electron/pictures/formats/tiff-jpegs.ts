import type { ReadAt } from '../reader.ts';
import { openTiff } from './tiff-directory.ts';

const tags = {
  compression: 259,
  stripAt: 273,
  stripBytes: 279,
  tileAt: 324,
  tileBytes: 325,
  tables: 347,
} as const;
const jpegCompression = 7;
const maxParts = 1_000_000;
const maxPartBytes = 256 * 1024 * 1024;
const maxTableBytes = 64 * 1024;

/**
 * The JPEG streams that make up the first page of a TIFF with JPEG compression. They are checked one by one, because
 * decoders don't report their damage. None for a TIFF of any other compression. Throws if one is missing. Sources: TIFF
 * 6.0, section 2; Adobe's TIFF Technical Note 2.
 */
export async function* jpegsOfTiff(read: ReadAt): AsyncGenerator<Uint8Array> {
  const tiff = await openTiff(read);
  const first = tiff && (await tiff.directory(tiff.first));
  if (!tiff || !first) return;
  const { fields } = first;
  const [compression] = await tiff.numbers(fields.get(tags.compression), 1);
  if (compression !== jpegCompression) return;

  const partNumbers = async (tag: number): Promise<number[]> => {
    const field = fields.get(tag);
    return field !== undefined && field.count <= maxParts ? await tiff.numbers(field, maxParts) : [];
  };
  const isTiled = fields.has(tags.tileAt);
  const places = await partNumbers(isTiled ? tags.tileAt : tags.stripAt);
  const lengths = await partNumbers(isTiled ? tags.tileBytes : tags.stripBytes);
  if (places.length === 0 || places.length !== lengths.length) throw new Error('bad places of strips');
  const tablesAt = fields.get(tags.tables);
  const tables = tablesAt && (await read(tablesAt.at, Math.min(tablesAt.count, maxTableBytes)));
  if (tables && !isJpeg(tables)) throw new Error('bad tables');
  for (const [index, at] of places.entries()) {
    const length = lengths[index] ?? 0;
    const part = await read(at, Math.min(length, maxPartBytes));
    if (part.length < length) throw new Error('premature end');
    if (!startsAsJpeg(part)) throw new Error('no JPEG in a strip');
    // Common tables are stored apart, between a start and an end marker.
    yield tables ? Buffer.concat([tables.subarray(0, -2), part.subarray(2)]) : part;
  }
}

function startsAsJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

function isJpeg(bytes: Uint8Array): boolean {
  return startsAsJpeg(bytes) && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}

import type { ReadAt } from '../reader.ts';

const tags = {
  compression: 259,
  stripAt: 273,
  stripBytes: 279,
  tileAt: 324,
  tileBytes: 325,
  tables: 347,
} as const;
const jpegCompression = 7;
/** Bytes of a number of each type that places and lengths are told in. */
const numberBytes: Readonly<Record<number, 2 | 4 | 8>> = { 3: 2, 4: 4, 16: 8 };
const mostEntries = 1_000;
const mostParts = 1_000_000;
const mostPartBytes = 256 * 1024 * 1024;
const mostTableBytes = 64 * 1024;

interface Value {
  type: number;
  count: number;
  /** Where it stands in the file. */
  at: number;
}

/**
 * The pictures of which the first page of a TIFF with JPEG compression is made, each a JPEG by itself: decoders don't tell what they make of
 * them. None for a TIFF of any other compression. Throws where one is not there.
 * Sources: TIFF 6.0, section 2; Adobe's TIFF Technical Note 2.
 */
export async function* jpegsOfTiff(read: ReadAt): AsyncGenerator<Uint8Array> {
  const directory = await firstDirectory(read);
  if (directory === null) return;
  const { values, number } = directory;
  const numbersOf = async (value: Value | undefined): Promise<number[]> => {
    const size = value && numberBytes[value.type];
    if (value === undefined || size === undefined || value.count > mostParts) return [];
    const bytes = await read(value.at, value.count * size);
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
      number(bytes, index * size, size),
    );
  };
  const [compression] = await numbersOf(values.get(tags.compression));
  if (compression !== jpegCompression) return;

  const isTiled = values.has(tags.tileAt);
  const places = await numbersOf(values.get(isTiled ? tags.tileAt : tags.stripAt));
  const lengths = await numbersOf(values.get(isTiled ? tags.tileBytes : tags.stripBytes));
  if (places.length === 0 || places.length !== lengths.length) throw new Error('bad places of strips');
  const tablesAt = values.get(tags.tables);
  const tables = tablesAt && (await read(tablesAt.at, Math.min(tablesAt.count, mostTableBytes)));
  if (tables && !isJpeg(tables)) throw new Error('bad tables');
  for (const [index, at] of places.entries()) {
    const length = lengths[index] ?? 0;
    const part = await read(at, Math.min(length, mostPartBytes));
    if (part.length < length) throw new Error('premature end');
    if (!startsAsJpeg(part)) throw new Error('no JPEG in a strip');
    // Tables common to all stand apart, between a start and an end of their own.
    yield tables ? Buffer.concat([tables.subarray(0, -2), part.subarray(2)]) : part;
  }
}

function startsAsJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

function isJpeg(bytes: Uint8Array): boolean {
  return startsAsJpeg(bytes) && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}

async function firstDirectory(read: ReadAt) {
  const head = await read(0, 16);
  if (head.length < 16) return null;
  const little = head[0] === 0x49;
  const number = (bytes: Uint8Array, at: number, size: 2 | 4 | 8): number => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (size === 8) return Number(view.getBigUint64(at, little));
    return size === 4 ? view.getUint32(at, little) : view.getUint16(at, little);
  };
  const isBig = number(head, 2, 2) === 43;
  const [countBytes, entryBytes, addressBytes] = isBig ? ([8, 20, 8] as const) : ([2, 12, 4] as const);
  const at = number(head, isBig ? 8 : 4, addressBytes);
  const start = await read(at, countBytes);
  if (start.length < countBytes) return null;
  const count = Math.min(number(start, 0, countBytes), mostEntries);
  const entries = await read(at + countBytes, count * entryBytes);
  const values = new Map<number, Value>();
  for (let entry = 0; entry + entryBytes <= entries.length; entry += entryBytes) {
    const type = number(entries, entry + 2, 2);
    const many = number(entries, entry + 4, isBig ? 8 : 4);
    const valueAt = entry + entryBytes - addressBytes;
    const fits = many * (numberBytes[type] ?? 1) <= addressBytes;
    values.set(number(entries, entry, 2), {
      type,
      count: many,
      at: fits ? at + countBytes + valueAt : number(entries, valueAt, addressBytes),
    });
  }
  return { values, number };
}

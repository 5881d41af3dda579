import type { ReadAt } from '../reader.ts';

/** One entry of a directory. Its values are not read yet. */
export interface TiffField {
  type: number;
  count: number;
  /** Where its values begin in the file. */
  at: number;
}

export interface TiffDirectory {
  fields: ReadonlyMap<number, TiffField>;
  /** Where the next directory begins; 0 after the last one. */
  next: number;
}

export interface TiffReader {
  /** Where the first directory begins. */
  first: number;
  /** Null where no directory fits the file. */
  directory(at: number): Promise<TiffDirectory | null>;
  /** A field's whole numbers, at most so many; none if the field is missing or of another type. */
  numbers(field: TiffField | undefined, max: number): Promise<number[]>;
  /**
   * A field's rational values, at most this many. None if the field is missing, has another type, or divides by zero.
   */
  fractions(field: TiffField | undefined, max: number): Promise<number[]>;
  /** The text of a field, at most so many bytes; '' if the field is missing. */
  text(field: TiffField | undefined, maxBytes: number): Promise<string>;
}

/** Bytes of a value of each type. Source: TIFF 6.0, section 2, and BigTIFF. */
export const typeBytes: Readonly<Record<number, number | undefined>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};
/** Types of unsigned whole numbers and of offsets of directories. */
const numberTypes: ReadonlySet<number> = new Set([1, 3, 4, 13, 16, 18]);
/** A fraction: two unsigned whole numbers. */
const fractionType = 5;
/** Maximum entries of one directory. The rest is ignored. */
const maxEntries = 10_000;

/**
 * Opens a TIFF or BigTIFF; null if its header is not one. `otherVersions`: numbers that makers use for files of the
 * same structure. Its offsets are not trusted: every read is bounded.
 */
export async function openTiff(
  read: ReadAt,
  otherVersions: readonly number[] = [],
): Promise<TiffReader | null> {
  const head = await read(0, 16);
  const order = String.fromCharCode(head[0] ?? 0, head[1] ?? 0);
  if (head.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const little = order === 'II';
  const number = (bytes: Uint8Array, at: number, size: number): number => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (size === 8) return Number(view.getBigUint64(at, little));
    return size === 4
      ? view.getUint32(at, little)
      : size === 2
        ? view.getUint16(at, little)
        : view.getUint8(at);
  };
  const version = number(head, 2, 2);
  const isBig = version === 43;
  const isUsual = version === 42 || otherVersions.includes(version);
  if (!isUsual && !(isBig && head.length === 16)) return null;
  const [countBytes, entryBytes, addressBytes] = isBig ? ([8, 20, 8] as const) : ([2, 12, 4] as const);

  return {
    first: number(head, isBig ? 8 : 4, addressBytes),

    async directory(at) {
      const start = await read(at, countBytes);
      if (start.length < countBytes) return null;
      const count = number(start, 0, countBytes);
      const length = Math.min(count, maxEntries) * entryBytes;
      const entries = await read(at + countBytes, length + addressBytes);
      const fields = new Map<number, TiffField>();
      for (let entry = 0; entry + entryBytes <= Math.min(length, entries.length); entry += entryBytes) {
        const type = number(entries, entry + 2, 2);
        const values = number(entries, entry + 4, addressBytes);
        const valueAt = entry + entryBytes - addressBytes;
        const fits = values * (typeBytes[type] ?? 1) <= addressBytes;
        fields.set(number(entries, entry, 2), {
          type,
          count: values,
          at: fits ? at + countBytes + valueAt : number(entries, valueAt, addressBytes),
        });
      }
      const hasNext = count <= maxEntries && entries.length === length + addressBytes;
      return { fields, next: hasNext ? number(entries, length, addressBytes) : 0 };
    },

    async numbers(field, max) {
      const size = field && typeBytes[field.type];
      if (field === undefined || size === undefined || !numberTypes.has(field.type)) return [];
      const bytes = await read(field.at, Math.min(field.count, max) * size);
      return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
        number(bytes, index * size, size),
      );
    },

    async fractions(field, max) {
      if (field?.type !== fractionType) return [];
      const bytes = await read(field.at, Math.min(field.count, max) * 8);
      const values = Array.from(
        { length: Math.floor(bytes.length / 8) },
        (_, index) => number(bytes, index * 8, 4) / number(bytes, index * 8 + 4, 4),
      );
      return values.every(Number.isFinite) ? values : [];
    },

    async text(field, maxBytes) {
      if (field === undefined) return '';
      const bytes = await read(field.at, Math.min(field.count, maxBytes));
      return textOf(bytes);
    },
  };
}

/** Up to the first zero byte; as UTF-8 if it is valid, as programs write it today, else as Latin-1. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end === -1 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trim();
  } catch {
    return new TextDecoder('latin1').decode(text).trim();
  }
}

const subDirectories = 330;

/** Counts the directories of a TIFF with their sub-directories, each once, up to one more than `max`. */
export async function countDirectories(read: ReadAt, max: number): Promise<number> {
  const tiff = await openTiff(read);
  if (tiff === null) return 0;
  const seen = new Set<number>();
  const waiting = [tiff.first];
  for (let at = waiting.pop(); at !== undefined && seen.size <= max; at = waiting.pop()) {
    if (at === 0 || seen.has(at)) continue;
    const directory = await tiff.directory(at);
    if (directory === null) continue;
    seen.add(at);
    const below = await tiff.numbers(directory.fields.get(subDirectories), max + 1);
    waiting.push(directory.next, ...below);
  }
  return seen.size;
}

/** Whether one of the first `max` pages is followed by itself or an earlier one, so that the last page never comes. */
export async function isChainedInCircle(read: ReadAt, max: number): Promise<boolean> {
  const tiff = await openTiff(read);
  const seen = new Set<number>();
  for (let at = tiff?.first ?? 0; at !== 0 && seen.size <= max; at = (await tiff?.directory(at))?.next ?? 0) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** A text of an EXIF block's first directory. */
export interface ExifText {
  tag: number;
  text: string;
}

/** Byte order, the number 42, and where the first directory is. Source: TIFF 6.0, section 2. */
const headBytes = 8;
const entryBytes = 12;
const ascii = 2;

/**
 * An EXIF block with these texts alone. Texts beyond ASCII are UTF-8, as in other programs. Source: Exif 3.0, section
 * 4.6.5.
 */
export function exifOf(texts: readonly ExifText[]): Buffer {
  const head = Buffer.from('MM\0*\0\0\0\u0008', 'latin1');
  return Buffer.concat([head, directoryOf([], texts, 0, headBytes, isBig)]);
}

/**
 * The block with these texts instead of its own with the same tags. Its first directory is written again after
 * everything else, so that all offsets stay valid. Null for a block that is not built as TIFF requires.
 */
export function withExifTexts(block: Uint8Array, texts: readonly ExifText[]): Buffer | null {
  const bytes = Buffer.from(block);
  const order = bytes.toString('latin1', 0, 2);
  if (bytes.length < headBytes || (order !== 'MM' && order !== 'II')) return null;
  const numbers = order === 'MM' ? isBig : isLittle;
  const at = numbers.long(bytes, 4);
  if (numbers.short(bytes, 2) !== 42 || at < headBytes || at + 2 > bytes.length) return null;
  const end = at + 2 + numbers.short(bytes, at) * entryBytes;
  if (end + 4 > bytes.length) return null;
  const written = new Set(texts.map(({ tag }) => tag));
  const kept: Buffer[] = [];
  for (let from = at + 2; from < end; from += entryBytes) {
    const entry = bytes.subarray(from, from + entryBytes);
    if (!written.has(numbers.short(entry, 0))) kept.push(entry);
  }
  const place = bytes.length + (bytes.length % 2);
  const directory = directoryOf(kept, texts, numbers.long(bytes, end), place, numbers);
  const whole = Buffer.concat([bytes, Buffer.alloc(place - bytes.length), directory]);
  numbers.writeLong(whole, place, 4);
  return whole;
}

interface Numbers {
  short: (bytes: Buffer, at: number) => number;
  long: (bytes: Buffer, at: number) => number;
  writeShort: (bytes: Buffer, value: number, at: number) => void;
  writeLong: (bytes: Buffer, value: number, at: number) => void;
}

const isBig: Numbers = {
  short: (bytes, at) => bytes.readUInt16BE(at),
  long: (bytes, at) => bytes.readUInt32BE(at),
  writeShort: (bytes, value, at) => void bytes.writeUInt16BE(value, at),
  writeLong: (bytes, value, at) => void bytes.writeUInt32BE(value, at),
};
const isLittle: Numbers = {
  short: (bytes, at) => bytes.readUInt16LE(at),
  long: (bytes, at) => bytes.readUInt32LE(at),
  writeShort: (bytes, value, at) => void bytes.writeUInt16LE(value, at),
  writeLong: (bytes, value, at) => void bytes.writeUInt32LE(value, at),
};

/** A directory and the texts after it, for a place in its block. Entries are in the order of their tags. */
function directoryOf(
  kept: readonly Buffer[],
  texts: readonly ExifText[],
  next: number,
  place: number,
  numbers: Numbers,
): Buffer {
  const count = kept.length + texts.length;
  let at = place + 2 + count * entryBytes + 4;
  const values: Buffer[] = [];
  const added = texts.map(({ tag, text }) => {
    const value = Buffer.from(`${text}\0`, 'utf8');
    const entry = Buffer.alloc(entryBytes);
    numbers.writeShort(entry, tag, 0);
    numbers.writeShort(entry, ascii, 2);
    numbers.writeLong(entry, value.length, 4);
    if (value.length <= 4) value.copy(entry, 8);
    else {
      numbers.writeLong(entry, at, 8);
      // Values begin at even offsets.
      const padded = value.length + (value.length % 2);
      at += padded;
      values.push(Buffer.concat([value], padded));
    }
    return entry;
  });
  const entries = [...kept, ...added].toSorted((a, b) => numbers.short(a, 0) - numbers.short(b, 0));
  const [head, tail] = [Buffer.alloc(2), Buffer.alloc(4)];
  numbers.writeShort(head, count, 0);
  numbers.writeLong(tail, next, 0);
  return Buffer.concat([head, ...entries, tail, ...values]);
}

import type { ReadAt } from '../reader.ts';

/**
 * EXIF, as far as intake needs it. Read here and not by a library because every read must be bounded: directories point to each other
 * by offsets that a damaged or hostile file may send round in circles. Reads three directories at most, whatever they say.
 * Source: Exif 3.0 (CIPA DC-008), sections 4.6.3 to 4.6.6; TIFF 6.0.
 */
export interface ExifFacts {
  /** When the camera took it, as the camera's clock said, epoch milliseconds read as UTC. */
  capturedAt: number | null;
  /** A place, a person's name, or what tells one camera from another. */
  hasPrivateMetadata: boolean;
}

const tags = {
  dateTime: 0x0132,
  artist: 0x013b,
  exif: 0x8769,
  gps: 0x8825,
  dateTimeOriginal: 0x9003,
  dateTimeDigitized: 0x9004,
  makerNote: 0x927c,
  subSecOriginal: 0x9291,
  ownerName: 0xa430,
  bodySerial: 0xa431,
  lensSerial: 0xa435,
} as const;
const asciiType = 2;
const longestText = 64;
const maxEntries = 1_000;

interface Entry {
  type: number;
  count: number;
  /** The value itself where it fits four bytes, else where it stands. */
  value: Uint8Array;
}

const nothing: ExifFacts = { capturedAt: null, hasPrivateMetadata: false };

/** Reads a TIFF file, or an EXIF block without the "Exif" in front of it. What can't be read counts as not there. */
export async function readExif(read: ReadAt): Promise<ExifFacts> {
  const head = await read(0, 8);
  if (head.length < 8) return nothing;
  const order = String.fromCharCode(head[0] ?? 0, head[1] ?? 0);
  if (order !== 'II' && order !== 'MM') return nothing;
  const little = order === 'II';
  if (viewOf(head).getUint16(2, little) !== 42) return nothing;

  const main = await directory(read, viewOf(head).getUint32(4, little), little);
  const exif = await directoryUnder(read, main.get(tags.exif), little);
  const gps = await directoryUnder(read, main.get(tags.gps), little);
  const text = async (entry: Entry | undefined) => await textOf(read, entry, little);

  const subSecond = await text(exif.get(tags.subSecOriginal));
  const capturedAt =
    instantOf(await text(exif.get(tags.dateTimeOriginal)), subSecond) ??
    instantOf(await text(exif.get(tags.dateTimeDigitized)), '') ??
    // Programs set this one to when they last saved; better than nothing to order by.
    instantOf(await text(main.get(tags.dateTime)), '');
  const names = [exif.get(tags.ownerName), exif.get(tags.bodySerial), exif.get(tags.lensSerial)];
  const texts = await Promise.all([main.get(tags.artist), ...names].map(text));
  return {
    capturedAt,
    // The first GPS tag is but the version of the format. Makers' notes hold serial numbers in a form of each maker's own.
    hasPrivateMetadata:
      [...gps.keys()].some((tag) => tag !== 0) ||
      exif.has(tags.makerNote) ||
      texts.some((value) => value.trim() !== ''),
  };
}

/** Reads an EXIF block as decoders hand it over, with or without "Exif" and two zero bytes in front. */
export function exifBlock(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0x45 && bytes[1] === 0x78 && bytes[2] === 0x69 && bytes[3] === 0x66;
  return marked ? bytes.subarray(6) : bytes;
}

async function directory(read: ReadAt, at: number, little: boolean): Promise<Map<number, Entry>> {
  const found = new Map<number, Entry>();
  const head = await read(at, 2);
  if (head.length < 2) return found;
  const count = Math.min(viewOf(head).getUint16(0, little), maxEntries);
  const bytes = await read(at + 2, count * 12);
  const view = viewOf(bytes);
  for (let start = 0; start + 12 <= bytes.length; start += 12) {
    found.set(view.getUint16(start, little), {
      type: view.getUint16(start + 2, little),
      count: view.getUint32(start + 4, little),
      value: bytes.subarray(start + 8, start + 12),
    });
  }
  return found;
}

async function directoryUnder(read: ReadAt, entry: Entry | undefined, little: boolean) {
  return entry === undefined
    ? new Map<number, Entry>()
    : await directory(read, viewOf(entry.value).getUint32(0, little), little);
}

async function textOf(read: ReadAt, entry: Entry | undefined, little: boolean): Promise<string> {
  if (entry?.type !== asciiType) return '';
  const length = Math.min(entry.count, longestText);
  const bytes =
    length <= 4
      ? entry.value.subarray(0, length)
      : await read(viewOf(entry.value).getUint32(0, little), length);
  return (new TextDecoder('latin1').decode(bytes).split('\0')[0] ?? '').trim();
}

/** `2026:11:20 10:11:12` with decimals of a second apart, such as `34` for 340 ms. Cameras whose clock was never set write zeros. */
function instantOf(text: string, subSecond: string): number | null {
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

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

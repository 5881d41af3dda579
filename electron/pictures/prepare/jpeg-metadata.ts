import { iccWithoutMetadata } from './icc-metadata.ts';

/**
 * JPEG as a row of segments. Of the application segments, only those stay that decide how the picture looks: JFIF
 * (without its thumbnail), the ICC profile, and Adobe's, which gives the meaning of CMYK and RGB. Sources: ITU-T
 * T.81, annex B; JFIF 1.02; ICC.1, annex B.4.
 */
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
const jfifBytes = 18;
/** Source: Adobe, Technical Note 5116, section 18. */
const adobeBytes = 16;
/** A segment with a part of a profile: the number of the part, from 1, the number of all parts, and its bytes. */
const [partAt, profileAt] = [16, 18];

/** `bytes` is the whole file. Null if the segments make no sense. Bytes after the picture's end are removed. */
export function jpegWithoutMetadata(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const start = nextMarker(bytes, at);
    if (start === null) return null;
    const marker = bytes[start + 1] ?? 0;
    if (marker === endOfImage) {
      kept.push(Uint8Array.of(0xff, endOfImage));
      return Buffer.concat(withPlainProfile(kept));
    }
    if (standsAlone(marker)) {
      kept.push(bytes.subarray(start, start + 2));
      at = start + 2;
      continue;
    }
    const end = segmentEnd(bytes, start);
    if (end === null) return null;
    const segment = bytes.subarray(start, end);
    if (marker === startOfScan) {
      const scanEnd = endOfScan(bytes, end);
      if (scanEnd === null) return null;
      kept.push(bytes.subarray(start, scanEnd));
      at = scanEnd;
    } else {
      const stays = whatStays(marker, segment);
      if (stays !== null) kept.push(stays);
      at = end;
    }
  }
}

function whatStays(marker: number, segment: Uint8Array): Uint8Array | null {
  if (marker === comment) return null;
  if (marker < 0xe0 || marker > 0xef) return segment;
  if (marker === 0xe0 && says(segment, 'JFIF\0') && segment.length >= jfifBytes) return plainJfif(segment);
  if (isOfProfile(segment)) return Uint8Array.from(segment);
  if (marker === 0xee && says(segment, 'Adobe')) return ofLength(segment, adobeBytes);
  return null;
}

function isOfProfile(segment: Uint8Array): boolean {
  return segment[1] === 0xe2 && segment.length > profileAt && says(segment, 'ICC_PROFILE\0');
}

/** Decoders ignore a profile that lacks a part or is none, so it is removed. */
function withPlainProfile(kept: readonly Uint8Array[]): readonly Uint8Array[] {
  const parts = kept.filter(isOfProfile).toSorted((one, next) => (one[partAt] ?? 0) - (next[partAt] ?? 0));
  const isWhole = parts.every(
    (part, index) => part[partAt] === index + 1 && part[partAt + 1] === parts.length,
  );
  const profile = Buffer.concat(parts.map((part) => part.subarray(profileAt)));
  const plain = isWhole ? iccWithoutMetadata(profile) : null;
  if (plain === null) return kept.filter((segment) => !isOfProfile(segment));
  let at = 0;
  for (const part of parts) {
    const length = part.length - profileAt;
    part.set(plain.subarray(at, at + length), profileAt);
    at += length;
  }
  return kept;
}

/** Cut to the length that decoders read. */
function ofLength(segment: Uint8Array, bytes: number): Uint8Array {
  const plain = Uint8Array.from(segment.subarray(0, bytes));
  plain.set([0, plain.length - 2], 2);
  return plain;
}

/** The JFIF segment with a thumbnail of no pixels. */
function plainJfif(segment: Uint8Array): Uint8Array {
  const plain = ofLength(segment, jfifBytes);
  plain.set([0, 0], jfifBytes - 2);
  return plain;
}

/** The place of the next marker, after fill bytes and stray bytes between segments. */
function nextMarker(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const code = bytes[at + 1];
    if (bytes[at] === 0xff && code !== 0xff && code !== 0) return at;
  }
  return null;
}

/**
 * Compressed data ends at the first marker that is neither a stuffed byte nor a restart. Without one the file is cut
 * short.
 */
function endOfScan(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code === undefined) return null;
    const isData = code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7);
    if (!isData) return at;
  }
  return null;
}

function segmentEnd(bytes: Uint8Array, start: number): number | null {
  const high = bytes[start + 2];
  const low = bytes[start + 3];
  if (high === undefined || low === undefined) return null;
  const end = start + 2 + high * 256 + low;
  return end < start + 4 || end > bytes.length ? null : end;
}

function standsAlone(marker: number): boolean {
  return marker === 1 || (marker >= 0xd0 && marker <= startOfImage);
}

/** Whether the segment's content begins with `text`, or has it at `from`. */
function says(segment: Uint8Array, text: string, from = 4): boolean {
  return text.split('').every((letter, index) => segment[from + index] === letter.charCodeAt(0));
}

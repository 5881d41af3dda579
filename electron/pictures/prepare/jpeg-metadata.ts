/**
 * JPEG as a row of segments. Of the application segments only those stay that decide how the picture looks: JFIF (without its thumbnail),
 * the ICC profile, and Adobe's, which says how CMYK and RGB are meant. Sources: ITU-T T.81, annex B; JFIF 1.02; ICC.1, annex B.4.
 */
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
const jfifBytes = 18;
/** Source: Adobe, Technical Note 5116, section 18. */
const adobeBytes = 16;
/** In a segment with a part of a profile: the number of the part, from 1, and its bytes. */
const [partAt, profileAt] = [16, 18];

/** `bytes` is the whole file. Null when the segments make no sense. Everything after the picture's end goes too. */
export function jpegWithoutMetadata(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let hasProfile = false;
  let at = 2;
  for (;;) {
    const start = nextMarker(bytes, at);
    if (start === null) return null;
    const marker = bytes[start + 1] ?? 0;
    if (marker === endOfImage) {
      kept.push(Uint8Array.of(0xff, endOfImage));
      return Buffer.concat(hasProfile ? kept : kept.filter((part) => !isOfProfile(part)));
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
      hasProfile ||= stays !== null && beginsProfile(stays);
      at = end;
    }
  }
}

function whatStays(marker: number, segment: Uint8Array): Uint8Array | null {
  if (marker === comment) return null;
  if (marker < 0xe0 || marker > 0xef) return segment;
  if (marker === 0xe0 && says(segment, 'JFIF\0') && segment.length >= jfifBytes) return plainJfif(segment);
  if (isOfProfile(segment)) return segment[partAt] !== 1 || beginsProfile(segment) ? segment : null;
  if (marker === 0xee && says(segment, 'Adobe')) return ofLength(segment, adobeBytes);
  return null;
}

function isOfProfile(segment: Uint8Array): boolean {
  return segment[1] === 0xe2 && says(segment, 'ICC_PROFILE\0');
}

/** The first part of a profile has its mark; decoders ignore all parts without it, whatever may stand there. */
function beginsProfile(segment: Uint8Array): boolean {
  return isOfProfile(segment) && segment[partAt] === 1 && says(segment, 'acsp', profileAt + 36);
}

/** No longer than what decoders read of it. */
function ofLength(segment: Uint8Array, bytes: number): Uint8Array {
  const plain = segment.slice(0, bytes);
  plain.set([0, plain.length - 2], 2);
  return plain;
}

/** The JFIF segment with a thumbnail of no pixels. */
function plainJfif(segment: Uint8Array): Uint8Array {
  const plain = ofLength(segment, jfifBytes);
  plain.set([0, 0], jfifBytes - 2);
  return plain;
}

/** Where the next marker begins, past fill bytes and what careless programs left between segments. */
function nextMarker(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const code = bytes[at + 1];
    if (bytes[at] === 0xff && code !== 0xff && code !== 0) return at;
  }
  return null;
}

/** Compressed data ends at the first marker that is neither a stuffed byte nor a restart. Without one the file is cut short. */
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

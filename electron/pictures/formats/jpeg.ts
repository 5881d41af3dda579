/** Where the parts of a JPEG are, as far as it takes to tell whether it is whole. Source: ITU T.81, annex B. */
export interface JpegParts {
  /** The header's segments, between which some cameras leave stray bytes. */
  segments: { marker: number; from: number; to: number }[];
  /** Where the first scan's segment begins. */
  scanAt: number;
  /** Where the marker of the end is; null when it is missing. */
  endAt: number | null;
}

const marker = { endOfImage: 0xd9, startOfScan: 0xda } as const;
/** Source: ITU T.81, table B.1. */
const rareFrames: ReadonlySet<number> = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** Walks the segments of a whole file without trusting a byte of it, or answers null when the header makes no sense. */
export function readJpegParts(bytes: Uint8Array): JpegParts | null {
  const segments: JpegParts['segments'] = [];
  let at = 2;
  for (;;) {
    const from = nextSegment(bytes, at);
    if (from === null) return null;
    const kind = bytes[from + 1] ?? 0;
    if (kind === marker.startOfScan) return { segments, scanAt: from, endAt: endOfScans(bytes, from) };
    at = from + 2 + uint16(bytes, from + 2);
    segments.push({ marker: kind, from, to: at });
  }
}

/** The same file without the stray bytes between the segments of its header. */
export function withoutStrayBytes(bytes: Uint8Array, { segments, scanAt }: JpegParts): Uint8Array {
  return Buffer.concat([
    bytes.subarray(0, 2),
    ...segments.map(({ from, to }) => bytes.subarray(from, to)),
    bytes.subarray(scanAt),
  ]);
}

/** Whether the bytes left over before `endAt` are how some cameras fill up a file. Any others are of a picture that lost or won some. */
export function isPadding(bytes: Uint8Array, endAt: number, count: number): boolean {
  const left = bytes.subarray(Math.max(0, endAt - count), endAt);
  return left.every((byte) => byte === 0) || left.every((byte) => byte === 0xff);
}

/** Whether what stands between the segments of the header, if anything, is but padding. */
export function isTidy(bytes: Uint8Array, { segments, scanAt }: JpegParts): boolean {
  const starts = [...segments.map(({ from }) => from), scanAt];
  const ends = [2, ...segments.map(({ to }) => to)];
  return starts.every((start, index) => isPadding(bytes, start, start - (ends[index] ?? start)));
}

/** Whether the pixels are coded as no browser can read them: by arithmetic coding, without loss, or layer on layer. */
export function isRareKind({ segments }: JpegParts): boolean {
  return segments.some(({ marker: kind }) => rareFrames.has(kind));
}

/** Segments begin with FF, which may be repeated, and a marker that a length follows. */
function nextSegment(bytes: Uint8Array, start: number): number | null {
  let at = start;
  while (at + 4 <= bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at === -1 || at + 4 > bytes.length) return null;
    const kind = bytes[at + 1] ?? 0;
    if (kind === marker.endOfImage) return null;
    if (kind >= 0xc0 && kind < 0xff && !(kind >= 0xd0 && kind <= 0xd8)) return at;
    at += 1;
  }
  return null;
}

/** Passes over coded data, in which FF is followed by a zero or a restart marker, and over the segments between scans. */
function endOfScans(bytes: Uint8Array, scanAt: number): number | null {
  let at = scanAt + 2 + uint16(bytes, scanAt + 2);
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1 || at + 1 >= bytes.length) return null;
    const kind = bytes[at + 1] ?? 0;
    if (kind === marker.endOfImage) return at;
    const isData = kind === 0 || kind === 0xff || (kind >= 0xd0 && kind <= 0xd7) || kind < 0xc0;
    at += isData ? 1 : 2 + uint16(bytes, at + 2);
  }
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

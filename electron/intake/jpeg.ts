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

/**
 * The same picture, written so that a decoder must read it to its end before it answers, or null where it has to anyway (progressive) or
 * where this can't be done. Decoders stop at the last row they want and never notice what is missing from, or left over in, what follows; both
 * tell that bits were lost before. The way: the header is made to promise one more channel, for which a decoder then reads on in vain. Stray
 * bytes in the header are left out, because decoders warn of the first oddity only.
 */
export function madeToBeReadWhole(bytes: Uint8Array, { segments, scanAt }: JpegParts): Uint8Array | null {
  const isSequential = (kind: number) => kind === 0xc0 || kind === 0xc1;
  const frame = segments.find(({ marker: kind }) => isSequential(kind));
  if (frame === undefined) return null;
  const channels = bytes[frame.from + 9] ?? 0;
  const isOneScan = bytes[scanAt + 4] === channels;
  if (!isOneScan || channels === 0 || frame.to - frame.from !== 10 + channels * 3) return null;
  const used = new Set(Array.from({ length: channels }, (_, index) => bytes[frame.from + 10 + index * 3]));
  const free = [0xfe, 0xfd, 0xfc, 0xfb, 0xfa].find((id) => !used.has(id)) ?? 0;
  const quantisation = bytes[frame.from + 12] ?? 0;
  const larger = Buffer.concat([
    bytes.subarray(frame.from, frame.to),
    Buffer.from([free, 0x11, quantisation]),
  ]);
  larger.writeUInt16BE(8 + (channels + 1) * 3, 2);
  larger[9] = channels + 1;
  return assembled(bytes, segments, scanAt, (segment) => (segment === frame ? larger : null));
}

/** The same file without the stray bytes between the segments of its header. */
export function withoutStrayBytes(bytes: Uint8Array, { segments, scanAt }: JpegParts): Uint8Array {
  return assembled(bytes, segments, scanAt, () => null);
}

/** Whether the bytes left over before the end are too few to be a row, or all the same, which is how some cameras fill up a file. */
export function isPadding(bytes: Uint8Array, endAt: number, count: number): boolean {
  const few = 4;
  const left = bytes.subarray(Math.max(0, endAt - count), endAt);
  return count <= few || left.every((byte) => byte === left[0]);
}

function assembled(
  bytes: Uint8Array,
  segments: JpegParts['segments'],
  scanAt: number,
  instead: (segment: JpegParts['segments'][number]) => Uint8Array | null,
): Uint8Array {
  return Buffer.concat([
    bytes.subarray(0, 2),
    ...segments.map((segment) => instead(segment) ?? bytes.subarray(segment.from, segment.to)),
    bytes.subarray(scanAt),
  ]);
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

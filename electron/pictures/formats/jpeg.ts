import { maxScans } from '../bounds.ts';
import { createTimeSlicer } from '../../util/time-slicer.ts';
import type { ReadAt } from '../reader.ts';

/** The places of a JPEG's parts, as far as needed to know whether it is whole. Source: ITU T.81, annex B. */
export interface JpegParts {
  /** The header's segments. Some cameras leave stray bytes between them. */
  segments: { marker: number; from: number; to: number }[];
  /** Where the first scan's segment begins. */
  scanAt: number;
  /** Scans of the first picture; counted up to one more than `maxScans`. */
  scans: number;
  /** The place of the end marker; null if it is missing or comes after too many scans. */
  endAt: number | null;
}

/** Maximum segments of a header. The longest profiles and XMP take a few hundred. */
const maxSegments = 10_000;
const windowBytes = 64 * 1024;
const marker = { huffmanTables: 0xc4, endOfImage: 0xd9, startOfScan: 0xda } as const;
/** Source: ITU T.81, table B.1. */
const usualFrames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const rareFrames: ReadonlySet<number> = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/**
 * Walks the markers of a JPEG without trusting a byte of it, in slices, so that the thread can do other work. Returns
 * null if the header makes no sense. The walk ends with the first scan above `maxScans`.
 */
export async function readJpegParts(read: ReadAt): Promise<JpegParts | null> {
  const nextMarker = createMarkerReader(read);
  const segments: JpegParts['segments'] = [];
  let scanAt: number | null = null;
  let scans = 0;
  for (let at = 2; ;) {
    const found = await nextMarker(at);
    const isEnd = found === null || found.kind === marker.endOfImage;
    if (isEnd) return scanAt === null ? null : { segments, scanAt, scans, endAt: found?.at ?? null };
    if (found.kind === marker.startOfScan) {
      scanAt ??= found.at;
      scans += 1;
      if (scans > maxScans) return { segments, scanAt, scans, endAt: null };
    }
    at = found.at + 2 + found.length;
    if (scanAt !== null) continue;
    segments.push({ marker: found.kind, from: found.at, to: at });
    if (segments.length > maxSegments) return null;
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

/**
 * Whether the bytes left over before `endAt` are padding that some cameras write. Any other bytes mean that the picture
 * lost or gained some.
 */
export function isPadding(bytes: Uint8Array, endAt: number, count: number): boolean {
  const left = bytes.subarray(Math.max(0, endAt - count), endAt);
  return left.every((byte) => byte === 0) || left.every((byte) => byte === 0xff);
}

/** Whether there is nothing but padding between the segments of the header. */
export function isTidy(bytes: Uint8Array, { segments, scanAt }: JpegParts): boolean {
  const starts = [...segments.map(({ from }) => from), scanAt];
  const ends = [2, ...segments.map(({ to }) => to)];
  return starts.every((start, index) => isPadding(bytes, start, start - (ends[index] ?? start)));
}

/** Facts about the pixels from the header of a JPEG. */
export interface JpegFrame {
  /** The marker, which gives the coding. */
  marker: number;
  bits: number;
  width: number;
  height: number;
}

/** Null if no frame comes before the first scan. */
export async function readJpegFrame(read: ReadAt): Promise<JpegFrame | null> {
  const nextMarker = createMarkerReader(read);
  let at = 2;
  for (let segments = 0; segments < maxSegments; segments += 1) {
    const found = await nextMarker(at);
    if (found === null || found.kind === marker.startOfScan) return null;
    if (usualFrames.has(found.kind) || rareFrames.has(found.kind)) {
      const said = await read(found.at + 4, 5);
      return {
        marker: found.kind,
        bits: said[0] ?? 0,
        height: uint16(said, 1),
        width: uint16(said, 3),
      };
    }
    at = found.at + 2 + found.length;
  }
  return null;
}

/** Whether no browser can read a JPEG: arithmetic coding, lossless, hierarchical, 12 bits, or the height at its end. */
export function isRareFrame({ marker: kind, bits, height }: JpegFrame): boolean {
  return rareFrames.has(kind) || bits === 12 || height === 0;
}

/** Whether the code tables of the pixels are missing. Motion JPEG leaves them to the player. */
export function lacksTables({ segments }: JpegParts): boolean {
  return !segments.some(({ marker: kind }) => kind === marker.huffmanTables);
}

interface Marker {
  kind: number;
  at: number;
  /** The two bytes after it: the length of its segment. */
  length: number;
}

/** Finds the next marker from a place on. Zeros after FF, fill bytes and restart markers belong to coded data. */
function createMarkerReader(read: ReadAt): (from: number) => Promise<Marker | null> {
  const slicer = createTimeSlicer();
  let start = 0;
  let window: Uint8Array = new Uint8Array();

  return async (from) => {
    for (let at = from; ;) {
      if (slicer.isDue()) await slicer.yieldToEventLoop();
      if (at < start || at + 4 > start + window.length) {
        window = await read(at, windowBytes);
        start = at;
      }
      const found = markerIn(window, at - start);
      if (found !== null) return { ...found, at: start + found.at };
      if (window.length < windowBytes) return null;
      // The last three bytes may begin a marker.
      at = start + window.length - 3;
    }
  };
}

function markerIn(bytes: Uint8Array, from: number): Marker | null {
  for (let at = bytes.indexOf(0xff, from); at !== -1;) {
    const kind = bytes[at + 1];
    const isWhole = at + 4 <= bytes.length || bytes.length < windowBytes;
    if (kind === undefined || !isWhole) return null;
    if (kind >= 0xc0 && kind < 0xff && !(kind >= 0xd0 && kind <= 0xd8)) {
      return { kind, at, length: uint16(bytes, at + 2) };
    }
    at = kind === 0xff ? at + 1 : bytes.indexOf(0xff, at + 1);
  }
  return null;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { ColourNumbers } from '../picture-facts.ts';
import type { ReadAt } from '../reader.ts';
import { coloursByCodes, coloursByNumbers, isHdr } from './colour-numbers.ts';

const windowBytes = 64 * 1024;
const endChunk = 0x49454e44;
const exifChunk = 0x65584966;
/** acTL. Source: PNG specification, third edition, section 11.3.6. */
const animationChunk = 0x6163544c;
/** Chunks that say which colours the numbers mean. */
const colourChunks: ReadonlyMap<number, 'gAMA' | 'cHRM' | 'cICP' | 'sRGB'> = new Map([
  [0x67414d41, 'gAMA'],
  [0x6348524d, 'cHRM'],
  [0x63494350, 'cICP'],
  [0x73524742, 'sRGB'],
]);
/** IDAT, and of an animation fcTL and fdAT. */
const pixelChunks: ReadonlySet<number> = new Set([0x49444154, 0x6663544c, 0x66644154]);
/** iTXt, and the keyword of one that holds XMP. */
const textChunk = 0x69545874;
const xmpKeyword = 'XML:com.adobe.xmp\0';
/** Maximum bytes of one chunk that are read. */
const maxTextBytes = 4 * 1024 * 1024;
/**
 * A real PNG of a gigabyte has 130,000 chunks, a few dozen of them without pixels. A file of empty chunks would take
 * too long.
 */
const maxChunks = 1_000_000;
const maxOtherChunks = 5_000;

interface Chunk {
  kind: number;
  /** Its content, after its length and kind and before its checksum. */
  from: number;
  to: number;
}

/** The chunks of a PNG up to the end chunk; fewer if the next one does not lie within the file. */
async function* chunksOf(read: ReadAt, totalBytes: number): AsyncGenerator<Chunk> {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  let at = 8;
  for (let chunks = 0; chunks < maxChunks && at + 12 <= totalBytes; chunks += 1) {
    if (at < start || at + 8 > start + window.length) {
      start = at;
      window = await read(at, windowBytes);
      if (window.length < 8) return;
    }
    const view = new DataView(window.buffer, window.byteOffset + at - start, 8);
    const next = at + 12 + view.getUint32(0);
    if (next > totalBytes) return;
    const kind = view.getUint32(4);
    yield { kind, from: at + 8, to: next - 4 };
    if (kind === endChunk) return;
    at = next;
  }
}

/**
 * Whether a PNG has all its chunks up to the end chunk, with correct checksums of those without pixels. Decoders stop
 * at the last pixel, accept a missing end, and skip a broken chunk, even the colour profile. Programs of a store may
 * not. Bytes after the end don't matter. Source: PNG specification, sections 5.3 and 5.5.
 */
export async function isWholePng(read: ReadAt, totalBytes: number): Promise<boolean> {
  let others = 0;
  for await (const { kind, from, to } of chunksOf(read, totalBytes)) {
    // The decoder checks the critical chunks.
    if (!pixelChunks.has(kind)) {
      others += 1;
      if (others > maxOtherChunks || !(await isUnharmed(read, from - 4, to))) return false;
    }
    if (kind === endChunk) return true;
  }
  return false;
}

/** The metadata of a PNG. Decoders return only the chunks before the pixels, so those behind them are read here. */
export interface PngMetadata {
  /** An EXIF block. */
  exif: Uint8Array | null;
  /** Frames of an animation (APNG); 1 for a still picture. */
  frames: number;
  xmp: Uint8Array | null;
  /** Colours of a picture without a profile, if they are not sRGB's. */
  colours: ColourNumbers | null;
  isHdr: boolean;
}

export async function readPngMetadata(read: ReadAt, totalBytes: number): Promise<PngMetadata> {
  const found: PngMetadata = { exif: null, frames: 1, xmp: null, colours: null, isHdr: false };
  const chunks: Partial<Record<'gAMA' | 'cHRM' | 'cICP' | 'sRGB', Uint8Array>> = {};
  let others = 0;
  for await (const { kind, from, to } of chunksOf(read, totalBytes)) {
    if (pixelChunks.has(kind)) continue;
    others += 1;
    if (others > maxOtherChunks) break;
    const content = async () => await read(from, Math.min(to - from, maxTextBytes));
    const colourChunk = colourChunks.get(kind);
    if (colourChunk !== undefined) chunks[colourChunk] = await content();
    if (kind === exifChunk) found.exif = await content();
    if (kind === textChunk) {
      found.xmp = xmpIn(await content()) ?? found.xmp;
    }
    if (kind === animationChunk && to - from >= 4) {
      const bytes = await content();
      found.frames = Math.max(1, new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0));
    }
  }
  return { ...found, colours: coloursIn(chunks), isHdr: isHdr(chunks.cICP?.[1] ?? 0) };
}

/** As browsers do: by gAMA and cHRM if both are there. cICP and sRGB count before them. */
function coloursIn({
  gAMA,
  cHRM,
  cICP,
  sRGB,
}: Partial<Record<'gAMA' | 'cHRM' | 'cICP' | 'sRGB', Uint8Array>>) {
  if (cICP !== undefined) return coloursByCodes(cICP[0] ?? 0, cICP[1] ?? 0);
  if (sRGB !== undefined || gAMA?.length !== 4 || cHRM?.length !== 32) return null;
  const view = new DataView(cHRM.buffer, cHRM.byteOffset, 32);
  const primaries = [8, 12, 16, 20, 24, 28].map((at) => view.getUint32(at) / 100_000);
  return coloursByNumbers(primaries, new DataView(gAMA.buffer, gAMA.byteOffset, 4).getUint32(0) / 100_000);
}

/**
 * The XMP packet in an iTXt chunk; null for another text. Source: PNG specification, third edition, sections 11.3.3.4
 * and C.2.
 */
function xmpIn(chunk: Uint8Array): Uint8Array | null {
  if (new TextDecoder('latin1').decode(chunk.subarray(0, xmpKeyword.length)) !== xmpKeyword) return null;
  const language = xmpKeyword.length + 2;
  const translated = chunk.indexOf(0, language) + 1;
  const text = chunk.subarray(chunk.indexOf(0, translated) + 1);
  if (chunk[xmpKeyword.length] === 0) return text;
  try {
    return inflateSync(text, { maxOutputLength: maxTextBytes });
  } catch {
    return null;
  }
}

/** Whether the checksum at `end` fits the bytes from `start` up to it. */
async function isUnharmed(read: ReadAt, start: number, end: number): Promise<boolean> {
  let sum = 0;
  for (let at = start; at < end; at += windowBytes) {
    sum = crc32(await read(at, Math.min(windowBytes, end - at)), sum);
  }
  const said = await read(end, 4);
  return said.length === 4 && new DataView(said.buffer, said.byteOffset, 4).getUint32(0) === sum;
}

/** After the signature and the header, which come first. */
const profileAt = 33;

/** Adds this profile to a PNG that has none. */
export function withPngProfile(png: Buffer, profile: Uint8Array): Buffer {
  return Buffer.concat([png.subarray(0, profileAt), profileChunk(profile), png.subarray(profileAt)]);
}

/** The same for a file with so many bytes. It is in memory once. */
export async function readPngWithProfile(read: ReadAt, bytes: number, profile: Uint8Array): Promise<Buffer> {
  const chunk = profileChunk(profile);
  const png = Buffer.alloc(bytes + chunk.length);
  png.set(await read(0, profileAt));
  png.set(chunk, profileAt);
  for (let at = profileAt; at < bytes; at += windowBytes) {
    png.set(await read(at, Math.min(windowBytes, bytes - at)), at + chunk.length);
  }
  return png;
}

/** An iCCP chunk. Source: PNG specification, third edition, section 11.3.2.3. */
export function profileChunk(profile: Uint8Array): Buffer {
  // Its name, and the mark for deflate.
  const content = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(profile)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}

/** The profile in an iCCP chunk, and whether the chunk ends with it; null if it can't be read. */
export function pngProfile(content: Uint8Array): { bytes: Uint8Array; isAll: boolean } | null {
  const compressed = content.subarray(content.indexOf(0) + 2);
  try {
    const inflated: unknown = inflateSync(compressed, { maxOutputLength: maxTextBytes, info: true });
    const { buffer, engine } = inflated as { buffer: Buffer; engine: { bytesWritten: number } };
    return { bytes: buffer, isAll: engine.bytesWritten === compressed.length };
  } catch {
    return null;
  }
}

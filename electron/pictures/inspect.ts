import { readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { limits } from '../../shared/limits.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import {
  decodeBudgetBytes,
  maxDirectories,
  maxBytesInMemory,
  maxEdge,
  maxPixels,
  maxSeconds,
} from './bounds.ts';
import { createBudget } from './memory-budget.ts';
import {
  damageOf,
  decodeWhole,
  manyScans,
  metadataOf,
  previewOf,
  previewOfPixels,
  rareJpeg,
} from './decode.ts';
import { factsOf } from './read-facts.ts';
import { findCameraJpeg } from './formats/camera-jpeg.ts';
import { walkGif } from './formats/gif.ts';
import { decodeHeic } from './formats/heic.ts';
import { isRareFrame, readJpegFrame } from './formats/jpeg.ts';
import { isWholeHeif } from './formats/heif.ts';
import { probeFile } from './probe-file.ts';
import type { PictureFacts } from './picture-facts.ts';
import { isWholePng } from './formats/png.ts';
import { readPlain, type PlainType } from './formats/plain-pictures.ts';
import { maxPixelsPutRight } from './formats/misread-tiff.ts';
import { readHeifContent } from './formats/rare-heif.ts';
import { RareKind } from './formats/rare-kind.ts';
import { rawTiffName } from './formats/raw-tiff.ts';
import { buffered, withFile, type ReadAt } from './reader.ts';
import { countDirectories } from './formats/tiff-directory.ts';
import { misreadOf, rareTiff, readTiffLayout } from './formats/tiff-layout.ts';
import { isWholeTiff } from './formats/tiff.ts';
import {
  damaged,
  gifTooWide,
  rareKind,
  rawPhotograph,
  tooManyDirectories,
  tooManyFrames,
  tooManyPixels,
  tooManyScans,
  tooSlow,
  unreadable,
} from './picture-messages.ts';

export interface Inspected extends PictureFacts {
  /** WebP, upright, in sRGB, at most `previewEdge` pixels either way. */
  preview: Uint8Array;
}

type SharpType = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'heic' | 'avif';

const memory = createBudget(decodeBudgetBytes);

/**
 * Proves that a file is a picture that BigCommerce takes or Packshot can prepare, by decoding all of it (of a document the first page),
 * and makes its preview in the same pass. `fileName` is the user's name for the file, where that differs from the path's.
 */
export async function inspect(
  path: string,
  fileName = path,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Outcome<Inspected>> {
  const seen = await probeFile(path, fileName);
  if (!seen.ok) return seen;
  const { type, bytes } = seen.value;
  try {
    return type === 'bmp' || type === 'wbmp' || type === 'xbm'
      ? await inspectPlain(path, type, bytes)
      : await inspectWithSharp(path, type, bytes, options.signal);
  } catch (error) {
    return no(isOfTheSystem(error) ? unreadable(error) : reasonOf(error));
  }
}

async function inspectPlain(path: string, type: PlainType, bytes: number): Promise<Outcome<Inspected>> {
  // The file is in memory whole, and as much again of a text.
  return await memory.spend(bytes * 2, async () => {
    const picture = await readPlain(path, type);
    if (!picture.ok) return picture;
    const { fullWidth, fullHeight, pixels } = picture.value;
    return ok({
      type,
      width: fullWidth,
      height: fullHeight,
      bytes,
      orientation: 1,
      colour: type === 'bmp' ? 'srgb' : 'grey',
      profile: null,
      bitsPerChannel: type === 'bmp' ? 8 : 1,
      hasAlpha: false,
      frames: 1,
      hasPrivateMetadata: false,
      capturedAt: null,
      preview: await previewOf(pixels),
    });
  });
}

async function inspectWithSharp(
  path: string,
  sniffed: SharpType,
  bytes: number,
  signal: AbortSignal | undefined,
): Promise<Outcome<Inspected>> {
  // Asking the decoder for a TIFF's facts already visits all its directories.
  const refused = await withFile(path, async (read) => await refusalOf(sniffed, bytes, read));
  if (refused !== null) return no(refused);
  const metadata = await inTime(metadataOf(path));
  const type = codedType(sniffed, metadata);
  if (type === null)
    return no(sniffed === 'heic' ? rareKind('a HEIF picture of an unknown coding') : damaged('broken'));
  const { width, height } = metadata.autoOrient;
  const tooMuch = beyondLimits(type, metadata);
  if (tooMuch !== null) return no(tooMuch);
  if (!(await isWhole(path, type, bytes))) return no(damaged('cut-short'));

  const facts = await withFile(path, async (read) => await factsOf(type, bytes, metadata, read));
  return await memory.spend(memoryFor(type, metadata, bytes), async () => {
    if (type !== 'heic') {
      const size = { width, height, frames: facts.frames, bytes };
      return ok({ ...facts, preview: await inTime(decodeWhole(path, type, size)) });
    }
    const decoded = await decodeHeic(path, { page: metadata.pagePrimary ?? 0, signal });
    if (!decoded.ok) return decoded;
    const raw = { width: decoded.value.width, height: decoded.value.height };
    const profile = facts.colour === 'wide' ? (metadata.icc ?? null) : null;
    // Turning is part of the coding, and the decoder has done it.
    const upright = { width: raw.width, height: raw.height, orientation: 1 };
    return ok({
      ...facts,
      ...upright,
      preview: await previewOfPixels(decoded.value, facts.hasAlpha, profile),
    });
  });
}

/** Why a picture is refused before the decoder sees it; null for no reason. */
async function refusalOf(type: SharpType, bytes: number, read: ReadAt): Promise<Reason | null> {
  if (type === 'tiff') return await refusalOfTiff(read, bytes);
  if (type === 'jpeg') {
    const frame = await readJpegFrame(read);
    return frame !== null && isRareFrame(frame) ? rareKind(rareJpeg) : null;
  }
  if (type !== 'heic' && type !== 'avif') return null;
  const { rare, main } = await readHeifContent(read, bytes);
  if (rare !== null) return rareKind(rare);
  return main === null ? null : beyondPixels(main.width, main.height);
}

async function refusalOfTiff(read: ReadAt, bytes: number): Promise<Reason | null> {
  if ((await countDirectories(buffered(read), maxDirectories)) > maxDirectories) return tooManyDirectories();
  // Its first directory may lie behind what a look at the head reads.
  const raw = await rawTiffName(read);
  if (raw !== null) return rawPhotograph(raw, await findCameraJpeg(read, bytes));
  const layout = await readTiffLayout(read);
  if (layout === null) return null;
  const rare = rareTiff(layout);
  if (rare !== null) return rareKind(rare);
  const { width, height } = layout;
  const isTooMuch = misreadOf(layout) !== null && width * height > maxPixelsPutRight;
  return isTooMuch ? tooManyPixels(width, height) : null;
}

/** The type by what the decoder found; null when that is not what the file begins like. */
function codedType(sniffed: SharpType, { format, compression }: Metadata): SharpType | null {
  if (format !== 'heif') return format === sniffed ? sniffed : null;
  if (sniffed !== 'heic' && sniffed !== 'avif') return null;
  return compression === 'hevc' ? 'heic' : compression === 'av1' ? 'avif' : null;
}

function beyondLimits(type: SharpType, { autoOrient, pages }: Metadata): Reason | null {
  const { width, height } = autoOrient;
  if (type === 'gif') {
    const frames = pages ?? 1;
    if (frames > limits.gif.frames) return tooManyFrames(frames);
    if (width > limits.gif.width || height > limits.gif.height) return gifTooWide(width, height);
  }
  return beyondPixels(width, height);
}

function beyondPixels(width: number, height: number): Reason | null {
  return width * height > maxPixels || Math.max(width, height) > maxEdge
    ? tooManyPixels(width, height)
    : null;
}

/** Whether the file goes on to where its own structure says that it ends. Decoders stop at the last pixel they want. */
async function isWhole(path: string, type: SharpType, bytes: number): Promise<boolean> {
  switch (type) {
    case 'png':
      return await withFile(path, async (read) => await isWholePng(read, bytes));
    case 'tiff':
      return await withFile(path, async (read) => await isWholeTiff(buffered(read), bytes));
    case 'heic':
    case 'avif':
      return await withFile(path, async (read) => await isWholeHeif(read, bytes));
    case 'gif':
      return walkGif(await readFile(path)).isWhole;
    case 'webp': {
      const head = await withFile(path, async (read) => await read(0, 8));
      return new DataView(head.buffer, head.byteOffset, 8).getUint32(4, true) + 8 <= bytes;
    }
    default:
      return true;
  }
}

/** Bytes that decoding holds at the same time: the whole picture where it can't be decoded line by line. */
function memoryFor(type: SharpType, metadata: Metadata, bytes: number): number {
  const { width, height, channels, depth, isProgressive, orientation, hasAlpha } = metadata;
  const whole = width * height * channels * (depth === 'uchar' ? 1 : depth === 'ushort' ? 2 : 4);
  const isTurned = (orientation ?? 1) > 1;
  switch (type) {
    case 'jpeg':
      // The file is held twice; of a progressive one the coefficients too, two bytes each.
      return bytes * 2 + (isProgressive ? whole * 2 : whole / 8);
    case 'heic':
      return width * height * 12;
    case 'png':
      return isProgressive || isTurned ? whole : whole / 8;
    case 'tiff':
      // The file is read where a look at it without its rarer tags is needed. Channels behind the colours may have to be dropped first.
      return Math.min(bytes, maxBytesInMemory) + (isTurned || hasAlpha ? whole : whole / 8);
    default:
      return whole * 2;
  }
}

/** Ends the wait for a decoder that ends by itself too late; what it still does is bounded by the picture's size. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const tooLong = AbortSignal.timeout(maxSeconds * 1000);
  const patience = Promise.withResolvers<never>();
  const giveUp = (): void => patience.reject(new Error('timeout: no answer'));
  tooLong.addEventListener('abort', giveUp);
  try {
    return await Promise.race([work, patience.promise]);
  } finally {
    tooLong.removeEventListener('abort', giveUp);
  }
}

function reasonOf(error: unknown): Reason {
  if (error instanceof RareKind) return rareKind(error.what);
  if (error instanceof Error && error.message === manyScans) return tooManyScans();
  const how = damageOf(error);
  return how === 'too-slow' ? tooSlow() : damaged(how);
}

function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

import { readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { limits } from '../../shared/limits.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { maxDirectories, maxEdge, maxPixels } from './bounds.ts';
import {
  damageOf,
  decodeWhole,
  metadataOf,
  previewOf,
  previewOfPixels,
  rareJpeg,
  TooManyScans,
} from './decode.ts';
import { factsOf } from './read-facts.ts';
import { findCameraJpeg } from './formats/camera-jpeg.ts';
import { walkGif } from './formats/gif.ts';
import { decodeHeic, type HeicPixels } from './formats/heic.ts';
import { isRareFrame, readJpegFrame } from './formats/jpeg.ts';
import { isWholeHeif } from './formats/heif.ts';
import { memoryToInspect, reserveNothing, type Reserve } from './memory-estimate.ts';
import { probeFile } from './probe-file.ts';
import type { PictureFacts } from './picture-facts.ts';
import { isWholePng, toldByPng } from './formats/png.ts';
import { readPlain, type PlainType } from './formats/plain-pictures.ts';
import { maxPixelsPutRight } from './formats/misread-tiff.ts';
import { readHeifContent } from './formats/rare-heif.ts';
import { hdrPhoto, RareKind } from './formats/rare-kind.ts';
import { rawTiffName } from './formats/raw-tiff.ts';
import { buffered, withFile, type ReadAt } from './reader.ts';
import { countDirectories } from './formats/tiff-directory.ts';
import { misreadOf, rareTiff, readTiffLayout } from './formats/tiff-layout.ts';
import { profileOf } from './formats/colour-numbers.ts';
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
  unreadable,
} from './picture-messages.ts';

export interface Inspected extends PictureFacts {
  /** WebP, upright, in sRGB, at most `previewEdge` pixels either way. */
  preview: Uint8Array;
  /** Of a HEIC picture, which takes long to decode: the pixels, for whoever prepares it. */
  pixels: HeicPixels | null;
}

type SharpType = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'heic' | 'avif';

/**
 * Proves that a file is a picture that BigCommerce takes or Packshot can prepare, by decoding all of it (of a
 * document the first page), and makes its preview in the same pass. `fileName` is the user's name for the file, where
 * that differs from the path's. Throws where memory ran out.
 */
export async function inspect(
  path: string,
  fileName = path,
  reserve: Reserve = reserveNothing,
): Promise<Outcome<Inspected>> {
  const seen = await probeFile(path, fileName);
  if (!seen.ok) return seen;
  const { type, bytes } = seen.value;
  try {
    return type === 'bmp' || type === 'wbmp' || type === 'xbm'
      ? await inspectPlain(path, type, bytes, reserve)
      : await inspectWithSharp(path, type, bytes, reserve);
  } catch (error) {
    return no(isOfTheSystem(error) ? unreadable(error) : reasonOf(error));
  }
}

async function inspectPlain(
  path: string,
  type: PlainType,
  bytes: number,
  reserve: Reserve,
): Promise<Outcome<Inspected>> {
  // The file is in memory whole, and as much again of a text.
  await reserve(bytes * 2);
  const picture = await readPlain(path, type);
  if (!picture.ok) return picture;
  const { fullWidth, fullHeight, hasAlpha, pixels } = picture.value;
  return ok({
    type,
    width: fullWidth,
    height: fullHeight,
    bytes,
    orientation: 1,
    colour: type === 'bmp' ? 'srgb' : 'grey',
    profile: null,
    bitsPerChannel: type === 'bmp' ? 8 : 1,
    hasAlpha,
    frames: 1,
    hasPrivateMetadata: false,
    capturedAt: null,
    preview: await previewOf(pixels),
    pixels: null,
  });
}

async function inspectWithSharp(
  path: string,
  sniffed: SharpType,
  bytes: number,
  reserve: Reserve,
): Promise<Outcome<Inspected>> {
  // Asking the decoder for a TIFF's facts already visits all its directories.
  const refused = await withFile(path, async (read) => await refusalOf(sniffed, bytes, read));
  if (refused !== null) return no(refused);
  const metadata = await metadataOf(path);
  const type = codedType(sniffed, metadata);
  if (type === null)
    return no(sniffed === 'heic' ? rareKind('a HEIF image of an unknown coding') : damaged('broken'));
  const tooMuch = beyondLimits(type, metadata);
  if (tooMuch !== null) return no(tooMuch);
  if (!(await isWhole(path, type, bytes))) return no(damaged('cut-short'));

  const facts = await withFile(path, async (read) => await factsOf(type, bytes, metadata, read));
  await reserve(memoryToInspect(facts, metadata));
  if (type !== 'heic') {
    return ok({ ...facts, preview: await decodeWhole(path, facts), pixels: null });
  }
  const pixels = await decodeHeic(path, metadata.pagePrimary ?? 0);
  const { colour, colourNumbers } = facts;
  const profile = metadata.icc ?? (colourNumbers ? profileOf(colourNumbers, false) : null);
  // Turning is part of the coding, and the decoder has done it.
  const upright = { width: pixels.width, height: pixels.height, orientation: 1 };
  return ok({
    ...facts,
    ...upright,
    preview: await previewOfPixels(pixels, facts.hasAlpha, colour === 'wide' ? profile : null),
    pixels,
  });
}

/** Why a picture is refused before the decoder sees it; null for no reason. */
async function refusalOf(type: SharpType, bytes: number, read: ReadAt): Promise<Reason | null> {
  if (type === 'tiff') return await refusalOfTiff(read, bytes);
  if (type === 'jpeg') {
    const frame = await readJpegFrame(read);
    return frame !== null && isRareFrame(frame) ? rareKind(rareJpeg) : null;
  }
  if (type === 'png') return (await toldByPng(read, bytes)).isHdr ? rareKind(hdrPhoto) : null;
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

function reasonOf(error: unknown): Reason {
  if (error instanceof RareKind) return rareKind(error.what);
  if (error instanceof TooManyScans) return tooManyScans(error.max);
  return damaged(damageOf(error));
}

function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

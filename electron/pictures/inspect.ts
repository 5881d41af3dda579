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
import { readExtraSamples } from './formats/extra-samples.ts';
import { walkGif } from './formats/gif.ts';
import { decodeHeif, type HeifPixels } from './formats/heif-pixels.ts';
import { isRareFrame, readJpegFrame } from './formats/jpeg.ts';
import { isWholeHeif } from './formats/heif.ts';
import { memoryToInspect, reserveNothing, type Reserve } from './memory-estimate.ts';
import { probeFile } from './probe-file.ts';
import type { PictureFacts } from './picture-facts.ts';
import { isWholePng, readPngMetadata } from './formats/png.ts';
import { readPlain, type PlainType } from './formats/plain-pictures.ts';
import { maxPixelsPutRight } from './formats/misread-tiff.ts';
import { readHeifContent } from './formats/rare-heif.ts';
import { hdrPhoto, RareKind } from './formats/rare-kind.ts';
import { rawTiffName } from './formats/raw-tiff.ts';
import { buffered, withFile, type ReadAt } from './reader.ts';
import { countDirectories, isChainedInCircle } from './formats/tiff-directory.ts';
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
  /** Pixels that sharp doesn't decode as they are seen, kept for preparing because decoding is slow. Else null. */
  pixels: HeifPixels | null;
}

type SharpType = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'heic' | 'avif';

/**
 * Proves that a file is a picture that BigCommerce takes or Packshot can prepare. Decodes all of it, or the first
 * page of a document, and makes its preview in the same pass. `fileName`: the user's name for the file, if it differs
 * from the path's. Throws if memory runs out.
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
  // The whole file is in memory, and the same size again for XBM, which is text.
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
  const pixels = await decodeHeif(path, facts, metadata.pagePrimary ?? 0);
  if (pixels === null) return ok({ ...facts, preview: await decodeWhole(path, facts), pixels });
  const { colour, colourNumbers } = facts;
  const profile = metadata.icc ?? (colourNumbers ? profileOf(colourNumbers, false) : null);
  // HEIF stores turning as part of its coding, and the decoder has applied it.
  const upright = { width: pixels.width, height: pixels.height, orientation: 1 };
  return ok({
    ...facts,
    ...upright,
    preview: await previewOfPixels(pixels, facts.hasAlpha, colour === 'wide' ? profile : null),
    pixels,
  });
}

/** Why a picture is refused before the decoder opens it; null if it isn't. */
async function refusalOf(type: SharpType, bytes: number, read: ReadAt): Promise<Reason | null> {
  if (type === 'tiff') return await refusalOfTiff(read, bytes);
  if (type === 'jpeg') {
    const frame = await readJpegFrame(read);
    return frame !== null && isRareFrame(frame) ? rareKind(rareJpeg) : null;
  }
  if (type === 'png') return (await readPngMetadata(read, bytes)).isHdr ? rareKind(hdrPhoto) : null;
  if (type !== 'heic' && type !== 'avif') return null;
  const { rare, main } = await readHeifContent(read, bytes);
  if (rare !== null) return rareKind(rare);
  return main === null ? null : beyondPixels(main.width, main.height);
}

async function refusalOfTiff(read: ReadAt, bytes: number): Promise<Reason | null> {
  const inBlocks = buffered(read);
  if ((await countDirectories(inBlocks, maxDirectories)) > maxDirectories) return tooManyDirectories();
  // The first directory may lie beyond the part that `sniff` looks at.
  const raw = await rawTiffName(read);
  if (raw !== null) return rawPhotograph(raw, await findCameraJpeg(read, bytes));
  const layout = await readTiffLayout(read);
  if (layout === null) return null;
  const rare = rareTiff(layout, await readExtraSamples(read));
  if (rare !== null) return rareKind(rare);
  if (await isChainedInCircle(inBlocks, maxDirectories))
    return rareKind('a TIFF whose pages have no last one');
  const { width, height } = layout;
  const isTooMuch = misreadOf(layout) !== null && width * height > maxPixelsPutRight;
  return isTooMuch ? tooManyPixels(width, height) : null;
}

/** The type that the decoder found; null if it contradicts the file's beginning. */
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

/** Whether the file is as long as its own structure says. Decoders stop at the last pixel that they need. */
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

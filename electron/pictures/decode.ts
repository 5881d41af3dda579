import { readFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import {
  maxChannels,
  maxScanPixels,
  maxScans,
  maxAnimationPixels,
  maxBytesInMemory,
  maxPixels,
  previewEdge,
} from './bounds.ts';
import { bareTiff } from './formats/bare-tiff.ts';
import { hasUnspecified, readExtraSamples, withoutUnspecified } from './formats/extra-samples.ts';
import {
  isRareFrame,
  isTidy,
  lacksTables,
  readJpegFrame,
  readJpegParts,
  withoutStrayBytes,
  type JpegParts,
} from './formats/jpeg.ts';
import { followScans } from './formats/jpeg-scans.ts';
import { inSrgb, readable } from './in-srgb.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import type { PictureFacts } from './picture-facts.ts';
import { readerOf, withFile } from './reader.ts';
import { putRight } from './formats/misread-tiff.ts';
import { jpegsOfTiff } from './formats/tiff-jpegs.ts';
import { RareKind } from './formats/rare-kind.ts';
import { readTiffLayout } from './formats/tiff-layout.ts';
import { tiffOf } from './formats/write-tiff.ts';

// Windows can't delete or rename a file that libvips keeps open in its cache.
sharp.cache(false);

/** Warnings of the JPEG decoder that mean lost pixels. Others come from healthy cameras. */
const lostPixels = /bad Huffman code|bad code|premature end|instead of RST|resync|inconsistent progression/i;
const strayBytes = /extraneous bytes/i;
/** Every failure of a TIFF ends in "read error". An earlier check made sure that all its parts lie within the file. */
const cutShort =
  /premature end|unexpected end|not enough data|(?<!tiff2vips: )read error|out of data|truncated/i;
/** Warnings of the TIFF decoder about the habits of some programs, whose pictures are whole. */
const oldWays =
  /old-style LZW|not terminated with EOI|troublesome old-style JPEG|doesn't match SamplesPerPixel/i;
/** The words for a JPEG that browsers can't read, even if the decoder can. */
export const rareJpeg = 'a JPEG that browsers can’t show';
/** Thrown for a JPEG with too many scans for its size. `max`: how many it may have. */
export class TooManyScans extends Error {
  readonly max: number;

  constructor(max: number) {
    super('a JPEG of too many scans');
    this.max = max;
  }
}

/** Width of the thumbnails by which the frames of an animation are checked. */
const proofWidth = 16;

/** Metadata from a picture's header, without decoding it. Throws the decoder's errors. */
export async function metadataOf(path: string): Promise<Metadata> {
  return await sharp(path, { limitInputPixels: false, limitInputChannels: maxChannels }).metadata();
}

/**
 * Decodes a whole picture, or the first page of a document, and returns its preview: WebP, upright, in sRGB. Throws
 * the decoder's errors; see `damageOf`.
 */
export async function decodeWhole(path: string, facts: PictureFacts): Promise<Uint8Array> {
  const { type, width, height, frames, bytes } = facts;
  if (type === 'jpeg' && bytes <= maxBytesInMemory) return await decodeJpeg(await readFile(path), facts);
  if (type === 'jpeg') refuseManyScans(await withFile(path, readJpegParts), width * height);
  if (type === 'tiff') return await decodeTiff(path, facts);
  const isAnimation = frames > 1 && (type === 'gif' || type === 'webp');
  if (isAnimation && width * height * frames <= maxAnimationPixels) await proveFrames(path);
  const { input, facts: known } = await readable(path, facts);
  try {
    return await shown(input, known, 'warning');
  } catch (error) {
    if (isFinal(error)) throw error;
    return await shown(input, known, 'error');
  }
}

async function decodeTiff(path: string, facts: PictureFacts): Promise<Uint8Array> {
  const { bytes } = facts;
  await proveJpegsOfTiff(path);
  const extra = await withFile(path, readExtraSamples);
  const layout = await withFile(path, readTiffLayout);
  const preview = async (input: string | Uint8Array, failOn: 'warning' | 'error') => {
    const right = await putRight(() => open(input, { failOn, ignoreIcc: true }).autoOrient(), layout, extra);
    if (right !== null || !hasUnspecified(extra)) return await shown(right ?? input, facts, failOn);
    const upright = () => openFor(input, facts, failOn).autoOrient();
    return await previewOf(await withoutUnspecified(upright, extra, facts));
  };
  try {
    return await preview(path, 'warning');
  } catch (error) {
    if (isFinal(error)) throw error;
    // A warning about an unknown tag ends the decoding before lost pixels are read, and so hides their warnings.
    const bare = bytes <= maxBytesInMemory ? bareTiff(await readFile(path)) : null;
    if (bare === null) return await preview(path, 'error');
    try {
      return await preview(bare, 'warning');
    } catch (again) {
      if (!oldWays.test(messageOf(again))) throw again;
      return await preview(bare, 'error');
    }
  }
}

async function decodeJpeg(bytes: Uint8Array, facts: PictureFacts): Promise<Uint8Array> {
  const parts = await proveJpeg(bytes);
  try {
    return await shown(bytes, facts, 'warning');
  } catch (error) {
    if (isFinal(error)) throw error;
    const clean = withoutStrayBytes(bytes, parts);
    const failOn = strayBytes.test(messageOf(error)) ? 'warning' : 'error';
    return await shown(clean, facts, failOn);
  }
}

/** Throws if the JPEG lost data, although a decoder may still show it. */
async function proveJpeg(bytes: Uint8Array): Promise<JpegParts> {
  const parts = await readJpegParts(readerOf(bytes));
  if (parts === null) throw new Error('bad header');
  refuseManyScans(parts, pixelsOf(bytes, parts));
  const frame = await readJpegFrame(readerOf(bytes));
  if (frame !== null && isRareFrame(frame)) throw new RareKind(rareJpeg);
  if (parts.endAt === null) throw new Error('premature end');
  if (lacksTables(parts))
    throw new RareKind('a JPEG without code tables, as cameras store the frames of a film');
  const found = followScans(bytes);
  if (found === 'broken') throw new Error('bad code');
  if (found === 'cut-short') throw new Error('premature end');
  if (!isTidy(bytes, parts)) throw new RareKind('a JPEG with stray bytes between its parts');
  return parts;
}

/** Each scan visits every block of the picture. */
function refuseManyScans(parts: JpegParts | null, pixels: number): void {
  const max = Math.min(maxScans, Math.floor(maxScanPixels / Math.max(1, pixels)));
  if (parts !== null && parts.scans > max) throw new TooManyScans(max);
}

/** Pixels that the frame header claims; 0 without one. Source: ITU T.81, B.2.2. */
function pixelsOf(bytes: Uint8Array, { segments }: JpegParts): number {
  const frame = segments.find(({ marker }) => marker >= 0xc0 && marker <= 0xc2);
  const header = frame === undefined ? [] : bytes.subarray(frame.from + 5, frame.from + 9);
  const [high = 0, low = 0, wideHigh = 0, wideLow = 0] = header;
  return (high * 256 + low) * (wideHigh * 256 + wideLow);
}

async function proveJpegsOfTiff(path: string): Promise<void> {
  await withFile(path, async (read) => {
    for await (const jpeg of jpegsOfTiff(read)) await proveJpeg(jpeg);
  });
}

/** WebP in sRGB, at most `previewEdge` pixels either way. */
export async function previewOf(picture: Sharp): Promise<Uint8Array> {
  return await fitted(picture.autoOrient()).webp({ quality: 80, effort: 2 }).toBuffer();
}

/** The preview of pixels that were decoded elsewhere, in the colours of `profile`; null for sRGB. */
export async function previewOfPixels(
  { width, height, data }: { width: number; height: number; data: Uint8Array },
  hasAlpha: boolean,
  profile: Uint8Array | null,
): Promise<Uint8Array> {
  const all = sharp(data, { raw: { width, height, channels: 4 } });
  const picture = hasAlpha ? all : all.removeAlpha();
  if (profile === null) return await previewOf(picture);
  const small = await fitted(picture).raw().toBuffer({ resolveWithObject: true });
  return await previewOf(sharp(tiffOf({ ...small.info, data: small.data }, profile)));
}

/** The preview of a picture that sharp opens itself. */
async function shown(
  input: string | Uint8Array,
  facts: PictureFacts,
  failOn: 'warning' | 'error',
): Promise<Uint8Array> {
  return await previewOf(await inSrgb(fitted(openFor(input, facts, failOn).autoOrient()), facts));
}

function fitted(picture: Sharp): Sharp {
  return picture.resize(previewEdge, previewEdge, { fit: 'inside', withoutEnlargement: true });
}

/** What a decoder's error means for the user. If it only says that memory ran out, it is thrown again. */
export function damageOf(error: unknown): 'cut-short' | 'broken' {
  if (isOutOfMemory(error)) throw error;
  return cutShort.test(messageOf(error)) ? 'cut-short' : 'broken';
}

function openFor(input: string | Uint8Array, { colour }: PictureFacts, failOn: 'warning' | 'error'): Sharp {
  return open(input, { failOn, ignoreIcc: colour === 'srgb' });
}

function open(input: string | Uint8Array, options: SharpOptions): Sharp {
  return sharp(input, { limitInputPixels: maxPixels, limitInputChannels: maxChannels, ...options });
}

async function proveFrames(path: string): Promise<void> {
  await sharp(path, { failOn: 'error', limitInputPixels: maxAnimationPixels, animated: true })
    .resize(proofWidth)
    .raw()
    .toBuffer();
}

/** Whether decoding more leniently would only hide the error. */
function isFinal(error: unknown): boolean {
  return lostPixels.test(messageOf(error)) || isOutOfMemory(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

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
import { readExtraSamples, withoutUnspecified } from './formats/extra-samples.ts';
import { isRareKind, isTidy, readJpegParts, withoutStrayBytes, type JpegParts } from './formats/jpeg.ts';
import { followScans } from './formats/jpeg-scans.ts';
import { readerOf, withFile } from './reader.ts';
import { jpegsOfTiff } from './formats/tiff-jpegs.ts';

// Windows can't delete or rename a file that libvips keeps open in its cache.
sharp.cache(false);

/** Warnings of the JPEG decoder that mean lost pixels. Others come from healthy cameras. */
const lostPixels = /bad Huffman code|bad code|premature end|instead of RST|resync|inconsistent progression/i;
const strayBytes = /extraneous bytes/i;
const cutShort = /premature end|unexpected end|not enough data|read error|out of data|truncated/i;
/** Warnings of the TIFF decoder about how some programs write, whose pictures are whole all the same. */
const oldWays =
  /old-style LZW|not terminated with EOI|troublesome old-style JPEG|doesn't match SamplesPerPixel/i;
/** The error for a JPEG that the decoder reads and browsers don't. */
export const rareJpeg = 'a JPEG of a rare kind';
/** A JPEG that has more scans than one of its size may have, which is `max`. */
export class TooManyScans extends Error {
  readonly max: number;

  constructor(max: number) {
    super('a JPEG of too many scans');
    this.max = max;
  }
}

/** Widths of the thumbnails that prove the frames of an animation. */
const proofWidth = 16;

/** Facts from a picture's head, without decoding it. Throws the decoder's errors. */
export async function metadataOf(path: string): Promise<Metadata> {
  return await sharp(path, { limitInputPixels: false, limitInputChannels: maxChannels }).metadata();
}

/**
 * Decodes all of a picture (of a document, the first page), and answers its preview: WebP, upright, in sRGB.
 * Throws the decoder's errors, for `damageOf`.
 */
export async function decodeWhole(
  path: string,
  type: 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'avif',
  { width, height, frames, bytes }: { width: number; height: number; frames: number; bytes: number },
): Promise<Uint8Array> {
  if (type === 'jpeg' && bytes <= maxBytesInMemory) return await decodeJpeg(await readFile(path));
  if (type === 'jpeg') refuseManyScans(await withFile(path, readJpegParts), width * height);
  if (type === 'tiff') return await decodeTiff(path, bytes);
  const isAnimation = frames > 1 && (type === 'gif' || type === 'webp');
  if (isAnimation && width * height * frames <= maxAnimationPixels) await proveFrames(path);
  try {
    return await previewOf(open(path, { failOn: 'warning' }));
  } catch (error) {
    if (tellsOfLoss(error)) throw error;
    return await previewOf(open(path, { failOn: 'error' }));
  }
}

async function decodeTiff(path: string, bytes: number): Promise<Uint8Array> {
  await proveJpegsOfTiff(path);
  const extra = await withFile(path, readExtraSamples);
  const preview = async (input: string | Uint8Array, failOn: 'warning' | 'error') =>
    await previewOf(await withoutUnspecified(() => open(input, { failOn }).autoOrient(), extra));
  try {
    return await preview(path, 'warning');
  } catch (error) {
    if (tellsOfLoss(error)) throw error;
    // A warning of a tag that nobody knows hides those of lost pixels: it ends the decoding before they are read.
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

async function decodeJpeg(bytes: Uint8Array): Promise<Uint8Array> {
  const parts = await proveJpeg(bytes);
  try {
    return await previewOf(open(bytes, { failOn: 'warning' }));
  } catch (error) {
    if (tellsOfLoss(error)) throw error;
    const clean = withoutStrayBytes(bytes, parts);
    const failOn = strayBytes.test(messageOf(error)) ? 'warning' : 'error';
    return await previewOf(open(clean, { failOn }));
  }
}

/** Throws where a decoder would show a picture that lost bits all the same. */
async function proveJpeg(bytes: Uint8Array): Promise<JpegParts> {
  const parts = await readJpegParts(readerOf(bytes));
  if (parts === null) throw new Error('bad header');
  refuseManyScans(parts, pixelsOf(bytes, parts));
  if (isRareKind(parts)) throw new Error(rareJpeg);
  if (parts.endAt === null) throw new Error('premature end');
  if (!isTidy(bytes, parts)) throw new Error('stray bytes');
  const found = followScans(bytes);
  if (found === 'broken') throw new Error('bad code');
  if (found === 'cut-short') throw new Error('premature end');
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

/** WebP, at most `previewEdge` pixels either way. */
export async function previewOf(picture: Sharp): Promise<Uint8Array> {
  return await picture
    .autoOrient()
    .resize(previewEdge, previewEdge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer();
}

/** What a decoder's error means for the user. */
export function damageOf(error: unknown): 'cut-short' | 'broken' {
  return cutShort.test(messageOf(error)) ? 'cut-short' : 'broken';
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

function tellsOfLoss(error: unknown): boolean {
  return lostPixels.test(messageOf(error));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

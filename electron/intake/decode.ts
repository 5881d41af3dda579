import { readFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { mostAnimationPixels, mostBytesInMemory, mostPixels, mostSeconds, previewEdge } from './bounds.ts';
import { isPadding, madeToBeReadWhole, readJpegParts, withoutStrayBytes, type JpegParts } from './jpeg.ts';

// Windows can't delete or rename a file that libvips keeps open in its cache.
sharp.cache(false);

/** Warnings of the JPEG decoder that mean lost pixels. Others come from healthy cameras. */
const lostPixels = /bad Huffman code|bad code|premature end|instead of RST|resync|inconsistent progression/i;
const strayBytes = /extraneous bytes/i;
const strayAtEnd = /(\d+) extraneous bytes before marker 0xd9/gi;
const lostBits = new RegExp(`${lostPixels.source}|${strayBytes.source}`, 'i');
const cutShort = /premature end|unexpected end|not enough data|read error|out of data|truncated/i;
const outOfTime = /^timeout:/;

/** Widths of the thumbnails that prove the frames of an animation. */
const proofWidth = 16;

/** Facts from a picture's head, without decoding it. Throws the decoder's errors. */
export async function metadataOf(path: string): Promise<Metadata> {
  return await sharp(path, { limitInputPixels: false }).metadata();
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
  if (type === 'jpeg' && bytes <= mostBytesInMemory) return await decodeJpeg(await readFile(path));
  const isAnimation = frames > 1 && (type === 'gif' || type === 'webp');
  if (isAnimation && width * height * frames <= mostAnimationPixels) await proveFrames(path);
  try {
    return await previewOf(open(path, { failOn: 'warning' }));
  } catch (error) {
    const told = messageOf(error);
    if (outOfTime.test(told) || lostPixels.test(told)) throw error;
    return await previewOf(open(path, { failOn: 'error' }));
  }
}

async function decodeJpeg(bytes: Uint8Array): Promise<Uint8Array> {
  const parts = readJpegParts(bytes);
  if (parts === null) throw new Error('bad header');
  if (parts.endAt === null) throw new Error('premature end');
  await proveJpeg(bytes, parts, parts.endAt);
  try {
    return await previewOf(open(bytes, { failOn: 'warning' }));
  } catch (error) {
    const told = messageOf(error);
    if (outOfTime.test(told) || lostPixels.test(told)) throw error;
    const clean = withoutStrayBytes(bytes, parts);
    return await previewOf(open(clean, { failOn: strayBytes.test(told) ? 'warning' : 'error' }));
  }
}

async function proveJpeg(bytes: Uint8Array, parts: JpegParts, endAt: number): Promise<void> {
  const written = madeToBeReadWhole(bytes, parts);
  if (written === null) return;
  try {
    // The first rows are enough: to answer with any, the decoder must have read all.
    await open(written, { failOn: 'warning' })
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .timeout({ seconds: mostSeconds })
      .toBuffer();
  } catch (error) {
    const told = messageOf(error);
    const left = [...told.matchAll(strayAtEnd)].map((match) => Number(match[1]));
    const isHarmless = left.length > 0 && left.every((count) => isPadding(bytes, endAt, count));
    if (!isHarmless && lostBits.test(told)) throw error;
  }
}

/** WebP, at most `previewEdge` pixels either way. */
export async function previewOf(picture: Sharp): Promise<Uint8Array> {
  return await picture
    .autoOrient()
    .resize(previewEdge, previewEdge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .timeout({ seconds: mostSeconds })
    .toBuffer();
}

/** What a decoder's error means for the user. */
export function damageOf(error: unknown): 'cut-short' | 'broken' | 'too-slow' {
  const told = messageOf(error);
  return outOfTime.test(told) ? 'too-slow' : cutShort.test(told) ? 'cut-short' : 'broken';
}

function open(input: string | Uint8Array, options: SharpOptions): Sharp {
  return sharp(input, { limitInputPixels: mostPixels, ...options });
}

async function proveFrames(path: string): Promise<void> {
  await sharp(path, { failOn: 'error', limitInputPixels: mostAnimationPixels, animated: true })
    .resize(proofWidth)
    .raw()
    .timeout({ seconds: mostSeconds })
    .toBuffer();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

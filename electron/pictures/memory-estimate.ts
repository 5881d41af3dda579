import type { Metadata } from 'sharp';
import { maxBytesInMemory } from './bounds.ts';
import type { PictureFacts } from './picture-facts.ts';
import type { CopyRecipe } from './prepare/copy-recipe.ts';

/** Reserves memory, in bytes, in place of what was reserved before. Resolves when it is free. */
export type Reserve = (bytes: number) => Promise<void>;

/** For work that runs alone. */
export const reserveNothing: Reserve = () => Promise.resolve();

/**
 * Maximum bytes for inspecting a picture and drawing its preview. Pictures that can't be decoded line by line are
 * held whole.
 */
export function memoryToInspect(facts: PictureFacts, metadata: Metadata): number {
  return whileProving(facts, metadata) + whileOpen(facts);
}

function whileProving({ type, bytes }: PictureFacts, metadata: Metadata): number {
  const { width, height, channels, depth, isProgressive, orientation } = metadata;
  const whole = width * height * channels * (depth === 'uchar' ? 1 : depth === 'ushort' ? 2 : 4);
  const isTurned = (orientation ?? 1) > 1;
  switch (type) {
    case 'jpeg':
      // The file is held twice. A progressive JPEG also needs its coefficients, two bytes each.
      return bytes * 2 + (isProgressive ? whole * 2 : whole / 8);
    case 'heic':
      return width * height * 12;
    case 'png':
      return isProgressive || isTurned ? whole : whole / 8;
    case 'tiff':
      // The file is read into memory if it must be decoded without its rarer tags. With more than 16 bits it is decoded
      // and written again: 18 bytes a pixel.
      if (depth !== 'uchar' && depth !== 'ushort') return bytes + width * height * 18;
      return Math.min(bytes, maxBytesInMemory) + (isTurned ? whole : whole / 8);
    case 'avif':
      // Premultiplied colours are reverted in a copy.
      return whole * (metadata.hasAlpha ? 3 : 2);
    default:
      return whole * 2;
  }
}

/**
 * Maximum bytes per pixel of the original while drawing: the decoder's own form, and the pixels if they are needed
 * whole.
 */
const whileDecoding = {
  jpeg: 3,
  png: 4,
  gif: 8,
  webp: 8,
  tiff: 4,
  avif: 10,
  heic: 20,
  bmp: 8,
  wbmp: 2,
  xbm: 8,
} as const;

/** An AVIF may have premultiplied colours. Then it is decoded as a HEIC is, to be reverted. */
function decodingBytes({ type, hasAlpha }: PictureFacts): number {
  return whileDecoding[type === 'avif' && hasAlpha ? 'heic' : type];
}

/** Bytes per pixel of the result: the pixels kept for a search, a copy for the encoder, and two files. */
const whileEncoding = 10;
/** Bytes per pixel while channels are dropped from a TIFF: its colours, its transparency, and both together. */
const whileDropping = 8;

/**
 * Bytes per pixel of a picture whose colours are converted after drawing: a file of it, and a copy with a profile.
 * Deep grey needs no copy.
 */
function whileTurning({ type, colour, bitsPerChannel, colourNumbers, hasAlpha }: PictureFacts): number {
  const isDeep = bitsPerChannel > 8;
  const twice = hasAlpha ? 8 : 6;
  if (type !== 'png' && colourNumbers !== undefined) return isDeep ? twice * 2 : twice;
  return colour === 'cmyk' || (colour === 'profiled-grey' && isDeep) ? twice : 0;
}

/** Bytes that a picture takes beside its drawing. They depend on its full size, even if the result is small. */
function whileOpen(facts: PictureFacts): number {
  const { type, width, height, bytes, colourNumbers, hasOtherChannels } = facts;
  if (hasOtherChannels) return width * height * (whileDropping + whileTurning(facts));
  return type === 'png' && colourNumbers !== undefined ? bytes : 0;
}

/** Bytes for drawing a picture of at most `longestEdge`, and three times four bytes per pixel of the result. */
export function memoryToReadClues(facts: PictureFacts, longestEdge: number): number {
  const { width, height } = facts;
  const made = longestEdge * longestEdge * (12 + whileTurning(facts));
  return width * height * decodingBytes(facts) + whileOpen(facts) + made;
}

/** Maximum bytes for preparing a picture. */
export function memoryToPrepare(facts: PictureFacts, recipe: CopyRecipe): number {
  const { width, height, bytes, bitsPerChannel, orientation } = facts;
  if (recipe.type !== 'drawing') return bytes * 2;
  const pixels = width * height;
  const deep = bitsPerChannel > 8 ? 2 : 1;
  const turned = orientation > 1 ? 4 : 0;
  const edge = Math.max(width, height);
  const longestEdge = Math.min(edge, recipe.longestEdge ?? edge);
  const scale = longestEdge / edge;
  // A frame may make the picture square, and larger than it is.
  const made =
    recipe.framing === undefined ? pixels * scale * scale : Math.max(1, recipe.longestEdge ?? edge) ** 2;
  const making = whileEncoding + whileTurning(facts);
  return Math.ceil(pixels * (decodingBytes(facts) * deep + turned) + whileOpen(facts) + made * making);
}

import type { Metadata } from 'sharp';
import { maxBytesInMemory } from './bounds.ts';
import type { PictureFacts } from './picture-facts.ts';
import type { Recipe } from './prepare/recipe.ts';

/** Sets aside so many bytes for what follows, in place of those set aside before; resolves when they are free. */
export type Reserve = (bytes: number) => Promise<void>;

/** For work that nothing else runs beside. */
export const reserveNothing: Reserve = () => Promise.resolve();

/**
 * Bytes that proving a picture and drawing its preview takes at the most: all of it where it can't be decoded line by
 * line.
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
      // The file is held twice; of a progressive one the coefficients too, two bytes each.
      return bytes * 2 + (isProgressive ? whole * 2 : whole / 8);
    case 'heic':
      return width * height * 12;
    case 'png':
      return isProgressive || isTurned ? whole : whole / 8;
    case 'tiff':
      // The file is read where a look at it without its rarer tags is needed.
      // Of more than 16 bits it is decoded and written anew: 18 bytes a pixel.
      if (depth !== 'uchar' && depth !== 'ushort') return bytes + width * height * 18;
      return Math.min(bytes, maxBytesInMemory) + (isTurned ? whole : whole / 8);
    default:
      return whole * 2;
  }
}

/**
 * Bytes a pixel that drawing holds of the original, at the most: its decoder's own form of it, and the pixels where
 * it needs them whole.
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
/** Bytes a pixel of the result: the pixels kept for a search, a copy on their way to the encoder, and two files. */
const whileEncoding = 10;
/** Bytes a pixel that stay while channels are dropped from a TIFF: its colours, its transparency, and both together. */
const whileDropping = 8;

/**
 * Bytes a pixel of what is drawn before its colours are right: a file of it, and a copy that has a profile. Deep grey
 * needs no such copy.
 */
function whileTurning({ type, colour, bitsPerChannel, colourNumbers, hasAlpha }: PictureFacts): number {
  const isDeep = bitsPerChannel > 8;
  const twice = hasAlpha ? 8 : 6;
  if (type !== 'png' && colourNumbers !== undefined) return isDeep ? twice * 2 : twice;
  return colour === 'cmyk' || (colour === 'profiled-grey' && isDeep) ? twice : 0;
}

/** Bytes that a picture takes beside its drawing, at its full size however small the result. */
function whileOpen(facts: PictureFacts): number {
  const { type, width, height, bytes, colourNumbers, hasOtherChannels } = facts;
  if (hasOtherChannels) return width * height * (whileDropping + whileTurning(facts));
  return type === 'png' && colourNumbers !== undefined ? bytes : 0;
}

/**
 * Bytes that drawing a picture no longer than `longestEdge` takes, and four bytes a pixel of the result three times
 * over.
 */
export function memoryToReadClues(facts: PictureFacts, longestEdge: number): number {
  const { type, width, height } = facts;
  const made = longestEdge * longestEdge * (12 + whileTurning(facts));
  return width * height * whileDecoding[type] + whileOpen(facts) + made;
}

/** Bytes that preparing a picture takes at the most. */
export function memoryToPrepare(facts: PictureFacts, recipe: Recipe): number {
  const { type, width, height, bytes, bitsPerChannel, orientation } = facts;
  if (recipe.by !== 'drawing') return bytes * 2;
  const pixels = width * height;
  const deep = bitsPerChannel > 8 ? 2 : 1;
  const turned = orientation > 1 ? 4 : 0;
  const edge = Math.max(width, height);
  const longestEdge = Math.min(edge, recipe.longestEdge ?? edge);
  const scale = longestEdge / edge;
  // A frame may make a square of it, and larger than the picture.
  const made =
    recipe.framing === undefined ? pixels * scale * scale : Math.max(1, recipe.longestEdge ?? edge) ** 2;
  const making = whileEncoding + whileTurning(facts);
  return Math.ceil(pixels * (whileDecoding[type] * deep + turned) + whileOpen(facts) + made * making);
}

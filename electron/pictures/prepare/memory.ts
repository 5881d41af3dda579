import type { PictureFacts } from '../picture-facts.ts';
import type { Recipe } from './recipe.ts';

/** Bytes a pixel that drawing holds of the original, at the most: its decoder's own form of it, and the pixels where it needs them whole. */
const whileDecoding = {
  jpeg: 3,
  png: 4,
  gif: 8,
  webp: 8,
  tiff: 4,
  avif: 10,
  heic: 20,
  bmp: 7,
  wbmp: 2,
  xbm: 8,
} as const;
/** Bytes a pixel of the result: the pixels kept for a search, a copy on their way to the encoder, and two files. */
const whileEncoding = 10;

/** About how many bytes preparing a picture takes at the most. */
export function memoryFor(facts: PictureFacts, recipe: Recipe): number {
  const { type, width, height, bytes, bitsPerChannel, orientation } = facts;
  if (recipe.by === 'removing-metadata') return bytes * 2;
  const pixels = width * height;
  const deep = bitsPerChannel > 8 ? 2 : 1;
  const turned = orientation > 1 ? 4 : 0;
  const edge = Math.max(width, height);
  const scale = Math.min(1, (recipe.longestEdge ?? edge) / edge);
  return Math.ceil(pixels * (whileDecoding[type] * deep + turned) + pixels * scale * scale * whileEncoding);
}

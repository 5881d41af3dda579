import sharp, { type Sharp } from 'sharp';
import { ownBytes } from '../own-bytes.ts';
import { drawSmall, edgeColour, subjectIn, withoutBorders, type Colour } from './find-subject.ts';
import { placeOnCanvas, withRoom, type Size } from './frame.ts';
import type { Framing } from './copy-recipe.ts';
import { scaled, type Source } from './source.ts';

export interface Framed extends Size {
  source: Source;
  hasAlpha: boolean;
}

interface FrameOptions {
  /** In pixels; null for that of the picture. */
  longestEdge: number | null;
  keepMetadata: boolean;
  hasAlpha: boolean;
}

/**
 * Restores for screens what scaling softens, and no more. Flat parts are left alone, so that noise doesn't increase.
 */
const screenSharpening = { sigma: 0.6, m1: 0.4, m2: 1.2 };

/**
 * A picture in its frame: trimmed, cropped, scaled, sharpened and padded, in this order. It is drawn once, at its
 * final size. Throws the decoder's errors.
 */
export async function framedSource(
  source: Source,
  { width, height }: Size,
  { trim, shape, sharpen }: Framing,
  { longestEdge, keepMetadata, hasAlpha }: FrameOptions,
): Promise<Framed> {
  const picture = { width, height };
  const edge = Math.max(width, height);
  const takesEdgeColour = shape.type === 'padding' && shape.fill.type === 'edge';
  const seen = trim || shape.type === 'crop' || takesEdgeColour ? await drawSmall(source, picture) : null;
  const trimmed = seen !== null && trim ? await withoutBorders(seen) : { left: 0, top: 0, width, height };
  const box =
    seen !== null && shape.type === 'crop'
      ? await subjectIn(seen, withRoom(trimmed, picture, shape.ratio), shape.ratio)
      : trimmed;
  const isPadded = shape.type === 'padding';
  const { part, canvas, left, top, ...placed } = placeOnCanvas(
    picture,
    box,
    isPadded ? shape.ratio : null,
    isPadded ? shape.padding : 0,
    longestEdge ?? edge,
  );
  let drawn = (await source({ longestEdge: placed.longestEdge, keepMetadata })).extract(part);
  const fill = !isPadded ? null : seen !== null && takesEdgeColour ? edgeColour(seen) : colourOf(shape.fill);
  if (fill?.alpha === 1) drawn = drawn.flatten({ background: fill });
  if (sharpen && placed.longestEdge < edge) drawn = drawn.sharpen(screenSharpening);
  const kept = await keep(drawn, keepMetadata);
  if (fill === null) return { ...canvas, hasAlpha, source: async (to) => scaled(kept(), to.longestEdge) };
  const right = canvas.width - part.width - left;
  const bottom = canvas.height - part.height - top;
  const padded = await keep(kept().extend({ left, top, right, bottom, background: fill }), keepMetadata);
  return {
    ...canvas,
    hasAlpha: hasAlpha && fill.alpha < 1,
    source: async (to) => scaled(padded(), to.longestEdge),
  };
}

/** White, if there are no edges to take the colour from. */
function colourOf(fill: { type: string; colour?: string }): Colour {
  const value = Number.parseInt((fill.colour ?? '#ffffff').slice(1), 16);
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255, alpha: 1 };
}

/** Draws now. Each later step starts from the pixels, because sharp runs its steps in an order of its own. */
async function keep(drawn: Sharp, keepMetadata: boolean): Promise<() => Sharp> {
  const inSrgb = drawn.toColourspace('srgb');
  if (keepMetadata) {
    const file = ownBytes(await inSrgb.keepExif().keepXmp().png({ compressionLevel: 0 }).toBuffer());
    return () => sharp(file, { limitInputPixels: false });
  }
  const { data, info } = await inSrgb.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = ownBytes(data);
  return () => sharp(pixels, { raw: { width, height, channels }, limitInputPixels: false });
}

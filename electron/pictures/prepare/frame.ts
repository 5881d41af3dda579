import type { Ratio } from '../../../shared/recipe.ts';

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  left: number;
  top: number;
}

/** Where a picture is put on its canvas. */
export interface Placed {
  /** The longest edge of the whole picture, scaled. */
  longestEdge: number;
  /** The part of the scaled picture that is kept. */
  part: Box;
  canvas: Size;
  /** Where that part begins on the canvas. */
  left: number;
  top: number;
}

/**
 * A canvas of a given shape with a part of a picture in its middle. `padding`: percent of the canvas on each side.
 * `ratio`: null for the shape of the part. The canvas is at most `longestEdge` long, and nothing is enlarged.
 */
export function placeOnCanvas(
  picture: Size,
  box: Box,
  ratio: Ratio | null,
  padding: number,
  longestEdge: number,
): Placed {
  const inside = 1 - (2 * padding) / 100;
  const shape = ratio === null ? box.width / box.height : ratio.width / ratio.height;
  const fullWidth = Math.max(box.width, box.height * shape) / inside;
  const fullHeight = fullWidth / shape;
  const scale = Math.min(1, longestEdge / Math.max(fullWidth, fullHeight));
  const edge = Math.max(picture.width, picture.height);
  const scaledEdge = Math.max(1, Math.round(edge * scale));
  const whole = scaledSize(picture, scaledEdge);
  const part = scaledBox(box, picture, whole);
  const width = Math.max(part.width, Math.round(fullWidth * scale));
  const height = Math.max(part.height, Math.min(longestEdge, Math.round(width / shape)));
  const canvas = { width, height };
  return {
    longestEdge: scaledEdge,
    part,
    canvas,
    left: Math.floor((canvas.width - part.width) / 2),
    top: Math.floor((canvas.height - part.height) / 2),
  };
}

/** A part of a picture with as much around it as gives it this shape, as far as the picture goes. */
export function withRoom(box: Box, picture: Size, ratio: Ratio): Box {
  const shape = ratio.width / ratio.height;
  const width = Math.min(picture.width, Math.max(box.width, Math.round(box.height * shape)));
  const height = Math.min(picture.height, Math.max(box.height, Math.round(box.width / shape)));
  const left = Math.round(box.left + (box.width - width) / 2);
  const top = Math.round(box.top + (box.height - height) / 2);
  return {
    width,
    height,
    left: Math.max(0, Math.min(left, picture.width - width)),
    top: Math.max(0, Math.min(top, picture.height - height)),
  };
}

/** The size of a picture that is scaled to fit a square, rounded as sharp rounds it. */
function scaledSize({ width, height }: Size, longestEdge: number): Size {
  return width >= height
    ? { width: longestEdge, height: Math.max(1, Math.round(height / (width / longestEdge))) }
    : { width: Math.max(1, Math.round(width / (height / longestEdge))), height: longestEdge };
}

/** A part of a picture, at another scale of it. */
export function scaledBox(box: Box, from: Size, to: Size): Box {
  const left = Math.min(to.width - 1, Math.round((box.left / from.width) * to.width));
  const top = Math.min(to.height - 1, Math.round((box.top / from.height) * to.height));
  const right = Math.round(((box.left + box.width) / from.width) * to.width);
  const bottom = Math.round(((box.top + box.height) / from.height) * to.height);
  return {
    left,
    top,
    width: Math.max(1, Math.min(to.width, right) - left),
    height: Math.max(1, Math.min(to.height, bottom) - top),
  };
}

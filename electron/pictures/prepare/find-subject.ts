import sharp from 'sharp';
import type { Ratio } from '../../../shared/recipe.ts';
import { ownBytes } from '../own-bytes.ts';
import { scaledBox, type Box, type Size } from './frame.ts';
import type { Source } from './source.ts';
import { median } from '../../util/median.ts';

/** Size at which a border or subject is found as well as in the full picture. */
const maxEdge = 1_200;
/** Difference of a channel, of 255, that JPEG causes within a border of one colour. */
const evenWithin = 10;

export interface Colour {
  r: number;
  g: number;
  b: number;
  /** 0 is clear. */
  alpha: number;
}

/** A picture at this small size. */
export interface Seen extends Size {
  picture: Size;
  channels: 1 | 2 | 3 | 4;
  pixels: Buffer;
}

export async function drawSmall(source: Source, picture: Size): Promise<Seen> {
  const longestEdge = Math.min(maxEdge, Math.max(picture.width, picture.height));
  const drawn = await source({ longestEdge, keepMetadata: false });
  const { data, info } = await drawn.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { picture, width, height, channels, pixels: ownBytes(data) };
}

/** The picture without borders of one colour; all of it if there are none, or if nothing else is there. */
export async function withoutBorders(seen: Seen): Promise<Box> {
  const { info } = await open(seen).trim({ threshold: evenWithin }).toBuffer({ resolveWithObject: true });
  const found = {
    left: -(info.trimOffsetLeft ?? 0),
    top: -(info.trimOffsetTop ?? 0),
    width: info.width,
    height: info.height,
  };
  return scaledBox(found, seen, seen.picture);
}

/** The part of `box` with this shape that shows the subject: detail, strong colours and skin. */
export async function subjectIn(seen: Seen, box: Box, ratio: Ratio): Promise<Box> {
  const small = scaledBox(box, seen.picture, seen);
  const shape = ratio.width / ratio.height;
  const isWide = small.width / small.height > shape;
  const width = isWide ? Math.max(1, Math.round(small.height * shape)) : small.width;
  const height = isWide ? small.height : Math.max(1, Math.round(small.width / shape));
  const part = await open(seen).extract(small).raw().toBuffer({ resolveWithObject: true });
  const { info } = await sharp(ownBytes(part.data), {
    raw: { width: part.info.width, height: part.info.height, channels: part.info.channels },
  })
    .resize(width, height, { fit: 'cover', position: 'attention' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const found = {
    left: small.left - (info.cropOffsetLeft ?? 0),
    top: small.top - (info.cropOffsetTop ?? 0),
    width,
    height,
  };
  return exactShape(scaledBox(found, seen, seen.picture), box, shape);
}

/** Rounding at the small size changes the shape by one pixel there, which is several in the picture. */
function exactShape(found: Box, within: Box, shape: number): Box {
  const width = Math.min(within.width, Math.round(Math.max(found.width, found.height * shape)));
  const height = Math.min(within.height, Math.round(width / shape));
  return {
    width,
    height,
    left: Math.max(within.left, Math.min(found.left, within.left + within.width - width)),
    top: Math.max(within.top, Math.min(found.top, within.top + within.height - height)),
  };
}

/** The median colour of the edges, by channel. */
export function edgeColour({ width, height, channels, pixels }: Seen): Colour {
  const values: [number[], number[], number[], number[]] = [[], [], [], []];
  const take = (x: number, y: number): void => {
    const at = (y * width + x) * channels;
    const isGrey = channels < 3;
    const alpha = channels === 2 || channels === 4 ? (pixels[at + channels - 1] ?? 255) : 255;
    values[0].push(pixels[at] ?? 0);
    values[1].push(pixels[isGrey ? at : at + 1] ?? 0);
    values[2].push(pixels[isGrey ? at : at + 2] ?? 0);
    values[3].push(alpha);
  };
  for (let x = 0; x < width; x += 1) {
    take(x, 0);
    take(x, height - 1);
  }
  for (let y = 0; y < height; y += 1) {
    take(0, y);
    take(width - 1, y);
  }
  const [r, g, b, alpha] = values.map((all) => median(all, 255)) as [number, number, number, number];
  return { r, g, b, alpha: alpha / 255 };
}

function open({ width, height, channels, pixels }: Seen) {
  return sharp(pixels, { raw: { width, height, channels } });
}

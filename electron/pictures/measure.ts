import sharp, { type Sharp } from 'sharp';
import { ok, type Outcome } from '../../shared/outcome.ts';
import { groundOf, type Ground } from './ground.ts';
import { memoryToReadClues, type Reserve } from './memory-estimate.ts';
import { ownBytes } from './own-bytes.ts';
import type { PictureFacts } from './picture-facts.ts';
import { openSource } from './prepare/source.ts';
import { median } from '../util/median.ts';

/** How a picture looks, in numbers that are compared with those of others. */
export interface Measures {
  /** 0 for sharp, 1 for no edge at all. Null if the picture has nothing that could be sharp. */
  blur: number | null;
  /** Along the edges of the picture: the median colour, and the average distance of the others from it, of 255. */
  edge: { red: number; green: number; blue: number; spread: number };
  /** Null where the picture shows no ground, or too little of it. */
  ground: Ground | null;
  /**
   * The colour cast: how far red and blue are from green (of 255) where the picture should be grey. Null if nothing
   * seems grey.
   */
  cast: { red: number; blue: number } | null;
  /** Of the whole picture, of 255. */
  mean: { red: number; green: number; blue: number };
  /** Whether it gets lighter to the right, in 16 × 16 places, as hex. */
  likeness: string;
}

/** Pixels. */
export const measuredEdge = 1_280;
/** Smaller differences between two pixels are noise, of 255. */
const minDifference = 5;
/** Share of pixels that must be edges, so that a picture can be sharp or not. */
const minEdgePart = 0.002;
/** Pixels on each side that are averaged for the blurred copy. */
const reach = 4;
/** What counts as an edge over twice the reach, and how much of the picture shows its sharpest ones. */
const clear = { minDifference: 24, part: 0.002 };
/** Of white on white, and of glass, where few differences are larger than noise. */
const faint = { minDifference: 8, part: 0.0005 };
const likenessSide = 16;

/** Measures a picture that was inspected. `reserve`: asks for the memory. */
export async function measure(
  path: string,
  facts: PictureFacts,
  reserve: Reserve,
): Promise<Outcome<Measures>> {
  await reserve(memoryToReadClues(facts, measuredEdge));
  const source = await openSource(path, facts, 'error');
  if (!source.ok) return source;
  const drawn = (await source.value({ longestEdge: measuredEdge, keepMetadata: false })).flatten({
    background: '#fff',
  });
  return ok(await measuresOf(drawn));
}

/** Measures a picture that is decoded and has no alpha. It is scaled to `measuredEdge` at most. */
export async function measuresOf(picture: Sharp): Promise<Measures> {
  const scaled = picture.resize(measuredEdge, measuredEdge, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await scaled.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = ownBytes(data);
  const grey = greyOf(pixels, width * height, channels);
  const small = await sharp(pixels, { raw: { width, height, channels } })
    .greyscale()
    .resize(likenessSide + 1, likenessSide, { fit: 'fill' })
    .raw()
    .toBuffer();
  return {
    blur: blurOf(grey, width, height),
    edge: edgeOf(pixels, width, height, channels),
    ground: groundOf({ pixels, width, height, channels }),
    ...coloursOf(pixels, channels),
    likeness: likenessOf(small),
  };
}

function greyOf(pixels: Uint8Array, count: number, channels: number): Float32Array {
  const grey = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const from = at * channels;
    const red = pixels[from] ?? 0;
    const green = channels < 3 ? red : (pixels[from + 1] ?? 0);
    const blue = channels < 3 ? red : (pixels[from + 2] ?? 0);
    grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return grey;
}

/** `lines` of `length` pixels; the first pixels of two lines are `nextLine` apart, two pixels of a line `next`. */
interface Direction {
  grey: Float32Array;
  lines: number;
  length: number;
  nextLine: number;
  next: number;
}

/**
 * How little a picture loses when it is blurred: a sharp one loses most of the differences between neighbours. It
 * depends little on the subject. Source: Crete and others, "The blur effect: perception and estimation with a new
 * no-reference perceptual blur metric", 2007. Soft light on sharp fibres, as of knitwear, loses little, too, so its
 * sharpest edges count where they say more.
 */
function blurOf(grey: Float32Array, width: number, height: number): number | null {
  const directions: Direction[] = [
    { grey, lines: height, length: width, nextLine: width, next: 1 },
    { grey, lines: width, length: height, nextLine: 1, next: width },
  ];
  const blurs = directions.flatMap((direction) => {
    const { edges, kept } = lossAlong(direction);
    if (edges < width * height * minEdgePart) return [];
    return Math.min(kept, 1 - (sharpnessAlong(clear, direction) ?? 0));
  });
  if (blurs.length > 0) return Math.max(...blurs);
  const sharpest = directions.flatMap((direction) => sharpnessAlong(faint, direction) ?? []);
  return sharpest.length === 0 ? null : 1 - Math.max(...sharpest);
}

/**
 * How much of an edge is between two neighbouring pixels, 1 for all of it, by the sharpest edges. A soft shadow beside
 * them says nothing. Null where there are too few.
 */
function sharpnessAlong(
  { minDifference: smallest, part }: { minDifference: number; part: number },
  { grey, lines, length, nextLine, next }: Direction,
): number | null {
  /** How many edges there are of each sharpness, in percent. */
  const counts = new Uint32Array(101);
  for (let line = 0; line < lines; line += 1) {
    const start = line * nextLine;
    const value = (at: number): number => grey[start + at * next] ?? 0;
    for (let at = reach + 1; at < length - reach; at += 1) {
      const whole = Math.abs(value(at + reach) - value(at - reach - 1));
      if (whole < smallest) continue;
      let steepest = 0;
      for (let near = at - reach; near <= at + reach; near += 1)
        steepest = Math.max(steepest, Math.abs(value(near) - value(near - 1)));
      const share = Math.round(Math.min(1, steepest / whole) * 100);
      counts[share] = (counts[share] ?? 0) + 1;
    }
  }
  const wanted = lines * length * part;
  let seen = 0;
  for (let share = 100; share >= 0; share -= 1) {
    seen += counts[share] ?? 0;
    if (seen >= wanted) return share / 100;
  }
  return null;
}

function lossAlong({ grey, lines, length, nextLine, next }: Direction) {
  let edges = 0;
  let before = 0;
  let lost = 0;
  for (let line = 0; line < lines; line += 1) {
    const start = line * nextLine;
    const value = (at: number): number => grey[start + at * next] ?? 0;
    for (let at = reach + 1; at < length - reach; at += 1) {
      const difference = Math.abs(value(at) - value(at - 1));
      if (difference < minDifference) continue;
      // The averages of two neighbours differ only by the pixels at their ends.
      const blurred = Math.abs(value(at + reach) - value(at - reach - 1)) / (2 * reach + 1);
      edges += 1;
      before += difference;
      lost += Math.max(0, difference - blurred);
    }
  }
  return { edges, kept: before === 0 ? 0 : (before - lost) / before };
}

function edgeOf(pixels: Uint8Array, width: number, height: number, channels: number): Measures['edge'] {
  const depth = Math.max(1, Math.round(Math.min(width, height) * 0.02));
  const values: [number[], number[], number[]] = [[], [], []];
  for (let y = 0; y < height; y += 1) {
    const isRim = y < depth || y >= height - depth;
    for (let x = 0; x < width; x += 1) {
      if (!isRim && x === depth) x = Math.max(x, width - depth);
      const from = (y * width + x) * channels;
      for (const channel of [0, 1, 2] as const)
        values[channel].push(pixels[from + (channels < 3 ? 0 : channel)] ?? 0);
    }
  }
  const middles = values.map((all) => median(all)) as [number, number, number];
  const spreads = values.map((all, channel) => {
    const middle = middles[channel] ?? 0;
    return all.reduce((sum, value) => sum + Math.abs(value - middle), 0) / Math.max(1, all.length);
  });
  const [red, green, blue] = middles;
  return { red, green, blue, spread: Math.max(...spreads) };
}

/** A colour counts as grey if its channels differ by less than this, and it is neither dark nor burnt out. */
const nearlyGrey = { difference: 70, darkest: 50, lightest: 252 };
const minGreyPart = 0.03;

function coloursOf(pixels: Uint8Array, channels: number): Pick<Measures, 'cast' | 'mean'> {
  const sum = { red: 0, green: 0, blue: 0 };
  const grey = { count: 0, red: 0, blue: 0 };
  const count = Math.max(1, Math.floor(pixels.length / channels));
  for (let at = 0; at < count; at += 1) {
    const from = at * channels;
    const red = pixels[from] ?? 0;
    const green = channels < 3 ? red : (pixels[from + 1] ?? 0);
    const blue = channels < 3 ? red : (pixels[from + 2] ?? 0);
    sum.red += red;
    sum.green += green;
    sum.blue += blue;
    const high = Math.max(red, green, blue);
    const low = Math.min(red, green, blue);
    if (high - low > nearlyGrey.difference || low < nearlyGrey.darkest || low > nearlyGrey.lightest) continue;
    grey.count += 1;
    grey.red += red - green;
    grey.blue += blue - green;
  }
  const mean = { red: sum.red / count, green: sum.green / count, blue: sum.blue / count };
  if (grey.count < count * minGreyPart) return { cast: null, mean };
  return { cast: { red: grey.red / grey.count, blue: grey.blue / grey.count }, mean };
}

function likenessOf(small: Uint8Array): string {
  let bits = '';
  for (let y = 0; y < likenessSide; y += 1) {
    for (let x = 0; x < likenessSide; x += 1) {
      const at = y * (likenessSide + 1) + x;
      // A step that JPEG makes in an even ground is no edge.
      bits += (small[at + 1] ?? 0) - (small[at] ?? 0) > 2 ? '1' : '0';
    }
  }
  return bits.replaceAll(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16));
}

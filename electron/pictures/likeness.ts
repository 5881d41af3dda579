import { countBits } from '../util/count-bits.ts';
import { median } from '../util/median.ts';

/**
 * What a picture looks like, in a few bytes: a perceptual hash of its shapes and a coarse histogram of its subject's
 * colours. Views of one article have similar colours. The hash distinguishes articles of one colour. Pure.
 */

/** The picture is scaled to a square with this edge, in pixels, whatever its shape. */
export const likenessEdge = 32;

/** Bins of Oklab: lightness, green to red, blue to yellow. */
const bins = [4, 6, 6] as const;
const ranges = [
  [0.15, 1],
  [-0.15, 0.18],
  [-0.15, 0.15],
] as const;
const binCount = bins[0] * bins[1] * bins[2];
const hashEdge = 8;
/** Differences of lightness below this are noise. */
const hashNoise = 0.004;
/**
 * Weight of the shapes against the colours. Measured on drawn articles: with a greater weight, views of one article are
 * split.
 */
const hashWeight = 0.3;

type Lab = readonly [lightness: number, a: number, b: number];

/** What is compared. */
interface Likeness {
  /** Its halves. */
  hash: readonly [number, number];
  /** Square roots of shares. */
  colours: Float64Array;
  mean: Lab;
}

/** A likeness as text, which `likenessPattern` describes. `pixels`: RGB, `likenessEdge` a side. */
export function likenessOf(pixels: Uint8Array): string {
  const labs = Array.from({ length: likenessEdge * likenessEdge }, (_, at) =>
    toOklab(pixels[at * 3] ?? 0, pixels[at * 3 + 1] ?? 0, pixels[at * 3 + 2] ?? 0),
  );
  const background = backgroundOf(labs);
  const weights = labs.map((lab) => Math.min(1, Math.max(0, (distance(lab, background) - 0.05) / 0.15)));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const colours = Array.from({ length: binCount }, () => 0);
  for (const [at, lab] of labs.entries()) addTo(colours, lab, (weights[at] ?? 0) / total);
  const mean = [0, 1, 2].map((part) =>
    labs.reduce((sum, lab, at) => sum + (lab[part] ?? 0) * (weights[at] ?? 0), 0),
  );
  const texts = [
    hashOf(labs),
    colours.map((share) => Math.round(Math.sqrt(share) * 15).toString(16)).join(''),
    mean
      .map((sum) => Math.round(((sum / total + 0.5) / 1.5) * 255))
      .map(hexByte)
      .join(''),
  ];
  return texts.join('-');
}

export const likenessPattern = new RegExp(`^[0-9a-f]{16}-[0-9a-f]{${binCount}}-[0-9a-f]{6}$`);

/**
 * How much two pictures differ: 0 for equal ones, about 0.1 between views of one article, 0.3 and more between
 * articles.
 */
export function differenceOf(one: string, other: string): number {
  const [a, b] = [parsed(one), parsed(other)];
  let common = 0;
  for (let at = 0; at < binCount; at += 1) common += (a.colours[at] ?? 0) * (b.colours[at] ?? 0);
  const colour = Math.sqrt(Math.max(0, 1 - common));
  return colour + distance(a.mean, b.mean) + (hashWeight * differingBits(a.hash, b.hash)) / 64;
}

/** Parsed likenesses. They are forgotten all at once, because a batch compares its own again and again. */
const known = new Map<string, Likeness>();
const maxKnown = 20_000;

function parsed(text: string): Likeness {
  const before = known.get(text);
  if (before !== undefined) return before;
  const [hash = '', histogram = '', mean = ''] = text.split('-');
  const colours = new Float64Array(binCount);
  let squares = 0;
  for (let at = 0; at < binCount; at += 1) {
    const level = hexDigit(histogram.charCodeAt(at));
    colours[at] = level;
    squares += level * level;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < binCount; at += 1) colours[at] = (colours[at] ?? 0) / length;
  const part = (at: number): number => (Number.parseInt(mean.slice(at, at + 2), 16) / 255) * 1.5 - 0.5;
  const likeness: Likeness = {
    hash: [Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16)],
    colours,
    mean: [part(0), part(2), part(4)],
  };
  if (known.size >= maxKnown) known.clear();
  known.set(text, likeness);
  return likeness;
}

/** Björn Ottosson's Oklab: equal distances look equally different. */
function toOklab(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Twice the weight for colour: light changes between frames, colour does not. */
function distance([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  return Math.hypot(l1 - l2, 2 * (a1 - a2), 2 * (b1 - b2));
}

/** The median of the top and side edges: articles stand on the bottom one. */
function backgroundOf(labs: readonly Lab[]): Lab {
  const edge = labs.filter((_, at) => {
    const [x, y] = [at % likenessEdge, Math.floor(at / likenessEdge)];
    return y === 0 || x === 0 || x === likenessEdge - 1;
  });
  const middle = (part: 0 | 1 | 2): number => median(edge.map((lab) => lab[part]));
  return [middle(0), middle(1), middle(2)];
}

/** Divides a colour among the nearest bins, so that a small change of light does not move all of it. */
function addTo(colours: number[], lab: Lab, weight: number): void {
  if (weight === 0) return;
  const places = ([0, 1, 2] as const).map((part) => {
    const [from, to] = ranges[part];
    const last = bins[part] - 1;
    const place = Math.min(last, Math.max(0, ((lab[part] - from) / (to - from)) * last));
    const low = Math.min(last - 1, Math.floor(place));
    return { low, share: place - low };
  });
  for (let corner = 0; corner < 8; corner += 1) {
    let [at, share] = [0, weight];
    for (const [part, place] of places.entries()) {
      const isHigh = (corner >> part) & 1;
      share *= isHigh ? place.share : 1 - place.share;
      at = at * (bins[part] ?? 1) + place.low + isHigh;
    }
    colours[at] = (colours[at] ?? 0) + share;
  }
}

/** A bit for each place where the picture gets darker to the right, as hexadecimal digits. */
function hashOf(labs: readonly Lab[]): string {
  return Array.from({ length: hashEdge }, (_, y) => {
    const row = Array.from({ length: hashEdge + 1 }, (__, x) => lightnessOf(labs, x, y));
    const bits = row.slice(1).map((right, x) => ((row[x] ?? 0) > right + hashNoise ? 1 : 0));
    return hexByte(bits.reduce<number>((byte, bit) => byte * 2 + bit, 0));
  }).join('');
}

function lightnessOf(labs: readonly Lab[], x: number, y: number): number {
  const [left, right] = [x, x + 1].map((edge) => Math.floor((edge * likenessEdge) / (hashEdge + 1)));
  const [top, bottom] = [y, y + 1].map((edge) => Math.floor((edge * likenessEdge) / hashEdge));
  let [sum, count] = [0, 0];
  for (let row = top ?? 0; row < (bottom ?? 0); row += 1) {
    for (let column = left ?? 0; column < (right ?? 0); column += 1) {
      sum += labs[row * likenessEdge + column]?.[0] ?? 0;
      count += 1;
    }
  }
  return sum / (count || 1);
}

function differingBits([high, low]: Likeness['hash'], [otherHigh, otherLow]: Likeness['hash']): number {
  return countBits(high ^ otherHigh) + countBits(low ^ otherLow);
}

/** Of the character code of a digit or a lower-case letter. */
function hexDigit(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

function hexByte(value: number): string {
  return Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0');
}

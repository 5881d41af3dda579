import type { Hint, HintType } from '../../shared/hints.ts';
import { limits } from '../../shared/limits.ts';
import { lowestQuality } from '../../shared/recipe-key.ts';
import { text } from '../../shared/messages/text.ts';
import type { Measures } from '../pictures/measure.ts';
import { countBits } from '../util/count-bits.ts';
import { median } from '../util/median.ts';

/** A photo as hints see it. */
export interface MeasuredPhoto {
  id: number;
  fileName: string;
  /** Null without a product. */
  productId: number | null;
  sha256: string;
  /** As it is sent, in pixels. */
  longestEdge: number;
  /** The file that is sent, where it is larger than its recipe asks for; null where it is not. */
  beyondSize: { bytes: number; wanted: number; isLossless: boolean } | null;
  /** Null until it is measured. */
  measures: Measures | null;
}

/** More pixels than any shop uses: four times the zoom. */
const maxUsefulEdge = limits.zoomEdge * 4;
/** Other photos that a batch needs so that one can be compared with them. */
const minOthers = 4;
/** How much blurrier than the others a photo must be, and how blurry in any case. */
const soft = { more: 0.12, atLeast: 0.42 };
/** A white ground: its darkest channel, and its evenness. */
const white = { darkest: 243, spread: 6 };
/** Share of the other photos that must have a white ground. */
const whiteShare = 0.75;
/** Distance from the median of the others, of 255. */
const maxCast = 14;
/** Other photos needed to know what colour a product has. */
const minOfProduct = 2;
/** Of 255. Edges that differ more show no ground: it is a close-up. */
const maxOfGround = 20;
/** A product has a colour of its own from this cast on, of 255; and how near to it others point, as a cosine. */
const ownColour = { cast: 3, nearness: 0.95 };
/** Of 256 places, in how many two likenesses may differ; and their mean colours, of 255. */
const similar = { places: 10, colour: 6 };
/** As the form of a recipe counts them. */
const kilobyte = 1_000;
/** How many earlier photos a photo is compared with. */
const maxCompared = 24;

type Judge = (photo: MeasuredPhoto) => Hint | null;

/**
 * Judges the photos of a batch, for the types that are wanted. Photos are compared with those of the batch; backgrounds
 * also with images that the product has in the store. `stored`: what is known of these. What all photos have in common
 * is found at once; a photo's hints are worded when they are asked for, because few of thousands are shown. Pure.
 */
export function hintsIn(
  photos: readonly MeasuredPhoto[],
  wanted: ReadonlySet<HintType>,
  stored: (productId: number) => readonly Measures[] = () => [],
): (photo: MeasuredPhoto) => Hint[] {
  const judges: Record<HintType, () => Judge> = {
    small: () => smallHint,
    large: () => largeHint,
    bytes: () => bytesHint,
    soft: () => softIn(photos),
    background: () => backgroundIn(photos, stored),
    cast: () => castIn(photos),
    similar: () => similarIn(photos),
  };
  const used = (Object.keys(judges) as HintType[])
    .filter((type) => wanted.has(type))
    .map((type) => judges[type]());
  return (photo) => used.flatMap((judge) => judge(photo) ?? []);
}

function smallHint({ longestEdge }: MeasuredPhoto): Hint | null {
  if (longestEdge >= limits.zoomEdge) return null;
  return { type: 'small', words: text('hint.small'), why: text('hint.small.why', sizes(longestEdge)) };
}

function largeHint({ longestEdge }: MeasuredPhoto): Hint | null {
  if (longestEdge <= maxUsefulEdge) return null;
  return { type: 'large', words: text('hint.large'), why: text('hint.large.why', sizes(longestEdge)) };
}

function bytesHint({ beyondSize }: MeasuredPhoto): Hint | null {
  if (beyondSize === null) return null;
  const { bytes, wanted, isLossless } = beyondSize;
  const sizes = { size: Math.ceil(bytes / kilobyte), wanted: Math.round(wanted / kilobyte) };
  const why = text('hint.bytes.why', {
    ...sizes,
    lowest: lowestQuality,
    isLossless: isLossless ? 'yes' : 'no',
  });
  return { type: 'bytes', words: text('hint.bytes'), why };
}

function softIn(photos: readonly MeasuredPhoto[]): Judge {
  const blurs = photos.flatMap(({ measures }) => measures?.blur ?? []);
  const usual = median(blurs);
  return ({ measures }) => {
    const blur = measures?.blur ?? null;
    if (blur === null || blurs.length <= minOthers || blur < soft.atLeast || blur < usual + soft.more)
      return null;
    const why = text('hint.soft.why', { blur: percent(blur), usual: percent(usual) });
    return { type: 'soft', words: text('hint.soft'), why };
  };
}

/** The product's images and other photos where there are enough, else those of the batch. */
function backgroundIn(
  photos: readonly MeasuredPhoto[],
  stored: (productId: number) => readonly Measures[],
): Judge {
  const byProduct = Map.groupBy(photos, ({ productId }) => productId);
  const isMostlyWhite = (others: readonly Measures[]): boolean => {
    const judged = others.filter(({ ground }) => ground !== null);
    const whites = judged.filter(hasWhiteGround).length;
    return whites > 0 && whites >= judged.length * whiteShare;
  };
  const inBatch = measured(photos).flatMap(({ measures }) => measures ?? []);
  const isBatchWhite = isMostlyWhite(inBatch);
  return (photo) => {
    const { id, productId, measures } = photo;
    if (measures === null || measures.ground === null || hasWhiteGround(measures)) return null;
    const others = (byProduct.get(productId) ?? []).filter((one) => one.id !== id);
    const own = [
      ...others.flatMap((one) => one.measures ?? []),
      ...(productId === null ? [] : stored(productId)),
    ];
    const ofProduct = productId !== null && own.length >= minOthers;
    const isWhite = ofProduct ? isMostlyWhite(own) : inBatch.length > minOthers && isBatchWhite;
    if (!isWhite) return null;
    const { red, green, blue, spread } = measures.ground;
    const isUneven = spread > white.spread ? 'yes' : 'no';
    const darkest = Math.round(Math.min(red, green, blue));
    return {
      type: 'background',
      words: text('hint.background', { isUneven }),
      why: text('hint.background.why', { isUneven, darkest }),
    };
  };
}

export function hasWhiteGround({ ground }: Measures): boolean {
  if (ground === null) return false;
  const { red, green, blue, spread } = ground;
  return Math.min(red, green, blue) >= white.darkest && spread <= white.spread;
}

/**
 * Judges colour casts against the batch. A product that is greyish blue itself, such as denim, is so in its other
 * photos too. If there are too few of those, a ground that stayed grey or white shows that the light isn't the cause.
 */
function castIn(photos: readonly MeasuredPhoto[]): Judge {
  const casts = photos.flatMap(({ measures }) => measures?.cast ?? []);
  const usual = usualCast(casts);
  const byProduct = Map.groupBy(photos, ({ productId }) => productId);
  return ({ id, productId, measures }) => {
    const cast = measures?.cast ?? null;
    if (measures === null || cast === null || casts.length <= minOthers) return null;
    const red = cast.red - usual.red;
    const blue = cast.blue - usual.blue;
    if (Math.hypot(red, blue) < maxCast) return null;
    const others = productId === null ? [] : (byProduct.get(productId) ?? []).filter((one) => one.id !== id);
    const own = others.flatMap((one) => one.measures?.cast ?? []);
    const ofProduct = usualCast(own);
    const isUsual =
      own.length >= minOfProduct
        ? Math.hypot(cast.red - ofProduct.red, cast.blue - ofProduct.blue) < maxCast ||
          (measures.edge.spread > maxOfGround && isMoreOf(cast, ofProduct, usual))
        : hasGreyGround(measures);
    if (isUsual) return null;
    const why = text('hint.cast.why', { colour: castColour(red, blue) });
    return { type: 'cast', words: text('hint.cast'), why };
  };
}

type Cast = NonNullable<Measures['cast']>;

/**
 * Whether a cast differs from the usual one in the same direction as the product's: then it is the product's colour,
 * which fills more of this picture.
 */
function isMoreOf(cast: Cast, ofProduct: Cast, usual: Cast): boolean {
  const [red, blue] = [cast.red - usual.red, cast.blue - usual.blue];
  const [ownRed, ownBlue] = [ofProduct.red - usual.red, ofProduct.blue - usual.blue];
  const own = Math.hypot(ownRed, ownBlue);
  return (
    own >= ownColour.cast && red * ownRed + blue * ownBlue >= ownColour.nearness * own * Math.hypot(red, blue)
  );
}

function usualCast(casts: readonly Cast[]): Cast {
  return { red: median(casts.map(({ red }) => red)), blue: median(casts.map(({ blue }) => blue)) };
}

function hasGreyGround({ edge: { red, green, blue, spread } }: Measures): boolean {
  return spread <= white.spread && Math.hypot(red - green, blue - green) < maxCast / 2;
}

function castColour(red: number, blue: number): 'red' | 'blue' | 'yellow' | 'green' | 'magenta' {
  if (Math.abs(red) < maxCast / 3) return blue > 0 ? 'blue' : 'yellow';
  if (red > 0) return blue > red / 2 ? 'magenta' : 'red';
  return blue > 0 ? 'blue' : 'green';
}

/**
 * Of two photos of one product that look alike, the later one. Copies with the same bytes are reported as duplicates.
 */
function similarIn(photos: readonly MeasuredPhoto[]): Judge {
  const earlier = new Map<number | null, MeasuredPhoto[]>();
  const likeOf = new Map<number, string>();
  for (const photo of photos) {
    if (photo.productId === null || photo.measures === null) continue;
    const own = earlier.get(photo.productId) ?? [];
    earlier.set(photo.productId, own);
    const other = own.find((one) => one.sha256 !== photo.sha256 && looksLike(one, photo));
    if (other !== undefined) likeOf.set(photo.id, other.fileName);
    own.push(photo);
    if (own.length > maxCompared) own.shift();
  }
  return ({ id }) => {
    const file = likeOf.get(id);
    if (file === undefined) return null;
    return { type: 'similar', words: text('hint.similar'), why: text('hint.similar.why', { file }) };
  };
}

function looksLike({ measures: a }: MeasuredPhoto, { measures: b }: MeasuredPhoto): boolean {
  if (a === null || b === null) return false;
  const colours = [a.mean.red - b.mean.red, a.mean.green - b.mean.green, a.mean.blue - b.mean.blue];
  if (Math.max(...colours.map(Math.abs)) > similar.colour) return false;
  return differentPlaces(partsOf(a), partsOf(b)) <= similar.places;
}

const parts = new WeakMap<Measures, Uint32Array>();

/** A likeness as whole numbers, made once. */
function partsOf(measures: Measures): Uint32Array {
  const known = parts.get(measures);
  if (known !== undefined) return known;
  const made = Uint32Array.from(measures.likeness.match(/.{8}/g) ?? [], (part) => Number.parseInt(part, 16));
  parts.set(measures, made);
  return made;
}

function differentPlaces(a: Uint32Array, b: Uint32Array): number {
  let places = 0;
  for (let at = 0; at < a.length; at += 1) places += countBits((a[at] ?? 0) ^ (b[at] ?? 0));
  return places;
}

function measured(photos: readonly MeasuredPhoto[]): MeasuredPhoto[] {
  return photos.filter(({ measures }) => measures !== null);
}

function sizes(edge: number): { edge: number; zoom: number } {
  return { edge, zoom: limits.zoomEdge };
}

function percent(part: number): number {
  return Math.round(part * 100);
}

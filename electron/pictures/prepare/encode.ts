import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { PreparedType } from '../../../shared/prepare.ts';
import { lowestQuality } from '../../../shared/recipe-key.ts';
import { nextStep, type Tried } from './quality-search.ts';
import { scaled, type Source } from './source.ts';
import { ownBytes } from '../own-bytes.ts';

export interface Encoded {
  type: PreparedType;
  width: number;
  height: number;
  /** Quality of JPEG and WebP, 1 to 100; null for a lossless copy. */
  quality: number | null;
  data: Buffer;
}

export interface Original {
  bytes: number;
  /** Quality of a JPEG original. A copy of higher quality would show nothing more. */
  quality: number | null;
  /** Whether it is a WebP that keeps every pixel. */
  isLossless: boolean;
  /** Maximum number of colours of a PNG with a palette. */
  paletteColours: number | null;
}

export interface EncodeOptions {
  to: PreparedType;
  /** In pixels; null keeps the size if it fits. A picture is never made larger. */
  longestEdge: number | null;
  /** Maximum bytes. If quality alone is not enough, the picture is scaled down. */
  limit: number;
  /**
   * For JPEG and WebP: a size to reach by quality alone; null for none. If it can't be reached, the file is larger.
   */
  wantedBytes: number | null;
  keepMetadata: boolean;
  /** The quality of JPEG and WebP that is tried first; null for the highest that can be seen. */
  quality: number | null;
  /** Whether the picture may have transparent parts. Such a picture stays a PNG. */
  hasAlpha: boolean;
  /** Whether an alpha channel that hides nothing is dropped for a JPEG. */
  jpegIfOpaque: boolean;
  /** Bytes of an original that the store takes; the copy should not be larger. Null if there is no such original. */
  original: Original | null;
}

type Lossy = 'jpeg' | 'webp';

/** Above the highest quality nothing more is visible. Below the lowest, blocks become visible. */
const ceiling = 92;
const floor = lowestQuality;
/** How much quality a copy may lose so that it is no larger than its original. Nobody sees the difference. */
const maxQualityLoss = 10;
/** A picture that is scaled down for its bytes stays as large as a good quality allows. */
const ceilingOnceScaled = 75;
/** From this quality on, JPEG keeps colours at full resolution, which coloured edges and small print need. */
const fullColourFrom = 85;
/** At the highest quality, a photograph takes fewer bytes per pixel than this; noise takes about two and a half. */
const usualBytesPerPixel = 1;
/** Maximum pixels of an edge. JPEG and WebP can't have more. A PNG has JPEG's maximum, because it may become one. */
const maxEdge = { jpeg: 65_500, webp: 16_383, png: 65_500 } as const;
const white = '#ffffff';

/** Begins a drawing at the size that is wanted. */
type Draw = () => Promise<Sharp>;

/** Draws a picture and writes it so that it fits. Throws the decoder's errors. */
export async function encodeToFit(
  source: Source,
  size: { width: number; height: number },
  options: EncodeOptions,
): Promise<Encoded> {
  const { to, keepMetadata } = options;
  const edge = Math.max(size.width, size.height);
  const longestEdge = Math.min(options.longestEdge ?? edge, maxEdge[to], edge);
  const scale = longestEdge / edge;
  const pixels = size.width * size.height * scale * scale;
  const draw: Draw = async () => await source({ longestEdge, keepMetadata });
  return to === 'png' ? await encodePng(draw, pixels, options) : await encodeLossy(draw, pixels, to, options);
}

async function encodePng(draw: Draw, pixels: number, options: EncodeOptions): Promise<Encoded> {
  const { limit, hasAlpha, jpegIfOpaque, original } = options;
  if (hasAlpha && jpegIfOpaque && (await isOpaque(await draw()))) {
    return await encodeLossy(async () => (await draw()).removeAlpha(), pixels, 'jpeg', options);
  }
  let file = await write(png(await draw(), options));
  if (original !== null && file.data.length > original.bytes) {
    const smaller = await write(smallPng(await draw(), options, original));
    if (smaller.data.length < file.data.length) file = smaller;
  }
  if (file.data.length > limit && !hasAlpha) return await encodeLossy(draw, pixels, 'jpeg', options);
  if (file.data.length > limit) {
    const kept = await keepPixels(await draw());
    while (file.data.length > limit) {
      file = await write(png(scaled(kept(), edgeToFit(file, limit)), options));
    }
  }
  return encoded('png', file, null);
}

async function encodeLossy(first: Draw, pixels: number, to: Lossy, options: EncodeOptions): Promise<Encoded> {
  const { limit, keepMetadata } = options;
  let draw = first;
  let isKept = false;
  // Decoded and scaled once, for any number of tries. Metadata is not part of the pixels, so with metadata each try
  // starts from the file.
  const keep = async (): Promise<Draw> => {
    if (isKept || keepMetadata) return draw;
    const kept = await keepPixels(await first());
    draw = async () => kept();
    isKept = true;
    return draw;
  };
  if (pixels * usualBytesPerPixel > limit) await keep();
  const highestUseful = options.quality ?? Math.min(ceiling, options.original?.quality ?? ceiling);
  if (options.original !== null) {
    const noLarger = { ...options, limit: Math.min(limit, options.original.bytes) };
    if (options.original.isLossless) {
      // Lossy WebP has colours at half resolution, which blurs the small print of drawings.
      const file = await write(withMetadata(await draw(), options).webp({ lossless: true }));
      if (file.data.length <= noLarger.limit) return encoded('webp', file, null);
    }
    const found = await searchQuality(
      draw,
      to,
      highestUseful,
      highestUseful - maxQualityLoss,
      noLarger,
      keep,
    );
    if (found.fits) return encoded(to, found.file, found.quality);
  }
  if (options.wantedBytes !== null && options.wantedBytes < limit) {
    const wanted = { ...options, limit: options.wantedBytes };
    const found = await searchQuality(draw, to, highestUseful, Math.min(floor, highestUseful), wanted, keep);
    if (found.fits || found.file.data.length <= limit) return encoded(to, found.file, found.quality);
  }
  for (let highest = highestUseful; ; highest = Math.min(highestUseful, ceilingOnceScaled)) {
    const found = await searchQuality(draw, to, highest, Math.min(floor, highest), options, keep);
    if (found.fits) return encoded(to, found.file, found.quality);
    const larger = draw;
    const edge = edgeToFit(found.file, limit);
    draw = async () => scaled(await larger(), edge);
  }
}
interface Found {
  /** Otherwise `file` is the smallest there is at this size. */
  fits: boolean;
  file: Written;
  quality: number;
}

async function searchQuality(
  draw: Draw,
  to: Lossy,
  highest: number,
  lowest: number,
  options: EncodeOptions,
  onTooLarge: () => Promise<Draw>,
): Promise<Found> {
  const { limit } = options;
  const tries: (Tried & { file: Written })[] = [];
  let next = draw;
  for (;;) {
    const step = nextStep(tries, { ceiling: highest, floor: Math.max(1, lowest), limit });
    if (step.type === 'try') {
      const file = await write(lossy(await next(), to, step.quality, options));
      tries.push({ quality: step.quality, bytes: file.data.length, file });
      if (file.data.length > limit) next = await onTooLarge();
      continue;
    }
    const fits = step.type === 'take';
    const best = tries
      .filter(({ bytes }) => bytes <= limit === fits)
      .toSorted((a, b) => (fits ? b.quality - a.quality : a.bytes - b.bytes))[0];
    if (best === undefined) throw new Error('A search ended without a try');
    return { fits, file: best.file, quality: best.quality };
  }
}

/**
 * The longest edge, in pixels, at which a file that was too large should fit. Its bytes shrink a little more slowly
 * than its pixels.
 */
function edgeToFit({ info, data }: Written, limit: number): number {
  return Math.max(1, Math.floor(Math.max(info.width, info.height) * Math.sqrt(limit / data.length) * 0.93));
}

async function isOpaque(picture: Sharp): Promise<boolean> {
  const { data } = await write(picture.extractChannel('alpha').raw());
  return data.equals(Buffer.alloc(data.length, 255));
}

function lossy(picture: Sharp, to: Lossy, quality: number, options: EncodeOptions): Sharp {
  const dressed = withMetadata(picture, options);
  if (to === 'webp') return dressed.webp({ quality });
  // An opaque picture needs no background. If a pixel is transparent after all, it must not become black.
  return dressed
    .flatten({ background: white })
    .jpeg({ quality, chromaSubsampling: quality >= fullColourFrom ? '4:4:4' : '4:2:0' });
}

function png(picture: Sharp, options: EncodeOptions): Sharp {
  // Filters make photographs a third smaller at little cost.
  return withMetadata(picture, options).png({ compressionLevel: 6, adaptiveFiltering: true });
}

/** Slower. A picture with a palette gets one again, so that its few colours stay few. */
function smallPng(picture: Sharp, options: EncodeOptions, { paletteColours }: Original): Sharp {
  const how =
    paletteColours === null ? { adaptiveFiltering: true } : { palette: true, colours: paletteColours };
  return withMetadata(picture, options).png({ compressionLevel: 9, ...how });
}

function withMetadata(picture: Sharp, { keepMetadata }: EncodeOptions): Sharp {
  return keepMetadata ? picture.keepExif().keepXmp() : picture;
}

interface Written {
  data: Buffer;
  info: OutputInfo;
}

async function write(picture: Sharp): Promise<Written> {
  return await picture.toBuffer({ resolveWithObject: true });
}

/** Decodes and scales once, for any number of tries. */
async function keepPixels(picture: Sharp): Promise<() => Sharp> {
  const { data, info } = await write(picture.raw());
  const { width, height, channels } = info;
  const pixels = ownBytes(data);
  return () => sharp(pixels, { raw: { width, height, channels } });
}

function encoded(type: PreparedType, { data, info }: Written, quality: number | null): Encoded {
  return { type, width: info.width, height: info.height, quality, data };
}

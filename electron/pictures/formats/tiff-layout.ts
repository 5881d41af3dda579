import type { ReadAt } from '../reader.ts';
import type { ExtraSamples } from './extra-samples.ts';
import { openTiff } from './tiff-directory.ts';

/**
 * How the pixels of a TIFF's first page are stored. Defaults are those of the specification. Source: TIFF 6.0,
 * sections 3 to 23.
 */
export interface TiffLayout {
  width: number;
  height: number;
  photometric: number;
  /** Bits of one channel; null if the channels differ. */
  bits: number | null;
  sampleFormat: number;
  /** Channels a pixel. */
  samples: number;
  compression: number;
  isPlanar: boolean;
  isTiled: boolean;
  /** Pixels, across and down, that share one pair of chroma values. Only for YCbCr. */
  subsampling: readonly [number, number];
  /** Shares of red, green and blue in luma. Only for YCbCr. */
  luma: readonly [number, number, number];
  /** The values of black and white in each channel, two for each. Only for YCbCr. */
  reference: readonly number[];
}

const tags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  samples: 277,
  planar: 284,
  tileWidth: 322,
  sampleFormat: 339,
  coefficients: 529,
  subsampling: 530,
  reference: 532,
} as const;
export const photometrics = { white: 0, black: 1, rgb: 2, palette: 3, cmyk: 5, ycbcr: 6, lab: 8 } as const;
const sampleFormats = { unsigned: 1, signed: 2, float: 3 } as const;
export const jpegCompression = 7;
const undefinedFormat = 4;
const maxSamples = 64;

/** Null if no directory can be read, or if it doesn't say how pixels become colours. */
export async function readTiffLayout(read: ReadAt): Promise<TiffLayout | null> {
  const tiff = await openTiff(read);
  const fields = tiff && (await tiff.directory(tiff.first))?.fields;
  if (!tiff || !fields) return null;
  const numbers = async (tag: number, max = 1) => await tiff.numbers(fields.get(tag), max);
  const [photometric] = await numbers(tags.photometric);
  if (photometric === undefined) return null;
  const [first = 1, ...others] = await numbers(tags.bits, maxSamples);
  const [format = sampleFormats.unsigned] = await numbers(tags.sampleFormat);
  const [samples = 1] = await numbers(tags.samples);
  const [compression = 1] = await numbers(tags.compression);
  const [planar = 1] = await numbers(tags.planar);
  const [across = 2, down = 2] = await numbers(tags.subsampling, 2);
  const [red = 0.299, green = 0.587, blue = 0.114] = await tiff.fractions(fields.get(tags.coefficients), 3);
  const reference = await tiff.fractions(fields.get(tags.reference), 6);
  const [width = 0] = await numbers(tags.width);
  const [height = 0] = await numbers(tags.height);
  return {
    width,
    height,
    photometric,
    bits: others.every((bits) => bits === first) ? first : null,
    sampleFormat: format === undefinedFormat ? sampleFormats.unsigned : format,
    samples,
    compression,
    isPlanar: planar === 2 && samples > 1,
    isTiled: fields.has(tags.tileWidth),
    subsampling: [across, down],
    luma: [red, green, blue],
    reference: reference.length === 6 ? reference : [0, 255, 128, 255, 128, 255],
  };
}

/** Compression methods that the decoder supports. */
const readable: ReadonlySet<number> = new Set([
  1, 2, 3, 4, 5, 7, 8, 32_766, 32_771, 32_773, 32_809, 32_946, 50_001,
]);
/** Source: the registry of compression tags in libtiff, tiff.h. */
const methods: Readonly<Record<number, string | undefined>> = {
  6: 'old-style JPEG',
  22_610: 'JPEG XR',
  32_909: 'PixarLog',
  33_003: 'JPEG 2000',
  33_004: 'JPEG 2000',
  33_005: 'JPEG 2000',
  34_661: 'JBIG',
  34_676: 'LogLuv',
  34_677: 'LogLuv',
  34_712: 'JPEG 2000',
  34_887: 'LERC',
  34_892: 'lossy JPEG',
  34_925: 'LZMA',
  34_934: 'JPEG XR',
  50_000: 'Zstandard',
  50_002: 'JPEG XL',
};
const logLuv = 32_845;
const logLuvMethods: ReadonlySet<number> = new Set([34_676, 34_677]);
const colourNames: Readonly<Record<number, string | undefined>> = {
  4: 'a TIFF that is a mask',
  9: 'a TIFF in ICC Lab colours',
  10: 'a TIFF in ITU Lab colours',
  32_844: 'a TIFF of luminance (LogL)',
  32_845: 'a TIFF of luminance and chroma (LogLuv)',
};

/**
 * The name of a sound TIFF that the decoder does not support or shows in wrong colours, such as `a TIFF compressed with
 * LZMA`; null for all others. ImageMagick or libtiff read most of them.
 */
export function rareTiff(layout: TiffLayout, { alpha }: ExtraSamples): string | null {
  const { photometric, bits, sampleFormat, samples, compression, isPlanar, isTiled } = layout;
  if (photometric === logLuv && logLuvMethods.has(compression)) return null;
  if (!readable.has(compression)) {
    return `a TIFF compressed with ${methods[compression] ?? `method ${compression}`}`;
  }
  if (isPlanar && isTiled) return 'a TIFF with each channel in tiles of its own';
  const isKnown = (Object.values(photometrics) as number[]).includes(photometric);
  if (!isKnown) return colourNames[photometric] ?? `a TIFF in colours of type ${photometric}`;
  if (bits === null) return 'a TIFF whose channels differ in their bits';
  const { black, rgb, cmyk, ycbcr, lab } = photometrics;
  const isPlain = photometric === black || photometric === rgb;
  // The decoder converts these colours, but not their transparency: it is lost in part or whole.
  if (alpha !== null && bits === 16 && (photometric === cmyk || photometric === lab)) {
    return `a TIFF in ${photometric === lab ? 'Lab' : 'CMYK'} colours of 16 bits with transparency`;
  }
  if (photometric === lab) {
    const isRead = sampleFormat === sampleFormats.float ? bits === 32 : bits === 16;
    return isRead ? null : `a TIFF in Lab colours of ${bits} bits`;
  }
  if (photometric === ycbcr) {
    const isRead = bits === 8 && samples === 3 && !isPlanar;
    return isRead ? null : 'a TIFF in YCbCr colours';
  }
  if (sampleFormat === sampleFormats.float) {
    return isPlain && (bits === 16 || bits === 32) ? null : `a TIFF of ${bits}-bit floating-point numbers`;
  }
  if (sampleFormat === sampleFormats.signed) return 'a TIFF of numbers with a sign';
  if (sampleFormat !== sampleFormats.unsigned) return 'a TIFF of complex numbers';
  const isRead =
    bits === 8 ||
    (bits === 16 && photometric !== photometrics.palette) ||
    (bits === 32 && isPlain) ||
    ([1, 2, 4].includes(bits) && samples === 1);
  return isRead ? null : `a TIFF of ${bits} bits a channel`;
}

/** The maximum number of colours of a TIFF with a palette or with few grey levels; null for all others. */
export function coloursInPalette(layout: TiffLayout | null): number | null {
  if (layout === null) return null;
  const { photometric, bits, samples } = layout;
  const isOfFew = bits !== null && samples === 1 && (photometric === photometrics.palette || bits < 8);
  return isOfFew ? 2 ** bits : null;
}

/** Kinds of TIFFs that the decoder reads but shows in wrong colours: white, black or shifted. */
export type Misread = 'float' | 'integer' | 'ycbcr';

/** The correction that a TIFF needs if it is not rare; null for none. */
export function misreadOf(layout: TiffLayout): Misread | null {
  const { photometric, bits, sampleFormat, compression, subsampling } = layout;
  if (photometric === photometrics.ycbcr) {
    return compression !== jpegCompression && isSubsampledBy(subsampling, 1) ? 'ycbcr' : null;
  }
  if (photometric !== photometrics.black && photometric !== photometrics.rgb) return null;
  return sampleFormat === sampleFormats.float ? 'float' : bits === 32 ? 'integer' : null;
}

function isSubsampledBy([across, down]: TiffLayout['subsampling'], by: number): boolean {
  return across === by && down === by;
}

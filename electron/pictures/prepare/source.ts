import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { bmpChannels, bmpPixels, readBmpHeader } from '../formats/bmp.ts';
import { maxChannels, maxPixels } from '../bounds.ts';
import { hasUnspecified, readExtraSamples, withoutUnspecified } from '../formats/extra-samples.ts';
import { decodeHeif, type HeifPixels } from '../formats/heif-pixels.ts';
import { inSrgb, readable } from '../in-srgb.ts';
import { putRight } from '../formats/misread-tiff.ts';
import { readTiffLayout } from '../formats/tiff-layout.ts';
import { profileOf } from '../formats/colour-numbers.ts';
import { tiffOf } from '../formats/write-tiff.ts';
import type { PictureFacts } from '../picture-facts.ts';
import { withFile } from '../reader.ts';
import { damaged } from '../picture-messages.ts';
import { readWbmpHeader, wbmpPixels } from '../formats/wbmp.ts';
import { readXbmHeader, xbmPixels } from '../formats/xbm.ts';
import { plainBmp } from './bmp-pixels.ts';
import { ownBytes } from '../own-bytes.ts';

/** The severity of decoder messages from which on a picture is refused. */
export type Strictness = 'warning' | 'error';

export interface DrawOptions {
  /** In pixels; a picture whose longest edge is shorter keeps its size. */
  longestEdge: number;
  /** Whether EXIF and XMP are available to be kept. */
  keepMetadata: boolean;
}

/** Starts a drawing: upright, in sRGB, no longer than asked for. It can be called again for another try. */
export type Source = (options: DrawOptions) => Promise<Sharp>;

/** Opens a picture of any type. It and the source throw the errors of the decoder and of the operating system. */
export async function openSource(
  path: string,
  facts: PictureFacts,
  failOn: Strictness,
  pixels: HeifPixels | null = null,
): Promise<Outcome<Source>> {
  switch (facts.type) {
    case 'heic':
    case 'avif': {
      const { icc, pagePrimary = 0 } = await sharp(path, { limitInputPixels: false }).metadata();
      const decoded = pixels ?? (await decodeHeif(path, facts, pagePrimary));
      if (decoded !== null) return ok(fromHeif(decoded, facts, icc));
      return ok(async (options) => await openWithSharp(path, facts, failOn, options));
    }
    case 'bmp':
    case 'wbmp':
    case 'xbm':
      return await openPlain(path, facts.type);
    case 'tiff': {
      const extra = await withFile(path, readExtraSamples);
      const layout = await withFile(path, readTiffLayout);
      const right = await putRight(() => upright(path, { colour: 'srgb' }, failOn), layout, extra);
      if (right !== null || !hasUnspecified(extra)) {
        return ok(async (options) => await openWithSharp(right ?? path, facts, failOn, options));
      }
      const plain = await withoutUnspecified(() => upright(path, facts, failOn), extra, facts);
      return ok(async ({ longestEdge }) => scaled(plain.clone(), longestEdge));
    }
    default: {
      const { input, facts: known } = await readable(path, facts);
      return ok(async (options) => await openWithSharp(input, known, failOn, options));
    }
  }
}

/** Scales a picture to at most this length; never up. */
export function scaled(picture: Sharp, longestEdge: number): Sharp {
  return picture.resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true });
}

async function openWithSharp(
  input: string | Uint8Array,
  facts: PictureFacts,
  failOn: Strictness,
  options: DrawOptions,
): Promise<Sharp> {
  const { colour, profile, bitsPerChannel, colourNumbers, width, height } = facts;
  const { longestEdge, keepMetadata } = options;
  const small = scaled(upright(input, facts, failOn), longestEdge);
  const isScaled = Math.max(width, height) > longestEdge;
  const isPlain = colour !== 'wide' || profile === null || bitsPerChannel > 8 || colourNumbers !== undefined;
  if (isPlain || !isScaled || keepMetadata) {
    return await inSrgb(small, facts);
  }
  // In one step, sharp would convert the colours of all pixels before it scales them down, which takes almost twice
  // the time.
  const inItsOwnColours = await small.keepIccProfile().tiff({ compression: 'none' }).toBuffer();
  return sharp(ownBytes(inItsOwnColours));
}

/** A picture that sharp opens itself, upright, in its own colours. */
function upright(
  input: string | Uint8Array,
  { colour }: Pick<PictureFacts, 'colour'>,
  failOn: Strictness,
): Sharp {
  // Converting from a profile that says sRGB changes nothing and takes as long as any other.
  const ignoreIcc = colour === 'srgb';
  const limits = { limitInputPixels: maxPixels, limitInputChannels: maxChannels };
  return sharp(input, { failOn, ignoreIcc, ...limits }).autoOrient();
}

function fromHeif(
  { width, height, data }: HeifPixels,
  facts: PictureFacts,
  icc: Uint8Array | undefined,
): Source {
  const profile = icc ?? (facts.colourNumbers && profileOf(facts.colourNumbers, false));
  const hasColours = facts.colour === 'wide' && profile !== undefined;
  const file = hasColours ? tiffOf({ width, height, channels: 4, data }, profile) : null;
  return ({ longestEdge }) => {
    const picture = file
      ? sharp(file, { limitInputPixels: maxPixels })
      : sharp(data, { raw: { width, height, channels: 4 } });
    return Promise.resolve(scaled(facts.hasAlpha ? picture : picture.removeAlpha(), longestEdge));
  };
}

async function openPlain(path: string, type: 'bmp' | 'wbmp' | 'xbm'): Promise<Outcome<Source>> {
  const bytes = await readFile(path);
  const text = type === 'xbm' ? new TextDecoder('latin1').decode(bytes) : '';
  switch (type) {
    case 'bmp': {
      const header = readBmpHeader(bytes);
      const plain = header && (await plainBmp(bytes, header));
      if (plain) return ok(async ({ longestEdge }) => scaled(plain(), longestEdge));
      return fromPixels(header, header ? bmpChannels(header) : 3, header && bmpPixels(bytes, header, 1));
    }
    case 'wbmp': {
      const header = readWbmpHeader(bytes, bytes.length);
      return fromPixels(header, 1, header && wbmpPixels(bytes, header, 1));
    }
    case 'xbm': {
      const header = readXbmHeader(text);
      return fromPixels(header, 1, header && xbmPixels(text, header, 1));
    }
  }
}

function fromPixels(
  size: { width: number; height: number } | null,
  channels: 1 | 3 | 4,
  data: Uint8Array | null,
): Outcome<Source> {
  if (size === null || data === null) return no(damaged('broken'));
  const { width, height } = size;
  return ok(async ({ longestEdge }) =>
    scaled(sharp(data, { raw: { width, height, channels } }), longestEdge),
  );
}

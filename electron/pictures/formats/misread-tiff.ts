import type { Sharp } from 'sharp';
import type { ExtraSamples } from './extra-samples.ts';
import { RareKind } from './rare-kind.ts';
import { misreadOf, photometrics, type TiffLayout } from './tiff-layout.ts';
import { tiffOf } from './write-tiff.ts';

/** Maximum pixels of a TIFF whose colours must be corrected: this takes up to 18 bytes of memory per pixel. */
export const maxPixelsPutRight = 40_000_000;

/**
 * Converts a TIFF that the decoder shows in wrong colours into one that it shows correctly, with the same profile and
 * upright. Null for all others. Numbers are read as ImageMagick reads them: floating-point from 0 to 1, integers over
 * their full range, encoded by the profile or else by sRGB. `open` must turn the picture upright, ignore its profile,
 * and not scale it. Throws `RareKind` and the decoder's errors.
 */
export async function putRight(
  open: () => Sharp,
  layout: TiffLayout | null,
  extra: ExtraSamples,
): Promise<Buffer | null> {
  const misread = layout && misreadOf(layout);
  if (!layout || misread === null) return null;
  return misread === 'ycbcr'
    ? await fromYcbcr(open(), layout)
    : await fromNumbers(open, layout, misread, extra);
}

async function fromNumbers(
  open: () => Sharp,
  { photometric, samples }: TiffLayout,
  misread: 'float' | 'integer',
  extra: ExtraSamples,
): Promise<Buffer> {
  const isRgb = photometric === photometrics.rgb;
  const white = misread === 'float' ? 1 : 2 ** 32 - 1;
  const { icc = null } = await open().metadata();
  // The decoder takes floating-point RGB for linear light, and would encode it again.
  const picture =
    isRgb && misread === 'float' ? open().pipelineColourspace('scrgb').toColourspace('scrgb') : open();
  const { data, info } = await picture.raw({ depth: 'float' }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const colours = isRgb ? 3 : 1;
  // For grey, the decoder returns three equal channels, and then the extra channels.
  const repeated = isRgb ? 0 : channels - samples;
  const alpha = extra.alpha === null ? [] : [colours + repeated + extra.alpha];
  const kept = [...Array(colours).keys(), ...alpha];
  const pixels = toShorts(data, channels, kept, { white, colours });
  return tiffOf({ width, height, channels: kept.length, data: pixels }, icc);
}

/**
 * Channels of floating-point pixels as 16-bit numbers, in the same memory. Throws `RareKind` if only black or white
 * would be seen.
 */
function toShorts(
  data: Buffer,
  channels: number,
  kept: readonly number[],
  { white, colours }: { white: number; colours: number },
): Uint16Array {
  const from = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
  const to = new Uint16Array(data.buffer, data.byteOffset, (from.length / channels) * kept.length);
  let highest = 0;
  let sum = 0;
  // Two bytes are written for four that are read, so no number is overwritten before it is read.
  for (let pixel = 0, at = 0; pixel < from.length; pixel += channels) {
    for (const channel of kept) {
      const value = (from[pixel + channel] ?? 0) / white;
      if (channel < colours) {
        if (value > highest) highest = value;
        sum += value;
      }
      to[at] = Math.round(Math.min(1, Math.max(0, value)) * 65_535);
      at += 1;
    }
  }
  const mean = (sum * channels) / (from.length * colours);
  // Below the first of 256 steps everything is black. With a mean above white everything is white.
  const isDark = highest !== 0 && highest < 1 / 256;
  if (isDark || !(mean >= 0 && mean <= 1))
    throw new RareKind('a TIFF whose numbers can’t be told to be colours');
  return to;
}

/** Source: TIFF 6.0, section 21. */
async function fromYcbcr(picture: Sharp, { luma, reference }: TiffLayout): Promise<Buffer> {
  const { icc = null } = await picture.clone().metadata();
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const [red, green, blue] = luma;
  const [black = 0, white = 255, noBlue = 128, fullBlue = 255, noRed = 128, fullRed = 255] = reference;
  const lightness = 255 / (white - black);
  const [bluish, reddish] = [127 / (fullBlue - noBlue), 127 / (fullRed - noRed)];
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  for (let at = 0; at < pixels.length; at += 3) {
    const y = ((pixels[at] ?? 0) - black) * lightness;
    const r = y + ((pixels[at + 2] ?? 0) - noRed) * reddish * (2 - 2 * red);
    const b = y + ((pixels[at + 1] ?? 0) - noBlue) * bluish * (2 - 2 * blue);
    pixels[at] = r;
    pixels[at + 1] = (y - blue * b - red * r) / green;
    pixels[at + 2] = b;
  }
  return tiffOf({ width: info.width, height: info.height, channels: 3, data }, icc);
}

import sharp, { type Sharp } from 'sharp';
import { drawn } from '../drawn.ts';
import { profileBy } from './colour-numbers.ts';
import { srgbCurve } from './icc.ts';
import { tiffOf } from './write-tiff.ts';

/** All four inks at full strength. */
const allInks = { width: 1, height: 1, channels: 4, isCmyk: true, data: Uint8Array.of(255, 255, 255, 255) };
/**
 * Profiles of negatives have this as their black. No paper is darker. Source: `BlackPointAsDarkerColorant` of Little
 * CMS.
 */
const negative = luminanceOf(95);
const lightestBlack = luminanceOf(50);

/**
 * A CMYK picture in sRGB with black point compensation, as photo editors show it. Little CMS 2.18 and 2.19 treat that
 * black as a colour, and dark greys become olive (fixed on 9 June 2026, for 2.20). So sharp converts without
 * compensation, and a profile then corrects the black. `picture` may have been turned and scaled, but not otherwise
 * changed.
 */
export async function fromCmyk(picture: Sharp): Promise<Sharp> {
  const { icc = null } = await picture.metadata();
  const black = await blackOf(icc);
  // Scales light so that `black` becomes 0 and white stays.
  const light = (value: number) => Math.max(0, (srgbCurve(value) - black) / (1 - black));
  return await drawn(asItIs(picture), profileBy('Inks in sRGB', 'sRGB', light, false));
}

/** Without a profile, libvips takes one of its own for usual print. */
function asItIs(picture: Sharp): Sharp {
  return picture.pipelineColourspace('cmyk').toColourspace('srgb');
}

/** Lightness of all inks together, from 0 to 1. */
async function blackOf(profile: Uint8Array | null): Promise<number> {
  const [red = 0, green = 0, blue = 0] = await asItIs(sharp(tiffOf(allInks, profile)))
    .raw()
    .toBuffer();
  const [r, g, b] = [red, green, blue].map((value) => srgbCurve(value / 255)) as [number, number, number];
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return luminance > negative ? 0 : Math.min(luminance, lightestBlack);
}

/** Luminance of a lightness. Source: CIE 15, for values above 8. */
function luminanceOf(lightness: number): number {
  return ((lightness + 16) / 116) ** 3;
}

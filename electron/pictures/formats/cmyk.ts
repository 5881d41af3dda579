import sharp, { type Sharp } from 'sharp';
import { maxPixels } from '../bounds.ts';
import { ownBytes } from '../own-bytes.ts';
import { readerOf } from '../reader.ts';
import { srgbCurve, srgbValue } from './icc.ts';
import { openTiff } from './tiff-directory.ts';
import { tiffOf } from './write-tiff.ts';

/** Of four inks, none of a paper's colour. */
const allInks = { width: 1, height: 1, channels: 4, isCmyk: true, data: Uint8Array.of(255, 255, 255, 255) };
/** Profiles of negatives call this black, and no paper has a black beyond the other. Source: `BlackPointAsDarkerColorant` of Little CMS. */
const negative = luminanceOf(95);
const lightestBlack = luminanceOf(50);
const tags = { stripOffsets: 273, stripBytes: 279 } as const;

/**
 * A CMYK picture in sRGB, with the darkest that its inks can do as black, as programs for photographs show it. Little CMS 2.18 and 2.19 take
 * that black for coloured, so that dark greys become olive (mended on 9 June 2026, for 2.20): here sharp turns the colours as they are, and the
 * black is put right afterwards. `picture` may have been turned and scaled, and no more.
 */
export async function fromCmyk(picture: Sharp): Promise<Sharp> {
  const { icc = null } = await picture.metadata();
  const black = await blackOf(icc);
  const file = await asItIs(picture).keepExif().keepXmp().tiff({ compression: 'none' }).toBuffer();
  const bytes = ownBytes(file);
  const { channels } = await sharp(bytes, { limitInputPixels: maxPixels }).metadata();
  await putBlackRight(bytes, channels, black);
  return sharp(bytes, { limitInputPixels: maxPixels });
}

/** Without a profile, libvips takes one of its own for usual print. */
function asItIs(picture: Sharp): Sharp {
  return picture.pipelineColourspace('cmyk').toColourspace('srgb');
}

/** How light all inks together are, from 0 to 1. */
async function blackOf(profile: Uint8Array | null): Promise<number> {
  const [red = 0, green = 0, blue = 0] = await asItIs(sharp(tiffOf(allInks, profile)))
    .raw()
    .toBuffer();
  const [r, g, b] = [red, green, blue].map((value) => srgbCurve(value / 255)) as [number, number, number];
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return luminance > negative ? 0 : Math.min(luminance, lightestBlack);
}

/** Scales light so that `black` becomes none and white stays, in the strips of a TIFF of 8 bits. Other channels than colours stay. */
async function putBlackRight(tiff: Buffer, channels: number, black: number): Promise<void> {
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(255 * srgbValue(Math.max(0, (srgbCurve(value / 255) - black) / (1 - black)))),
  );
  const reader = await openTiff(readerOf(tiff));
  const fields = reader && (await reader.directory(reader.first))?.fields;
  const [offsets = [], lengths = []] = await Promise.all(
    [tags.stripOffsets, tags.stripBytes].map(
      async (tag) => (await reader?.numbers(fields?.get(tag), Infinity)) ?? [],
    ),
  );
  offsets.forEach((from, strip) => {
    const end = from + (lengths[strip] ?? 0);
    for (let at = from; at < end; at += channels) {
      for (let colour = at; colour < at + 3; colour += 1) tiff[colour] = table[tiff[colour] ?? 0] ?? 0;
    }
  });
}

/** Luminance of a lightness. Source: CIE 15, for values above 8. */
function luminanceOf(lightness: number): number {
  return ((lightness + 16) / 116) ** 3;
}

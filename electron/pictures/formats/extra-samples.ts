import sharp, { type Sharp } from 'sharp';
import { maxPixels } from '../bounds.ts';
import { inSrgb, type ColourFacts } from '../in-srgb.ts';
import { ownBytes } from '../own-bytes.ts';
import type { ReadAt } from '../reader.ts';
import { openTiff } from './tiff-directory.ts';

/** The channels of a TIFF's first page after its colours. */
export interface ExtraSamples {
  count: number;
  /** The index of the transparency among them, from 0; null for none. */
  alpha: number | null;
}

const tags = { photometric: 262, samplesPerPixel: 277, extraSamples: 338 } as const;
/** Colours by photometric interpretation. Source: TIFF 6.0, sections 3 to 6, 16, 21 and 23. */
const colours: Readonly<Record<number, number | undefined>> = {
  0: 1,
  1: 1,
  2: 3,
  3: 1,
  5: 4,
  6: 3,
  8: 3,
  9: 3,
  10: 3,
};
/** Premultiplied alpha, and alpha that is not. */
const isAlpha = (value: number): boolean => value === 1 || value === 2;
/** Sharp extracts the first five channels, and three of them are colours. */
const maxAlpha = 1;

/**
 * Distinguishes transparency from other channels, such as selections that Photoshop saves, by the ExtraSamples field.
 * A channel without an entry there is unspecified: the specification requires the field, and libtiff assumes
 * unspecified if it is missing. Sources: TIFF 6.0, section 18; libtiff, tif_dirread.c.
 */
export async function readExtraSamples(read: ReadAt): Promise<ExtraSamples> {
  const tiff = await openTiff(read);
  const first = tiff && (await tiff.directory(tiff.first));
  if (!tiff || !first) return { count: 0, alpha: null };
  const { fields } = first;
  const [samples = 1] = await tiff.numbers(fields.get(tags.samplesPerPixel), 1);
  const [photometric = 0] = await tiff.numbers(fields.get(tags.photometric), 1);
  const count = Math.max(0, samples - (colours[photometric] ?? samples));
  const kinds = await tiff.numbers(fields.get(tags.extraSamples), Math.min(count, maxAlpha + 1));
  const alpha = kinds.findIndex(isAlpha);
  return { count, alpha: alpha === -1 ? null : alpha };
}

/** Whether a channel is neither colour nor transparency. */
export function hasUnspecified({ count, alpha }: ExtraSamples): boolean {
  return count > (alpha === null ? 0 : 1);
}

/**
 * A picture without the channels that are neither colour nor transparency. The decoder treats them all as transparency
 * and multiplies it in when it scales, so they are removed first: the picture is decoded as a whole, to 8 bits in sRGB.
 * `open` must turn it upright, and not scale it.
 */
export async function withoutUnspecified(
  open: () => Sharp,
  { alpha }: ExtraSamples,
  facts: ColourFacts,
): Promise<Sharp> {
  const opaque = await asTiff(await inSrgb(open().removeAlpha(), facts));
  if (alpha === null) return reopen(opaque);
  // Transparency has no colours to convert, so the profile is not applied. Sharp always makes three colour channels
  // before it extracts one.
  const { data, info } = await open()
    .keepIccProfile()
    // Sharp's types allow four channels only.
    .extractChannel((3 + alpha) as 3)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return reopen(
    await asTiff(reopen(opaque).joinChannel(ownBytes(data), { raw: { width, height, channels: 1 } })),
  );
}

/** A TIFF's EXIF is its own tags, which no decoder returns. */
async function asTiff(picture: Sharp): Promise<Buffer> {
  return await picture.keepXmp().tiff({ compression: 'none' }).toBuffer();
}

function reopen(bytes: Buffer): Sharp {
  return sharp(ownBytes(bytes), { limitInputPixels: maxPixels });
}

import type { Sharp } from 'sharp';
import { drawn } from './drawn.ts';
import { fromCmyk } from './formats/cmyk.ts';
import { profileOf } from './formats/colour-numbers.ts';
import { readPngWithProfile } from './formats/png.ts';
import type { PictureFacts } from './picture-facts.ts';
import { withFile } from './reader.ts';

export type ColourFacts = Pick<PictureFacts, 'colour' | 'profile' | 'bitsPerChannel' | 'colourNumbers'>;

/**
 * The input for sharp, and what is known of its colours. A PNG gets a profile in place of colour numbers that sharp
 * does not support, without a copy of its pixels.
 */
export async function readable(
  path: string,
  facts: PictureFacts,
): Promise<{ input: string | Uint8Array; facts: PictureFacts }> {
  const { type, bytes, colour, colourNumbers, ...rest } = facts;
  if (type !== 'png' || colourNumbers === undefined) return { input: path, facts };
  const profile = profileOf(colourNumbers, colour === 'profiled-grey');
  const input = await withFile(path, async (read) => await readPngWithProfile(read, bytes, profile));
  return { input, facts: { ...rest, type, bytes, colour } };
}

/**
 * The pixels that a picture draws in its own colours, converted to sRGB. It may have been turned and scaled, but not
 * otherwise changed. A profile that says sRGB is ignored.
 */
export async function inSrgb(picture: Sharp, facts: ColourFacts): Promise<Sharp> {
  const { colour, profile, bitsPerChannel, colourNumbers } = facts;
  const isDeep = bitsPerChannel > 8;
  if (colourNumbers !== undefined) {
    const { colourNumbers: _, ...rest } = facts;
    const inItsOwn = picture.toColourspace(isDeep ? 'rgb16' : 'srgb');
    return await inSrgb(await drawn(inItsOwn, profileOf(colourNumbers, false)), rest);
  }
  switch (colour) {
    case 'cmyk':
      return await fromCmyk(picture);
    case 'profiled-grey':
      // Sharp applies the profile of a grey picture with more than 8 bits last, after it has reduced it to 8 bits or to
      // colours.
      return isDeep
        ? await drawn(picture.toColourspace('grey16').withIccProfile('srgb', { attach: false }))
        : picture;
    case 'srgb':
      return picture;
    default:
      // With more than 8 bits a channel, sharp converts colours with a profile to Display P3 and leaves them there.
      return profile !== null && isDeep ? picture.withIccProfile('srgb', { attach: false }) : picture;
  }
}

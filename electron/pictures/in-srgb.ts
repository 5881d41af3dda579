import type { Sharp } from 'sharp';
import { drawn } from './drawn.ts';
import { fromCmyk } from './formats/cmyk.ts';
import { profileOf } from './formats/colour-numbers.ts';
import type { PictureFacts } from './picture-facts.ts';

export type ColourFacts = Pick<PictureFacts, 'colour' | 'profile' | 'bitsPerChannel' | 'colourNumbers'>;

/** What a picture draws in its own colours, in sRGB. It may have been turned and scaled, and no more; a profile that says sRGB is ignored. */
export async function inSrgb(picture: Sharp, facts: ColourFacts): Promise<Sharp> {
  const { colour, profile, bitsPerChannel, colourNumbers } = facts;
  const isDeep = bitsPerChannel > 8;
  if (colourNumbers !== undefined) {
    const { colourNumbers: _, ...rest } = facts;
    const isGrey = colour === 'profiled-grey';
    const own = isGrey ? (isDeep ? 'grey16' : 'b-w') : isDeep ? 'rgb16' : 'srgb';
    return await inSrgb(await drawn(picture.toColourspace(own), profileOf(colourNumbers, isGrey)), rest);
  }
  switch (colour) {
    case 'cmyk':
      return await fromCmyk(picture);
    case 'profiled-grey':
      // Sharp leaves out the profile of a grey picture with more than 8 bits until the very end: after it has cut them to 8, or made colours of the grey.
      return isDeep
        ? await drawn(picture.toColourspace('grey16').withIccProfile('srgb', { attach: false }))
        : picture;
    case 'srgb':
      return picture;
    default:
      // From more than 8 bits a channel, sharp brings colours with a profile into Display P3 and leaves them there.
      return profile !== null && isDeep ? picture.withIccProfile('srgb', { attach: false }) : picture;
  }
}

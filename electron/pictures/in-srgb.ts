import type { Sharp } from 'sharp';
import { fromCmyk } from './formats/cmyk.ts';
import type { PictureFacts } from './picture-facts.ts';

/** What a picture draws in its own colours, in sRGB. It may have been turned and scaled, and no more; a profile that says sRGB is ignored. */
export async function inSrgb(
  picture: Sharp,
  { colour, profile, bitsPerChannel }: Pick<PictureFacts, 'colour' | 'profile' | 'bitsPerChannel'>,
): Promise<Sharp> {
  switch (colour) {
    case 'cmyk':
      return await fromCmyk(picture);
    case 'profiled-grey':
      // Sharp leaves out the profile of a grey picture with 16 bits, and applies it to one of 8 bits.
      return picture.toColourspace('b-w').withIccProfile('srgb', { attach: false });
    case 'srgb':
      return picture;
    default:
      // From more than 8 bits a channel, sharp brings colours with a profile into Display P3 and leaves them there.
      return profile !== null && bitsPerChannel > 8
        ? picture.withIccProfile('srgb', { attach: false })
        : picture;
  }
}

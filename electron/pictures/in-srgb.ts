import sharp, { type Sharp } from 'sharp';
import { maxPixels } from './bounds.ts';
import { fromCmyk } from './formats/cmyk.ts';
import { profileOf } from './formats/colour-numbers.ts';
import { withPngProfile } from './formats/png.ts';
import { ownBytes } from './own-bytes.ts';
import type { PictureFacts } from './picture-facts.ts';

type ColourFacts = Pick<PictureFacts, 'colour' | 'profile' | 'bitsPerChannel' | 'colourNumbers'>;

/** What a picture draws in its own colours, in sRGB. It may have been turned and scaled, and no more; a profile that says sRGB is ignored. */
export async function inSrgb(picture: Sharp, facts: ColourFacts): Promise<Sharp> {
  const { colour, profile, bitsPerChannel, colourNumbers } = facts;
  if (colourNumbers !== undefined) {
    const { colourNumbers: _, ...rest } = facts;
    return await inSrgb(
      await withProfile(picture, profileOf(colourNumbers, colour === 'profiled-grey'), facts),
      rest,
    );
  }
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

/** The same pixels as colours of a profile. */
async function withProfile(
  picture: Sharp,
  profile: Buffer,
  { colour, bitsPerChannel }: ColourFacts,
): Promise<Sharp> {
  const [plain, deep] =
    colour === 'profiled-grey' ? (['b-w', 'grey16'] as const) : (['srgb', 'rgb16'] as const);
  const inItsOwnColours = picture
    .toColourspace(bitsPerChannel > 8 ? deep : plain)
    .keepExif()
    .keepXmp();
  const file = ownBytes(await inItsOwnColours.png({ compressionLevel: 0 }).toBuffer());
  return sharp(withPngProfile(file, profile), { limitInputPixels: maxPixels });
}

import sharp, { type Sharp } from 'sharp';
import { maxPixels } from './bounds.ts';
import { withPngProfile } from './formats/png.ts';
import { ownBytes } from './own-bytes.ts';

/**
 * The drawn pixels of a picture in memory, with its EXIF and XMP. Sharp runs its steps in a fixed order; a further step
 * needs a new input. `profile` says what the numbers mean if sharp does not know.
 */
export async function drawn(picture: Sharp, profile: Uint8Array | null = null): Promise<Sharp> {
  // A TIFF would lose the EXIF.
  const png = ownBytes(await picture.keepExif().keepXmp().png({ compressionLevel: 0 }).toBuffer());
  return sharp(profile === null ? png : withPngProfile(png, profile), { limitInputPixels: maxPixels });
}

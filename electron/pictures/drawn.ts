import sharp, { type Sharp } from 'sharp';
import { maxPixels } from './bounds.ts';
import { withPngProfile } from './formats/png.ts';
import { ownBytes } from './own-bytes.ts';

/**
 * Draws a picture into memory, with its EXIF and XMP. Sharp runs its steps in an order of its own, so a later step
 * needs a new picture. `profile`: what the numbers mean, if sharp doesn't know.
 */
export async function drawn(picture: Sharp, profile: Uint8Array | null = null): Promise<Sharp> {
  // A TIFF would lose the EXIF.
  const png = ownBytes(await picture.keepExif().keepXmp().png({ compressionLevel: 0 }).toBuffer());
  return sharp(profile === null ? png : withPngProfile(png, profile), { limitInputPixels: maxPixels });
}

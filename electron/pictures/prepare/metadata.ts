import { assertNever } from '../../../shared/outcome.ts';
import { gifWithoutMetadata } from './gif-metadata.ts';
import { jpegWithoutMetadata } from './jpeg-metadata.ts';
import { pngWithoutMetadata } from './png-metadata.ts';
import { webpWithoutMetadata } from './webp-metadata.ts';

/** The types whose metadata can be taken out without touching the picture. */
export type MetadataType = 'jpeg' | 'png' | 'webp' | 'gif';

/**
 * The file with nothing but the picture: no EXIF, XMP, IPTC, comments, hidden second pictures, or bytes after its
 * end. What decides how the picture looks stays: colour profile, gamma, frames, density. Null if the file is not
 * built as its type requires.
 */
export function withoutMetadata(type: MetadataType, bytes: Uint8Array): Uint8Array | null {
  switch (type) {
    case 'jpeg':
      return jpegWithoutMetadata(bytes);
    case 'png':
      return pngWithoutMetadata(bytes);
    case 'webp':
      return webpWithoutMetadata(bytes);
    case 'gif':
      return gifWithoutMetadata(bytes);
    default:
      return assertNever(type);
  }
}

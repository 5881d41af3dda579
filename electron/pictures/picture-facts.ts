import type { AcceptedType } from '../../shared/limits.ts';
import type { ProductFields } from './product-fields.ts';

/** Picture types that BigCommerce doesn't take, and that Packshot makes a JPEG or PNG of. */
export type PreparableType = 'tiff' | 'heic' | 'avif';
export type PictureType = AcceptedType | PreparableType;

/** Spaces whose colours a file may tell by numbers. */
export const spaceNames = ['sRGB', 'Display P3', 'Rec. 2020', 'Adobe RGB (1998)'] as const;
export type SpaceName = (typeof spaceNames)[number];

/**
 * Colours that a file describes by numbers instead of a profile, as PNG, HEIC and AVIF may; decoders know only
 * profiles.
 */
export interface ColourNumbers {
  space: SpaceName;
  /** Light is a value to this power; null: by the curve of sRGB. */
  gamma: number | null;
}

/** What was found out about a picture file by decoding it; what is done about it is decided in `prepare/plan.ts`. */
export interface PictureFacts {
  type: PictureType;
  /** In pixels, as a person sees the picture: turned the way its EXIF orientation says. */
  width: number;
  height: number;
  bytes: number;
  /** EXIF orientation, 1 (upright) to 8. */
  orientation: number;
  /**
   * `wide`: RGB with an ICC profile whose colours go beyond sRGB or differ from it, such as Display P3 or Adobe RGB.
   * `profiled-grey`: grey with a profile whose tones are not those of sRGB, such as Dot Gain 20%.
   */
  colour: 'srgb' | 'wide' | 'grey' | 'profiled-grey' | 'cmyk' | 'lab';
  /** Name of the ICC profile, as it tells itself; null where there is none. */
  profile: string | null;
  /** Where the profile is not in the file, which says its colours by numbers; left out for all others. */
  colourNumbers?: ColourNumbers;
  bitsPerChannel: number;
  /**
   * Of a PNG or TIFF whose colours are listed in a palette, or that has fewer than 8 bits: the most that there can
   * be. Left out for all others.
   */
  paletteColours?: number;
  hasAlpha: boolean;
  /** Set for a TIFF with channels that are neither colour nor transparency: it is decoded whole to drop them. */
  hasOtherChannels?: true;
  /** Frames of an animation or pages of a document; 1 for most. */
  frames: number;
  /** Where it was taken, by whom and with which camera body: what a shop's visitors need not know. */
  hasPrivateMetadata: boolean;
  /**
   * When the camera took it, as the camera's clock said, epoch milliseconds read as UTC; null where it does not say.
   */
  capturedAt: number | null;
  /** What its IPTC and XMP fields say of a product; left out or null where they say nothing. */
  fields?: ProductFields | null;
}

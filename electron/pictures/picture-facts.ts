import type { AcceptedType } from '../../shared/limits.ts';
import type { ProductFields } from './product-fields.ts';

/** Picture types that BigCommerce doesn't take. Packshot converts them to JPEG or PNG. */
export type PreparableType = 'tiff' | 'heic' | 'avif';
export type PictureType = AcceptedType | PreparableType;

/** Colour spaces that a file may give by numbers. */
export const spaceNames = ['sRGB', 'Display P3', 'Rec. 2020', 'Adobe RGB (1998)'] as const;
export type SpaceName = (typeof spaceNames)[number];

/**
 * Colours that a file describes by numbers instead of a profile, as PNG, HEIC and AVIF may. Decoders only know
 * profiles.
 */
export interface ColourNumbers {
  space: SpaceName;
  /** Light is the value to this power. Null: the curve of sRGB. */
  gamma: number | null;
}

/** Facts about a picture, found by decoding it. `prepare/plan.ts` decides what follows from them. */
export interface PictureFacts {
  type: PictureType;
  /** In pixels, as a person sees the picture: after turning it by its EXIF orientation. */
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
  /** The ICC profile's own name; null if there is no profile. */
  profile: string | null;
  /** The colours of a file that describes them by numbers instead of a profile; left out for others. */
  colourNumbers?: ColourNumbers;
  bitsPerChannel: number;
  /** Maximum number of colours of a PNG or TIFF with a palette or with less than 8 bits; left out for others. */
  paletteColours?: number;
  hasAlpha: boolean;
  /**
   * Set for a TIFF with channels that are neither colour nor transparency. It must be decoded whole to drop them.
   */
  hasOtherChannels?: true;
  /** Frames of an animation or pages of a document; 1 for most. */
  frames: number;
  /**
   * Whether the file says where it was taken, by whom or with which camera body: a shop's visitors need not know.
   */
  hasPrivateMetadata: boolean;
  /** When the camera took it by the camera's clock, epoch milliseconds read as UTC; null if unknown. */
  capturedAt: number | null;
  /** The product fields in its IPTC and XMP; left out or null if there are none. */
  fields?: ProductFields | null;
}

import type { PreparedType, RightsSettings } from '../../../shared/prepare.ts';
import type { Ratio, Shape } from '../../../shared/recipe.ts';
import type { PictureType } from '../picture-facts.ts';
import type { MetadataType } from './metadata.ts';

/** One thing that preparing does to a picture, in the order in which they are told. */
export type Change =
  | { type: 'convert'; from: PictureType; to: PreparedType }
  /** Of several frames or pages only the first is kept. */
  | { type: 'first-frame'; of: number }
  /** Larger than `max` bytes, which is what BigCommerce takes. */
  | { type: 'fit-bytes'; bytes: number; max: number }
  /** Longest edge, in pixels. */
  | { type: 'fit-edge'; from: number; to: number }
  | { type: 'to-srgb'; from: 'wide' | 'cmyk' | 'lab'; profile: string | null }
  | { type: 'to-8-bit'; from: number }
  | { type: 'upright'; orientation: number }
  | { type: 'trim' }
  | { type: 'pad' | 'crop'; ratio: Ratio }
  | { type: 'sharpen' }
  /** To a quality, or to at most so many bytes. */
  | { type: 'save-at'; quality: number }
  | { type: 'save-within'; bytes: number }
  | { type: 'strip-private' }
  /** The user's own copyright or creator. */
  | { type: 'write-rights' };

/** What becomes of a picture's edges; see `framed-source.ts`. */
export interface Framing {
  trim: boolean;
  shape: Shape;
  sharpen: boolean;
}

export type Recipe =
  /** The picture itself stays as it is, to the last bit. */
  | { by: 'removing-metadata'; type: MetadataType; rights?: RightsSettings }
  /** Of the file only copyright and creator change: its private data is kept. */
  | { by: 'writing-rights'; type: Exclude<MetadataType, 'gif'>; rights: RightsSettings }
  /**
   * `rights`: what is told of copyright and creator; left out: nothing. `longestEdge` in pixels; null keeps the size,
   * unless the limit in bytes asks for less. `limit`: most bytes, where that is not what an image of a gallery may
   * have. `wantedBytes`: a size that is reached by quality alone, or not. `quality`: of JPEG and WebP, which is
   * lowered only for the limit; left out: as high as is seen.
   */
  | {
      by: 'drawing';
      to: PreparedType;
      longestEdge: number | null;
      keepMetadata: boolean;
      limit?: number;
      wantedBytes?: number;
      quality?: number;
      framing?: Framing;
      rights?: RightsSettings;
    };

export interface Preparing {
  type: 'prepare';
  /** Whether BigCommerce can't take the original; otherwise the user may choose to send it as it is. */
  must: boolean;
  changes: Change[];
  recipe: Recipe;
}

/** `as-is`: the file is sent byte for byte. */
export type PreparePlan = { type: 'as-is' } | Preparing;

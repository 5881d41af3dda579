import type { PreparedType, RightsSettings } from '../../../shared/prepare.ts';
import type { Ratio, Shape } from '../../../shared/recipe.ts';
import type { PictureType } from '../picture-facts.ts';
import type { MetadataType } from './metadata.ts';

/** One step of preparing. Steps are reported in this order. */
export type Change =
  | { type: 'convert'; from: PictureType; to: PreparedType }
  /** Only the first of several frames or pages is kept. */
  | { type: 'first-frame'; of: number }
  /** Larger than `max` bytes, BigCommerce's limit. */
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

/** What is done at a picture's edges; see `framed-source.ts`. */
export interface Framing {
  trim: boolean;
  shape: Shape;
  sharpen: boolean;
}

export type CopyRecipe =
  /** The pixels stay exactly as they are. */
  | { type: 'removing-metadata'; to: MetadataType; rights?: RightsSettings }
  /** Only copyright and creator change; private data is kept. */
  | { type: 'writing-rights'; to: Exclude<MetadataType, 'gif'>; rights: RightsSettings }
  /**
   * `rights`: copyright and creator to write; left out: none. `longestEdge` in pixels; null keeps the size, unless the
   * limit in bytes requires less. `limit`: maximum bytes, if not that of a gallery image. `wantedBytes`: a size to
   * reach by quality alone, if possible. `quality`: of JPEG and WebP, lowered only for the limit; left out: visually
   * lossless.
   */
  | {
      type: 'drawing';
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
  recipe: CopyRecipe;
}

/** `as-is`: the file is sent byte for byte. */
export type PreparePlan = { type: 'as-is' } | Preparing;

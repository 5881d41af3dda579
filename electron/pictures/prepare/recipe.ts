import type { PreparedType, RightsSettings } from '../../../shared/prepare.ts';
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
  | { type: 'strip-private' }
  /** The user's own copyright or creator. */
  | { type: 'write-rights' };

export type Recipe =
  /** The picture itself stays as it is, to the last bit. */
  | { by: 'removing-metadata'; type: MetadataType; rights?: RightsSettings }
  /**
   * `rights`: what is told of copyright and creator; left out: nothing. `longestEdge` in pixels; null keeps the size, unless the limit in bytes asks for less. `limit`: most bytes, where that is not what an
   * image of a gallery may have.
   */
  | {
      by: 'drawing';
      to: PreparedType;
      longestEdge: number | null;
      keepMetadata: boolean;
      limit?: number;
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

import type { Put } from '../ordering/arrange.ts';
import { imageKey, readTileKey, type TileKey } from '../../shared/tile-key.ts';
import type { EntryBase, StagedPhoto } from './entry.ts';

/** Makes a photo the image of a variant, replacing the current one, or puts an earlier image back. */
export interface VariantImageEntry extends EntryBase {
  type: 'variant-image';
  variantId: number;
  /** Null for an entry that puts an earlier image back. */
  photo: StagedPhoto | null;
  /** The image to put back; null for a photo. */
  restores: RestoredImage | null;
  /** Address of the image that this entry replaced; '' for none. Null before it is sent, or if that was not known. */
  before: string | null;
  /** Address that the store gave the new image; null until it has answered. */
  made: string | null;
}

/** `url`: '' leaves the variant without an image. `notBefore`: epoch milliseconds; until then it can be undone. */
export interface RestoredImage {
  url: string;
  notBefore: number;
}

/** Removes some of a product's images. */
export interface RemoveEntry extends EntryBase {
  type: 'remove';
  imageIds: number[];
  /**
   * The images make room for photos of the same batch, and are removed only after all of those have arrived.
   */
  replacing: boolean;
  /**
   * Epoch milliseconds. The removal waits until then, so that it can be undone. 0 for one that makes room until the
   * photos have arrived.
   */
  notBefore: number;
}

/** Code of the reason when someone else changed the alt text first. */
export const altChangedMeanwhile = 'alt-changed-meanwhile';

/** Changes the alt text or the thumbnail flag of one image. */
export interface UpdateEntry extends EntryBase {
  type: 'update';
  /** An image or a photo still on its way; see `shared/tile-key.ts`. */
  key: TileKey;
  /** Null: unchanged. */
  alt: string | null;
  /** The alt text the user saw. A different one in the store is someone else's and is not overwritten. */
  altBefore: string | null;
  /** Alt texts our own requests may have written; finding one in the store is no conflict. */
  altsSent: string[];
  asThumbnail: boolean;
  /** The thumbnail when the user chose this one. A different one in the store is someone else's choice. */
  thumbnailBefore: number | null;
}

/** Puts a product's images in `order`; `base` is the order the user saw. */
export interface ArrangeEntry extends EntryBase {
  type: 'arrange';
  base: TileKey[];
  order: TileKey[];
  /**
   * Images that our own requests may have moved, so their position does not count as someone else's change.
   */
  touched: number[];
  /** The last unanswered request of each image; it may still be carried out. */
  unanswered: Put[];
  /** The sentence about other people's changes, fixed before the first request is sent. */
  reported: string | null;
}

/** The order as tile keys, for `rebase`. `now`: current key of a photo that may have arrived since. */
export function arrangementOf(
  entry: ArrangeEntry,
  now: (key: TileKey) => TileKey,
): Record<'base' | 'order' | 'touched', TileKey[]> {
  return { base: baseImages(entry), order: entry.order.map(now), touched: entry.touched.map(imageKey) };
}

/** The images that others may have moved since. The position of a photo still to come is the user's alone. */
export function baseImages({ base }: Pick<ArrangeEntry, 'base'>): TileKey[] {
  return base.filter((key) => readTileKey(key)?.type === 'image');
}

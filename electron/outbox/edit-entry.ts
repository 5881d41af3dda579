import type { Put } from '../ordering/arrange.ts';
import type { TileKey } from '../../shared/tile-key.ts';
import type { EntryBase, StagedPhoto } from './entry.ts';

/** The intent to make a photo the one picture of a variant, in place of the one it has. */
export interface VariantImageEntry extends EntryBase {
  kind: 'variant-image';
  photo: StagedPhoto;
  variantId: number;
}

/** The intent to remove some of a product's images. */
export interface RemoveEntry extends EntryBase {
  kind: 'remove';
  imageIds: number[];
  /** They make room for what the same batch brings in: only once all of that has arrived. */
  replacing: boolean;
  /** Epoch milliseconds. Until then it is held back, so that it can be undone. */
  notBefore: number;
}

/** Why an alt text was not written: somebody else had written another one. */
export const altChangedMeanwhile = 'alt-changed-meanwhile';

/** The intent to change what is told of an image. */
export interface UpdateEntry extends EntryBase {
  kind: 'update';
  /** As in `shared/tile-key.ts`: an image, or a photo that was on its way. */
  key: TileKey;
  /** Null: stays as it is. */
  alt: string | null;
  /** Alt text that the user saw when they changed it: another one in the store is somebody else's, and not overwritten unasked. */
  altBefore: string | null;
  /** Alt texts that requests of ours were about to write, and may have: found in the store, they are nobody else's. */
  altsSent: string[];
  asThumbnail: boolean;
  /** The image that was the thumbnail when the user chose this one: another one in the store is somebody else's choice. */
  thumbnailBefore: number | null;
}

/** The intent to have a product's images in an order: `base` is the order that the user had before them. */
export interface ArrangeEntry extends EntryBase {
  kind: 'arrange';
  base: TileKey[];
  order: TileKey[];
  /** Images that requests for it were about to move: some of them stand elsewhere than in `base` by our own doing. */
  touched: number[];
  /** Requests that no answer came to, the last of each image: they may still be carried out. */
  unanswered: Put[];
  /** What others had done when the first of these requests was about to go, as it is to be told. */
  told: string | null;
}

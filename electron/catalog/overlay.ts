import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { Entry, Tile } from '../../shared/model.ts';
import { picturePath } from './picture-paths.ts';

export interface PlacedEntry {
  entry: Entry;
  sortOrder: number | null;
  willBeThumbnail: boolean;
  alt: string;
}

/** The user's file name, without the mark and number that uploading added. */
export function readableName(imageFile: string): string {
  const name = imageFile.slice(imageFile.lastIndexOf('/') + 1);
  return name.replace(/(?:-[a-z2-7]{8})?(?:__\d{5})+(\.[^.]*)?$/, '$1');
}

const nothingPending = { alt: false, thumbnail: false, place: false, removal: null } as const;

/**
 * The gallery as the user sees it: images as last fetched, overlaid with what the outbox will do, in the
 * order the store will show (by `sort_order`, then id; entries without a position come last). Pure.
 */
export function overlay(
  storeId: string,
  productId: number,
  images: readonly StoreImage[],
  entries: readonly PlacedEntry[],
): Tile[] {
  const tiles: { order: number; rank: number; id: number; tile: Tile }[] = images.map((image) => ({
    order: image.sortOrder,
    rank: 0,
    id: image.id,
    tile: {
      type: 'image',
      key: `image-${image.id}`,
      imageId: image.id,
      sortOrder: image.sortOrder,
      isThumbnail: image.isThumbnail,
      alt: image.description,
      fileName: readableName(image.imageFile),
      picture: picturePath(storeId, productId, image, 'standard'),
      zoom: picturePath(storeId, productId, image, 'zoom'),
      pending: nothingPending,
    },
  }));
  for (const { entry, sortOrder, willBeThumbnail, alt } of entries) {
    tiles.push({
      order: sortOrder ?? Number.POSITIVE_INFINITY,
      rank: 1,
      id: entry.id,
      tile: { type: 'entry', key: `entry-${entry.id}`, sortOrder, willBeThumbnail, alt, entry },
    });
  }
  return tiles
    .toSorted((a, b) => (a.order === b.order ? a.rank - b.rank || a.id - b.id : a.order < b.order ? -1 : 1))
    .map(({ tile }) => tile);
}

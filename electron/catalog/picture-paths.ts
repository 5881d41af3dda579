import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { CatalogProduct } from './catalog.ts';

/** Same-origin path of a rendition. The main process fetches it from the store and caches it. */
export function picturePath(
  storeId: string,
  productId: number,
  image: Pick<StoreImage, 'id' | 'dateModified'>,
  size: PictureSize,
): string {
  // The date makes the path of a changed picture different for every cache.
  return `/picture/${storeId}/${productId}/${image.id}/${size}?v=${encodeURIComponent(image.dateModified)}`;
}

/** Same-origin path of a product's picture in lists; null without one. */
export function thumbnailPath(
  storeId: string,
  product: Pick<CatalogProduct, 'id' | 'thumbnailId' | 'thumbnailModified'>,
): string | null {
  if (product.thumbnailId === null) return null;
  const image = { id: product.thumbnailId, dateModified: product.thumbnailModified };
  return picturePath(storeId, product.id, image, 'thumbnail');
}

export const pictureSizes = ['tiny', 'thumbnail', 'standard', 'zoom'] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** Same-origin path of the small preview of a staged file, by its fingerprint. */
export function previewPath(sha256: string): string {
  return `/preview/${sha256}`;
}

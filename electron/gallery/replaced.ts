import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { NewIntent } from '../outbox/intent.ts';

/** An image that a new photo replaces, with the properties the photo inherits. */
export type Replaced = Pick<StoreImage, 'description' | 'isThumbnail'> & { imageId: number };

/** Adds the image's removal, which runs after the photo has arrived. */
export function inPlaceOf(replaced: Replaced, uploads: readonly NewIntent[]): NewIntent[] {
  const { imageId, description, isThumbnail } = replaced;
  if (uploads.length === 0) return [];
  return [
    ...uploads.map((intent) =>
      intent.type === 'upload' ? { ...intent, alt: description, asThumbnail: isThumbnail } : intent,
    ),
    { type: 'remove', imageIds: [imageId], replacing: true, notBefore: 0 },
  ];
}

import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { NewIntent } from '../outbox/intent.ts';

/** An image whose place a new photo takes, with what is told of it. */
export type Replaced = Pick<StoreImage, 'description' | 'isThumbnail'> & { imageId: number };

/** A photo in the place of an image, which goes once the photo has arrived. */
export function inPlaceOf(replaced: Replaced, uploads: readonly NewIntent[]): NewIntent[] {
  const { imageId, description, isThumbnail } = replaced;
  if (uploads.length === 0) return [];
  return [
    ...uploads.map((intent) =>
      intent.kind === 'upload' ? { ...intent, alt: description, asThumbnail: isThumbnail } : intent,
    ),
    { kind: 'remove', imageIds: [imageId], replacing: true, notBefore: 0 },
  ];
}

import { text } from '../../shared/messages/text.ts';

/** Display name of a product that is not in the catalogue. */
export function nameOfUnknown(productId: number): string {
  return text('products.unknown', { id: String(productId) });
}

/** Display name of an image that is not in the catalogue. */
export function nameOfUnknownImage(imageId: number): string {
  return text('products.unknownImage', { id: String(imageId) });
}

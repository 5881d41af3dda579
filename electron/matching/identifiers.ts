import type { IdentifiedProduct, IdentifiedVariant } from '../catalog/identified-products.ts';
import { keyOf } from './fold.ts';
import type { Identifier, IdentifierType } from './match.ts';
import { slugOf } from './product-names.ts';

/** Where an identifier stands in the catalogue, as a number: a hundred thousand products have half a million, and an object for each takes long. */
export type IdentifierRef = number;

/** What an identifier is and, of several, which one. */
const slots = ['sku', 'barcode', 'barcode', 'part-number', 'title', 'address', 'style'] as const;
type Slot = 0 | 1 | 2 | 3 | 4 | 5 | 6;
const slotsOfOne = 8;
/** A product has at most 600 variants. Source: BigCommerce's limits. */
const ownersOfOne = 1_024;

const refOf = (place: number, owner: number, slot: Slot): IdentifierRef =>
  (place * ownersOfOne + owner) * slotsOfOne + slot;

/** Tells of all that a product and its variants are called by, but for styles, which take all products to tell. `place`: its place in the catalogue. */
export function eachIdentifier(
  product: IdentifiedProduct,
  place: number,
  tell: (type: IdentifierType, text: string, ref: IdentifierRef) => void,
): void {
  const put = (text: string, owner: number, slot: Slot): void => {
    if (text !== '') tell(slots[slot], text, refOf(place, owner, slot));
  };
  put(product.sku, 0, 0);
  put(product.barcodes[0] ?? '', 0, 1);
  put(product.barcodes[1] ?? '', 0, 2);
  if (isPartNumber(product.mpn)) put(product.mpn, 0, 3);
  for (const [at, variant] of product.variants.entries()) {
    // The variant that stands for a product without options has the product's own codes.
    const owner = isBase(product, variant) ? 0 : at + 1;
    if (owner >= ownersOfOne) break;
    if (owner > 0 && variant.sku !== product.sku) put(variant.sku, at + 1, 0);
    for (const [which, barcode] of variant.barcodes.slice(0, 2).entries())
      if (!product.barcodes.includes(barcode)) put(barcode, at + 1, which === 0 ? 1 : 2);
    if (variant.mpn !== product.mpn && isPartNumber(variant.mpn)) put(variant.mpn, at + 1, 3);
    if (owner === 0 && variant.sku !== product.sku) put(variant.sku, at + 1, 0);
  }
  put(product.name, 0, 4);
  put(slugOf(product.address), 0, 5);
}

const isBase = (product: IdentifiedProduct, variant: IdentifiedVariant) =>
  product.variants.length === 1 && variant.options.length === 0;

/** Not `n/a`, nor a word or a short number. */
const isPartNumber = (text: string) => /\d/.test(text) && keyOf(text).length >= 4;

/** Finds identifiers by where they stand; a style's text is kept, as it stands nowhere. */
export function createIdentifiers(products: readonly IdentifiedProduct[]): {
  at: (ref: IdentifierRef) => Identifier;
  ofStyle: (place: number, text: string) => IdentifierRef;
} {
  const styles = new Map<number, string>();
  return {
    ofStyle(place, text) {
      styles.set(place, text);
      return refOf(place, 0, 6);
    },
    at(ref) {
      const slot = (ref % slotsOfOne) as Slot;
      const owner = Math.floor(ref / slotsOfOne) % ownersOfOne;
      const place = Math.floor(ref / slotsOfOne / ownersOfOne);
      const product = products[place];
      if (product === undefined) throw new Error(`no product at ${place}`);
      const variant = owner === 0 ? undefined : product.variants[owner - 1];
      const codes = variant ?? product;
      const texts = [
        codes.sku,
        codes.barcodes[0],
        codes.barcodes[1],
        codes.mpn,
        product.name,
        slugOf(product.address),
        styles.get(place),
      ];
      const isOwn =
        variant === undefined || (isBase(product, variant) && (slot !== 0 || variant.sku === product.sku));
      return {
        type: slots[slot],
        text: texts[slot] ?? '',
        productId: product.id,
        variantId: isOwn ? null : variant.id,
        sku: variant?.sku || product.sku,
        productName: product.name,
      };
    },
  };
}

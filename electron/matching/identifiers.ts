import type { IdentifiedProduct, IdentifiedVariant } from '../catalog/identified-products.ts';
import { keyOf } from './fold.ts';
import type { Identifier, IdentifierType } from './match.ts';
import { slugOf } from './product-names.ts';
import type { Style } from './styles.ts';

/**
 * Where an identifier stands in the catalogue, as a 32-bit number. A hundred thousand products have half a million
 * identifiers, and creating an object for each takes long. Read as unsigned, it counts the slots of all owners of all
 * products.
 */
export type IdentifierRef = number;

/** The identifiers of one owner: their kinds, in order. */
const slots = ['sku', 'barcode', 'barcode', 'part-number', 'title', 'address'] as const;
type Slot = 0 | 1 | 2 | 3 | 4 | 5;
const slotsOfOne = slots.length;
/** The product and its variants. It has at most 600. Source: BigCommerce's limits. */
const ownersOfOne = 601;
/** About 1,190,000. Products after these are not found. */
const maxProducts = Math.floor(2 ** 32 / (ownersOfOne * slotsOfOne));

const refOf = (place: number, owner: number, slot: Slot): IdentifierRef =>
  ((place * ownersOfOne + owner) * slotsOfOne + slot) | 0;

/**
 * Calls `tell` for each identifier of a product and its variants. Styles are left out: they need all products. `place`:
 * the product's place in the catalogue.
 */
export function eachIdentifier(
  product: IdentifiedProduct,
  place: number,
  tell: (type: IdentifierType, text: string, ref: IdentifierRef) => void,
): void {
  if (place >= maxProducts) return;
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

/** Excludes `n/a`, words and short numbers. */
const isPartNumber = (text: string) => text !== '' && /\d/.test(text) && keyOf(text).length >= 4;

interface Identifiers {
  at: (ref: IdentifierRef) => Identifier;
  /** Only its text, as in the catalogue. */
  textAt: (ref: IdentifierRef) => string;
}

/** Finds identifiers by their references. `products`: in the order of their places. */
export function createIdentifiers(products: readonly IdentifiedProduct[]): Identifiers {
  function found(ref: IdentifierRef): Found {
    const count = ref >>> 0;
    const owner = Math.floor(count / slotsOfOne) % ownersOfOne;
    const place = Math.floor(count / slotsOfOne / ownersOfOne);
    const product = products[place];
    if (product === undefined) throw new Error(`no product at ${place}`);
    const variant = owner === 0 ? undefined : product.variants[owner - 1];
    return { product, variant, slot: (count % slotsOfOne) as Slot };
  }

  return {
    textAt: (ref) => textOf(found(ref)),
    at(ref) {
      const one = found(ref);
      const { product, variant, slot } = one;
      const isOwn =
        variant === undefined || (isBase(product, variant) && (slot !== 0 || variant.sku === product.sku));
      return {
        type: slots[slot],
        text: textOf(one),
        productId: product.id,
        variantId: isOwn ? null : variant.id,
        sku: variant?.sku || product.sku,
        productName: product.name,
      };
    },
  };
}

interface Found {
  product: IdentifiedProduct;
  /** undefined for the product's own. */
  variant: IdentifiedVariant | undefined;
  slot: Slot;
}

function textOf({ product, variant, slot }: Found): string {
  const codes = variant ?? product;
  switch (slot) {
    case 0:
      return codes.sku;
    case 1:
      return codes.barcodes[0] ?? '';
    case 2:
      return codes.barcodes[1] ?? '';
    case 3:
      return codes.mpn;
    case 4:
      return product.name;
    case 5:
      return slugOf(product.address);
  }
}

/** The identifier that a product's style code is. */
export function identifierOfStyle({ product, text }: Style): Identifier {
  const { id, sku, name } = product;
  return { type: 'style', text, productId: id, variantId: null, sku, productName: name };
}

import type { Catalog } from '../catalog/catalog.ts';
import type { ItemMatch, ItemTarget } from '../matching/match.ts';
import { messages } from '../matching/match-messages.ts';
import type { Item } from './item.ts';
import { nameOfVariants } from './variant-names.ts';

/** A product, or one of its variants; the product where the variant is unknown. Null for an unknown product. */
export function targetFor(
  catalog: Catalog,
  storeId: string,
  productId: number,
  variantId: number | null,
): ItemTarget | null {
  const product = catalog.product(storeId, productId);
  if (!product) return null;
  const variant =
    variantId === null
      ? undefined
      : catalog.variantsOf(storeId, [productId]).find((one) => one.variantId === variantId);
  if (variant === undefined) return { productId, variantId: null, sku: product.sku };
  return { productId, variantId, sku: variant.sku || product.sku, variant: variant.label || variant.sku };
}

/** A product with these of its variants. Null if one of them is unknown. */
export function variantsTarget(
  catalog: Catalog,
  storeId: string,
  productId: number,
  variantIds: readonly number[],
): ItemTarget | null {
  const [first] = variantIds;
  if (variantIds.length < 2 || first === undefined)
    return targetFor(catalog, storeId, productId, first ?? null);
  const target = targetFor(catalog, storeId, productId, null);
  const known = catalog.variantsOf(storeId, [productId]);
  const own = known.filter(({ variantId }) => variantIds.includes(variantId));
  if (target === null || own.length < variantIds.length) return null;
  return { ...target, variants: { text: nameOfVariants(own, known), variantIds } };
}

/** The match of a photo that the user gave to a product. */
export const chosen = (item: Item): ItemMatch => ({
  type: 'chosen',
  why: messages.chosen(),
  candidates: item.match.candidates,
  where: item.match.where,
  view: item.match.view,
  variants: item.match.variants ?? null,
});

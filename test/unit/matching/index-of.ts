import { runSync } from '../../../electron/util/time-slicer.ts';
import type { IdentifiedProduct, IdentifiedVariant } from '../../../electron/catalog/identified-products.ts';
import { compilePatterns } from '../../../electron/matching/patterns.ts';
import { indexCatalogue, type CatalogueIndex } from '../../../electron/matching/catalogue-index.ts';

export interface SkuHolder {
  productId: number;
  variantId: number | null;
  sku: string;
  productName: string;
}

const bare = { barcodes: [], mpn: '' };

/** Products with SKUs and names only; names are no evidence in these tests. */
export function productsOf(holders: readonly SkuHolder[]): IdentifiedProduct[] {
  const byId = new Map<number, IdentifiedProduct & { variants: IdentifiedVariant[] }>();
  for (const { productId, variantId, sku, productName } of holders) {
    const known = byId.get(productId) ?? {
      ...bare,
      id: productId,
      name: productName,
      sku: '',
      address: '',
      brand: '',
      variants: [],
    };
    if (variantId === null) known.sku = sku;
    else known.variants.push({ ...bare, id: variantId, sku, options: [] });
    byId.set(productId, known);
  }
  return [...byId.values()];
}

/** A product with variants of these sizes, which have no SKUs of their own. */
export function productOf(
  id: number,
  name: string,
  sku: string,
  { sizes = [], brand = '' }: { sizes?: readonly string[]; brand?: string } = {},
): IdentifiedProduct {
  const variants = sizes.map((value, at) => ({
    ...bare,
    id: id * 100 + at,
    sku: '',
    options: [{ name: 'Size', value }],
  }));
  return { ...bare, id, name, sku, address: '', brand, variants };
}

export function indexOf(holders: readonly SkuHolder[]): CatalogueIndex {
  return indexProducts(productsOf(holders));
}

export function indexProducts(products: readonly IdentifiedProduct[]): CatalogueIndex {
  return runSync(indexCatalogue([products]));
}

export const { patterns: noPatterns } = compilePatterns([]);

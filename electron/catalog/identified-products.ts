import type { Database, Row } from '../storage/database.ts';

/** A value of a product option, as in `Colour: Navy`. */
export interface OptionValue {
  name: string;
  value: string;
}

export interface IdentifiedVariant {
  id: number;
  /** Empty without a SKU of its own. */
  sku: string;
  /** UPC and GTIN from the store. */
  barcodes: readonly string[];
  mpn: string;
  options: readonly OptionValue[];
}

/** A product with everything that a file name may call it. Missing values are ''. */
export interface IdentifiedProduct {
  id: number;
  name: string;
  sku: string;
  barcodes: readonly string[];
  mpn: string;
  /** Path of its page in the shop, `/alder-crew-tee/`. */
  address: string;
  brand: string;
  variants: readonly IdentifiedVariant[];
}

/** Small enough not to block the process. */
const productsAtOnce = 200;

/** All products of a store with their variants, by id. Lazy: a few are read at a time. */
export function* identifiedProductsOf(db: Database, storeId: string): Generator<IdentifiedProduct[]> {
  // Shops have few colours and sizes, and variants by the hundred thousand: those with the same values share them.
  const known = new Map<string, OptionValue[]>();
  const optionsOf = (json: string): OptionValue[] => {
    const options = known.get(json) ?? (JSON.parse(json) as OptionValue[]);
    known.set(json, options);
    return options;
  };
  for (let after = 0; ;) {
    const products = db.all(
      `SELECT p.id, p.name, p.sku, p.upc, p.gtin, p.mpn, p.address, b.name AS brand FROM products p
         LEFT JOIN brands b ON b.store_id = p.store_id AND b.id = p.brand_id
         WHERE p.store_id = ? AND p.id > ? ORDER BY p.id LIMIT ?`,
      storeId,
      after,
      productsAtOnce,
    );
    const last = Number(products.at(-1)?.['id'] ?? 0);
    if (products.length === 0) return;
    const variants = db.all(
      `SELECT product_id, id, sku, upc, gtin, mpn, options FROM variants
         WHERE store_id = ? AND product_id > ? AND product_id <= ? ORDER BY product_id, id`,
      storeId,
      after,
      last,
    );
    after = last;
    const ofProduct = Map.groupBy(variants, (row) => Number(row['product_id']));
    yield products.map((product) => ({
      id: Number(product['id']),
      name: String(product['name']),
      address: String(product['address']),
      brand: String(product['brand'] ?? ''),
      ...codesOf(product),
      variants: (ofProduct.get(Number(product['id'])) ?? noRows).map((variant) => ({
        id: Number(variant['id']),
        ...codesOf(variant),
        options: optionsOf(String(variant['options'])),
      })),
    }));
  }
}

const none: readonly string[] = [];
const noRows: readonly Row[] = [];

function codesOf(row: Row): Pick<IdentifiedVariant, 'sku' | 'barcodes' | 'mpn'> {
  const [upc, gtin] = [String(row['upc']), String(row['gtin'])];
  const barcodes =
    upc === '' || upc === gtin ? (gtin === '' ? none : [gtin]) : gtin === '' ? [upc] : [upc, gtin];
  return { sku: String(row['sku']), barcodes, mpn: String(row['mpn']) };
}

/** A variant, identified by its own SKU, its option values ("Red, L"), or both. */
export interface KnownVariant {
  productId: number;
  variantId: number;
  /** Empty without a SKU, or with the product's. */
  sku: string;
  /** Empty if the store names no options. */
  label: string;
}

/**
 * The variants of the products, in the store's order. Base variants of products without options are left out.
 */
export function variantsOf(db: Database, storeId: string, ids: readonly number[]): KnownVariant[] {
  return db
    .all(
      `SELECT v.product_id, v.id, CASE WHEN v.sku = p.sku THEN '' ELSE v.sku END AS own_sku, v.label FROM variants v
         JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id
         WHERE v.store_id = ? AND v.product_id IN (SELECT value FROM json_each(?))
           AND (v.label <> '' OR (v.sku <> '' AND v.sku <> p.sku))
         ORDER BY v.product_id, v.id`,
      storeId,
      JSON.stringify(ids),
    )
    .map((row) => ({
      productId: Number(row['product_id']),
      variantId: Number(row['id']),
      sku: String(row['own_sku']),
      label: String(row['label']),
    }));
}

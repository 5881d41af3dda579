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

/** Rows of one query: reading them takes about a millisecond. A product may have 600 variants. */
const rowsAtOnce = 250;

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
    const rows = db.all(
      `SELECT p.id, p.name, p.sku, p.upc, p.gtin, p.mpn, p.address, b.name AS brand FROM products p
         LEFT JOIN brands b ON b.store_id = p.store_id AND b.id = p.brand_id
         WHERE p.store_id = ? AND p.id > ? ORDER BY p.id LIMIT ?`,
      storeId,
      after,
      rowsAtOnce,
    );
    if (rows.length === 0) return;
    const products = rows.map(productOf);
    const last = products.at(-1)?.id ?? 0;
    let at = 0;
    for (let [productId, variantId] = [after, maxId]; ;) {
      const variants = db.all(
        `SELECT product_id, id, sku, upc, gtin, mpn, options FROM variants
           WHERE store_id = ? AND (product_id, id) > (?, ?) AND product_id <= ?
           ORDER BY product_id, id LIMIT ?`,
        storeId,
        productId,
        variantId,
        last,
        rowsAtOnce,
      );
      for (const row of variants) {
        [productId, variantId] = [Number(row['product_id']), Number(row['id'])];
        while ((products[at]?.id ?? productId) < productId) at += 1;
        if (products[at]?.id === productId) products[at]?.variants.push(variantOf(row, optionsOf));
      }
      if (variants.length < rowsAtOnce) break;
      // The next page may have more variants of the last product.
      yield products.splice(0, at);
      at = 0;
    }
    yield products;
    after = last;
  }
}

/** Larger than any id. */
const maxId = Number.MAX_SAFE_INTEGER;

function productOf(row: Row): IdentifiedProduct & { variants: IdentifiedVariant[] } {
  return {
    id: Number(row['id']),
    name: String(row['name']),
    sku: String(row['sku']),
    barcodes: barcodesOf(row),
    mpn: String(row['mpn']),
    address: String(row['address']),
    brand: String(row['brand'] ?? ''),
    variants: [],
  };
}

function variantOf(row: Row, optionsOf: (json: string) => OptionValue[]): IdentifiedVariant {
  return {
    id: Number(row['id']),
    sku: String(row['sku']),
    barcodes: barcodesOf(row),
    mpn: String(row['mpn']),
    options: optionsOf(String(row['options'])),
  };
}

const none: readonly string[] = [];

function barcodesOf(row: Row): readonly string[] {
  const [upc, gtin] = [String(row['upc']), String(row['gtin'])];
  if (upc === '' || upc === gtin) return gtin === '' ? none : [gtin];
  return gtin === '' ? [upc] : [upc, gtin];
}

/** A variant, identified by its own SKU, its option values ("Red, L"), or both. */
export interface KnownVariant {
  productId: number;
  variantId: number;
  /** Empty without a SKU, or with the product's. */
  sku: string;
  /** Empty if the store names no options. */
  label: string;
  options: { name: string; value: string }[];
}

/**
 * The variants of the products, in the store's order. Base variants of products without options are left out.
 */
export function variantsOf(db: Database, storeId: string, ids: readonly number[]): KnownVariant[] {
  return db
    .all(
      `SELECT v.product_id, v.id, CASE WHEN v.sku = p.sku THEN '' ELSE v.sku END AS own_sku, v.label, v.options FROM variants v
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
      options: JSON.parse(String(row['options'])) as KnownVariant['options'],
    }));
}

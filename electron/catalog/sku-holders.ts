import type { Database } from '../storage/database.ts';

/** A product, or a variant of one, and its SKU; empty where it has none. */
export interface SkuHolder {
  productId: number;
  variantId: number | null;
  sku: string;
  productName: string;
}

/** Few enough that reading them holds nothing up. */
const productsAtOnce = 200;

/** Every product of a store and every variant with a SKU of its own, by id; a few products at a time, each when it is asked for. */
export function* skuHoldersOf(db: Database, storeId: string): Generator<SkuHolder[]> {
  for (let after = 0; ;) {
    const products = db.all(
      'SELECT id, name, sku FROM products WHERE store_id = ? AND id > ? ORDER BY id LIMIT ?',
      storeId,
      after,
      productsAtOnce,
    );
    const last = Number(products.at(-1)?.['id'] ?? 0);
    if (products.length === 0) return;
    const variants = db.all(
      `SELECT product_id, id, sku FROM variants
         WHERE store_id = ? AND product_id > ? AND product_id <= ? AND sku <> '' ORDER BY product_id, id`,
      storeId,
      after,
      last,
    );
    after = last;
    const ofProduct = Map.groupBy(variants, (row) => Number(row['product_id']));
    yield products.flatMap((product): SkuHolder[] => {
      const [productId, productName] = [Number(product['id']), String(product['name'])];
      const sku = String(product['sku']);
      const own = (ofProduct.get(productId) ?? []).filter((variant) => variant['sku'] !== sku);
      return [
        { productId, variantId: null, sku, productName },
        ...own.map((variant) => ({
          productId,
          variantId: Number(variant['id']),
          sku: String(variant['sku']),
          productName,
        })),
      ];
    });
  }
}

/** A variant, by what it is told apart by: a SKU of its own, its options' values ("Red, L"), or both. */
export interface KnownVariant {
  productId: number;
  variantId: number;
  /** Empty where it has none, or only its product's. */
  sku: string;
  /** Empty where the store tells of no options. */
  label: string;
}

/** The variants of the products named, in the store's order; not the one that stands for a product without options. */
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

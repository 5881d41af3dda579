import type { Database } from '../storage/database.ts';
import type { OptionValue } from './identified-products.ts';

/** A product with what alt texts can be made of. Missing values are ''. */
export interface DescribedProduct {
  id: number;
  name: string;
  sku: string;
  brand: string;
  /** The first of its categories that has a name. */
  category: string;
}

export interface VariantOptions {
  /** Empty without a SKU of its own. */
  sku: string;
  options: OptionValue[];
}

/** Products with images after an id, by id: the fewest that have `images` images. */
export function describedProductsOf(
  db: Database,
  storeId: string,
  after: number,
  images: number,
): DescribedProduct[] {
  return db
    .all(
      `SELECT id, name, sku, brand, category FROM (
         SELECT p.id, p.name, p.sku, b.name AS brand, p.image_count,
           (SELECT c.name FROM json_each(p.categories) one
              JOIN categories c ON c.store_id = p.store_id AND c.id = one.value
              WHERE c.name <> '' ORDER BY one.key LIMIT 1) AS category,
           sum(p.image_count) OVER (ORDER BY p.id) AS total
         FROM (SELECT * FROM products
                 WHERE store_id = ?1 AND id > ?2 AND image_count > 0 ORDER BY id LIMIT ?3) p
         LEFT JOIN brands b ON b.store_id = p.store_id AND b.id = p.brand_id
       ) WHERE total - image_count < ?3 ORDER BY id`,
      storeId,
      after,
      images,
    )
    .map((row) => ({
      id: Number(row['id']),
      name: String(row['name']),
      sku: String(row['sku']),
      brand: String(row['brand'] ?? ''),
      category: String(row['category'] ?? ''),
    }));
}

/** SKU and option values of a product's variants. */
export function variantOptionsOf(db: Database, storeId: string, productId: number): VariantOptions[] {
  return db
    .all(
      'SELECT sku, options FROM variants WHERE store_id = ? AND product_id = ? ORDER BY id',
      storeId,
      productId,
    )
    .map((row) => ({
      sku: String(row['sku']),
      options: JSON.parse(String(row['options'])) as OptionValue[],
    }));
}

import type { Database } from '../storage/database.ts';

export interface CatalogOverview {
  /** Images without alt text in the whole store, and the products with most of them. */
  missingAlts: { images: number; products: { productId: number; missing: number }[] };
  /** Newest first. */
  newestImages: { productId: number; imageId: number; dateModified: string }[];
}

/** What the home screen says of a store's images, from indexes alone. */
export function readOverview(
  db: Database,
  storeId: string,
  limits: { products: number; images: number },
): CatalogOverview {
  const missing = db.get(`SELECT count(*) AS n FROM images WHERE store_id = ? AND description = ''`, storeId);
  const products = db.all(
    `SELECT product_id, count(*) AS n FROM images WHERE store_id = ? AND description = ''
       GROUP BY product_id ORDER BY n DESC, product_id LIMIT ?`,
    storeId,
    limits.products,
  );
  const newest = db.all(
    'SELECT product_id, id, date_modified FROM images WHERE store_id = ? ORDER BY id DESC LIMIT ?',
    storeId,
    limits.images,
  );
  return {
    missingAlts: {
      images: Number(missing?.['n'] ?? 0),
      products: products.map((row) => ({
        productId: Number(row['product_id']),
        missing: Number(row['n']),
      })),
    },
    newestImages: newest.map((row) => ({
      productId: Number(row['product_id']),
      imageId: Number(row['id']),
      dateModified: String(row['date_modified']),
    })),
  };
}

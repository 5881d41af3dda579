import { nameOfUnknown } from './unknown-names.ts';
import type { NamedId, StoreProduct } from '../bigcommerce/catalog-api.ts';
import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { Database, Row } from '../storage/database.ts';
import type { ProductFacets } from '../../shared/model.ts';
import { ProductSearch, type ProductQuery } from './product-search.ts';
import { readOverview, type CatalogOverview } from './read-overview.ts';
import { Readings, type UnfinishedReading } from './readings.ts';
import { fold, searchTextOf, type SearchedProduct } from './search-text.ts';
import {
  describedProductsOf,
  variantOptionsOf,
  type DescribedProduct,
  type VariantOptions,
} from './described-products.ts';
import {
  identifiedProductsOf,
  variantsOf,
  type IdentifiedProduct,
  type KnownVariant,
} from './identified-products.ts';

export interface CatalogProduct {
  id: number;
  name: string;
  sku: string;
  imageCount: number;
  /** The image shown in lists: the store's thumbnail, or else the first image. */
  thumbnailId: number | null;
  thumbnailModified: string;
  /** When all images were last fetched; null if never. */
  imagesAt: number | null;
}

const withThumbnail = `
  SELECT p.id, p.name, p.sku, p.image_count, p.images_at, t.id AS thumbnail_id, t.date_modified AS thumbnail_modified
  FROM products p
  LEFT JOIN images t ON t.store_id = p.store_id AND t.product_id = p.id AND t.id = (
    SELECT i.id FROM images i WHERE i.store_id = p.store_id AND i.product_id = p.id
    ORDER BY i.is_thumbnail DESC, i.sort_order, i.id LIMIT 1
  )`;

/** Products and images as last fetched. Answers offline; the only reader and writer of these tables. */
export class Catalog {
  readonly readings: Readings;
  readonly #db: Database;
  readonly #now: () => number;
  /** Numbers each update of a single gallery, so that an older page can't overwrite it; see `moment`. */
  #moment = 0;
  readonly #search: ProductSearch;
  readonly #imagesLearnt = new Map<string, number>();

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.readings = new Readings(db);
    this.#search = new ProductSearch(db, now);
  }

  /** Call before requesting a page of products: galleries updated later are newer than that page. */
  moment(): number {
    return this.#moment;
  }

  /** Stores a page and the progress of the synchronisation in one transaction. */
  saveReadPage(
    storeId: string,
    products: readonly StoreProduct[],
    reading: UnfinishedReading,
    askedAt: number,
  ): void {
    this.#db.transaction(() => {
      this.saveProducts(storeId, products, reading.run, askedAt);
      this.readings.keep(storeId, reading);
    });
  }

  /** Stores a product without its images and variants; the known ones stay. */
  saveBareProduct(storeId: string, product: StoreProduct, reading: UnfinishedReading): void {
    this.#db.transaction(() => {
      const variants = this.#db
        .all(
          'SELECT sku, upc, gtin, mpn FROM variants WHERE store_id = ? AND product_id = ?',
          storeId,
          product.id,
        )
        .map((row) => ({
          sku: String(row['sku']),
          upc: String(row['upc']),
          gtin: String(row['gtin']),
          mpn: String(row['mpn']),
        }));
      this.#putProduct(storeId, { ...product, variants }, reading.run);
      this.#raiseVersion(storeId);
      this.readings.keep(storeId, reading);
    });
  }

  /** Ends a synchronisation. A full one also deletes the products it did not see. */
  finishReading(storeId: string, reading: UnfinishedReading): void {
    this.#db.transaction(() => {
      if (reading.since === null) this.forgetUnseen(storeId, reading.run);
      else this.#db.run('UPDATE stores SET synced_at = ? WHERE id = ?', this.#now(), storeId);
      this.readings.finish(storeId, reading);
    });
  }

  /**
   * Stores a page of products with images and variants. `run` identifies the whole synchronisation. Galleries
   * updated since `askedAt` are kept.
   */
  saveProducts(
    storeId: string,
    products: readonly StoreProduct[],
    run: number,
    askedAt: number = this.#moment,
  ): void {
    this.#db.transaction(() => {
      for (const product of products) {
        this.#putProduct(storeId, product, run);
        this.#db.run('DELETE FROM variants WHERE store_id = ? AND product_id = ?', storeId, product.id);
        for (const variant of product.variants) {
          this.#db.run(
            `INSERT INTO variants (store_id, product_id, id, sku, label, upc, gtin, mpn, options, image_url)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            storeId,
            product.id,
            variant.id,
            variant.sku,
            variant.label,
            variant.upc ?? '',
            variant.gtin ?? '',
            variant.mpn ?? '',
            JSON.stringify(variant.options ?? []),
            variant.imageUrl ?? null,
          );
        }
        const learned = this.#imagesLearnt.get(galleryKey(storeId, product.id)) ?? 0;
        if (learned <= askedAt) this.#replaceImages(storeId, product.id, product.images);
      }
      this.#raiseVersion(storeId);
    });
  }

  #putProduct(
    storeId: string,
    product: Omit<StoreProduct, 'images' | 'variants'> & Pick<SearchedProduct, 'variants'>,
    run: number,
  ): void {
    const [text, foldedName] = [searchTextOf(product), fold(product.name)];
    const categories = JSON.stringify(product.categoryIds ?? []);
    const before = this.#db.get(
      'SELECT folded, folded_name, categories FROM products WHERE store_id = ? AND id = ?',
      storeId,
      product.id,
    );
    if (before?.['folded'] !== text || before['folded_name'] !== foldedName)
      this.#search.textsChanged(storeId);
    this.#db.run(
      `INSERT INTO products (store_id, id, name, sku, date_modified, image_count, folded, folded_name,
         images_at, seen, upc, gtin, mpn, address, brand_id, categories, is_visible)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (store_id, id) DO UPDATE SET name = excluded.name, sku = excluded.sku,
         date_modified = excluded.date_modified, folded = excluded.folded,
         folded_name = excluded.folded_name, seen = excluded.seen, upc = excluded.upc, gtin = excluded.gtin,
         mpn = excluded.mpn, address = excluded.address, brand_id = excluded.brand_id,
         categories = excluded.categories, is_visible = excluded.is_visible`,
      storeId,
      product.id,
      product.name,
      product.sku,
      product.dateModified,
      0,
      text,
      foldedName,
      null,
      run,
      product.upc ?? '',
      product.gtin ?? '',
      product.mpn ?? '',
      product.address ?? '',
      product.brandId ?? 0,
      categories,
      product.isVisible === false ? 0 : 1,
    );
    if (before?.['categories'] !== categories)
      this.#replaceCategories(storeId, product.id, product.categoryIds ?? []);
  }

  #replaceCategories(storeId: string, productId: number, ids: readonly number[]): void {
    this.#db.run('DELETE FROM product_categories WHERE store_id = ? AND product_id = ?', storeId, productId);
    for (const id of ids)
      this.#db.run(
        'INSERT OR IGNORE INTO product_categories (store_id, category_id, product_id) VALUES (?, ?, ?)',
        storeId,
        id,
        productId,
      );
  }

  saveNamedList(storeId: string, list: 'brands' | 'categories', rows: readonly NamedId[]): void {
    this.#db.transaction(() => {
      this.#db.run(`DELETE FROM ${list} WHERE store_id = ?`, storeId);
      for (const { id, name } of rows)
        this.#db.run(
          `INSERT OR REPLACE INTO ${list} (store_id, id, name) VALUES (?, ?, ?)`,
          storeId,
          id,
          name,
        );
    });
  }

  /** Products that this synchronisation has stored so far. */
  countSeen(storeId: string, run: number): number {
    const row = this.#db.get(
      'SELECT count(*) AS n FROM products WHERE store_id = ? AND seen = ?',
      storeId,
      run,
    );
    return Number(row?.['n'] ?? 0);
  }

  /** Deletes products that a finished synchronisation did not see. */
  forgetUnseen(storeId: string, run: number): void {
    this.#db.transaction(() => {
      const gone = this.#db.run('DELETE FROM products WHERE store_id = ? AND seen <> ?', storeId, run);
      if (gone > 0) this.#search.textsChanged(storeId);
      this.#db.run('UPDATE stores SET synced_at = ? WHERE id = ?', this.#now(), storeId);
      this.#raiseVersion(storeId);
    });
  }

  forgetProduct(storeId: string, productId: number): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM products WHERE store_id = ? AND id = ?', storeId, productId);
      this.#search.textsChanged(storeId);
      this.#raiseVersion(storeId);
    });
  }

  saveImages(storeId: string, productId: number, images: readonly StoreImage[]): void {
    this.#recordImages(storeId, productId);
    this.#db.transaction(() => {
      this.#ensureProduct(storeId, productId);
      this.#replaceImages(storeId, productId, images);
      this.#raiseVersion(storeId);
    });
  }

  #replaceImages(storeId: string, productId: number, images: readonly StoreImage[]): void {
    this.#db.run('DELETE FROM images WHERE store_id = ? AND product_id = ?', storeId, productId);
    for (const image of images) this.#insertImage(storeId, productId, image);
    this.#db.run(
      `UPDATE products SET images_at = ?1,
         image_count = (SELECT count(*) FROM images WHERE store_id = ?2 AND product_id = ?3)
         WHERE store_id = ?2 AND id = ?3`,
      this.#now(),
      storeId,
      productId,
    );
  }

  /** Adds or replaces one image. The other images stay, and at most one is the thumbnail. */
  saveImage(storeId: string, productId: number, image: StoreImage): void {
    this.#recordImages(storeId, productId);
    this.#db.transaction(() => {
      this.#ensureProduct(storeId, productId);
      if (image.isThumbnail) {
        this.#db.run(
          'UPDATE images SET is_thumbnail = 0 WHERE store_id = ? AND product_id = ?',
          storeId,
          productId,
        );
      }
      this.#insertImage(storeId, productId, image);
      this.#recount(storeId, productId);
    });
  }

  /** Images in the store's display order: by `sort_order`, then id. */
  images(storeId: string, productId: number): StoreImage[] {
    return this.#db
      .all(
        'SELECT * FROM images WHERE store_id = ? AND product_id = ? ORDER BY sort_order, id',
        storeId,
        productId,
      )
      .map(toImage);
  }

  image(storeId: string, productId: number, imageId: number): StoreImage | undefined {
    const row = this.#db.get(
      'SELECT * FROM images WHERE store_id = ? AND product_id = ? AND id = ?',
      storeId,
      productId,
      imageId,
    );
    return row && toImage(row);
  }

  product(storeId: string, productId: number): CatalogProduct | undefined {
    const row = this.#db.get(`${withThumbnail} WHERE p.store_id = ? AND p.id = ?`, storeId, productId);
    return row && toProduct(row);
  }

  productWithSku(storeId: string, sku: string): CatalogProduct | undefined {
    const row = this.#db.get(
      `${withThumbnail} WHERE p.store_id = ?1 AND (p.sku = ?2 OR p.id IN
         (SELECT product_id FROM variants WHERE store_id = ?1 AND sku = ?2)) ORDER BY p.sku = ?2 DESC LIMIT 1`,
      storeId,
      sku,
    );
    return row && toProduct(row);
  }

  /** The product with the most images; null without products. */
  largestGallery(storeId: string): { id: number; imageCount: number } | null {
    const row = this.#db.get(
      'SELECT id, image_count FROM products WHERE store_id = ? ORDER BY image_count DESC LIMIT 1',
      storeId,
    );
    return row ? { id: Number(row['id']), imageCount: Number(row['image_count']) } : null;
  }

  productsById(storeId: string, ids: readonly number[]): Map<number, CatalogProduct> {
    const rows = this.#db.all(
      `${withThumbnail} WHERE p.store_id = ? AND p.id IN (SELECT value FROM json_each(?))`,
      storeId,
      JSON.stringify(ids),
    );
    return new Map(rows.map(toProduct).map((product) => [product.id, product]));
  }

  /** Brands of these products by product; those without one are left out. */
  brandsOf(storeId: string, ids: readonly number[]): Map<number, string> {
    const rows = this.#db.all(
      `SELECT p.id, b.name FROM products p JOIN brands b ON b.store_id = p.store_id AND b.id = p.brand_id
         WHERE p.store_id = ? AND p.id IN (SELECT value FROM json_each(?))`,
      storeId,
      JSON.stringify(ids),
    );
    return new Map(rows.map((row) => [Number(row['id']), String(row['name'])]));
  }

  /** Stored file names of the products' images, for finding photos again by their marks. */
  imageFilesOf(
    storeId: string,
    ids: readonly number[],
  ): { id: number; productId: number; imageFile: string }[] {
    return this.#db
      .all(
        `SELECT id, product_id, image_file FROM images
           WHERE store_id = ? AND product_id IN (SELECT value FROM json_each(?))`,
        storeId,
        JSON.stringify(ids),
      )
      .map((row) => ({
        id: Number(row['id']),
        productId: Number(row['product_id']),
        imageFile: String(row['image_file']),
      }));
  }

  /** All products with everything that file names may call them. Lazy: a few are read at a time. */
  identifiedProducts(storeId: string): Generator<IdentifiedProduct[]> {
    return identifiedProductsOf(this.#db, storeId);
  }

  variantsWithImages(storeId: string, productIds: readonly number[]): Map<number, Set<number>> {
    const rows = this.#db.all(
      `SELECT product_id, id FROM variants WHERE store_id = ? AND image_url <> ''
         AND product_id IN (SELECT value FROM json_each(?))`,
      storeId,
      JSON.stringify(productIds),
    );
    const found = new Map<number, Set<number>>();
    for (const row of rows) {
      const productId = Number(row['product_id']);
      found.set(productId, (found.get(productId) ?? new Set()).add(Number(row['id'])));
    }
    return found;
  }

  /** Address of a variant's own image; '' without one, null if unknown. */
  variantImage(storeId: string, productId: number, variantId: number): string | null {
    const row = this.#db.get(
      'SELECT image_url FROM variants WHERE store_id = ? AND product_id = ? AND id = ?',
      storeId,
      productId,
      variantId,
    );
    return row?.['image_url'] == null ? null : String(row['image_url']);
  }

  saveVariantImage(storeId: string, productId: number, variantId: number, url: string): void {
    this.#db.run(
      'UPDATE variants SET image_url = ? WHERE store_id = ? AND product_id = ? AND id = ?',
      url,
      storeId,
      productId,
      variantId,
    );
  }

  variantsOf(storeId: string, ids: readonly number[]): KnownVariant[] {
    return variantsOf(this.#db, storeId, ids);
  }

  /** Products with images after an id, by id: the fewest that have `images` images. */
  describedProducts(storeId: string, after: number, images: number): DescribedProduct[] {
    return describedProductsOf(this.#db, storeId, after, images);
  }

  /** SKU and option values of a product's variants. */
  variantOptions(storeId: string, productId: number): VariantOptions[] {
    return variantOptionsOf(this.#db, storeId, productId);
  }

  /** A product's name, made of its id where the product is unknown. */
  nameOf(storeId: string, productId: number): string {
    return this.product(storeId, productId)?.name ?? nameOfUnknown(productId);
  }

  productNames(storeId: string, ids: readonly number[]): Map<number, string> {
    const rows = this.#db.all(
      'SELECT id, name FROM products WHERE store_id = ? AND id IN (SELECT value FROM json_each(?))',
      storeId,
      JSON.stringify([...new Set(ids)]),
    );
    return new Map(rows.map((row) => [Number(row['id']), String(row['name'])]));
  }

  /** Products that fit every word of the query by name, code or id. */
  search(storeId: string, query: ProductQuery): { total: number; products: CatalogProduct[] } {
    const { total, ids } = this.#search.find(storeId, query);
    const products = this.productsById(storeId, ids);
    return { total, products: ids.flatMap((id) => products.get(id) ?? []) };
  }

  /** Categories and brands of the store's products. */
  facets(storeId: string): ProductFacets {
    return this.#search.facets(storeId);
  }

  /** Path of a product's page in the shop; '' where the store names none. */
  addressOf(storeId: string, productId: number): string | null {
    const row = this.#db.get(
      'SELECT address FROM products WHERE store_id = ? AND id = ?',
      storeId,
      productId,
    );
    return row ? String(row['address']) : null;
  }

  /** Resolves when the products of a store can be searched at once. */
  async searchable(storeId: string): Promise<void> {
    await this.#search.indexed(storeId);
  }

  close(): void {
    this.#search.close();
  }

  /** The product behind another one in the product list; null behind the last. */
  productAfter(storeId: string, productId: number): CatalogProduct | null {
    const row = this.#db.get(
      `${withThumbnail} JOIN products before ON before.store_id = p.store_id AND before.id = ?
         WHERE p.store_id = ? AND (p.folded_name, p.id) > (before.folded_name, before.id)
         ORDER BY p.folded_name, p.id LIMIT 1`,
      productId,
      storeId,
    );
    return row === undefined ? null : toProduct(row);
  }

  overview(storeId: string, limits: { products: number; images: number }): CatalogOverview {
    return readOverview(this.#db, storeId, limits);
  }

  summary(storeId: string): { products: number; version: number; syncedAt: number | null } {
    const row = this.#db.get(
      `SELECT (SELECT count(*) FROM products WHERE store_id = s.id) AS products, catalog_version, synced_at
         FROM stores s WHERE id = ?`,
      storeId,
    );
    return {
      products: Number(row?.['products'] ?? 0),
      version: Number(row?.['catalog_version'] ?? 0),
      syncedAt: row?.['synced_at'] == null ? null : Number(row['synced_at']),
    };
  }

  #recordImages(storeId: string, productId: number): void {
    this.#moment += 1;
    this.#imagesLearnt.set(galleryKey(storeId, productId), this.#moment);
  }

  #ensureProduct(storeId: string, productId: number): void {
    const name = nameOfUnknown(productId);
    const added = this.#db.run(
      `INSERT INTO products (store_id, id, name, sku, date_modified, image_count, folded, folded_name,
         images_at, seen) VALUES (?, ?, ?, '', '', 0, ?, ?, NULL, 0) ON CONFLICT DO NOTHING`,
      storeId,
      productId,
      name,
      searchTextOf({ name, sku: '', variants: [] }),
      fold(name),
    );
    if (added > 0) this.#search.textsChanged(storeId);
  }

  #insertImage(storeId: string, productId: number, image: StoreImage): void {
    this.#db.run(
      `INSERT OR REPLACE INTO images (store_id, product_id, id, sort_order, is_thumbnail, description, image_file,
         url_zoom, url_standard, url_thumbnail, url_tiny, date_modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      storeId,
      productId,
      image.id,
      image.sortOrder,
      image.isThumbnail ? 1 : 0,
      image.description,
      image.imageFile,
      image.urlZoom,
      image.urlStandard,
      image.urlThumbnail,
      image.urlTiny,
      image.dateModified,
    );
  }

  #recount(storeId: string, productId: number): void {
    this.#db.run(
      `UPDATE products SET image_count = (SELECT count(*) FROM images WHERE store_id = ?1 AND product_id = ?2)
         WHERE store_id = ?1 AND id = ?2`,
      storeId,
      productId,
    );
    this.#raiseVersion(storeId);
  }

  #raiseVersion(storeId: string): void {
    this.#db.run('UPDATE stores SET catalog_version = catalog_version + 1 WHERE id = ?', storeId);
  }
}

function galleryKey(storeId: string, productId: number): string {
  return `${storeId}/${productId}`;
}

function toProduct(row: Row): CatalogProduct {
  return {
    id: Number(row['id']),
    name: String(row['name']),
    sku: String(row['sku']),
    imageCount: Number(row['image_count']),
    thumbnailId: row['thumbnail_id'] == null ? null : Number(row['thumbnail_id']),
    thumbnailModified: String(row['thumbnail_modified'] ?? ''),
    imagesAt: row['images_at'] == null ? null : Number(row['images_at']),
  };
}

function toImage(row: Row): StoreImage {
  return {
    id: Number(row['id']),
    productId: Number(row['product_id']),
    sortOrder: Number(row['sort_order']),
    isThumbnail: row['is_thumbnail'] === 1,
    description: String(row['description']),
    imageFile: String(row['image_file']),
    urlZoom: String(row['url_zoom']),
    urlStandard: String(row['url_standard']),
    urlThumbnail: String(row['url_thumbnail']),
    urlTiny: String(row['url_tiny']),
    dateModified: String(row['date_modified']),
  };
}

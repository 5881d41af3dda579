import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { inTransaction } from './state.ts';

/** A product of the practice store. Times are whole seconds since 1970. */
export interface ProductRow {
  id: number;
  name: string;
  sku: string;
  description: string;
  price: number;
  /** At least one. */
  categoryIds: readonly number[];
  createdAt: number;
  modifiedAt: number;
  upc: string;
  gtin: string;
  mpn: string;
  address: string;
  /** 0 for none. */
  brandId: number;
  isVisible: boolean;
}

export interface VariantRow {
  id: number;
  productId: number;
  sku: string;
  /** Empty for the base variant, which every product without options has. */
  label: string;
  price: number;
  inventory: number;
  upc: string;
  gtin: string;
  mpn: string;
  options: readonly { name: string; value: string }[];
}

/** Columns that a query can compare; `inventory_level` is the sum over a product's variants. */
const columns = {
  id: 'id',
  name: 'name COLLATE NOCASE',
  sku: 'sku',
  price: 'price',
  brand_id: 'brand_id',
  is_visible: 'is_visible',
  date_modified: 'modified_at',
  category: 'category_id',
  inventory_level: '(SELECT total(inventory) FROM variants WHERE product_id = products.id)',
} as const;
export type ProductColumn = keyof typeof columns;

export const operators = {
  is: '=',
  min: '>=',
  max: '<=',
  greater: '>',
  less: '<',
  in: 'IN',
  not_in: 'NOT IN',
} as const;

/** One comparison of a query; `values` has one number, or any number of them for `in` and `not_in`. */
export interface NumberFilter {
  column: ProductColumn;
  operator: keyof typeof operators;
  values: readonly number[];
}

export interface ProductQuery {
  /** All of these must match. */
  numbers: readonly NumberFilter[];
  keyword: string | null;
  name: string | null;
  upc: string | null;
  mpn: string | null;
  skus: string[] | null;
  sort: ProductColumn;
  descending: boolean;
}

export interface ProductEdit {
  name?: string | undefined;
  sku?: string | undefined;
  isVisible?: boolean | undefined;
}

export interface VariantEdit {
  sku?: string | undefined;
  price?: number | undefined;
  inventory?: number | undefined;
}

export interface VariantQuery {
  ids: number[] | null;
  productIds: number[] | null;
  skus: string[] | null;
  upc?: string | null;
}

export interface Summary {
  inventoryCount: number;
  inventoryValue: number;
  variantCount: number;
  highestPrice: number;
  averagePrice: number;
  lowestPrice: number;
  oldestAt: number;
  newestAt: number;
  category: { id: number; name: string };
}

interface Conditions {
  where: string;
  values: SQLInputValue[];
}

export class ProductRows {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  get(productId: number): ProductRow | null {
    const row = this.#db.prepare('SELECT * FROM products WHERE id = ?').get(productId);
    return row === undefined ? null : readProduct(row);
  }

  list(query: ProductQuery, limit: number, offset: number): { rows: ProductRow[]; total: number } {
    const { where, values } = productConditions(query);
    const column = columns[query.sort];
    const direction = query.descending ? 'DESC' : 'ASC';
    const rows = this.#db
      .prepare(
        `SELECT * FROM products WHERE ${where} ORDER BY ${column} ${direction}, id ${direction} LIMIT ? OFFSET ?`,
      )
      .all(...values, limit, offset)
      .map(readProduct);
    return { rows, total: this.#count('products', where, values) };
  }

  variants(query: VariantQuery, limit: number, offset: number): { rows: VariantRow[]; total: number } {
    const { where, values } = all([
      query.ids === null ? null : among('id', query.ids),
      query.productIds === null ? null : among('product_id', query.productIds),
      query.skus === null ? null : among('sku', query.skus),
      query.upc ? { where: 'upc = ?', values: [query.upc] } : null,
    ]);
    const rows = this.#db
      .prepare(`SELECT * FROM variants WHERE ${where} ORDER BY id LIMIT ? OFFSET ?`)
      .all(...values, limit, offset)
      .map(readVariant);
    return { rows, total: this.#count('variants', where, values) };
  }

  variantsOf(productIds: readonly number[]): Map<number, VariantRow[]> {
    const { where, values } = among('product_id', productIds);
    const rows = this.#db.prepare(`SELECT * FROM variants WHERE ${where} ORDER BY id`).all(...values);
    return Map.groupBy(rows.map(readVariant), (row) => row.productId);
  }

  /** Whether another product or variant has the SKU. A base variant shares its product's. */
  isSkuTaken(sku: string, variant: VariantRow): boolean {
    const taken = this.#db
      .prepare(
        `SELECT 1 FROM variants WHERE sku = ?1 COLLATE NOCASE AND id <> ?2
           UNION ALL SELECT 1 FROM products WHERE sku = ?1 COLLATE NOCASE AND id <> ?3`,
      )
      .get(sku, variant.id, variant.productId);
    return taken !== undefined;
  }

  updateVariant(variant: VariantRow, edit: VariantEdit, now: number): VariantRow {
    const changed = {
      ...variant,
      sku: edit.sku ?? variant.sku,
      price: edit.price ?? variant.price,
      inventory: edit.inventory ?? variant.inventory,
    };
    this.#db
      .prepare('UPDATE variants SET sku = ?, price = ?, inventory = ? WHERE id = ?')
      .run(changed.sku, changed.price, changed.inventory, variant.id);
    this.touch(variant.productId, now);
    return changed;
  }

  /** Null when there is no such product. A base variant keeps the SKU it has. */
  update(productId: number, edit: ProductEdit, now: number): ProductRow | null {
    const row = this.get(productId);
    if (row === null) return null;
    this.#db
      .prepare('UPDATE products SET name = ?, sku = ?, is_visible = ? WHERE id = ?')
      .run(edit.name ?? row.name, edit.sku ?? row.sku, Number(edit.isVisible ?? row.isVisible), productId);
    this.touch(productId, now);
    return this.get(productId);
  }

  /** Removes a product with its variants and images. Answers the files of its pictures, or null. */
  remove(productId: number): string[] | null {
    return inTransaction(this.#db, () => {
      if (this.get(productId) === null) return null;
      const variants = 'SELECT id FROM variants WHERE product_id = ?1';
      const files = this.#db
        .prepare(
          `SELECT file FROM images WHERE product_id = ?1 AND file IS NOT NULL
             UNION ALL SELECT file FROM variant_images WHERE variant_id IN (${variants})`,
        )
        .all(productId);
      for (const sql of [
        `DELETE FROM variant_images WHERE variant_id IN (${variants})`,
        'DELETE FROM variants WHERE product_id = ?1',
        'DELETE FROM images WHERE product_id = ?1',
        'DELETE FROM products WHERE id = ?1',
      ])
        this.#db.prepare(sql).run(productId);
      return files.map((row) => String(row['file']));
    });
  }

  touch(productId: number, now: number): void {
    this.#db
      .prepare('UPDATE products SET modified_at = max(modified_at, ?) WHERE id = ?')
      .run(now, productId);
  }

  named(
    table: 'brands' | 'categories',
    limit: number,
    offset: number,
  ): { rows: { id: number; name: string }[]; total: number } {
    const rows = this.#db
      .prepare(`SELECT id, name FROM ${table} ORDER BY id LIMIT ? OFFSET ?`)
      .all(limit, offset)
      .map((row) => ({ id: Number(row['id']), name: String(row['name']) }));
    const all = this.#db.prepare(`SELECT count(*) AS count FROM ${table}`).get();
    return { rows, total: Number(all?.['count']) };
  }

  summary(): Summary {
    const totals = this.#db
      .prepare(
        `SELECT count(*) AS variants, total(inventory) AS stock, total(inventory * price) AS value,
           max(price) AS highest, avg(price) AS average, min(price) AS lowest FROM variants`,
      )
      .get();
    const dates = this.#db
      .prepare('SELECT min(created_at) AS oldest, max(created_at) AS newest FROM products')
      .get();
    const category = this.#db
      .prepare(
        `SELECT categories.id AS id, categories.name AS name FROM categories JOIN products ON category_id = categories.id
           GROUP BY categories.id ORDER BY count(*) DESC, categories.id LIMIT 1`,
      )
      .get();
    return {
      inventoryCount: Number(totals?.['stock']),
      inventoryValue: Number(totals?.['value']),
      variantCount: Number(totals?.['variants']),
      highestPrice: Number(totals?.['highest']),
      averagePrice: Number(totals?.['average']),
      lowestPrice: Number(totals?.['lowest']),
      oldestAt: Number(dates?.['oldest']),
      newestAt: Number(dates?.['newest']),
      category: { id: Number(category?.['id']), name: String(category?.['name']) },
    };
  }

  #count(table: 'products' | 'variants', where: string, values: SQLInputValue[]): number {
    const row = this.#db.prepare(`SELECT count(*) AS count FROM ${table} WHERE ${where}`).get(...values);
    return Number(row?.['count']);
  }
}

function productConditions(query: ProductQuery): Conditions {
  const like = `%${(query.keyword ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return all([
    ...query.numbers.map(compare),
    query.skus === null ? null : among('sku', query.skus),
    query.upc === null ? null : { where: 'upc = ?', values: [query.upc] },
    query.mpn === null ? null : { where: 'mpn = ?', values: [query.mpn] },
    query.name === null ? null : { where: 'name = ? COLLATE NOCASE', values: [query.name] },
    query.keyword === null
      ? null
      : {
          where: String.raw`(name LIKE ? ESCAPE '\' OR sku LIKE ? ESCAPE '\' OR EXISTS
            (SELECT 1 FROM variants WHERE product_id = products.id AND variants.sku LIKE ? ESCAPE '\'))`,
          values: [like, like, like],
        },
  ]);
}

function compare({ column, operator, values }: NumberFilter): Conditions {
  const isList = operator === 'in' || operator === 'not_in';
  const right = isList ? '(SELECT value FROM json_each(?))' : '?';
  const compared = `${operators[operator]} ${right}`;
  const given = isList ? [JSON.stringify(values)] : [...values];
  if (column !== 'category') return { where: `${columns[column]} ${compared}`, values: given };
  return {
    where: `(category_id ${compared} OR EXISTS
      (SELECT 1 FROM json_each(other_categories) AS other WHERE other.value ${compared}))`,
    values: [...given, ...given],
  };
}

function among(column: string, values: readonly (string | number)[]): Conditions {
  return { where: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}

function all(conditions: readonly (Conditions | null)[]): Conditions {
  const given = conditions.filter((condition) => condition !== null);
  return {
    where: ['TRUE', ...given.map((condition) => condition.where)].join(' AND '),
    values: given.flatMap((condition) => condition.values),
  };
}

function readProduct(row: Record<string, unknown>): ProductRow {
  return {
    id: Number(row['id']),
    name: String(row['name']),
    sku: String(row['sku']),
    description: String(row['description']),
    price: Number(row['price']),
    categoryIds: [Number(row['category_id']), ...(JSON.parse(String(row['other_categories'])) as number[])],
    createdAt: Number(row['created_at']),
    modifiedAt: Number(row['modified_at']),
    ...readCodes(row),
    address: String(row['address']),
    brandId: Number(row['brand_id']),
    isVisible: row['is_visible'] === 1,
  };
}

function readVariant(row: Record<string, unknown>): VariantRow {
  return {
    id: Number(row['id']),
    productId: Number(row['product_id']),
    sku: String(row['sku']),
    label: String(row['label']),
    price: Number(row['price']),
    inventory: Number(row['inventory']),
    ...readCodes(row),
    options: JSON.parse(String(row['options'])) as VariantRow['options'],
  };
}

function readCodes(row: Record<string, unknown>): { upc: string; gtin: string; mpn: string } {
  return { upc: String(row['upc']), gtin: String(row['gtin']), mpn: String(row['mpn']) };
}

import type { ProductFacets, ProductFilter, ProductSort } from '../../shared/model.ts';
import type { Database } from '../storage/database.ts';
import { runInSlices } from '../util/time-slicer.ts';
import { wordsOf, type SearchWord } from './search-text.ts';
import { TextIndex, type IndexedText } from './text-index.ts';

export interface ProductQuery {
  query: string;
  filter: ProductFilter;
  categoryId?: number | null | undefined;
  brandId?: number | null | undefined;
  /** Only products that shoppers see, or only the others. */
  isVisible?: boolean | null | undefined;
  /** Default: by name. */
  sort?: ProductSort | undefined;
  /** Products with open entries in the outbox, for filters that need them. */
  among: readonly number[] | null;
  offset: number;
  limit: number;
}

interface FoundIds {
  total: number;
  /** In the order wanted. */
  ids: number[];
}

type Value = string | number;

const orders: Readonly<Record<ProductSort, string>> = {
  name: 'p.folded_name, p.id',
  sku: `p.sku = '', p.sku COLLATE NOCASE, p.id`,
  // A store numbers its products as they are added.
  newest: 'p.id DESC',
  'fewest-images': 'p.image_count, p.folded_name, p.id',
};

const filters: Readonly<Record<ProductFilter, string>> = {
  all: '',
  'no-images': 'p.image_count = 0',
  'one-image': 'p.image_count = 1',
  'no-alt': `p.id IN (SELECT product_id FROM images WHERE store_id = ? AND description = '')`,
  'changed-today': `p.id IN (SELECT product_id FROM images WHERE store_id = ? AND date_modified >= ?
    UNION SELECT id FROM products WHERE store_id = ? AND date_modified >= ?)`,
  waiting: '',
  failed: '',
};

/** Rows of one step while texts are indexed: about a millisecond. */
const rowsAtOnce = 1_000;

/** Finds, filters and sorts the products of a store as last fetched. */
export class ProductSearch {
  readonly #db: Database;
  readonly #now: () => number;
  /** Numbers the changes of texts; an index of an older number is not used. */
  readonly #versions = new Map<string, number>();
  readonly #indexes = new Map<string, { version: number; index: TextIndex }>();
  readonly #building = new Set<string>();
  #ordered: { key: string; index: TextIndex; places: Int32Array } | null = null;
  #isClosed = false;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Call when names or codes of a store's products changed, or products came or went. */
  textsChanged(storeId: string): void {
    this.#versions.set(storeId, this.#versionOf(storeId) + 1);
  }

  find(storeId: string, query: ProductQuery): FoundIds {
    const words = wordsOf(query.query);
    const index = this.#indexOf(storeId);
    if (words.length === 0 || index === null) return this.#findInDatabase(storeId, query, words);
    const places = index.find(words);
    if (isPlain(query)) return pageOf(places, query, index);
    const fits = new Uint8Array(index.ids.length);
    for (const place of places) fits[place] = 1;
    return pageOf(this.#orderedPlaces(storeId, query, index), query, index, fits);
  }

  /** Categories and brands that products have, by name. */
  facets(storeId: string): ProductFacets {
    const named = (sql: string) =>
      this.#db
        .all(sql, storeId)
        .map((row) => ({ id: Number(row['id']), name: String(row['name']) }))
        .toSorted((a, b) => a.name.localeCompare(b.name) || a.id - b.id);
    return {
      categories: named(
        `SELECT id, name FROM categories c WHERE store_id = ?
           AND EXISTS (SELECT 1 FROM product_categories o WHERE o.store_id = c.store_id AND o.category_id = c.id)`,
      ),
      brands: named(
        `SELECT id, name FROM brands b WHERE store_id = ?
           AND EXISTS (SELECT 1 FROM products p WHERE p.store_id = b.store_id AND p.brand_id = b.id)`,
      ),
    };
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when the texts of a store are indexed as they are now. */
  async indexed(storeId: string): Promise<void> {
    if (this.#building.has(storeId)) return;
    this.#building.add(storeId);
    const version = this.#versionOf(storeId);
    const index = await runInSlices(TextIndex.build(this.#pages(storeId)), () => this.#isClosed);
    this.#building.delete(storeId);
    if (index !== null) this.#indexes.set(storeId, { version, index });
  }

  #versionOf(storeId: string): number {
    return this.#versions.get(storeId) ?? 0;
  }

  /** The index if it knows all texts; else it is built meanwhile, once the store was read whole. */
  #indexOf(storeId: string): TextIndex | null {
    const known = this.#indexes.get(storeId);
    if (known?.version === this.#versionOf(storeId)) return known.index;
    const row = this.#db.get('SELECT synced_at FROM stores WHERE id = ?', storeId);
    if (row?.['synced_at'] != null) void this.indexed(storeId);
    return null;
  }

  *#pages(storeId: string): Generator<IndexedText[]> {
    for (let [name, id] = ['', 0]; ;) {
      const rows = this.#db.all(
        `SELECT folded_name, id, folded FROM products WHERE store_id = ? AND (folded_name, id) > (?, ?)
           ORDER BY folded_name, id LIMIT ?`,
        storeId,
        name,
        id,
        rowsAtOnce,
      );
      yield rows.map((row) => ({ id: Number(row['id']), text: String(row['folded']) }));
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsAtOnce) return;
      [name, id] = [String(last['folded_name']), Number(last['id'])];
    }
  }

  #findInDatabase(storeId: string, query: ProductQuery, words: readonly SearchWord[]): FoundIds {
    const { where, values } = this.#conditions(storeId, query, words);
    const total = this.#db.get(`SELECT count(*) AS n FROM products p ${where}`, ...values);
    const rows = this.#db.all(
      `SELECT p.id FROM products p ${where} ORDER BY ${orders[query.sort ?? 'name']} LIMIT ? OFFSET ?`,
      ...values,
      query.limit,
      query.offset,
    );
    return { total: Number(total?.['n'] ?? 0), ids: rows.map((row) => Number(row['id'])) };
  }

  /** All products that a filter leaves, in order; kept until catalogue or outbox change, as each key press asks. */
  #orderedPlaces(storeId: string, query: ProductQuery, index: TextIndex): Int32Array {
    const { where, values } = this.#conditions(storeId, query, []);
    const order = orders[query.sort ?? 'name'];
    const version = this.#db.get('SELECT catalog_version AS n FROM stores WHERE id = ?', storeId)?.['n'];
    const key = JSON.stringify([version, where, values, order]);
    if (this.#ordered?.key !== key || this.#ordered.index !== index) {
      const row = this.#db.get(
        `SELECT json_group_array(id) AS ids FROM (SELECT p.id FROM products p ${where} ORDER BY ${order})`,
        ...values,
      );
      const ids = JSON.parse(String(row?.['ids'] ?? '[]')) as number[];
      this.#ordered = { key, index, places: Int32Array.from(ids, (id) => index.placeOf(id) ?? 0) };
    }
    return this.#ordered.places;
  }

  #conditions(
    storeId: string,
    { filter, categoryId, brandId, isVisible, among }: ProductQuery,
    words: readonly SearchWord[],
  ): { where: string; values: Value[] } {
    const conditions = ['p.store_id = ?'];
    const values: Value[] = [storeId];
    const add = (condition: string, ...own: Value[]): void => {
      conditions.push(condition);
      values.push(...own);
    };
    for (const { text, id } of words)
      add(`(p.folded LIKE ? ESCAPE '\\' OR p.id = ?)`, `%${text.replace(/[\\%_]/g, '\\$&')}%`, id ?? 0);
    const today = this.#today();
    const own =
      filter === 'no-alt' ? [storeId] : filter === 'changed-today' ? [storeId, today, storeId, today] : [];
    if (filters[filter] !== '') add(filters[filter], ...own);
    if (categoryId != null)
      add(
        'p.id IN (SELECT product_id FROM product_categories WHERE store_id = ? AND category_id = ?)',
        storeId,
        categoryId,
      );
    if (brandId != null) add('p.brand_id = ?', brandId);
    if (isVisible != null) add('p.is_visible = ?', isVisible ? 1 : 0);
    if (among) add('p.id IN (SELECT value FROM json_each(?))', JSON.stringify(among));
    return { where: `WHERE ${conditions.join(' AND ')}`, values };
  }

  /** The start of this computer's day as the store writes times. */
  #today(): string {
    return new Date(new Date(this.#now()).setHours(0, 0, 0, 0)).toISOString().slice(0, 19);
  }
}

/** Whether nothing narrows or orders the products but what is searched for. */
function isPlain({ filter, categoryId, brandId, isVisible, sort = 'name', among }: ProductQuery): boolean {
  const isNarrowed =
    filter !== 'all' || categoryId != null || brandId != null || isVisible != null || among !== null;
  return !isNarrowed && sort === 'name';
}

/** One page of the products at these places, of those that fit. */
function pageOf(
  places: readonly number[] | Int32Array,
  { offset, limit }: ProductQuery,
  { ids }: TextIndex,
  fits?: Uint8Array,
): FoundIds {
  const page: number[] = [];
  let total = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    if (fits !== undefined && fits[place] !== 1) continue;
    if (total >= offset && page.length < limit) page.push(ids[place] ?? 0);
    total += 1;
  }
  return { total, ids: page };
}

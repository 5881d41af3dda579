import { limits } from '../../../shared/limits.ts';
import { no, ok } from '../../../shared/outcome.ts';
import type { Answer, CallOptions } from '../image-api.ts';
import type { CatalogApi, NamedId, ProductPage, ProductQuery, StoreProduct } from '../catalog-api.ts';
import { failureOfShape, isTooLong } from '../errors.ts';
import type { Failure } from '../failure.ts';
import { readPageInParts, RowBound, smallerSize } from '../http/pages.ts';
import { understood } from '../http/parse-answer.ts';
import type { Session } from '../http/session.ts';
import {
  readImageCounts,
  readNamedList,
  readProductList,
  readStoreName,
  readTotal,
  type Listed,
} from './wire-v3.ts';

const productsPath = 'v3/catalog/products';
const withAll = ['images', 'variants'] as const;

/** Products and the catalogue as a whole by V3. Source: the published V3 catalogue reference. */
export function createV3Products(session: Session): CatalogApi {
  async function productList(
    query: ProductQuery,
    limit: number,
    options: CallOptions,
  ): Answer<Listed<StoreProduct>> {
    const reply = await session.request({
      ...options,
      method: 'GET',
      path: productsPath,
      query: productsQuery({ ...query, limit }),
    });
    if (!reply.ok) return reply;
    const { page } = query;
    if (reply.value.json === null) {
      return ok({ rows: [], pagination: { total: 0, current_page: page, total_pages: page - 1 } });
    }
    const listed = understood('GET', reply.value, readProductList(reply.value.json));
    if (!listed.ok) return listed;
    if (!isAfter(listed.value.rows, query.after)) return no(notFiltered('id:greater'));
    return isBelow(listed.value.rows, query.below) ? listed : no(notFiltered('id:less'));
  }

  async function imageCounts(
    after: number,
    limit: number,
    options: CallOptions,
  ): Answer<Listed<{ id: number; images: number }>> {
    const query = {
      include: 'images',
      // The id and the images come in any case; of the rest one has to be named.
      include_fields: 'sku',
      limit: String(limit),
      page: '1',
      sort: 'id',
      direction: 'asc',
      'id:greater': String(after),
    };
    const reply = await session.request({ ...options, method: 'GET', path: productsPath, query });
    if (!reply.ok) return reply;
    if (reply.value.json === null) return ok({ rows: [], pagination: null });
    return understood('GET', reply.value, readImageCounts(reply.value.json));
  }

  /** Every page of a list of its own, such as brands. */
  async function named(path: string, options: CallOptions): Answer<NamedId[]> {
    const rows: NamedId[] = [];
    let maxPages = Number.POSITIVE_INFINITY;
    for (let page = 1; ; page += 1) {
      const query = { limit: String(limits.pageSize), page: String(page), include_fields: 'name' };
      const reply = await session.request({ ...options, method: 'GET', path, query });
      if (!reply.ok) return reply;
      if (reply.value.json === null) return ok(rows);
      const listed = understood('GET', reply.value, readNamedList(reply.value.json));
      if (!listed.ok) return listed;
      rows.push(...listed.value.rows);
      // What the first page said bounds the list: a store that always has one more would never end.
      if (page === 1) maxPages = listed.value.pagination?.total_pages ?? 1;
      if (listed.value.rows.length === 0 || page >= maxPages) return ok(rows);
    }
  }

  return {
    brands: (options) => named('v3/catalog/brands', options),
    categories: (options) => named('v3/catalog/categories', options),

    async products(query, options) {
      if (query.ids?.length === 0) {
        return ok({ products: [], page: query.page, totalPages: 0, total: 0 });
      }
      const limit = Math.min(query.limit ?? limits.pageSize, limits.pageSize);
      if (query.after === undefined) {
        const readPage = (page: number, size: number) => productList({ ...query, page }, size, options);
        const listed = await readPageInParts(query.page, limit, readPage);
        return listed.ok ? ok(toPage(listed.value, query.page, limit)) : listed;
      }
      if (query.below !== undefined) {
        const listed = await productList(query, limit, options);
        return listed.ok ? ok(toPage(listed.value, query.page, limit)) : listed;
      }
      const { size, listed } = await readFewer(limit, (few) => productList(query, few, options));
      return listed.ok ? ok(toPage(listed.value, query.page, size)) : listed;
    },

    async summary(options) {
      // The catalogue summary counts variants, not products. A list of one shows the number of products at the same
      // price.
      const query = { limit: '1', include_fields: 'name' };
      const reply = await session.request({ ...options, method: 'GET', path: productsPath, query });
      if (!reply.ok) return reply;
      if (reply.value.json === null) return ok({ productCount: 0 });
      const total = understood('GET', reply.value, readTotal(reply.value.json));
      return total.ok ? ok({ productCount: total.value }) : total;
    },

    async storeName(options) {
      const reply = await session.request({ ...options, method: 'GET', path: 'v2/store' });
      if (!reply.ok) {
        const { type: failureClass, mayBeToken } = reply.reason;
        const mayNotAsk = failureClass === 'sign-in' || failureClass === 'not-found' || mayBeToken === true;
        return mayNotAsk ? ok(null) : reply;
      }
      return understood('GET', reply.value, readStoreName(reply.value.json));
    },

    async countImages(options) {
      let images = 0;
      const bound = new RowBound();
      for (let after = 0; ;) {
        const from = after;
        const { listed } = await readFewer(limits.pageSize, (few) => imageCounts(from, few, options));
        if (!listed.ok) return listed;
        const { rows, pagination } = listed.value;
        if (!isAfter(rows, after)) return no(notFiltered('id:greater'));
        images += rows.reduce((sum, row) => sum + row.images, 0);
        after = Math.max(after, ...rows.map((row) => row.id));
        if (bound.isPassed(rows.length, pagination?.total ?? null)) return no(endless);
        if (rows.length === 0 || pagination?.total_pages === 1) return ok(images);
      }
    },
  };
}

/** Whether the store went by `id:greater`: a way through the catalogue that did not would never end. */
function isAfter(rows: readonly { id: number }[], after: number | undefined): boolean {
  return after === undefined || rows.every((row) => row.id > after);
}

function isBelow(rows: readonly { id: number }[], below: number | undefined): boolean {
  return below === undefined || rows.every((row) => row.id < below);
}

const endless = failureOfShape('GET', 200, 'The list is longer than its first page said.');
const notFiltered = (filter: string): Failure =>
  failureOfShape('GET', 200, `The store passed over ${filter}.`);

function productsQuery(query: ProductQuery): Record<string, string> {
  const { include = withAll, fields, ids, after, below, modifiedSince } = query;
  return {
    ...(include.length === 0 ? {} : { include: include.join(',') }),
    limit: String(query.limit ?? limits.pageSize),
    page: String(query.page),
    sort: query.sort ?? 'id',
    direction: query.direction ?? 'asc',
    ...(fields === undefined ? {} : { include_fields: ['name', ...fields.map(wireName)].join(',') }),
    ...(modifiedSince === undefined ? {} : { 'date_modified:min': modifiedSince }),
    ...(after === undefined ? {} : { 'id:greater': String(after) }),
    ...(below === undefined ? {} : { 'id:less': String(below) }),
    ...(ids === undefined ? {} : { 'id:in': ids.join(',') }),
  };
}

function wireName(field: 'sku' | 'dateModified'): string {
  return field === 'sku' ? 'sku' : 'date_modified';
}

/** The start of a list that goes on behind an id: as many rows as can be read, at most `limit`. */
async function readFewer<T>(
  limit: number,
  read: (size: number) => Answer<T>,
): Promise<{ size: number; listed: Awaited<Answer<T>> }> {
  for (let size = limit; ; size = smallerSize(size)) {
    const listed = await read(size);
    if (listed.ok || size === 1 || !isTooLong(listed.reason)) return { size, listed };
  }
}

function toPage(listed: Listed<StoreProduct>, page: number, limit: number): ProductPage {
  const { rows, pagination } = listed;
  // Without page numbers a full page suggests another one.
  const guess = rows.length < limit ? page : page + 1;
  return {
    products: rows,
    page: pagination?.current_page ?? page,
    totalPages: pagination?.total_pages ?? guess,
    total: pagination?.total ?? rows.length,
  };
}

import { limits } from '../../shared/limits.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { failureOfShape, reasons, type Method } from './errors.ts';
import type { Failure } from './failure.ts';
import type {
  Answer,
  CallOptions,
  CatalogApi,
  ImageApi,
  ImageChange,
  ProductPage,
  StoreImage,
} from './image-api.ts';
import { openUpload } from './multipart.ts';
import type { Reply, Session } from './session.ts';
import {
  readImage,
  readImageList,
  readProduct,
  readProductList,
  readStoreName,
  readTotal,
  type Listed,
} from './wire.ts';

/** More pages than a gallery can have, even if the store gave one image a page. */
const mostPages = limits.imagesPerProduct + 1;
/** A gallery that shrinks while its pages are read is read again, this often. */
const mostReadings = 3;

/** BigCommerce's V3 API behind Packshot's own words. Sources: the published V3 catalogue reference, and recorded answers. */
export function createV3(session: Session): ImageApi & CatalogApi {
  async function imagePage(
    productId: number,
    page: number,
    options: CallOptions,
  ): Answer<Listed<StoreImage>> {
    const query = { limit: String(limits.pageSize), page: String(page) };
    const reply = await session.request({ ...options, method: 'GET', path: imagesPath(productId), query });
    if (!reply.ok) return reply;
    if (reply.value.json === null) return ok({ rows: [], pagination: null });
    return understood('GET', reply.value, readImageList(reply.value.json, productId));
  }

  /** Null: rows were removed between two pages, so that one may have slipped past unseen. */
  async function readGallery(productId: number, options: CallOptions): Answer<StoreImage[] | null> {
    const images = new Map<number, StoreImage>();
    let most = 0;
    for (let page = 1; page <= mostPages; page += 1) {
      const listed = await imagePage(productId, page, options);
      if (!listed.ok) return listed;
      const { rows, pagination } = listed.value;
      for (const row of rows) images.set(row.id, row);

      const total = pagination?.total ?? images.size;
      if (page > 1 && total < most) return ok(null);
      most = Math.max(most, total);
      const last =
        pagination === null
          ? rows.length < limits.pageSize
          : pagination.current_page >= pagination.total_pages;
      if (last || rows.length === 0) break;
    }
    return ok(images.size < most ? null : [...images.values()]);
  }

  return {
    async list(productId, options) {
      for (let reading = 0; reading < mostReadings; reading += 1) {
        const gallery = await readGallery(productId, options);
        if (!gallery.ok) return gallery;
        if (gallery.value !== null) return ok(gallery.value);
      }
      return no({ class: 'transient', reason: reasons.movingGallery });
    },

    async createFromFile(productId, image, options) {
      const reply = await session.request({
        ...options,
        method: 'POST',
        path: imagesPath(productId),
        upload: () => openUpload(image),
      });
      if (!reply.ok) return reply;
      return understood('POST', reply.value, readImage(reply.value.json, productId));
    },

    async update(productId, imageId, change, options) {
      const path = imagesPath(productId, imageId);
      const reply = await session.request({ ...options, method: 'PUT', path, json: changeBody(change) });
      if (!reply.ok) return reply;
      return understood('PUT', reply.value, readImage(reply.value.json, productId));
    },

    async remove(productId, imageId, options) {
      const path = imagesPath(productId, imageId);
      const reply = await session.request({ ...options, method: 'DELETE', path });
      if (!reply.ok && reply.reason.class !== 'not-found') return reply;
      return ok(null);
    },

    async products({ page, modifiedSince }, options) {
      const query = {
        include: 'images,variants',
        limit: String(limits.pageSize),
        page: String(page),
        sort: 'id',
        direction: 'asc',
        ...(modifiedSince === undefined ? {} : { 'date_modified:min': modifiedSince }),
      };
      const reply = await session.request({ ...options, method: 'GET', path: 'v3/catalog/products', query });
      if (!reply.ok) return reply;
      if (reply.value.json === null) return ok({ products: [], page, totalPages: page - 1, total: 0 });
      const listed = understood('GET', reply.value, readProductList(reply.value.json));
      return listed.ok ? ok(toPage(listed.value, page)) : listed;
    },

    async product(productId, options) {
      const path = `v3/catalog/products/${productId}`;
      const query = { include: 'images,variants' };
      const reply = await session.request({ ...options, method: 'GET', path, query });
      if (!reply.ok) return reply;
      return understood('GET', reply.value, readProduct(reply.value.json));
    },

    async summary(options) {
      // The catalogue summary counts variants, not products; a list of one tells the products' number at the same price.
      const query = { limit: '1', include_fields: 'name' };
      const reply = await session.request({ ...options, method: 'GET', path: 'v3/catalog/products', query });
      if (!reply.ok) return reply;
      if (reply.value.json === null) return ok({ productCount: 0 });
      const total = understood('GET', reply.value, readTotal(reply.value.json));
      return total.ok ? ok({ productCount: total.value }) : total;
    },

    async storeName(options) {
      const reply = await session.request({ ...options, method: 'GET', path: 'v2/store' });
      if (!reply.ok) {
        const mayNotAsk = reply.reason.class === 'sign-in' || reply.reason.class === 'not-found';
        return mayNotAsk ? ok(null) : reply;
      }
      return understood('GET', reply.value, readStoreName(reply.value.json));
    },
  };
}

function understood<T>(method: Method, reply: Reply, read: Outcome<T, string>): Outcome<T, Failure> {
  return read.ok ? read : no(failureOfShape(method, reply.status, read.reason));
}

function imagesPath(productId: number, imageId?: number): string {
  const base = `v3/catalog/products/${productId}/images`;
  return imageId === undefined ? base : `${base}/${imageId}`;
}

function changeBody(change: ImageChange): Record<string, unknown> {
  return {
    ...(change.sortOrder === undefined ? {} : { sort_order: change.sortOrder }),
    ...(change.isThumbnail === undefined ? {} : { is_thumbnail: change.isThumbnail }),
    ...(change.description === undefined ? {} : { description: change.description }),
  };
}

function toPage(listed: Listed<ProductPage['products'][number]>, page: number): ProductPage {
  const { rows, pagination } = listed;
  // Without page numbers a full page suggests another one.
  const guess = rows.length < limits.pageSize ? page : page + 1;
  return {
    products: rows,
    page: pagination?.current_page ?? page,
    totalPages: pagination?.total_pages ?? guess,
    total: pagination?.total ?? rows.length,
  };
}

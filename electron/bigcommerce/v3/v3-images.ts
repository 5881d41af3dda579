import { checkImageUrl } from '../../../shared/image-url.ts';
import { no, ok } from '../../../shared/outcome.ts';
import { readGallery } from './gallery-pages.ts';
import type {
  Answer,
  CallOptions,
  ImageApi,
  ImageChange,
  ImageField,
  ImageView,
  NewImage,
  StoreImage,
} from '../image-api.ts';
import { openUpload } from '../http/multipart.ts';
import { understood } from '../http/parse-answer.ts';
import type { Session } from '../http/session.ts';
import { readImage, readImageList, type Listed } from './wire-v3.ts';

/** What V3 calls the properties of an image. */
const wireNames: Readonly<Record<ImageField, string>> = {
  sortOrder: 'sort_order',
  isThumbnail: 'is_thumbnail',
  description: 'description',
  imageFile: 'image_file',
  urlZoom: 'url_zoom',
  urlStandard: 'url_standard',
  urlThumbnail: 'url_thumbnail',
  urlTiny: 'url_tiny',
  dateModified: 'date_modified',
};

/** Product images by V3. Source: the published V3 catalogue reference, and recorded answers. */
export function createV3Images(session: Session): ImageApi {
  async function imagePage(
    productId: number,
    page: number,
    size: number,
    options: CallOptions & ImageView,
  ): Answer<Listed<StoreImage>> {
    const { fields, without, ...call } = options;
    const query = {
      limit: String(size),
      page: String(page),
      ...(fields === undefined ? {} : { include_fields: wireList(fields) }),
      ...(without === undefined ? {} : { exclude_fields: wireList(without) }),
    };
    const reply = await session.request({ ...call, method: 'GET', path: imagesPath(productId), query });
    if (!reply.ok) return reply;
    if (reply.value.json === null) return ok({ rows: [], pagination: null });
    return understood('GET', reply.value, readImageList(reply.value.json, productId));
  }

  const api: ImageApi = {
    list: (productId, options) => readGallery((page, size) => imagePage(productId, page, size, options)),

    async get(productId, imageId, options) {
      const reply = await session.request({
        ...options,
        method: 'GET',
        path: imagesPath(productId, imageId),
      });
      if (!reply.ok) return reply;
      return understood('GET', reply.value, readImage(reply.value.json, productId));
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

    async createFromUrl(productId, image, options) {
      const url = checkImageUrl(image.url);
      if (!url.ok) return no({ class: 'refused', reason: url.reason });
      const reply = await session.request({
        ...options,
        method: 'POST',
        path: imagesPath(productId),
        json: { image_url: url.value, ...newImageBody(image) },
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

    /** V3 has no call for several images: one request an image. */
    async removeAll(productId, options) {
      const listed = await api.list(productId, { ...options, fields: ['sortOrder'] });
      if (!listed.ok) return listed;
      for (const image of listed.value) {
        const removed = await api.remove(productId, image.id, options);
        if (!removed.ok) return removed;
      }
      return ok(null);
    },
  };
  return api;
}

/** What of a new image V3 and V2 call by the same names; absent means the store's default, so false and empty are left out. */
export function newImageBody(image: NewImage): Record<string, unknown> {
  return {
    ...(image.sortOrder === null ? {} : { sort_order: image.sortOrder }),
    ...(image.isThumbnail ? { is_thumbnail: true } : {}),
    ...(image.description === '' ? {} : { description: image.description }),
  };
}

/** What is to change, by the names V3 and V2 share; read-only fields can't get in. */
export function changeBody(change: ImageChange): Record<string, unknown> {
  return {
    ...(change.sortOrder === undefined ? {} : { sort_order: change.sortOrder }),
    ...(change.isThumbnail === undefined ? {} : { is_thumbnail: change.isThumbnail }),
    ...(change.description === undefined ? {} : { description: change.description }),
  };
}

function wireList(fields: readonly ImageField[]): string {
  return fields.map((field) => wireNames[field]).join(',');
}

function imagesPath(productId: number, imageId?: number): string {
  const base = `v3/catalog/products/${productId}/images`;
  return imageId === undefined ? base : `${base}/${imageId}`;
}

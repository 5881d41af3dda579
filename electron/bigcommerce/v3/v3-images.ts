import { ok } from '../../../shared/outcome.ts';
import { readGallery } from './gallery-pages.ts';
import type { Answer, CallOptions, ImageApi, ImageField, ImageView, StoreImage } from '../image-api.ts';
import { createImageCalls } from '../image-calls.ts';
import { openUpload } from '../http/multipart.ts';
import { understood } from '../http/parse-answer.ts';
import type { Session } from '../http/session.ts';
import { removeEach } from '../remove-each.ts';
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
  const calls = createImageCalls(session, {
    products: 'v3/catalog/products',
    urlField: 'image_url',
    read: readImage,
  });

  async function imagePage(
    productId: number,
    page: number,
    size: number,
    options: CallOptions & ImageView,
  ): Answer<Listed<StoreImage>> {
    const { fields, ...call } = options;
    const query = {
      limit: String(size),
      page: String(page),
      ...(fields === undefined ? {} : { include_fields: fields.map((field) => wireNames[field]).join(',') }),
    };
    const reply = await session.request({ ...call, method: 'GET', path: calls.path(productId), query });
    if (!reply.ok) return reply;
    if (reply.value.json === null) return ok({ rows: [], pagination: null });
    return understood('GET', reply.value, readImageList(reply.value.json, productId));
  }

  const api: ImageApi = {
    ...calls,
    list: (productId, options) => readGallery((page, size) => imagePage(productId, page, size, options)),

    createFromFile: (productId, image, options) =>
      calls.create(productId, { upload: (signal) => openUpload(image, signal) }, options),

    /** V3 has no call for several images: one request an image. */
    async removeAll(productId, options) {
      const listed = await api.list(productId, { ...options, fields: ['sortOrder'] });
      if (!listed.ok) return listed;
      const ids = listed.value.map(({ id }) => id);
      return removeEach(ids, (id) => api.remove(productId, id, options));
    },
  };
  return api;
}

import { randomBytes } from 'node:crypto';
import { limits } from '../../../shared/limits.ts';
import { checkImageUrl } from '../../../shared/image-url.ts';
import { no, ok } from '../../../shared/outcome.ts';
import { reasons } from '../errors.ts';
import { readGallery } from '../v3/gallery-pages.ts';
import type { Answer, CallOptions, ImageApi, NewImage, StoreImage, StoreImageCount } from '../image-api.ts';
import { understood } from '../http/parse-answer.ts';
import type { Session } from '../http/session.ts';
import { changeBody, newImageBody } from '../v3/v3-images.ts';
import type { Webdav } from './webdav.ts';
import { readV2Count, readV2Image, readV2ImageList } from './wire-v2.ts';
import type { Listed } from '../v3/wire-v3.ts';

/** Below this the store looks for the `image_file` of a new image. Source: the published V2 reference. */
const importFolder = 'product_images/import';
/** Removing all takes a page's worth a time: twenty at the usual page, and some for pages that fail to shrink the list. */
const maxRemovals = 30;
const tidyMs = 5_000;

/**
 * Product images by BigCommerce's V2 API, for what V3 lacks. A file goes to the import folder by WebDAV first, into a folder of its
 * own, since the same picture may be on its way to several products at once. A crash in between leaves that folder behind.
 *
 * @deprecated BigCommerce asks for V3 to be used, and will remove V2.
 */
export function createV2({
  session,
  webdav,
  folderName = () => `packshot-${randomBytes(8).toString('hex')}`,
}: {
  session: Session;
  webdav: Webdav;
  folderName?: () => string;
}): ImageApi & StoreImageCount {
  async function imagePage(
    productId: number,
    page: number,
    limit: number,
    options: CallOptions,
  ): Answer<Listed<StoreImage>> {
    const query = { limit: String(limit), page: String(page) };
    const call = { lane: options.lane, ...(options.signal ? { signal: options.signal } : {}) };
    const reply = await session.request({ ...call, method: 'GET', path: imagesPath(productId), query });
    if (!reply.ok) return reply;
    if (reply.value.json === null) return ok({ rows: [], pagination: null });
    const rows = understood('GET', reply.value, readV2ImageList(reply.value.json, productId));
    return rows.ok ? ok({ rows: rows.value, pagination: null }) : rows;
  }

  /** `imageFile`: a path below the import folder, or an address. */
  async function create(
    productId: number,
    imageFile: string,
    image: NewImage,
    { lane, signal }: CallOptions,
  ): Answer<StoreImage> {
    const reply = await session.request({
      lane,
      ...(signal ? { signal } : {}),
      method: 'POST',
      path: imagesPath(productId),
      json: { image_file: imageFile, ...newImageBody(image) },
    });
    if (!reply.ok) return reply;
    return understood('POST', reply.value, readV2Image(reply.value.json, productId));
  }

  /** Best effort: what stays behind in the import folder is only litter. */
  async function tidy(folder: string, file: string): Promise<void> {
    const options = { signal: AbortSignal.timeout(tidyMs) };
    const removed = await webdav.remove(folder, options);
    if (!removed.ok && removed.reason.class === 'refused') await webdav.remove(file, options);
  }

  return {
    list: (productId, options) => readGallery((page, size) => imagePage(productId, page, size, options)),

    async get(productId, imageId, options) {
      const path = imagesPath(productId, imageId);
      const reply = await session.request({ ...options, method: 'GET', path });
      if (!reply.ok) return reply;
      return understood('GET', reply.value, readV2Image(reply.value.json, productId));
    },

    async createFromFile(productId, image, options) {
      const name = folderName();
      const folder = `${importFolder}/${name}`;
      const file = `${folder}/${image.fileName}`;
      const made = await webdav.makeFolder(folder, options.signal ? { signal: options.signal } : {});
      if (!made.ok) return made;
      const put = await webdav.put(file, image, options);
      const created = put.ok ? await create(productId, `${name}/${image.fileName}`, image, options) : put;
      // Without an answer the store may be reading the file at this moment.
      if (created.ok || created.reason.class !== 'unknown') await tidy(folder, file);
      return created;
    },

    async createFromUrl(productId, image, options) {
      const url = checkImageUrl(image.url);
      if (!url.ok) return no({ class: 'refused', reason: url.reason });
      return create(productId, url.value, image, options);
    },

    async update(productId, imageId, change, options) {
      const path = imagesPath(productId, imageId);
      const reply = await session.request({ ...options, method: 'PUT', path, json: changeBody(change) });
      if (!reply.ok) return reply;
      return understood('PUT', reply.value, readV2Image(reply.value.json, productId));
    },

    async remove(productId, imageId, options) {
      const path = imagesPath(productId, imageId);
      const reply = await session.request({ ...options, method: 'DELETE', path });
      if (!reply.ok && reply.reason.class !== 'not-found') return reply;
      return ok(null);
    },

    async removeAll(productId, options) {
      const query = { limit: String(limits.pageSize) };
      for (let removals = 0; removals < maxRemovals; removals += 1) {
        const path = imagesPath(productId);
        const reply = await session.request({ ...options, method: 'DELETE', path, query });
        if (!reply.ok) return reply;
        const left = await imagePage(productId, 1, 1, options);
        if (!left.ok) return left;
        if (left.value.rows.length === 0) return ok(null);
      }
      return no({ class: 'transient', reason: reasons.movingGallery });
    },

    async countAll(options) {
      const reply = await session.request({ ...options, method: 'GET', path: 'v2/products/images/count' });
      if (!reply.ok) return reply;
      return understood('GET', reply.value, readV2Count(reply.value.json));
    },
  };
}

function imagesPath(productId: number, imageId?: number): string {
  const base = `v2/products/${productId}/images`;
  return imageId === undefined ? base : `${base}/${imageId}`;
}

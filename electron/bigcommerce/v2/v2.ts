import { randomBytes } from 'node:crypto';
import { limits } from '../../../shared/limits.ts';
import { no, ok } from '../../../shared/outcome.ts';
import { reasons } from '../errors.ts';
import { readGallery } from '../v3/gallery-pages.ts';
import type { Answer, CallOptions, ImageApi, StoreImage, StoreImageCount } from '../image-api.ts';
import { createImageCalls, newImageBody } from '../image-calls.ts';
import { understood } from '../http/parse-answer.ts';
import type { Session } from '../http/session.ts';
import type { Webdav } from './webdav.ts';
import { readV2Count, readV2Image, readV2ImageList } from './wire-v2.ts';
import type { Listed } from '../v3/wire-v3.ts';

/** Below this the store looks for the `image_file` of a new image. Source: the published V2 reference. */
const importFolder = 'product_images/import';
/** Removing all images takes a page at a time: twenty usual pages, and some for pages that fail to shrink the list. */
const maxRemovals = 30;
const tidyMs = 5_000;

/**
 * Product images by BigCommerce's V2 API, for what V3 lacks. A file goes to the import folder by WebDAV first, into a
 * folder of its own, since the same picture may be on its way to several products at once. A crash in between leaves
 * that folder behind.
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
  const calls = createImageCalls(session, {
    products: 'v2/products',
    urlField: 'image_file',
    read: readV2Image,
  });

  async function imagePage(
    productId: number,
    page: number,
    limit: number,
    options: CallOptions,
  ): Answer<Listed<StoreImage>> {
    const query = { limit: String(limit), page: String(page) };
    const reply = await session.request({
      ...callOf(options),
      method: 'GET',
      path: calls.path(productId),
      query,
    });
    if (!reply.ok) return reply;
    if (reply.value.json === null) return ok({ rows: [], pagination: null });
    const rows = understood('GET', reply.value, readV2ImageList(reply.value.json, productId));
    return rows.ok ? ok({ rows: rows.value, pagination: null }) : rows;
  }

  /** Best effort: what stays behind in the import folder is only litter. */
  async function tidy(folder: string, file: string): Promise<void> {
    const options = { signal: AbortSignal.timeout(tidyMs) };
    const removed = await webdav.remove(folder, options);
    if (!removed.ok && removed.reason.type === 'refused') await webdav.remove(file, options);
  }

  return {
    ...calls,
    list: (productId, options) => readGallery((page, size) => imagePage(productId, page, size, options)),

    async createFromFile(productId, image, options) {
      const name = folderName();
      const folder = `${importFolder}/${name}`;
      const file = `${folder}/${image.fileName}`;
      const made = await webdav.makeFolder(folder, options.signal ? { signal: options.signal } : {});
      if (!made.ok) return made;
      const put = await webdav.put(file, image, options);
      const json = { image_file: `${name}/${image.fileName}`, ...newImageBody(image) };
      const created = put.ok ? await calls.create(productId, { json }, callOf(options)) : put;
      // Without an answer the store may be reading the file at this moment.
      if (created.ok || created.reason.type !== 'unknown') await tidy(folder, file);
      return created;
    },

    async removeAll(productId, options) {
      const query = { limit: String(limits.pageSize) };
      for (let removals = 0; removals < maxRemovals; removals += 1) {
        const path = calls.path(productId);
        const reply = await session.request({ ...options, method: 'DELETE', path, query });
        if (!reply.ok) return reply;
        const left = await imagePage(productId, 1, 1, options);
        if (!left.ok) return left;
        if (left.value.rows.length === 0) return ok(null);
      }
      return no({ type: 'transient', reason: reasons.movingGallery });
    },

    async countAll(options) {
      const reply = await session.request({ ...options, method: 'GET', path: 'v2/products/images/count' });
      if (!reply.ok) return reply;
      return understood('GET', reply.value, readV2Count(reply.value.json));
    },
  };
}

function callOf({ priority, signal }: CallOptions): CallOptions {
  return { priority, ...(signal ? { signal } : {}) };
}

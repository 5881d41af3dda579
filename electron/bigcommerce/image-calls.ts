import { checkImageUrl } from '../../shared/image-url.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Answer, CallOptions, ImageApi, ImageChange, NewImage, StoreImage } from './image-api.ts';
import { understood } from './http/parse-answer.ts';
import type { Call, Session } from './http/session.ts';

interface ImageCalls extends Pick<ImageApi, 'get' | 'createFromUrl' | 'update' | 'remove'> {
  /** The path of a product's images, or of one of them. */
  path(productId: number, imageId?: number): string;
  /** Makes an image by POST, with a body of JSON or an upload. */
  create(
    productId: number,
    body: Pick<Call, 'json' | 'upload'>,
    options: CallOptions & Pick<Call, 'onProgress'>,
  ): Answer<StoreImage>;
}

/**
 * The requests on images that V3 and V2 make alike. `products` is the path of products, `urlField` what a new image's
 * address is called, and `read` reads an answer with one image.
 */
export function createImageCalls(
  session: Session,
  version: {
    products: string;
    urlField: 'image_url' | 'image_file';
    read: (json: unknown, productId: number) => Outcome<StoreImage, string>;
  },
): ImageCalls {
  const path = (productId: number, imageId?: number): string =>
    `${version.products}/${productId}/images${imageId === undefined ? '' : `/${imageId}`}`;

  async function ask(productId: number, call: Call): Answer<StoreImage> {
    const reply = await session.request(call);
    if (!reply.ok) return reply;
    return understood(call.method, reply.value, version.read(reply.value.json, productId));
  }

  const calls: ImageCalls = {
    path,

    get: (productId, imageId, options) =>
      ask(productId, { ...options, method: 'GET', path: path(productId, imageId) }),

    create: (productId, body, options) =>
      ask(productId, { ...options, ...body, method: 'POST', path: path(productId) }),

    async createFromUrl(productId, image, options) {
      const url = checkImageUrl(image.url);
      if (!url.ok) return no({ type: 'refused', reason: url.reason });
      const json = { [version.urlField]: url.value, ...newImageBody(image) };
      return calls.create(productId, { json }, options);
    },

    update: (productId, imageId, change, options) =>
      ask(productId, {
        ...options,
        method: 'PUT',
        path: path(productId, imageId),
        json: changeBody(change),
      }),

    async remove(productId, imageId, options) {
      const reply = await session.request({ ...options, method: 'DELETE', path: path(productId, imageId) });
      if (!reply.ok && reply.reason.type !== 'not-found') return reply;
      return ok(null);
    },
  };
  return calls;
}

/**
 * The fields of a new image that V3 and V2 name alike. Absent means the store's default, so false and '' are left out.
 */
export function newImageBody(image: NewImage): Record<string, unknown> {
  return {
    ...(image.sortOrder === null ? {} : { sort_order: image.sortOrder }),
    ...(image.isThumbnail ? { is_thumbnail: true } : {}),
    ...(image.description === '' ? {} : { description: image.description }),
  };
}

/** What is to change, by the names V3 and V2 share; read-only fields can't get in. */
function changeBody(change: ImageChange): Record<string, unknown> {
  return {
    ...(change.sortOrder === undefined ? {} : { sort_order: change.sortOrder }),
    ...(change.isThumbnail === undefined ? {} : { is_thumbnail: change.isThumbnail }),
    ...(change.description === undefined ? {} : { description: change.description }),
  };
}

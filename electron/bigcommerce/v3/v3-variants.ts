import { checkImageUrl } from '../../../shared/image-url.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import type { VariantApi } from '../catalog-api.ts';
import type { Failure } from '../failure.ts';
import { openBareUpload } from '../http/multipart.ts';
import { understood } from '../http/parse-answer.ts';
import type { Reply, Session } from '../http/session.ts';
import { readVariantImage } from './wire-v3.ts';

/** The reference says of a larger file that it is answered with 500, which then is no trouble of the store's. */
const variantFileBytes = 1024 * 1024;

/** Variants by V3. Source: the published V3 reference of product variants. */
export function createV3Variants(session: Session): VariantApi {
  return {
    async setVariantImageFromFile(productId, variantId, picture, options) {
      const reply = await session.request({
        ...options,
        method: 'POST',
        path: imagePath(productId, variantId),
        upload: (signal) => openBareUpload(picture, signal),
      });
      const tooLarge = !reply.ok && reply.reason.status === 500 && picture.bytes > variantFileBytes;
      if (tooLarge) return no({ ...reply.reason, type: 'refused', reason: variantFileTooLarge });
      return answered(reply);
    },

    async setVariantImageFromUrl(productId, variantId, url, options) {
      const checked = checkImageUrl(url);
      if (!checked.ok) return no({ type: 'refused', reason: checked.reason });
      const json = { image_url: checked.value };
      const path = imagePath(productId, variantId);
      return answered(await session.request({ ...options, method: 'POST', path, json }));
    },

    // Of the variant's fields, the reference lists `image_url` among those that can be updated.
    async clearVariantImage(productId, variantId, options) {
      const path = `v3/catalog/products/${productId}/variants/${variantId}`;
      const reply = await session.request({ ...options, method: 'PUT', path, json: { image_url: '' } });
      return reply.ok ? ok({ imageUrl: '' }) : reply;
    },
  };
}

function answered(reply: Outcome<Reply, Failure>): Outcome<{ imageUrl: string }, Failure> {
  return reply.ok ? understood('POST', reply.value, readVariantImage(reply.value.json)) : reply;
}

function imagePath(productId: number, variantId: number): string {
  return `v3/catalog/products/${productId}/variants/${variantId}/image`;
}

const variantFileTooLarge = reason('variant-picture-too-large');

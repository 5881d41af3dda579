import { limits } from '../../../shared/limits.ts';
import { checkImageUrl } from '../../../shared/image-url.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import type { StoreVariant, VariantApi, VariantPage, VariantQuery } from '../catalog-api.ts';
import type { Failure } from '../failure.ts';
import type { Answer, CallOptions } from '../image-api.ts';
import { openBareUpload } from '../http/multipart.ts';
import { readPageInParts } from '../http/pages.ts';
import { understood } from '../http/parse-answer.ts';
import type { Reply, Session } from '../http/session.ts';
import { readVariantImage, readVariantList, type Listed } from './wire-v3.ts';

/** The reference says of a larger file that it is answered with 500, which then is no trouble of the store's. */
const variantFileBytes = 1024 * 1024;

/** Variants by V3. Source: the published V3 reference of product variants. */
export function createV3Variants(session: Session): VariantApi {
  async function variants(query: VariantQuery, options: CallOptions): Answer<VariantPage> {
    const { page } = query;
    if (query.productIds?.length === 0) return ok({ variants: [], page, totalPages: 0, total: 0 });
    const listed = await readPageInParts(page, limits.pageSize, (number, size) =>
      variantList({ ...query, page: number }, size, options),
    );
    if (!listed.ok) return listed;
    const { rows, pagination } = listed.value;
    return ok({
      variants: rows,
      page: pagination?.current_page ?? page,
      totalPages: pagination?.total_pages ?? (rows.length < limits.pageSize ? page : page + 1),
      total: pagination?.total ?? rows.length,
    });
  }

  async function variantList(
    query: VariantQuery,
    size: number,
    options: CallOptions,
  ): Answer<Listed<StoreVariant>> {
    const { page } = query;
    const reply = await session.request({
      ...options,
      method: 'GET',
      path: 'v3/catalog/variants',
      query: {
        limit: String(size),
        page: String(page),
        ...(query.sku === undefined ? {} : { sku: query.sku }),
        ...(query.productIds === undefined ? {} : { 'product_id:in': query.productIds.join(',') }),
      },
    });
    if (!reply.ok) return reply;
    if (reply.value.json === null) {
      return ok({ rows: [], pagination: { total: 0, current_page: page, total_pages: page - 1 } });
    }
    return understood('GET', reply.value, readVariantList(reply.value.json));
  }

  return {
    variants,

    async variantsBySku(skus, options) {
      const found: StoreVariant[] = [];
      for (const sku of new Set(skus)) {
        const page = await variants({ page: 1, sku }, options);
        if (!page.ok) return page;
        found.push(...page.value.variants);
      }
      return ok(found);
    },

    async setVariantImageFromFile(productId, variantId, picture, options) {
      const reply = await session.request({
        ...options,
        method: 'POST',
        path: imagePath(productId, variantId),
        upload: () => openBareUpload(picture),
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

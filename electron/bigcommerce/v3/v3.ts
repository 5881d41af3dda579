import type { CatalogApi, VariantApi } from '../catalog-api.ts';
import type { ImageApi } from '../image-api.ts';
import type { Session } from '../http/session.ts';
import { createV3Images } from './v3-images.ts';
import { createV3Products } from './v3-products.ts';
import { createV3Variants } from './v3-variants.ts';

/** BigCommerce's V3 API behind Packshot's own words. */
export function createV3(session: Session): ImageApi & CatalogApi & VariantApi {
  return { ...createV3Images(session), ...createV3Products(session), ...createV3Variants(session) };
}

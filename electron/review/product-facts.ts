import { limits } from '../../shared/limits.ts';
import { markIn } from '../../shared/mark.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { imagesByName } from '../catalog/same-name.ts';
import { thumbnailPath } from '../catalog/overlay.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { roomLeft } from '../outbox/jobs/assign-sort-order.ts';
import type { ProductFacts } from './arrangement.ts';

/** What catalogue and outbox know of these products, read for all at once. */
export function knownProducts(
  { catalog, outbox }: { catalog: Catalog; outbox: Outbox },
  storeId: string,
  productIds: readonly number[],
): (productId: number) => ProductFacts {
  const products = catalog.productsById(storeId, productIds);
  const marks = new Map<number, Set<string>>();
  const marksOf = (productId: number): Set<string> => {
    const own = marks.get(productId) ?? new Set<string>();
    marks.set(productId, own);
    return own;
  };
  const images = catalog.imageFilesOf(storeId, productIds);
  const pictured = catalog.variantsWithImages(storeId, productIds);
  const imagesOf = Map.groupBy(images, ({ productId }) => productId);
  for (const { productId, imageFile } of images) {
    const mark = markIn(imageFile);
    if (mark !== null) marksOf(productId).add(mark);
  }
  return (productId) => {
    const product = products.get(productId);
    const { waiting, sending, failed } = outbox.activity(storeId, productId);
    if (waiting + sending + failed > 0) {
      for (const mark of outbox.entries.marksOf(storeId, productId)) marksOf(productId).add(mark);
    }
    return {
      id: productId,
      name: product?.name ?? `Product ${productId}`,
      sku: product?.sku ?? '',
      imageCount: product?.imageCount ?? 0,
      thumbnail: product ? thumbnailPath(storeId, product) : null,
      marks: marksOf(productId),
      named: imagesByName(imagesOf.get(productId) ?? []),
      pictured: pictured.get(productId) ?? new Set(),
      room: product ? roomLeft(product.imageCount, waiting + sending) : limits.imagesPerProduct,
    };
  };
}

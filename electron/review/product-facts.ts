import { nameOfUnknown } from '../catalog/unknown-names.ts';
import { limits } from '../../shared/limits.ts';
import { markIn } from '../../shared/mark.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { imagesByName } from '../catalog/same-name.ts';
import { thumbnailPath } from '../catalog/picture-paths.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { RecipeBook } from './recipe-book.ts';
import { roomLeft } from '../outbox/jobs/assign-sort-order.ts';
import type { ProductFacts } from './arrangement.ts';

/** What catalogue and outbox know of these products, read for all at once. */
export function knownProducts(
  { catalog, outbox, recipes }: { catalog: Catalog; outbox: Outbox; recipes: RecipeBook },
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
  const imagesByMark = new Map<number, Map<string, number>>();
  for (const { id, productId, imageFile } of images) {
    const mark = markIn(imageFile);
    if (mark === null) continue;
    marksOf(productId).add(mark);
    const own = imagesByMark.get(productId) ?? new Map<string, number>();
    imagesByMark.set(productId, own.set(mark, id));
  }
  const known = recipes.known(storeId);
  const brands = known.length === 0 ? null : catalog.brandsOf(storeId, productIds);
  return (productId) => {
    const product = products.get(productId);
    const { waiting, sending, failed, groups } = outbox.activity(storeId, productId);
    if (waiting + sending + failed > 0) {
      for (const mark of outbox.entries.marksOf(storeId, productId)) marksOf(productId).add(mark);
    }
    return {
      id: productId,
      name: product?.name ?? nameOfUnknown(productId),
      sku: product?.sku ?? '',
      imageCount: product?.imageCount ?? 0,
      thumbnail: product ? thumbnailPath(storeId, product) : null,
      marks: marksOf(productId),
      imagesByMark: imagesByMark.get(productId) ?? new Map(),
      recipes: known,
      brand: brands?.get(productId) ?? '',
      named: imagesByName(imagesOf.get(productId) ?? []),
      pictured: pictured.get(productId) ?? new Set(),
      room: product ? roomLeft(product.imageCount, groups.photos.open) : limits.imagesPerProduct,
    };
  };
}

import type { Batches } from '../batches/batches.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { picturePath } from '../catalog/picture-paths.ts';
import { productView } from '../gallery/open-gallery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Overview } from '../../shared/model.ts';

/** Rows of a list on the home screen, and images of its widest form. */
const limits = { products: 8, images: 40 };

export function overviewOf(
  { catalog, outbox, batches }: { catalog: Catalog; outbox: Outbox; batches: Batches },
  storeId: string,
): Overview {
  const { missingAlts, newestImages } = catalog.overview(storeId, limits);
  const withoutImages = catalog.search(storeId, {
    query: '',
    filter: 'no-images',
    among: null,
    offset: 0,
    limit: limits.products,
  });
  const known = catalog.productsById(storeId, [
    ...missingAlts.products.map(({ productId }) => productId),
    ...newestImages.map(({ productId }) => productId),
  ]);
  return {
    withoutImages: {
      total: withoutImages.total,
      products: withoutImages.products.map((product) => productView(storeId, product, outbox)),
    },
    missingAlts: {
      images: missingAlts.images,
      products: missingAlts.products.flatMap(({ productId, missing }) => {
        const product = known.get(productId);
        return product ? [{ product: productView(storeId, product, outbox), missing }] : [];
      }),
    },
    newest: newestImages.map(({ productId, imageId, dateModified }) => ({
      productId,
      productName: known.get(productId)?.name ?? '',
      imageId,
      picture: picturePath(storeId, productId, { id: imageId, dateModified }, 'thumbnail'),
    })),
    isFirstStart: !batches.hasEverBeen(),
  };
}

import { picturePath } from '../../catalog/picture-paths.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { createTimeSlicer } from '../../util/time-slicer.ts';
import type { AltImage, AltProduct } from '../../../shared/alts.ts';
import type { Tile } from '../../../shared/model.ts';
import { stemOf } from '../../matching/fold.ts';
import { tilesOf } from '../gallery-tiles.ts';
import { fieldsReader } from './image-fields.ts';

/** Images on one page; a product is never divided. */
const imagesAtOnce = 400;

interface AltPage {
  products: AltProduct[];
  /** `after` of the next page; null at the end. */
  next: number | null;
}

/** Products after an id, by id, with the alt texts of their images as they will be when the outbox is empty. */
export async function altPage(
  ports: { catalog: Catalog; outbox: Outbox },
  storeId: string,
  after: number,
): Promise<AltPage> {
  const { catalog } = ports;
  const slicer = createTimeSlicer();
  const page = catalog.describedProducts(storeId, after, imagesAtOnce);
  const products: AltProduct[] = [];
  for (const product of page) {
    const { id, name, sku, brand, category } = product;
    const read = fieldsReader(product, catalog.variantOptions(storeId, id));
    const modified = new Map(catalog.images(storeId, id).map((image) => [image.id, image]));
    const images = tilesOf(ports, storeId, id).flatMap((tile, index): AltImage[] => {
      const image = tile.type === 'image' ? modified.get(tile.imageId) : undefined;
      if (tile.type !== 'image' || image === undefined || tile.pending.removal !== null) return [];
      return [
        {
          imageId: image.id,
          place: index + 1,
          alt: tile.alt,
          file: tile.fileName,
          picture: picturePath(storeId, id, image, 'thumbnail'),
          ...read(stemOf(tile.fileName)),
          state: stateOf(tile),
        },
      ];
    });
    if (images.length > 0) products.push({ productId: id, name, sku, brand, category, images });
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return { products, next: page.at(-1)?.id ?? null };
}

/** A product's alt texts as they will be when the outbox is empty, by image. */
export function altsOf(
  ports: { catalog: Catalog; outbox: Outbox },
  storeId: string,
  productId: number,
): Map<number, string> {
  return new Map(
    tilesOf(ports, storeId, productId).flatMap((tile): [number, string][] =>
      tile.type === 'image' ? [[tile.imageId, tile.alt]] : [],
    ),
  );
}

function stateOf({ pending }: Extract<Tile, { type: 'image' }>): AltImage['state'] {
  if (pending.failedAlt !== undefined) return { type: 'failed', ...pending.failedAlt };
  return { type: pending.alt ? 'saving' : 'saved' };
}

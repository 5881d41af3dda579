import type { Catalog } from '../catalog/catalog.ts';
import { overlay } from '../catalog/overlay.ts';
import { overlayEdits } from '../catalog/overlay-edits.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Tile } from '../../shared/model.ts';

/** A product's gallery as it will be when the outbox is empty. */
export function tilesOf(
  { catalog, outbox }: { catalog: Catalog; outbox: Outbox },
  storeId: string,
  productId: number,
): Tile[] {
  const images = catalog.images(storeId, productId);
  const tiles = overlay(storeId, productId, images, outbox.views.placed(storeId, productId));
  return overlayEdits(tiles, outbox.edits(storeId, productId));
}

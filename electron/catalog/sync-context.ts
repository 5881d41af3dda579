import { reason } from '../../shared/messages/reason.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { CatalogApi, StoreProduct } from '../bigcommerce/catalog-api.ts';
import type { Clock } from '../util/clock.ts';
import type { Catalog } from './catalog.ts';
import type { UnfinishedReading } from './readings.ts';

/** One synchronisation while it runs. */
export interface SyncContext {
  storeId: string;
  api: Pick<CatalogApi, 'products'>;
  catalog: Catalog;
  signal: AbortSignal;
  clock: Clock;
  /** Products per page. */
  pageSize: number;
  /** Progress, which is stored with every page. */
  reading: UnfinishedReading;
  /** What had to be left out. */
  problem: Reason | null;
  /** Called after a page with `products` rows was stored. */
  pageRead: (products: number) => void;
}

/** A query for products without images and variants. */
export const bareFields = { include: [], fields: ['sku', 'dateModified'] } as const;

/** Stores products whose images and variants are too much for one answer. */
export function saveBare(context: SyncContext, products: readonly StoreProduct[]): void {
  for (const product of products) {
    context.catalog.saveBareProduct(context.storeId, product, context.reading);
    context.problem = reason('product-too-long', { product: product.name });
  }
}

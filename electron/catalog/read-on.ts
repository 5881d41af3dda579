import type { Reason } from '../../shared/outcome.ts';
import { isTooLong, reasons } from '../bigcommerce/errors.ts';
import { RowBound } from '../bigcommerce/http/pages.ts';
import { askProducts } from './ask-products.ts';
import { bareFields, saveBare, type SyncContext } from './sync-context.ts';

/**
 * Fetches the products after `reading.after`, page by page, each after the last id of the one before. So no product is
 * missed while others are added. Returns why it stopped, or null.
 */
export async function readOn(context: SyncContext): Promise<Reason | null> {
  const { storeId, catalog, signal, pageSize } = context;
  const bound = new RowBound();
  for (;;) {
    const askedAt = catalog.moment();
    const { since, after } = context.reading;
    const query = { page: 1, limit: pageSize, after, ...(since === null ? {} : { modifiedSince: since }) };
    const page = await askProducts(context, query);
    if (signal.aborted) return null;
    if (!page.ok && isTooLong(page.reason)) {
      // Even a page of one product failed: fetch it without images and variants.
      const bare = await askProducts(context, { ...query, ...bareFields, limit: 1 });
      if (signal.aborted) return null;
      const product = bare.ok ? bare.value.products[0] : undefined;
      if (product === undefined) return (bare.ok ? page : bare).reason.reason;
      context.reading = { ...context.reading, after: product.id };
      saveBare(context, [product]);
      continue;
    }
    if (!page.ok) return page.reason.reason;
    const { products, total, totalPages } = page.value;
    if (bound.isPassed(products.length, total)) return reasons.unreadable;
    const last = Math.max(after, ...products.map((product) => product.id));
    context.reading = { ...context.reading, after: last };
    catalog.saveReadPage(storeId, products, context.reading, askedAt);
    context.pageRead(products.length);
    if (totalPages <= 1 || products.length === 0) return null;
  }
}

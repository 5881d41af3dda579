import type { Reason } from '../../shared/outcome.ts';
import type { CatalogApi } from '../bigcommerce/image-api.ts';
import type { Catalog } from './catalog.ts';

/**
 * Fetches a store's whole catalogue into the cache, page by page, in the lane that lets people go first.
 * Answers null when all of it came, else why it stopped; what came until then stays.
 */
export async function syncCatalog(options: {
  storeId: string;
  api: CatalogApi;
  catalog: Catalog;
  run: number;
  signal: AbortSignal;
  onPage: () => void;
}): Promise<Reason | null> {
  const { storeId, api, catalog, run, signal, onPage } = options;
  for (let page = 1; ; page++) {
    const answer = await api.products({ page }, { lane: 'batch', signal });
    if (signal.aborted) return null;
    if (!answer.ok) return answer.reason.reason;
    catalog.saveProducts(storeId, answer.value.products, run);
    onPage();
    if (page >= answer.value.totalPages || answer.value.products.length === 0) break;
  }
  catalog.forgetUnseen(storeId, run);
  onPage();
  return null;
}

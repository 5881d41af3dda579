import { no, type Outcome } from '../../shared/outcome.ts';
import type { CatalogApi, ProductPage, ProductQuery } from '../bigcommerce/catalog-api.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { pause, type Clock } from '../util/clock.ts';

/** Tries per page while the store has problems, and the wait after the first one. */
const patience = { tries: 5, firstWaitMs: 1_000 };

/**
 * One page with the priority of background work. Retries, so that a long synchronisation survives short problems. The
 * governor obeys the store's pauses. `signal` cancels the request; `isOver` only prevents another try after a failure.
 */
export async function askProducts(
  { api, signal, clock }: { api: Pick<CatalogApi, 'products'>; signal: AbortSignal; clock: Clock },
  query: ProductQuery,
  isOver: (failure: Failure) => boolean = () => false,
): Promise<Outcome<ProductPage, Failure>> {
  for (let tries = 1; ; tries += 1) {
    const page = await api.products(query, { priority: 'batch', signal });
    if (page.ok || signal.aborted) return page;
    const mayPass = page.reason.type === 'transient' || page.reason.type === 'throttled';
    if (!mayPass || isOver(page.reason) || tries === patience.tries) return no(page.reason);
    await pause(clock, patience.firstWaitMs * 2 ** (tries - 1), signal);
    if (isOver(page.reason)) return no(page.reason);
  }
}

import { text } from '../../shared/messages/text.ts';
import { formatAgo, formatCountdown } from './format.ts';
import type { Store } from '../../shared/model.ts';

/** A store without its catalogue's version, which every image changes: see `useCatalogVersion`. */
export type SteadyStore = Omit<Store, 'catalog'> & { readonly catalog: Omit<Store['catalog'], 'version'> };

export type StoreTone = 'good' | 'busy' | 'still' | 'bad';

/** A store's name, with its hash behind it where another store has the same name. */
export function storeName(store: SteadyStore, stores: readonly SteadyStore[]): string {
  const shared = stores.some(({ id, name }) => id !== store.id && name === store.name);
  return shared ? text('products.storeWithHash', { name: store.name, hash: store.hash }) : store.name;
}

/** The state of a store, in two words and a colour. */
export function storeStanding(store: SteadyStore): { words: string; tone: StoreTone } {
  switch (store.state.type) {
    case 'ready':
      return store.catalog.syncing
        ? { words: text('products.updating'), tone: 'busy' }
        : { words: text('products.connected'), tone: 'good' };
    case 'paused':
      return { words: text('common.paused'), tone: 'still' };
    case 'offline':
      // With a reason a server answered, so the computer is online.
      return { words: text(store.state.reason ? 'products.cantUpload' : 'products.offline'), tone: 'bad' };
    case 'throttled':
      return { words: text('products.atQuota'), tone: 'busy' };
    case 'needs-sign-in':
      return { words: text('products.signInAgain'), tone: 'bad' };
  }
}

/** What a store in a list needs somebody for, else its state. */
export function storeNeed(store: SteadyStore, failed: number, toReview: number): string {
  if (store.state.type === 'ready' && failed > 0) return text('outbox.couldNotBeDone', { failed });
  if (store.state.type === 'ready' && toReview > 0) return text('outbox.toReview', { count: toReview });
  return storeStanding(store).words;
}

/** How many images the whole store has; null until they are counted. */
export function storeImages({ catalog }: SteadyStore, counting: boolean): string | null {
  if (counting) return text('products.countingImages');
  return catalog.images === null ? null : text('products.imagesInTheStore', { count: catalog.images });
}

/** How fresh the list of products is. `now` in epoch milliseconds. */
export function catalogFreshness({ catalog, state }: SteadyStore, now: number): string {
  const { progress } = catalog;
  if (catalog.syncing && progress !== null) {
    const { read, total, readyAt } = progress;
    return text('products.readSoFar', { read, total, left: formatCountdown(readyAt, now) });
  }
  if (catalog.syncing)
    return text(catalog.products === 0 ? 'products.gettingProducts' : 'products.updatingList');
  if (catalog.syncedAt === null) return text('common.products', { count: catalog.products });
  if (state.type === 'offline' || state.type === 'needs-sign-in') {
    return text('common.asLastSeen', { ago: formatAgo(catalog.syncedAt, now) });
  }
  return text('common.updated', { ago: formatAgo(catalog.syncedAt, now) });
}

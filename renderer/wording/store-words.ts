import { formatAgo, formatCount } from './format.ts';
import type { Store } from '../../shared/model.ts';

/** A store without its catalogue's version, which rises with every image: see `useCatalogVersion`. */
export type SteadyStore = Omit<Store, 'catalog'> & { readonly catalog: Omit<Store['catalog'], 'version'> };

export type StoreTone = 'good' | 'busy' | 'still' | 'bad';

/** A store's name, with its hash behind it where another store has the same name. */
export function storeName(store: SteadyStore, stores: readonly SteadyStore[]): string {
  const shared = stores.some(({ id, name }) => id !== store.id && name === store.name);
  return shared ? `${store.name} (${store.hash})` : store.name;
}

/** How a store does, in two words and a colour. */
export function storeStanding(store: SteadyStore): { words: string; tone: StoreTone } {
  switch (store.state.is) {
    case 'ready':
      return store.catalog.syncing
        ? { words: 'Updating', tone: 'busy' }
        : { words: 'Connected', tone: 'good' };
    case 'paused':
      return { words: 'Paused', tone: 'still' };
    case 'offline':
      return { words: 'Offline', tone: 'bad' };
    case 'throttled':
      return { words: 'At quota', tone: 'busy' };
    case 'needs-sign-in':
      return { words: 'Sign in again', tone: 'bad' };
  }
}

/** How many images the whole store has, once that was asked; null before. */
export function storeImages({ catalog }: SteadyStore, counting: boolean): string | null {
  if (counting) return 'Counting images…';
  return catalog.images === null ? null : `${formatCount(catalog.images, 'image')} in the store`;
}

/** How fresh the list of products is. `now` in epoch milliseconds. */
export function catalogFreshness({ catalog, state }: SteadyStore, now: number): string {
  if (catalog.syncing) return catalog.products === 0 ? 'Getting products…' : 'Updating…';
  if (catalog.syncedAt === null) return formatCount(catalog.products, 'product');
  if (state.is === 'offline' || state.is === 'needs-sign-in') {
    return `As last seen ${formatAgo(catalog.syncedAt, now)}`;
  }
  return `Updated ${formatAgo(catalog.syncedAt, now)}`;
}

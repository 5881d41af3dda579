import { useRef } from 'react';
import { useShallow } from 'zustand/shallow';
import type {
  Activity,
  Batch,
  Gallery,
  Notice,
  OutboxSummary,
  RecentFolder,
  Settings,
  Store,
} from '../../shared/model.ts';
import type { HotFolder } from '../../shared/review.ts';
import { reuse } from './reuse.ts';
import { incomingOf, isUnderReview } from '../wording/batch-messages.ts';
import type { Incoming } from '../wording/outbox-sentence.ts';
import { storeNeed, type SteadyStore } from '../wording/store-messages.ts';
import { useWindow, type ChosenProduct, type WindowState } from './store.ts';

/** Narrow selectors: a component renders only when its own part changed. */

const noBatches: readonly Batch[] = [];
const noNotices: readonly Notice[] = [];
const noRecentFolders: readonly RecentFolder[] = [];
const noStores: readonly SteadyStore[] = [];

/** The current store; the same object while only its catalogue's version changes. */
export function useCurrentStore(): SteadyStore | null {
  const before = useRef<SteadyStore | null>(null);
  return useWindow(({ main }) => {
    const store = main?.stores.find(({ id }) => id === main.currentStoreId) ?? null;
    before.current = store === null ? null : reuse(before.current, steady(store));
    return before.current;
  });
}

/** All stores, without the catalogue's version. */
export function useStores(): readonly SteadyStore[] {
  const before = useRef(noStores);
  return useWindow(({ main }) => {
    before.current = reuse(before.current, main?.stores.map(steady) ?? noStores);
    return before.current;
  });
}

function steady(store: Store): SteadyStore {
  const { products, syncing, progress, syncedAt, problem, images } = store.catalog;
  return { ...store, catalog: { products, syncing, progress, syncedAt, problem, images } };
}

export function useCatalogVersion(storeId: string): number {
  return useWindow((state) => state.main?.stores.find(({ id }) => id === storeId)?.catalog.version ?? 0);
}

export function useStore(storeId: string): Store | null {
  return useWindow((state) => state.main?.stores.find((store) => store.id === storeId) ?? null);
}

export function useOutbox(storeId: string): OutboxSummary | null {
  return useWindow((state) => state.main?.outbox[storeId] ?? null);
}

export function useActivity(storeId: string, productId: number): Activity | null {
  return useWindow((state) => state.main?.activity[storeId]?.[productId] ?? null);
}

/** Bytes of an entry that were sent. `known`: the entry's own last figure. */
export function useSent(entryId: number, known: number): number {
  return useWindow((state) => state.main?.sent[entryId] ?? known);
}

/** The gallery of the chosen product; null while loading. */
export function useGallery(chosen: ChosenProduct): Gallery | null {
  return useWindow((state) => {
    const gallery = state.main?.gallery ?? null;
    const wanted = gallery?.storeId === chosen.storeId && gallery.product.id === chosen.productId;
    return wanted ? gallery : null;
  });
}

export function useBatches(storeId: string): readonly Batch[] {
  return useWindow(
    useShallow((state) => {
      const batches = state.main?.batches ?? noBatches;
      return batches.every((batch) => batch.storeId === storeId)
        ? batches
        : batches.filter((batch) => batch.storeId === storeId);
    }),
  );
}

/** The store's photos that are not in the outbox yet. */
export function useIncoming(storeId: string): Incoming {
  return useWindow(useShallow((state) => incomingOf(state.main?.batches ?? noBatches, storeId)));
}

/** What each of these stores needs somebody for, in words. */
export function useStoreNeeds(stores: readonly SteadyStore[]): readonly string[] {
  return useWindow(
    useShallow(({ main }) =>
      stores.map((store) =>
        storeNeed(
          store,
          main?.outbox[store.id]?.failed ?? 0,
          incomingOf(main?.batches ?? noBatches, store.id).toReview,
        ),
      ),
    ),
  );
}

/** The batch under review in the middle; null when the gallery is shown. */
export function reviewedBatch({ main, reviewing }: WindowState, storeId: string): Batch | null {
  const batch = main?.batches.find(({ id }) => id === reviewing);
  return batch?.storeId === storeId && isUnderReview(batch) ? batch : null;
}

export function useReviewedBatch(storeId: string): Batch | null {
  return useWindow((state) => reviewedBatch(state, storeId));
}

/** The store's other batches that are under review. */
export function useOtherReviews({ id, storeId }: Batch): readonly Batch[] {
  return useWindow(
    useShallow(
      (state) =>
        state.main?.batches.filter(
          (batch) => batch.id !== id && batch.storeId === storeId && isUnderReview(batch),
        ) ?? noBatches,
    ),
  );
}

const noFolders: readonly HotFolder[] = [];

export function useRecentFolders(): readonly RecentFolder[] {
  return useWindow((state) => state.main?.recentFolders ?? noRecentFolders);
}

export function useHotFolders(): readonly HotFolder[] {
  return useWindow((state) => state.main?.hotFolders ?? noFolders);
}

export function useNotices(): readonly Notice[] {
  return useWindow((state) => state.main?.notices ?? noNotices);
}

export function useSettings(): Settings | null {
  return useWindow((state) => state.main?.settings ?? null);
}

/** Whether a company manages a setting on this computer, such as `parallel` or `updates.enabled`. */
export function useIsManaged(name: string): boolean {
  return useWindow((state) => state.main?.managed.includes(name) ?? false);
}

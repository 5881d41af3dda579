import { memo } from 'react';
import { GalleryPane } from './gallery/gallery-pane.tsx';
import { Home } from './home/home.tsx';
import { AltsScreen, ReviewScreen } from './screens.ts';
import { useReviewedBatch } from './state/selectors.ts';
import { useWindow } from './state/store.ts';
import type { SteadyStore } from './wording/store-messages.ts';

export const Middle = memo(function Middle({ store }: { store: SteadyStore }) {
  const batch = useReviewedBatch(store.id);
  const chosen = useWindow((state) => (state.chosen?.storeId === store.id ? state.chosen : null));
  const altsOpen = useWindow((state) => state.altsOpen);
  if (altsOpen && batch === null) return <AltsScreen key={store.id} store={store} />;
  return batch === null ? (
    chosen === null ? (
      <Home key={store.id} store={store} />
    ) : (
      <GalleryPane store={store} chosen={chosen} />
    )
  ) : (
    <ReviewScreen key={batch.id} store={store} batch={batch} />
  );
});

import { memo, useEffect, useRef } from 'react';
import { GalleryPane } from './gallery/gallery-pane.tsx';
import { ReviewScreen } from './review/review-screen.tsx';
import { useReviewedBatch } from './state/selectors.ts';
import type { SteadyStore } from './wording/store-messages.ts';

export const Middle = memo(function Middle({ store }: { store: SteadyStore }) {
  const batch = useReviewedBatch(store.id);
  const reviewing = batch !== null;
  const wasReviewing = useRef(false);

  useEffect(() => {
    // The focused element disappeared with the review: keep the focus in the middle.
    if (wasReviewing.current && !reviewing && document.activeElement === document.body) {
      document.querySelector('main')?.focus();
    }
    wasReviewing.current = reviewing;
  }, [reviewing]);

  return batch === null ? (
    <GalleryPane store={store} />
  ) : (
    <ReviewScreen key={batch.id} store={store} batch={batch} />
  );
});

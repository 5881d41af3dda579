import { useState } from 'react';
import type { PhotoFilter, ReviewView } from '../../shared/review.ts';
import { did } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';

useWindow.subscribe(({ main, reviewLayout }) => {
  if (reviewLayout !== null && main?.settings.reviewLayout === reviewLayout) {
    useWindow.setState({ reviewLayout: null });
  }
});

/** How a batch is shown and how to change that. The layout is saved for all reviews; a filter is for one batch. */
export function useReviewView(batchId: number): readonly [ReviewView, (view: ReviewView) => void] {
  const layout = useWindow((state) => state.reviewLayout ?? state.main?.settings.reviewLayout ?? 'list');
  const [filtered, setFiltered] = useState<{ of: number; filter: PhotoFilter | null }>({
    of: batchId,
    filter: null,
  });
  const filter = filtered.of === batchId ? filtered.filter : null;
  return [
    { layout, filter },
    (view) => {
      if (view.layout !== layout) {
        useWindow.setState({ reviewLayout: view.layout });
        void did(window.packshot.app.changeSettings({ reviewLayout: view.layout })).then((saved) => {
          if (!saved) useWindow.setState({ reviewLayout: null });
        });
      }
      setFiltered({ of: batchId, filter: view.filter });
    },
  ];
}

import { useState } from 'react';
import type { PhotoFilter, ReviewView } from '../../shared/review.ts';
import { tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';

/** How a batch is shown, and how that is changed. The layout is that of all reviews and is saved; a filter belongs to one batch. */
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
        tell(window.packshot.app.changeSettings({ reviewLayout: view.layout }));
      }
      setFiltered({ of: batchId, filter: view.filter });
    },
  ];
}

import { useState } from 'react';
import { create } from 'zustand';
import type { PhotoFilter, ReviewView } from '../../shared/review.ts';

/** The layout is that of all reviews until the window closes; a filter belongs to one batch. */
const useLayout = create<Pick<ReviewView, 'layout'>>()(() => ({ layout: 'list' }));

/** How a batch is shown, and how that is changed. */
export function useReviewView(batchId: number): readonly [ReviewView, (view: ReviewView) => void] {
  const layout = useLayout((state) => state.layout);
  const [filtered, setFiltered] = useState<{ of: number; filter: PhotoFilter | null }>({
    of: batchId,
    filter: null,
  });
  const filter = filtered.of === batchId ? filtered.filter : null;
  return [
    { layout, filter },
    (view) => {
      useLayout.setState({ layout: view.layout });
      setFiltered({ of: batchId, filter: view.filter });
    },
  ];
}

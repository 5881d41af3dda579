import { useEffect, useState } from 'react';
import type { ReviewOutline, ReviewView } from '../../../shared/review.ts';
import { ask } from '../../state/asking.ts';

/** Where the headings of a view stand; null in a list, which needs no layout, and before the first answer. */
export function useOutline(batchId: number, view: ReviewView, version: number): ReviewOutline | null {
  const [known, setKnown] = useState<{ of: string; outline: ReviewOutline } | null>(null);
  const { layout } = view;
  const of = `${batchId}/${JSON.stringify(view)}`;
  useEffect(() => {
    if (layout === 'list') return undefined;
    let isOver = false;
    void ask(window.packshot.review.outline({ batchId, view })).then((outline) => {
      if (!isOver && outline !== null) setKnown({ of, outline });
    });
    return () => {
      isOver = true;
    };
    // `of` says which view it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [of, layout, version]);
  return known?.of === of ? known.outline : null;
}

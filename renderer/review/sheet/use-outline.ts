import type { ReviewOutline, ReviewView } from '../../../shared/review.ts';
import { ask } from '../../state/asking.ts';
import { useAnswer } from '../../state/use-answer.ts';

/** Where the headings of a view stand; null in a list, which needs no layout, and before the first answer. */
export function useOutline(batchId: number, view: ReviewView, version: number): ReviewOutline | null {
  const key = view.layout === 'list' ? null : `${batchId}/${JSON.stringify(view)}`;
  return useAnswer(key, version, () => ask(window.packshot.review.outline({ batchId, view })));
}

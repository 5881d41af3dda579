import type { QueueQuestions } from '../../shared/review.ts';
import { isQueueable, type Arrangement } from './arrangement.ts';
import { isForVariant, type ReviewOptions } from './item.ts';

/** What the user must know or decide before a batch is queued; null if nothing. Pure. */
export function queueQuestions(
  { ready }: Arrangement,
  { variantPictures }: Pick<ReviewOptions, 'variantPictures'>,
): QueueQuestions | null {
  const full = ready
    .filter(({ beyondLimit }) => beyondLimit > 0)
    .map(({ facts, beyondLimit }) => ({ productId: facts.id, name: facts.name, photos: beyondLimit }));
  const pictures =
    variantPictures === undefined
      ? ready
          .flatMap(({ items }) => items)
          .filter((one) => isQueueable(one) && isForVariant(one.destination))
          .reduce((sum, { replacesPictures }) => sum + replacesPictures, 0)
      : 0;
  return full.length === 0 && pictures === 0 ? null : { full, pictures };
}

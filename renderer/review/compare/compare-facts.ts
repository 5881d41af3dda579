import type { ReviewItem } from '../../../shared/review.ts';
import { formatBytes, formatCaptureTime } from '../../wording/format.ts';

/** A fact about a photo. `isCommon`: all compared photos have the same. */
export interface ComparedFact {
  readonly words: string;
  readonly isCommon: boolean;
}

/** The facts of each photo, each told apart from those that all have in common. Unknown ones are left out. Pure. */
export function comparedFacts(items: readonly ReviewItem[]): ComparedFact[][] {
  const all = items.map(factsOf);
  return all.map((facts) =>
    facts.flatMap((words, at) =>
      words === '' ? [] : [{ words, isCommon: all.every((other) => other[at] === words) }],
    ),
  );
}

function factsOf({ size, inSet }: ReviewItem): string[] {
  return [
    size === null || size.width === 0 ? '' : `${size.width} × ${size.height}`,
    size?.type ?? '',
    size === null ? '' : formatBytes(size.bytes),
    inSet?.at == null ? '' : formatCaptureTime(inSet.at),
  ];
}

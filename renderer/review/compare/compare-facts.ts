import { text } from '../../../shared/messages/text.ts';
import type { ReviewItem } from '../../../shared/review.ts';
import { formatBytes, formatCaptureTime } from '../../wording/format.ts';

/** A fact about a photo. `isCommon`: all compared photos have the same. */
export interface ComparedFact {
  readonly words: string;
  readonly isCommon: boolean;
}

/** In sharpness, smaller differences come from what the photo shows. */
const minSharper = 0.05;

/** The facts of each photo, each told apart from those that all have in common. Unknown ones are left out. Pure. */
export function comparedFacts(items: readonly ReviewItem[]): ComparedFact[][] {
  const sharpest = sharpestOf(items);
  const all = items.map((item) => factsOf(item, item === sharpest));
  return all.map((facts) =>
    facts.flatMap((words, at) =>
      words === '' ? [] : [{ words, isCommon: all.every((other) => other[at] === words) }],
    ),
  );
}

/** The photo that is sharper than all others by what can be seen; null where there is none. */
function sharpestOf(items: readonly ReviewItem[]): ReviewItem | null {
  const [first, second] = items
    .filter(({ sharpness }) => sharpness !== undefined)
    .toSorted((one, other) => (other.sharpness ?? 0) - (one.sharpness ?? 0));
  if (first?.sharpness === undefined || second?.sharpness === undefined) return null;
  return first.sharpness - second.sharpness >= minSharper ? first : null;
}

function factsOf({ size, taken, sharpness }: ReviewItem, isSharpest: boolean): string[] {
  return [
    size === null || size.width === 0 ? '' : `${size.width} × ${size.height}`,
    size?.type ?? '',
    size === null ? '' : formatBytes(size.bytes),
    taken?.profile ?? '',
    taken?.at == null ? '' : formatCaptureTime(taken.at),
    sharpness === undefined ? '' : sharpnessWords(sharpness, isSharpest),
  ];
}

function sharpnessWords(sharpness: number, isSharpest: boolean): string {
  return text('review.sharpness', {
    percent: `${Math.round(sharpness * 100)}%`,
    sharpest: isSharpest ? 'yes' : 'no',
  });
}

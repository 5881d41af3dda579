import { text } from '../../../shared/messages/text.ts';
import { maxStars } from '../../../shared/review.ts';
import type { Key } from '../../ui/key.ts';
import { undoKey } from '../../ui/undo-key.ts';
import type { Shortcut } from '../../ui/shortcut.ts';
import { digitOf } from '../review-keys.ts';

export type CompareCommand =
  | { readonly type: 'pane'; readonly by: 1 | -1 }
  | { readonly type: 'stars'; readonly stars: number }
  | { readonly type: 'zoom'; readonly by: 1 | -1 }
  | { readonly type: 'reject' | 'thumbnail' | 'fit' | 'link' | 'next' | 'close' | 'undo' | 'redo' };

const letters: Readonly<Record<string, CompareCommand>> = {
  x: { type: 'reject' },
  delete: { type: 'reject' },
  t: { type: 'thumbnail' },
  l: { type: 'link' },
  n: { type: 'next' },
  ' ': { type: 'fit' },
  escape: { type: 'close' },
  '+': { type: 'zoom', by: 1 },
  '=': { type: 'zoom', by: 1 },
  '-': { type: 'zoom', by: -1 },
  arrowleft: { type: 'pane', by: -1 },
  arrowright: { type: 'pane', by: 1 },
};

/** The command for a key while photos are compared; null when it isn't used there. Pure. */
export function compareCommand(event: Key): CompareCommand | null {
  const undo = undoKey(event);
  if (undo !== null) return { type: undo };
  if (event.ctrlKey || event.metaKey || event.altKey)
    return event.key === 'Enter' && !event.altKey ? { type: 'close' } : null;
  const digit = digitOf(event) ?? (/^\d$/.test(event.key) ? Number(event.key) : null);
  if (digit !== null) return digit <= maxStars ? { type: 'stars', stars: digit } : null;
  return letters[event.key.toLowerCase()] ?? null;
}

export const compareKeys: readonly Shortcut<CompareCommand['type']>[] = [
  ['← →', text('review.compareKeyPanes')],
  ['1 – 5', text('review.compareKeyStars')],
  ['X', text('review.rejectKey'), 'reject'],
  ['T', text('common.makeItTheThumbnail'), 'thumbnail'],
  ['Space', text('review.compareKeySpace'), 'fit'],
  ['+ −', text('review.compareKeyZoom')],
  ['L', text('review.compareKeyLink'), 'link'],
  ['N', text('review.compareKeyNext'), 'next'],
  ['Ctrl Z', text('review.undoKey')],
  ['Esc', text('review.compareDone'), 'close'],
];

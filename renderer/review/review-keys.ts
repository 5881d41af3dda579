import type { Key } from '../ui/key.ts';
import { text } from '../../shared/messages/text.ts';
import type { Shortcut } from '../ui/shortcut.ts';
import { afterKey } from '../ui/list-keys.ts';

export type ReviewCommand =
  | { readonly type: 'go'; readonly to: number; readonly how: 'alone' | 'extend' | 'only-look' }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'candidate'; readonly place: number }
  | {
      readonly type:
        | 'toggle'
        | 'select-section'
        | 'escape'
        | 'enter'
        | 'edit-alt'
        | 'thumbnail'
        | 'leave-out'
        | 'choose-product'
        | 'look'
        | 'move'
        | 'send-as-it-is'
        | 'accept-suggested'
        | 'join-or-camera-jpegs'
        | 'split-set'
        | 'run'
        | 'recipe'
        | 'keys';
    };

const letters: Readonly<Record<string, ReviewCommand>> = {
  t: { type: 'thumbnail' },
  x: { type: 'leave-out' },
  delete: { type: 'leave-out' },
  p: { type: 'choose-product' },
  v: { type: 'look' },
  m: { type: 'move' },
  o: { type: 'send-as-it-is' },
  a: { type: 'accept-suggested' },
  s: { type: 'split-set' },
  j: { type: 'join-or-camera-jpegs' },
  r: { type: 'run' },
  e: { type: 'recipe' },
  '?': { type: 'keys' },
  f2: { type: 'edit-alt' },
  enter: { type: 'enter' },
  escape: { type: 'escape' },
  ' ': { type: 'toggle' },
};

/** The command for a key; null when the list doesn't use it. `fit`: rows per page. */
export function reviewCommand(
  event: Key,
  list: { active: number; total: number; fit: number },
): ReviewCommand | null {
  const command = event.ctrlKey || event.metaKey;
  const { key } = event;
  if (event.altKey) {
    if (key === 'ArrowUp') return { type: 'step', by: -1 };
    return key === 'ArrowDown' ? { type: 'step', by: 1 } : null;
  }
  if (command && key.toLowerCase() === 'a') return { type: 'select-section' };
  if (key !== ' ' && key !== 'Enter') {
    const to = afterKey(key, list);
    if (to !== null)
      return { type: 'go', to, how: event.shiftKey ? 'extend' : command ? 'only-look' : 'alone' };
  }
  if (command) return key === ' ' ? { type: 'toggle' } : null;
  if (/^[1-9]$/.test(key)) return { type: 'candidate', place: Number(key) - 1 };
  return letters[key.toLowerCase()] ?? null;
}

type ReviewPaletteCommand = Exclude<ReviewCommand['type'], 'go' | 'step' | 'candidate'>;

export const reviewKeys: readonly Shortcut<ReviewPaletteCommand>[] = [
  ['↑ ↓ Home End', text('review.goThroughThePhotos')],
  ['Shift ↑ ↓', text('review.selectSeveral')],
  ['Ctrl A', text('review.selectAllOfThisPart')],
  ['Space', text('review.selectOrNot')],
  ['1 2 3', text('review.takeASuggestedProduct')],
  ['A', text('review.takeAllSuggested'), 'accept-suggested'],
  ['S', text('review.splitKey'), 'split-set'],
  ['J', text('review.joinKey'), 'join-or-camera-jpegs'],
  ['R', text('review.runKey'), 'run'],
  ['P', text('review.chooseAProductOrOne'), 'choose-product'],
  ['Enter', text('review.writeTheAltTextTab'), 'edit-alt'],
  ['T', text('common.makeItTheThumbnail'), 'thumbnail'],
  ['X', text('review.leaveOutOrIncludeDoubles'), 'leave-out'],
  ['Alt ↑ ↓', text('review.earlierOrLaterInIts')],
  ['M', text('review.moveAlsoToAnotherProduct'), 'move'],
  ['V', text('review.lookCloserBeforeAndAfter'), 'look'],
  ['O', text('review.sendAsItIsOr'), 'send-as-it-is'],
  ['E', text('recipe.openKey'), 'recipe'],
  ['Tab', text('review.theChoicesOfThisRow')],
  ['Ctrl Enter', text('review.queueWhatIsReady')],
  ['Ctrl Z', text('review.undoKey')],
];

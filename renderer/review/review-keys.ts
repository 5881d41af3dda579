import type { Key } from '../ui/key.ts';
import { text } from '../../shared/messages/text.ts';
import type { Shortcut } from '../ui/shortcut.ts';
import { maxStars } from '../../shared/review.ts';

export type ReviewCommand =
  | { readonly type: 'go'; readonly to: number; readonly how: 'alone' | 'extend' | 'only-look' }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'candidate'; readonly place: number }
  /** 0 takes them back. */
  | { readonly type: 'stars'; readonly stars: number }
  | {
      readonly type:
        | 'toggle'
        | 'select-section'
        | 'escape'
        | 'enter'
        | 'edit-alt'
        | 'thumbnail'
        | 'leave-out'
        | 'reject'
        | 'compare'
        | 'switch-layout'
        | 'choose-product'
        | 'look'
        | 'move'
        | 'send-as-it-is'
        | 'accept-suggested'
        | 'replace-new-versions'
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
  n: { type: 'replace-new-versions' },
  s: { type: 'split-set' },
  j: { type: 'join-or-camera-jpegs' },
  r: { type: 'run' },
  e: { type: 'recipe' },
  c: { type: 'compare' },
  g: { type: 'switch-layout' },
  '?': { type: 'keys' },
  f2: { type: 'edit-alt' },
  enter: { type: 'enter' },
  escape: { type: 'escape' },
  ' ': { type: 'toggle' },
};

/**
 * The digit of the row above the letters, by its place: with Shift, layouts have other signs there, and French ones the
 * digits. Null for other keys, those of the number pad among them.
 */
export function digitOf({ code }: Key): number | null {
  const digit = /^Digit(\d)$/.exec(code ?? '')?.[1];
  return digit === undefined ? null : Number(digit);
}

/** The command for a key; null if the review doesn't use it. `after`: the row a key moves to; null for other keys. */
export function reviewCommand(event: Key, after: (key: string) => number | null): ReviewCommand | null {
  const command = event.ctrlKey || event.metaKey;
  const { key } = event;
  if (event.altKey) {
    if (key === 'ArrowUp' || key === 'ArrowLeft') return { type: 'step', by: -1 };
    return key === 'ArrowDown' || key === 'ArrowRight' ? { type: 'step', by: 1 } : null;
  }
  if (command && key.toLowerCase() === 'a') return { type: 'select-section' };
  if (key !== ' ' && key !== 'Enter') {
    const to = after(key);
    if (to !== null)
      return { type: 'go', to, how: event.shiftKey ? 'extend' : command ? 'only-look' : 'alone' };
  }
  if (command) return key === ' ' ? { type: 'toggle' } : null;
  const digit = digitOf(event);
  if (event.shiftKey && digit !== null) return digit <= maxStars ? { type: 'stars', stars: digit } : null;
  if (event.shiftKey && key.toLowerCase() === 'x') return { type: 'reject' };
  if (digit !== null) return digit === 0 ? null : { type: 'candidate', place: digit - 1 };
  if (/^[1-9]$/.test(key)) return { type: 'candidate', place: Number(key) - 1 };
  return letters[key.toLowerCase()] ?? null;
}

type ReviewPaletteCommand = Exclude<ReviewCommand['type'], 'go' | 'step' | 'candidate' | 'stars'>;

export const reviewKeys: readonly Shortcut<ReviewPaletteCommand>[] = [
  ['↑ ↓ Home End', text('review.goThroughThePhotos')],
  ['Shift ↑ ↓', text('review.selectSeveral')],
  ['Ctrl A', text('review.selectAllOfThisPart')],
  ['Space', text('review.selectOrNot')],
  ['1 2 3', text('review.takeASuggestedProduct')],
  ['A', text('review.takeAllSuggested'), 'accept-suggested'],
  ['N', text('review.replaceNewVersionsKey'), 'replace-new-versions'],
  ['S', text('review.splitKey'), 'split-set'],
  ['J', text('review.joinKey'), 'join-or-camera-jpegs'],
  ['R', text('review.runKey'), 'run'],
  ['P', text('review.chooseAProductOrOne'), 'choose-product'],
  ['Enter', text('review.writeTheAltTextTab'), 'edit-alt', text('gallery.editAltText')],
  ['T', text('common.makeItTheThumbnail'), 'thumbnail'],
  ['X', text('review.leaveOutOrIncludeDoubles'), 'leave-out'],
  ['Shift X', text('review.rejectKey'), 'reject'],
  ['Shift 1 – 5', text('review.starsKey')],
  ['Shift 0', text('review.noStarsKey')],
  ['C', text('review.compareKey'), 'compare'],
  ['G', text('review.layoutKey'), 'switch-layout'],
  ['Alt ↑ ↓', text('review.earlierOrLaterInIts')],
  ['M', text('review.moveAlsoToAnotherProduct'), 'move', text('gallery.moveLabel')],
  ['V', text('review.lookCloserBeforeAndAfter'), 'look'],
  ['O', text('review.sendAsItIsOr'), 'send-as-it-is'],
  ['E', text('recipe.openKey'), 'recipe'],
  ['Tab', text('review.theChoicesOfThisRow')],
  ['Ctrl Enter', text('review.queueWhatIsReady')],
  ['Ctrl Z', text('review.undoKey')],
  ['Esc', text('review.escKey')],
];

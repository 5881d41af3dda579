import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Step } from '../util/undo-stack.ts';
import type { Item, ReviewOptions } from './item.ts';
import { leftTheReview } from './review-messages.ts';

/** What the user decides on a photo. */
type Decision = Pick<
  Item,
  | 'match'
  | 'target'
  | 'place'
  | 'included'
  | 'asThumbnail'
  | 'replaces'
  | 'alt'
  | 'destination'
  | 'sendAs'
  | 'recipe'
  | 'variantRecipe'
>;

interface DecidedBatch {
  item(id: number): Item | undefined;
  readonly options: ReviewOptions;
  restore(items: readonly Item[], options: ReviewOptions): void;
}

/** Undoes a decision for the photos that are still under review, and leaves later facts about them alone. */
export function decisionStep(
  batch: DecidedBatch,
  words: string,
  changed: readonly { before: Item; after: Item }[],
  options: { before: ReviewOptions; after: ReviewOptions },
): Step {
  const go = (to: 'before' | 'after'): Outcome<null> => {
    const items = changed.flatMap((one): Item[] => {
      const now = batch.item(one.after.id);
      return now === undefined || now.accepted ? [] : [{ ...now, ...decisionOf(one[to]) }];
    });
    if (changed.length > 0 && items.length === 0) return no(leftTheReview);
    batch.restore(items, options.before === options.after ? batch.options : options[to]);
    return ok(null);
  };
  return { words, undo: () => go('before'), redo: () => go('after') };
}

function decisionOf(item: Item): Decision {
  const { match, target, place, included, asThumbnail, replaces, alt, destination, sendAs } = item;
  const { recipe, variantRecipe } = item;
  return {
    match,
    target,
    place,
    included,
    asThumbnail,
    replaces,
    alt,
    destination,
    sendAs,
    recipe,
    variantRecipe,
  };
}

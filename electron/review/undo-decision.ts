import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Step } from '../util/undo-stack.ts';
import type { Item, ReviewOptions } from './item.ts';
import { leftTheReview } from './review-messages.ts';

/** What the user decides on a photo. */
type Decision = Pick<
  Item,
  | 'match'
  | 'target'
  | 'set'
  | 'place'
  | 'included'
  | 'stars'
  | 'rejected'
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
  sharing(item: Item): Item[];
  readonly options: ReviewOptions;
  restore(
    items: readonly Item[],
    options: ReviewOptions,
    copies: { add: readonly Item[]; remove: readonly Item[] },
  ): void;
}

/** An item before and after a decision; null where it did not exist. */
export interface DecidedItem {
  before: Item | null;
  after: Item | null;
}

/** Undoes a decision for the photos that are still under review, and leaves later facts about them alone. */
export function decisionStep(
  batch: DecidedBatch,
  words: string,
  changed: readonly DecidedItem[],
  options: { before: ReviewOptions; after: ReviewOptions },
): Step {
  /** Copies that undo removed. Others that are gone were queued since, and must not come back. */
  const undone = new Set<number>();
  const go = (to: 'before' | 'after'): Outcome<null> => {
    const [items, add, remove]: [Item[], Item[], Item[]] = [[], [], []];
    for (const { before, after } of changed) {
      const wanted = to === 'before' ? before : after;
      const now = batch.item((wanted ?? before ?? after)?.id ?? 0);
      if (now?.accepted === true) continue;
      if (wanted === null && now) {
        undone.add(now.id);
        remove.push(now);
      } else if (wanted && now) items.push(decided(now, wanted));
      else if (wanted && (to === 'before' ? after === null : undone.has(wanted.id))) {
        // What is known of its file is what the photo's other items know.
        const [other] = batch.sharing(wanted);
        const { id, copyOf, label, codes } = wanted;
        if (other) add.push({ ...other, id, copyOf, label, codes, accepted: false, ...decisionOf(wanted) });
      }
    }
    if (changed.length > 0 && items.length + add.length + remove.length === 0) return no(leftTheReview);
    batch.restore(items, options.before === options.after ? batch.options : options[to], { add, remove });
    return ok(null);
  };
  return { words, undo: () => go('before'), redo: () => go('after') };
}

/** A copy that could not be made is tried again where another one is wanted. */
function decided(now: Item, wanted: Item): Item {
  const item = { ...now, ...decisionOf(wanted) };
  const isSameCopy =
    now.recipe === item.recipe &&
    now.variantRecipe === item.variantRecipe &&
    now.sendAs === item.sendAs &&
    now.destination === item.destination;
  return isSameCopy ? item : { ...item, preparingFailed: null };
}

function decisionOf(item: Item): Decision {
  const { match, target, set, place, included, asThumbnail, replaces, alt, destination, sendAs } = item;
  const { recipe, variantRecipe, stars, rejected } = item;
  return {
    match,
    target,
    set,
    place,
    included,
    stars,
    rejected,
    asThumbnail,
    replaces,
    alt,
    destination,
    sendAs,
    recipe,
    variantRecipe,
  };
}

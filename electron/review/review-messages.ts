import { limits } from '../../shared/limits.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

export function galleryFullFor(room: number): Reason {
  return reason('no-room', { room: Math.max(0, room), most: limits.imagesPerProduct });
}

export const unknownBatch: Reason = reason('unknown-batch');

export const linkAdded: Reason = reason('link-added');

export const unknownItem: Reason = reason('unknown-photo');

/** Its file is not read yet, or the user went on to another recipe. */
export const notDrawnYet: Reason = reason('not-drawn');

/** `saved`: the recipes that the store has. */
export function unknownRecipe(name: string, saved: readonly { name: string }[]): Reason {
  return reason('unknown-recipe', {
    name,
    count: saved.length,
    saved: saved.map((one) => one.name).join(', '),
  });
}

export const stillReading: Reason = reason('still-reading');

/** For a file that is missing when reading is resumed. */
export const interruptedReading: Reason = reason('not-read');

export const couldNotQueue: Reason = reason('could-not-queue');

/** The photos of a decision were queued since. */
export const leftTheReview: Reason = reason('left-the-review');

export const unknownProduct: Reason = reason('unknown-product');

export const alreadyThere: Reason = reason('already-there');

export const twiceInBatch: Reason = reason('twice-in-batch');

/** For a list whose photos are not in the batch. */
export const listOfNone: Reason = reason('list-of-none');

/** For a list that was dropped among the photos. */
export function readAsList(photos: number): Reason {
  return reason('read-as-list', { photos });
}

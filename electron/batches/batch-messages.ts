import { alreadyThere } from '../review/review-messages.ts';
import type { Shortage } from '../intake/intake.ts';
import { limits } from '../../shared/limits.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

export const alreadyQueued: Reason = reason('already-queued');

/** The same photo by another recipe, or without one. */
export const alreadyThereOtherwise: Reason = reason('already-there-otherwise');

export const galleryFull: Reason = reason('gallery-full', { most: limits.imagesPerProduct });

export const notQueued: Reason = reason('not-queued');

/** For a batch for one product that can't be resumed: its files are gone, or a command gave them. */
export function interrupted(queued: number): Reason {
  return reason('batch-interrupted', { queued });
}

/** Said in megabytes, as the files of a batch add up. */
export function tooLittleRoom({ neededBytes, freeBytes }: Shortage): Reason {
  return reason('too-little-room', { needed: megabytes(neededBytes), free: megabytes(freeBytes) });
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}

export const stillTakingIn: Reason = reason('store-takes-in');

/** Refusals after which the user still has what they wanted. */
export const satisfiedCodes: ReadonlySet<string> = new Set([
  alreadyThere.code,
  alreadyQueued.code,
  'address-twice',
  'address-there',
  'raw-beside-jpeg',
  'read-as-list',
]);

export function stillUnderReview(photos: number): Reason {
  return reason('store-has-review', { photos });
}

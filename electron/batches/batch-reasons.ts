import { alreadyThere } from '../review/review-reasons.ts';
import { limits } from '../../shared/limits.ts';
import type { Reason } from '../../shared/outcome.ts';

export const alreadyQueued: Reason = {
  code: 'already-queued',
  sentence: 'This photo is already on its way to this gallery.',
};

export const galleryFull: Reason = {
  code: 'gallery-full',
  sentence: `This gallery would have more than ${limits.imagesPerProduct} images, the most BigCommerce allows for a product.`,
  next: 'Remove images you don’t need, then add this one again.',
};

export const notQueued: Reason = {
  code: 'not-queued',
  sentence: 'Not everything in this batch could be queued: Packshot could not write to its data folder.',
  next: 'Check that the disk has room, then drop the folder again; what is queued is recognised and skipped.',
};

/** For a batch for one product that can't be resumed: its files are gone, or a command gave them. */
export function interrupted(queued: number): Reason {
  return {
    code: 'batch-interrupted',
    sentence: `Packshot was closed while it took these files in; ${queued} had been queued.`,
    next: 'Drop the files again: those already queued or in the gallery are recognised and skipped.',
  };
}

export const questionGone: Reason = {
  code: 'question-gone',
  sentence: 'This question is answered already.',
};

export const stillTakingIn: Reason = {
  code: 'store-takes-in',
  sentence: 'Photos are still being taken in for this store.',
  next: 'Let them finish first, or disconnect and discard them.',
};

/** Refusals after which the user still has what they wanted. */
export const satisfiedCodes: ReadonlySet<string> = new Set([
  alreadyThere.code,
  alreadyQueued.code,
  'address-twice',
  'address-there',
]);

export function stillUnderReview(photos: number): Reason {
  return {
    code: 'store-has-review',
    sentence: `${photos === 1 ? 'One photo is' : `${photos} photos are`} still under review for this store.`,
    next: 'Queue or discard them first.',
  };
}

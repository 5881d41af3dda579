import { limits } from '../../shared/limits.ts';
import type { Reason } from '../../shared/outcome.ts';

export function galleryFullFor(room: number): Reason {
  return {
    code: 'gallery-full',
    sentence:
      room <= 0
        ? `This gallery has ${limits.imagesPerProduct} images, the most BigCommerce allows for a product.`
        : `This gallery can take ${room} more: BigCommerce allows ${limits.imagesPerProduct} images for a product.`,
    next: 'Leave some out, or remove images you don’t need.',
  };
}

export const unknownBatch: Reason = {
  code: 'unknown-batch',
  sentence: 'This batch is not there any more.',
  next: 'Drop the photos again.',
};

export const unknownItem: Reason = {
  code: 'unknown-photo',
  sentence: 'This photo is not in the batch any more.',
};

export const stillReading: Reason = {
  code: 'still-reading',
  sentence: 'The files of this batch are still being read.',
  next: 'Wait until they are, then press the button again.',
};

/** For a file that is missing when reading is resumed. */
export const interruptedReading: Reason = {
  code: 'not-read',
  sentence: 'Packshot was closed before it had read this file, and it is not there any more.',
  next: 'Drop it again.',
};

export const couldNotQueue: Reason = {
  code: 'could-not-queue',
  sentence: 'The photos could not be written into the queue. They are still under review.',
  next: 'Check that the disk has room, then press the button again.',
};

export const unknownProduct: Reason = {
  code: 'unknown-product',
  sentence: 'This product is not in the store any more.',
  next: 'Refresh the product list.',
};

export const alreadyThere: Reason = {
  code: 'already-there',
  sentence: 'This photo is already in this gallery.',
};

export const twiceInBatch: Reason = {
  code: 'twice-in-batch',
  sentence: 'This photo was twice in what you dropped, for the same product.',
};

/** For a list that was dropped among the photos. */
export function readAsList(photos: number): Reason {
  return {
    code: 'read-as-list',
    sentence: `This list was read: it says where ${photos === 1 ? 'one photo goes' : `${photos} photos go`}.`,
  };
}

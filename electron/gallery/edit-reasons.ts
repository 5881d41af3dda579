import type { Reason } from '../../shared/outcome.ts';

export const tileGone: Reason = {
  code: 'tile-gone',
  sentence: 'This image is not in the gallery any more.',
};

export const goneAlready: Reason = {
  code: 'gone-already',
  sentence: 'The store has removed it by now.',
  next: 'Add the photo again.',
};

export const nothingToCopy: Reason = {
  code: 'nothing-to-copy',
  sentence: 'None of these is in the store yet, so there is nothing to copy.',
  next: 'Wait until they have arrived.',
};

export function changedSince(others: number): Reason {
  return {
    code: 'changed-since',
    sentence:
      others === 0
        ? 'This alt text is not the one you wrote any more, so it stays as it is.'
        : 'Some of these alt texts are not those you wrote any more, so they stay as they are.',
  };
}

export const chosenSince: Reason = {
  code: 'chosen-since',
  sentence: 'Another image was made the thumbnail since, so it stays.',
};

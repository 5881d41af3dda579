/** Why an edit of a gallery failed, and how others' changes affected it. */
export const galleryReasons = {
  'tile-gone': { sentence: 'This image is not in the gallery any more.' },
  'gone-already': {
    sentence: 'The store has removed it by now.',
    next: 'Add the photo again.',
  },
  'nothing-to-copy': {
    sentence: 'None of these is in the store yet, so there is nothing to copy.',
    next: 'Wait until they have arrived.',
  },
  'changed-since': {
    sentence:
      '{texts, select, one {This alt text is not the one you wrote any more, so it stays as it is.} other {Some of these alt texts are not those you wrote any more, so they stay as they are.}}',
  },
  'removed-meanwhile': {
    sentence:
      '{count, plural, one {# image was} other {# images were}} already removed from the store again, so undo can’t keep them.',
    next: 'Add the photos again to have them back.',
  },
  'chosen-since': { sentence: 'Another image was made the thumbnail since, so it stays.' },
  'not-an-image': {
    sentence: 'Only an image that is in the store can be replaced.',
    next: 'Wait until it has arrived, or cancel it and add the other photo.',
  },
  'changed-by-others': {
    sentence: '{named, select, yes {{product}: {what}} other {Product {id}: {what}}}',
  },
} as const;

/** Why an edit of a gallery failed, and how others' changes affected it. */
export const galleryReasons = {
  'tile-gone': { sentence: 'This image is no longer in the gallery.', next: 'Refresh the gallery.' },
  'gone-already': { sentence: 'The store has already removed this image.', next: 'Add the photo again.' },
  'nothing-to-copy': {
    sentence: 'None of these images is in the store yet, so there is nothing to copy.',
    next: 'Wait until they are in the store.',
  },
  'changed-since': {
    sentence:
      '{texts, select, one {This alt text was changed since, so it was not undone.} other {Some of these alt texts were changed since, so they were not undone.}}',
    next: 'Edit the alt text instead.',
  },
  'chosen-since': {
    sentence: 'Another image was set as thumbnail since, so this was not undone.',
    next: 'Set the thumbnail you want.',
  },
  'removed-meanwhile': {
    sentence: '{count, plural, one {# image was} other {# images were}} already removed from the store.',
    next: 'Add the photos again to restore them.',
  },
  'not-an-image': {
    sentence: 'Only an image that is in the store can be replaced.',
    next: 'Wait until it is in the store, or cancel it and add the other photo.',
  },
  'alts-changed-meanwhile': {
    sentence:
      '{count, plural, one {# alt text was changed in the store meanwhile, so yours was not saved.} other {# alt texts were changed in the store meanwhile, so yours were not saved.}}',
    next: 'Check the rows marked “Changed in store”, then save again.',
  },
  'alt-list-unreadable': {
    sentence: 'This file could not be read as CSV: a quotation mark is never closed.',
    next: 'Export the alt texts again, or save the table as CSV in your spreadsheet.',
  },
  'alt-list-columns': {
    sentence: 'This file lacks the columns {product}, {image} or {alt}.',
    next: 'Export the alt texts first, write into that file, and import it.',
  },
  'alt-list-too-long': {
    sentence: 'This file has more than {rows, number} rows.',
    next: 'Divide it into several files.',
  },
  'alt-list-not-saved': {
    sentence: 'The alt texts could not be saved there.',
    next: 'Choose another folder, or close the file in the other program.',
  },
  'changed-by-others': {
    sentence: '{named, select, yes {{product}: {what}} other {Product {id}: {what}}}',
  },
} as const;

/** Why photos of a batch, or addresses of pictures, are not queued. */
export const reviewReasons = {
  'no-room': {
    sentence:
      '{room, plural, =0 {This gallery has {most} images, the maximum for a product in BigCommerce.} other {This gallery has room for # more. BigCommerce allows {most} images per product.}}',
    next: 'Exclude some photos, or remove images you don’t need.',
    nextInCommand: 'Give fewer photos, or remove images you don’t need.',
  },
  'gallery-full': {
    sentence: 'This gallery is full. BigCommerce allows {most} images per product.',
    next: 'Remove images you don’t need, then add this photo again.',
  },
  'unknown-batch': { sentence: 'This batch no longer exists.', next: 'Add the photos again.' },
  'unknown-photo': { sentence: 'This photo is no longer in the batch.', next: 'Add it again.' },
  'not-drawn': {
    sentence: 'There is no preview of this photo yet.',
    next: 'Wait until it is read, or choose another photo.',
  },
  'unknown-recipe': {
    sentence: 'This store has no recipe “{name}”.',
    next: '{count, plural, =0 {Save one on the recipe screen of a review.} other {Its recipes: {saved}.}}',
    nextInCommand: '{count, plural, =0 {Save one in the app first.} other {Its recipes: {saved}.}}',
  },
  'already-there-otherwise': {
    sentence: 'This photo is already in this gallery, prepared in another way.',
    next: 'To replace it, drop it on “Match by file name” and choose “Replace” in the review.',
    nextInCommand: 'To replace it, give --match and --replace.',
  },
  'still-reading': {
    sentence: 'Packshot is still reading the files of this batch.',
    next: 'Wait until it is done, then try again.',
  },
  'not-read': {
    sentence: 'Packshot was closed before it read this file, and the file is now missing.',
    next: 'Add it again.',
  },
  'could-not-queue': {
    sentence: 'The photos could not be queued. They are still in the review.',
    next: 'Free up disk space, then try again.',
  },
  'unknown-product': {
    sentence: 'This product is no longer in the store.',
    next: 'Choose another product.',
    nextInCommand: 'Check the product ID.',
  },
  'already-there': { sentence: 'This photo is already in this gallery.' },
  'already-queued': { sentence: 'This photo is already queued for this gallery.' },
  'twice-in-batch': {
    sentence: 'This photo is a duplicate of another photo in the batch, for the same product.',
  },
  'read-as-list': {
    sentence:
      '{photos, plural, one {This list was read. It has # photo.} other {This list was read. It has # photos.}}',
  },
  'list-of-none': {
    sentence: 'This list was read. It names none of the photos in this batch.',
    next: 'Add the list and its photos together.',
  },
  'not-queued': {
    sentence: 'Some photos could not be queued, because Packshot could not write to its data folder.',
    next: 'Free up disk space, then add the folder again. Photos already queued are recognised and skipped.',
  },
  'batch-interrupted': {
    sentence: 'Packshot was closed while it was adding these files. {queued} had been queued.',
    next: 'Add the files again. Photos already queued or in the gallery are recognised and skipped.',
  },
  'question-gone': { sentence: 'This question was already answered.' },
  unusable: { sentence: 'This file can’t be uploaded.', next: 'Add another file.' },
  'unknown-folder': {
    sentence: 'This folder is no longer watched.',
    next: 'Add it again under Settings, Hot folders.',
  },
  'left-the-review': {
    sentence: 'These photos were queued meanwhile, so this decision can’t be undone.',
    next: 'Undo adding them instead.',
  },
  'address-there': {
    sentence: 'The image at this address is already in this gallery.',
    next: 'To download it again, remove the image from the gallery first.',
  },
  'address-twice': { sentence: 'This image is already queued for this gallery.' },
  'not-an-address': {
    sentence: '“{address}” is not a web address.',
    next: 'Enter an address that starts with https:// or http://.',
  },
  'address-with-password': {
    sentence: 'The address contains a user name or password, which the store would see.',
    next: 'Use an address that anyone can open, or download the image and add the file.',
  },
  'address-too-long': {
    sentence: 'The address has {length} characters. BigCommerce accepts up to {most}.',
    next: 'Use a shorter address, or download the image and add the file.',
  },
  'too-many-addresses': {
    sentence: 'You can add up to {most, number} images at a time.',
    next: 'Add the rest afterwards.',
  },
  'unknown-placeholder': { sentence: 'There is no placeholder {placeholder}.', next: 'Use {known}.' },
  'stray-brace': {
    sentence: 'A brace in this template has no partner.',
    next: 'Write placeholders like {example}.',
  },
} as const;

/** Why photos of a batch, or addresses of pictures, are not queued. */
export const reviewReasons = {
  'no-room': {
    sentence:
      '{room, plural, =0 {This gallery has {most} images, the most BigCommerce allows for a product.} other {This gallery can take # more: BigCommerce allows {most} images for a product.}}',
    next: 'Leave some out, or remove images you don’t need.',
  },
  'gallery-full': {
    sentence: 'This gallery would have more than {most} images, the most BigCommerce allows for a product.',
    next: 'Remove images you don’t need, then add this one again.',
  },
  'unknown-batch': {
    sentence: 'This batch is not there any more.',
    next: 'Drop the photos again.',
  },
  'unknown-photo': { sentence: 'This photo is not in the batch any more.' },
  'still-reading': {
    sentence: 'The files of this batch are still being read.',
    next: 'Wait until they are, then press the button again.',
  },
  'not-read': {
    sentence: 'Packshot was closed before it had read this file, and it is not there any more.',
    next: 'Drop it again.',
  },
  'could-not-queue': {
    sentence: 'The photos could not be written into the queue. They are still under review.',
    next: 'Check that the disk has room, then press the button again.',
  },
  'unknown-product': {
    sentence: 'This product is not in the store any more.',
    next: 'Refresh the product list.',
  },
  'already-there': { sentence: 'This photo is already in this gallery.' },
  'already-queued': { sentence: 'This photo is already on its way to this gallery.' },
  'twice-in-batch': { sentence: 'This photo was twice in what you dropped, for the same product.' },
  'read-as-list': {
    sentence:
      '{photos, plural, one {This list was read: it says where one photo goes.} other {This list was read: it says where # photos go.}}',
  },
  'not-queued': {
    sentence: 'Not everything in this batch could be queued: Packshot could not write to its data folder.',
    next: 'Check that the disk has room, then drop the folder again; what is queued is recognised and skipped.',
  },
  'batch-interrupted': {
    sentence: 'Packshot was closed while it took these files in; {queued} had been queued.',
    next: 'Drop the files again: those already queued or in the gallery are recognised and skipped.',
  },
  'left-the-review': { sentence: 'These photos were queued since, so the decision stays.' },
  unusable: { sentence: 'This file can’t be used.' },
  'unknown-folder': { sentence: 'This folder is not watched any more.' },
  'address-there': {
    sentence: 'The picture at this address is in this gallery already.',
    next: 'To have the store fetch it anew, delete the image that is there.',
  },
  'address-twice': { sentence: 'This picture is already on its way to this gallery.' },
  'not-an-address': {
    sentence: '“{address}” is not a web address.',
    next: 'A picture’s address starts with https:// or http://.',
  },
  'address-with-password': {
    sentence: 'The address contains a user name or password, which the store would see.',
    next: 'Use an address that anyone may open, or download the picture and drop the file.',
  },
  'address-too-long': {
    sentence: 'The address has {length} characters; a store takes at most {most}.',
    next: 'Use a shorter address, or download the picture and drop the file.',
  },
  'too-many-addresses': {
    sentence: 'Up to {most, number} pictures can be added at a time.',
    next: 'Add the others afterwards.',
  },
  'unknown-placeholder': {
    sentence: 'There is no {placeholder}.',
    next: 'Use {known}.',
  },
  'stray-brace': {
    sentence: 'A brace in this template has no partner.',
    next: 'Write placeholders like {example}.',
  },
} as const;

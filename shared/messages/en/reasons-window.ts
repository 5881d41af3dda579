/** Why the window could not do what was requested. */
export const windowReasons = {
  'picture-not-had': {
    sentence: 'The image could not be downloaded from the store.',
    next: 'Try again when the store can be reached.',
  },
  'drag-too-large': {
    sentence: 'These images are more than 512 MB together.',
    next: 'Drag fewer of them.',
  },
  'drag-not-ready': {
    sentence: 'The image was not dragged, because it was still loading.',
    next: 'Drag it again.',
  },
  'own-image-dropped': {
    sentence: 'This image was dragged out of Packshot, so it was not added again.',
    next: 'To copy it to another product, drag it onto the product in the list, or press C.',
  },
  'picture-not-saved': {
    sentence: 'The image could not be saved there.',
    next: 'Choose another folder, or free up disk space.',
  },
  'settings-not-saved': {
    sentence: 'The settings could not be saved there.',
    next: 'Choose another folder, or free up disk space.',
  },
  'settings-file-foreign': {
    sentence: 'This file holds no settings of Packshot.',
    next: 'Choose a file that Packshot exported.',
  },
  'labels-none': {
    sentence: 'None of these products has a SKU, so there is nothing to print.',
    next: 'Add SKUs in BigCommerce, refresh the products, then print again.',
  },
  'labels-not-saved': {
    sentence: 'The labels could not be saved there.',
    next: 'Choose another folder, or close the file in the other program.',
  },
  'no-window': { sentence: 'Packshot’s window is closed.', next: 'Open Packshot again.' },
  'crashed-before': {
    sentence: 'Packshot closed unexpectedly the last time. Nothing queued was lost.',
    next: 'If it happens again, report it from the help menu. What was recorded is kept in {folder} and sent to nobody.',
  },
  'recent-folder-gone': {
    sentence: 'The folder “{name}” can’t be found.',
    next: 'Connect its drive, or add the folder from where it is now.',
  },
  'recent-folder-unknown': {
    sentence: 'This folder is no longer in the list.',
    next: 'Add the folder again.',
  },
  'no-store-for-files': {
    sentence: '{count, plural, one {1 file was} other {# files were}} opened, but no store is connected.',
    next: 'Connect a store, then open them again.',
  },
  'link-not-understood': {
    sentence: 'Packshot doesn’t understand this link.',
    next: 'Copy the link again, or search for the product.',
  },
  'link-other-store': {
    sentence: 'This link is for the store {hash}, which isn’t connected on this computer.',
    next: 'Connect that store, then open the link again.',
  },
  'link-no-product': {
    sentence: 'The product of this link isn’t in {store}.',
    next: 'Refresh the products, then open the link again.',
  },
  'no-store-to-open': { sentence: 'There is no store to open yet.', next: 'Connect a store first.' },
  'no-product-page': {
    sentence: 'This product has no page to open.',
    next: 'Refresh products, then try again.',
  },
  'nothing-to-copy': {
    sentence: 'This product has nothing to copy here.',
    next: 'Refresh products, then try again.',
  },
  'no-browser': {
    sentence: 'Packshot could not open your web browser.',
    next: 'Open this page yourself: {address}',
  },
  'foreign-sender': {
    sentence: 'Packshot accepts requests from its own window only.',
    next: 'Restart Packshot.',
  },
  'bad-request': {
    sentence: 'Packshot’s window sent a request that Packshot did not understand, so nothing was done.',
    next: 'Restart Packshot. If it happens again, report it.',
  },
  internal: {
    sentence: 'Something went wrong in Packshot. Queued photos are kept.',
    next: 'Try again. If it happens again, report it with the log from the data folder.',
  },
  'main-silent': {
    sentence: 'Packshot could not do that.',
    next: 'Try again. If it happens again, restart Packshot. Queued photos are kept.',
  },
  'file-unreadable': {
    sentence: 'A file could not be read.',
    next: 'Save it to disk and add it from there.',
  },
} as const;

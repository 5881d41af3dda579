/** Why the window could not do what was requested. */
export const windowReasons = {
  'picture-not-had': {
    sentence: 'The store’s picture could not be had.',
    next: 'Try again when the store can be reached.',
  },
  'picture-not-saved': {
    sentence: 'The picture could not be saved there.',
    next: 'Choose another folder, or make room on the disk.',
  },
  'no-window': { sentence: 'Packshot’s window is closed.' },
  'no-store-to-open': {
    sentence: 'There is no store to open yet.',
    next: 'Connect a store first.',
  },
  'no-browser': {
    sentence: 'Packshot could not open your web browser.',
    next: 'The page is {address}.',
  },
  'foreign-sender': { sentence: 'Packshot takes requests from its own window only.' },
  'bad-request': {
    sentence: 'Packshot’s window sent a request that Packshot could not understand, so nothing was done.',
    next: 'Close and open Packshot again. If it comes back, please report it.',
  },
  internal: {
    sentence: 'Something went wrong inside Packshot. Nothing that was queued is lost.',
    next: 'Try again. If it comes back, please report it with the log from the data folder.',
  },
  'main-silent': {
    sentence: 'Packshot could not do that.',
    next: 'Try again. If it happens again, restart Packshot: nothing that waits is lost.',
  },
  'file-unreadable': {
    sentence: 'A file that was given to Packshot could not be read.',
    next: 'Save it to disk and add it from there.',
  },
} as const;

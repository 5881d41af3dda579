/** Why an entry waits, failed or was cancelled. */
export const outboxReasons = {
  'not-known': {
    sentence: 'It is not known whether the store took this photo.',
    next: 'Packshot looks for it before it sends it again.',
  },
  'gave-up': {
    sentence:
      '{tries, plural, one {The store did not take this photo in # try.} other {The store did not take this photo in # tries.}}',
    next: 'Try again later; if it stays so, look at the store’s status page.',
  },
  'no-network': {
    sentence: 'This computer says that it has no network.',
    next: 'Check the connection; what waits goes on by itself.',
  },
  'not-in-order': {
    sentence: 'The store keeps changing the order of these images.',
    next: 'Packshot tries again; if someone else is arranging them too, agree on who does.',
  },
  'image-gone': {
    sentence: 'This image is not in the store any more, so nothing was changed.',
    next: 'Dismiss this.',
  },
  'alt-changed-meanwhile': {
    sentence:
      '{now, select, removed {Someone else removed this image’s alt text meanwhile; yours was not written.} other {Someone else changed this image’s alt text to “{alt}” meanwhile; yours was not written.}}',
    next: 'Retry to write yours, or dismiss this to keep theirs.',
  },
  'not-all-arrived': {
    sentence: 'Nothing was removed: not all photos that were to take the place of these images have arrived.',
    next: 'Retry the photos that failed, then this.',
  },
  'not-repeated': {
    sentence: 'Packshot had to open an older copy of its queue, and does not know whether this was done.',
    next: 'Look at the gallery, and try again if it is still wanted.',
  },
} as const;

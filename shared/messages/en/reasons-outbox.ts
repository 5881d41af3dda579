/** Why an entry waits, failed or was cancelled. */
export const outboxReasons = {
  'not-known': {
    sentence: 'Packshot does not know yet whether this photo arrived.',
    next: 'Packshot checks the store before it sends the photo again.',
  },
  'gave-up': {
    sentence:
      '{tries, plural, one {The store did not accept this photo after # try.} other {The store did not accept this photo after # tries.}}',
    next: 'Try again later. If it keeps failing, check BigCommerce’s status page.',
  },
  'no-network': {
    sentence: 'This computer is not connected to a network.',
    next: 'Check the connection. Packshot continues automatically.',
  },
  'not-in-order': {
    sentence: 'The order of these images keeps changing in the store.',
    next: 'Packshot will try again. If someone else is sorting them too, agree on who does it.',
  },
  'image-gone': {
    sentence: 'This image is no longer in the store, so nothing was changed.',
    next: 'Dismiss this entry.',
    nextInCommand: 'Nothing needs to be done.',
  },
  'alt-changed-meanwhile': {
    sentence:
      '{now, select, removed {Someone else removed this alt text, so yours was not saved.} other {Someone else changed this alt text to “{alt}”, so yours was not saved.}}',
    next: 'Retry to save yours, or dismiss this entry to keep theirs.',
    nextInCommand: 'Open the app to save yours or keep theirs.',
  },
  'not-all-arrived': {
    sentence: 'Nothing was removed, because some of the replacement photos failed.',
    next: 'Retry the failed photos, then retry this.',
    nextInCommand: 'Open the app to send the failed photos again, then this.',
  },
  'still-checked': {
    sentence:
      '{count, plural, one {An entry stays} other {# entries stay}} in the list, because Packshot still checks the product’s images.',
    next: 'Dismiss what is done again in a few minutes.',
  },
  'not-repeated': {
    sentence: 'Packshot opened an older backup of its queue and does not know whether this was done.',
    next: 'Check the gallery, and retry if it is still needed.',
    nextInCommand: 'Open the app to check the gallery and to do it again if needed.',
  },
} as const;

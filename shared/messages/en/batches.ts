export const batchesTexts = {
  'batches.looking': 'Looking for photos',
  'batches.lookedAt': 'Checked {inspected, number} of {found, plural, one {# file} other {# files}}',
  'batches.asking': '{count, plural, one {# photo needs} other {# photos need}} your answer',
  'batches.waiting':
    '{waitingFor, select, drive {Waiting for the drive} cloud {Waiting for a file to download from the cloud} program {Waiting for another program to close a file} other {Waiting for a file to be complete}}',
  'batches.staging': 'Getting {count, plural, one {# photo} other {# photos}} ready',
  'batches.toReview': 'Photos to review',
  'batches.reviewAndCancelled': '{review}; {cancelled}',
  'batches.ignored': '{count, plural, one {# system file} other {# system files}} skipped',
  'batches.ignoredDetail':
    'Hidden files such as .DS_Store and Thumbs.db, and files that other programs keep next to photos.',
  'batches.ready': '{count, number} ready',
  'batches.choose': '{count, plural, one {# photo needs a product} other {# photos need a product}}',
  'batches.unusable': '{count, number} skipped',
  'batches.skipped': '{count, number} excluded',
  'batches.countToReview': '{count, plural, one {# photo} other {# photos}} to review',
  'batches.countToReviewParts': '{count, plural, one {# photo} other {# photos}} to review: {parts}',
  'batches.cancelled':
    '{cancelled, plural, one {# photo cancelled} other {# photos cancelled}}{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.queuedFromWeb': '{count, plural, one {# image} other {# images}} from the web queued',
  'batches.nothingFound': 'No photos found',
  'batches.allUnusable': '{count, plural, one {# file} other {# files}} skipped',
  'batches.queued':
    '{queued, plural, one {# photo} other {# photos}} queued{refused, plural, =0 {} other {, # skipped}}',
  'batches.inTheStore': '{arrived, number} of {queued, plural, one {# photo} other {# photos}} in the store',
  'batches.failed': '{failed, number} failed',
  'batches.photosCancelled': '{cancelled, number} cancelled',
  'batches.listsRead': '{count, plural, one {# list read} other {# lists read}}',
  'batches.arrived': '{count, plural, one {# photo is} other {# photos are}} in the store',
  'batches.arrivedForProduct':
    '{count, plural, one {# photo for {product} is} other {# photos for {product} are}} in the store',
  'batches.noneCancelled':
    'Cancelled{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.forProduct': '{sentence} for {product}',
} as const;

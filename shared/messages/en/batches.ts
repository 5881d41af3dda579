export const batchesTexts = {
  'batches.looking': 'Looking for photos',
  'batches.lookedAt': 'Looked at {inspected, number} of {found, plural, one {# file} other {# files}}',
  'batches.asking': '{count, plural, one {# photo waits} other {# photos wait}} for your answer',
  'batches.waiting':
    '{waitingFor, select, drive {Waiting for the drive} cloud {Waiting until a file is downloaded from the cloud} program {Waiting until another program lets go of a file} other {Waiting until a file is complete}}',
  'batches.staging': 'Getting {count, plural, one {# photo} other {# photos}} ready',
  'batches.toReview': 'Photos to review',
  'batches.reviewAndCancelled': '{review}; {cancelled}',
  'batches.ignored': '{count, plural, one {# system file} other {# system files}} skipped',
  'batches.ignoredDetail':
    'Hidden files, such as .DS_Store and Thumbs.db, and what other programs keep beside photos.',
  'batches.ready': '{count, number} ready',
  'batches.choose': '{count, number} need a product',
  'batches.unusable': '{count, number} can’t be used',
  'batches.skipped': '{count, number} left out',
  'batches.countToReview': '{count, plural, one {# photo} other {# photos}} to review',
  'batches.countToReviewParts': '{count, plural, one {# photo} other {# photos}} to review: {parts}',
  'batches.cancelled':
    '{cancelled, plural, one {# photo cancelled} other {# photos cancelled}}{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.queuedFromWeb': '{count, plural, one {# picture} other {# pictures}} from the web queued',
  'batches.nothingFound': 'No photos were found',
  'batches.allUnusable':
    '{count, plural, one {This file can’t be used} other {None of these files can be used}}',
  'batches.queued':
    '{queued, plural, one {# photo} other {# photos}} queued{refused, plural, =0 {} other {, # can’t be used}}',
  'batches.arrived': '{count, plural, one {# photo} other {# photos}}: nothing is left to do',
  'batches.arrivedForProduct':
    '{count, plural, one {# photo} other {# photos}} for {product}: nothing is left to do',
  'batches.noneCancelled':
    'Cancelled{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.forProduct': '{sentence} for {product}',
} as const;

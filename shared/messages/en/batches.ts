export const batchesTexts = {
  'batches.looking': 'Looking for photos',
  'batches.lookedAt': 'Checked {inspected, number} of {found, plural, one {# file} other {# files}}',
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
  'batches.takenBack':
    'Undone: {takenBack, plural, one {# photo} other {# photos}} removed from the store{cancelled, plural, =0 {} other {, # cancelled}}{arrived, plural, =0 {} other {, # still in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.undo': 'Undo',
  'batches.undoAdding': 'Undo adding these photos',
  'batches.removeArrived': 'Remove {count, plural, one {# photo} other {# photos}} from the store…',
  'batches.takeBackEdit': 'Undo {edit}?',
  'batches.takeBackBatch': 'Undo adding {count, plural, one {# photo} other {# photos}}?',
  'batches.takeBackOpen':
    '{count, plural, one {# photo that is not in the store yet is cancelled.} other {# photos that are not in the store yet are cancelled.}}',
  'batches.takeBackArrived':
    '{count, plural, one {# photo is removed from the store.} other {# photos are removed from the store.}}',
  'batches.takeBackStays':
    '{count, plural, one {# photo stays} other {# photos stay}} in the store, because what it replaced is gone.',
  'batches.takeBackFiles': 'Your files on this computer stay as they are.',
  'batches.takeBackKeep': '{count, plural, one {Keep it} other {Keep them}}',
  'batches.takeBackDo':
    '{open, plural, =0 {Remove {arrived, number}} other {Cancel {open, number}, remove {arrived, number}}}',
  'batches.takenBackNow': 'Undone. {counts}',
  'batches.nothingToUndo': 'Nothing of it is left to undo',
  'batches.noneCancelled':
    'Cancelled{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.forProduct': '{sentence} for {product}',
} as const;

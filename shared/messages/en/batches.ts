export const batchesTexts = {
  'batches.looking': 'Looking for photos',
  'batches.lookedAt': 'Checked {inspected, number} of {found, plural, one {# file} other {# files}}',
  'batches.waiting':
    '{waitingFor, select, drive {Waiting for the drive} cloud {Waiting for a file to download from the cloud} program {Waiting for another program to close a file} other {Waiting for a file to be complete}}',
  'batches.staging': 'Getting {count, plural, one {# photo} other {# photos}} ready',
  'batches.toReview': 'Photos to review',
  'batches.reviewAnd': '{review}; {rest}',
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
    '{what} cancelled{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.queuedFromWeb': '{count, plural, one {# image} other {# images}} from the web queued',
  'batches.nothingFound': 'No photos found',
  'batches.allUnusable': '{count, plural, one {# file} other {# files}} skipped',
  'batches.failed': '{failed, number} failed',
  'batches.photosCancelled': '{cancelled, number} cancelled',
  'batches.removedSince': '{removed, number} removed since',
  'batches.listsRead': '{count, plural, one {# list read} other {# lists read}}',
  'batches.takingBack':
    'Undoing: removing {removed} from the store{cancelled, plural, =0 {} other {, # cancelled}}',
  'batches.takenBack':
    'Undone: {removed} removed from the store{cancelled, plural, =0 {} other {, # cancelled}}{arrived, plural, =0 {} other {, # still in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.undo': 'Undo',
  'batches.undoAdding': 'Undo adding these photos',
  'batches.removeArrived': 'Remove {what} from the store…',
  'batches.takeBackEdit': 'Undo {edit}?',
  'batches.takeBackBatch': 'Undo adding {count, plural, one {# photo} other {# photos}}?',
  'batches.takeBackVariantImages':
    'Undo adding {count, plural, one {# variant image} other {# variant images}}?',
  'batches.takeBackOpen':
    '{count, plural, one {# photo that is not in the store yet is cancelled.} other {# photos that are not in the store yet are cancelled.}}',
  'batches.takeBackOpenVariantImages':
    '{count, plural, one {# variant image that is not in the store yet is cancelled.} other {# variant images that are not in the store yet are cancelled.}}',
  'batches.takeBackArrived':
    '{count, plural, one {# photo is removed from the store.} other {# photos are removed from the store.}}',
  'batches.takeBackRestored':
    '{count, plural, one {# variant gets its earlier image back, or none.} other {# variants get their earlier images back, or none.}}',
  'batches.takeBackRestore': 'Put back {count, number}',
  'batches.takeBackStays':
    '{count, plural, one {# photo stays} other {# photos stay}} in the store, because what it replaced is gone.',
  'batches.takeBackChangedSince':
    '{count, plural, one {# variant image was changed in the store since, and stays as it is.} other {# variant images were changed in the store since, and stay as they are.}}',
  'batches.takeBackUnknownBefore':
    '{count, plural, one {# variant image stays in the store, because the image before it is not known.} other {# variant images stay in the store, because the images before them are not known.}}',
  'batches.takeBackFiles': 'Your files on this computer stay as they are.',
  'batches.takeBackKeep': '{count, plural, one {Keep it} other {Keep them}}',
  'batches.takeBackDo':
    '{open, plural, =0 {Remove {arrived, number}} other {Cancel {open, number}, remove {arrived, number}}}',
  'batches.takenBackNow': 'Undone. {counts}',
  'batches.nothingToUndo': 'Nothing of it is left to undo',
  'batches.noneCancelled':
    'Cancelled{arrived, plural, =0 {} other {, # already in the store}}{open, plural, =0 {} other {, # still in the outbox}}',
  'batches.forProduct': '{sentence} for {product}',
  'batches.title': 'Batches',
  'batches.open': '{count, plural, one {# batch} other {# batches}}',
  'batches.needYou': 'needs you',
  'batches.close': 'Close batches',
  'batches.none': 'No batches. Drop photos to start one.',
  'batches.dismissDone': 'Dismiss {count, number} done',
  'batches.dismiss': 'Dismiss {name}',
  'batches.groupToReview': 'To review',
  'batches.groupTakingIn': 'Taking in',
  'batches.groupSending': 'Sending',
  'batches.groupDone': 'Done',
  'batches.review': 'Review',
  'batches.reviewOf': 'Review {name}',
  'batches.remove': 'Remove {count, number}…',
  'batches.retry': 'Retry {count, number}',
  'batches.lists': 'Lists',
  'batches.forOne': 'for {product}',
  'batches.forProducts': 'for {count, plural, one {# product} other {# products}}',
  'batches.from.drop': 'Dropped photos',
  'batches.from.paste': 'Pasted photos',
  'batches.from.dialog': 'Added photos',
  'batches.from.cli': 'Photos from the command line',
  'batches.from.url': 'Images from the web',
  'batches.from.hot-folder': 'Photos from a hot folder',
  'batches.failedPhotos': 'Failed photos',
  'batches.moreFailed': '{count, number} more failed. The outbox shows them all.',
} as const;

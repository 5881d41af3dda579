/** Problems of the data folder, its queue, and files that Packshot writes elsewhere. */
export const dataFolderReasons = {
  'data-folder-unwritable': {
    sentence: 'Packshot can’t write to its data folder, {path}.',
    next: 'Check that the disk has room and that you may write there, or choose another folder.',
  },
  'data-folder-in-use': {
    sentence: 'Packshot is already running with the data folder {path}.',
    next: 'Use the window that is open, or close it first.',
  },
  'data-folder-newer': {
    sentence: 'This data folder was written by a newer version of Packshot.',
    next: 'Install the newest Packshot; nothing in the folder was touched.',
  },
  'queue-disk-full': {
    sentence: 'The disk is full, so Packshot cannot open its queue.',
    next: 'Free some space and start Packshot again; nothing in the queue is lost.',
  },
  'database-started-afresh': {
    sentence: 'Packshot’s queue could not be read and there was no copy, so it starts empty.',
    next: 'Connect your store again and drop the photos again: those already in a gallery are recognised and skipped.',
  },
  'database-recovered': {
    sentence:
      '{known, select, yes {Packshot’s queue could not be read, so the copy of {time} was opened.} other {Packshot’s queue could not be read, so an older copy was opened.}}',
    next: 'Check what waits before you go on. Photos are looked for in the store before they are sent, so that none arrives twice.',
  },
  'database-unopened': {
    sentence: 'Packshot’s queue could not be opened just now.',
    next: 'Restart the computer if it stays so. Nothing in the queue was touched.',
  },
  'photos-kept': {
    sentence:
      '{photos, plural, one {One photo that was not sent yet and of which the older copy of the queue knows nothing is kept in {folder}.} other {# photos that were not sent yet and of which the older copy of the queue knows nothing are kept in {folder}.}}',
    next: 'Drop that folder on the product they are meant for. Photos that are in its gallery already are recognised and skipped.',
  },
  'report-not-saved': {
    sentence: 'The report could not be saved there.',
    next: 'Choose another folder, or close the file if another program has it open.',
  },
} as const;

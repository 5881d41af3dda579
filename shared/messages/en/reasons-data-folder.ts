/** Problems of the data folder, its queue, and files that Packshot writes elsewhere. */
export const dataFolderReasons = {
  'data-folder-unwritable': {
    sentence: 'Packshot can’t write to its data folder, {path}.',
    next: 'Free up disk space, check your permissions, or choose another folder.',
  },
  'data-folder-in-use': {
    sentence: 'Packshot is already running with the data folder {path}.',
    next: 'Use the open window, or close it first.',
  },
  'data-folder-newer': {
    sentence: 'This data folder was written by a newer version of Packshot.',
    next: 'Install the latest version of Packshot. Nothing in the folder was changed.',
  },
  'queue-disk-full': {
    sentence: 'The disk is full, so Packshot can’t open its queue.',
    next: 'Free up disk space and start Packshot again. Nothing in the queue is lost.',
  },
  'database-started-afresh': {
    sentence: 'Packshot’s queue could not be read and there is no backup, so it starts empty.',
    next: 'Connect your store and drop the photos again. Photos already in a gallery are recognised and skipped.',
  },
  'database-recovered': {
    sentence:
      '{known, select, yes {Packshot’s queue could not be read, so the backup from {time} was opened.} other {Packshot’s queue could not be read, so an older backup was opened.}}',
    next: 'Check the queue before you continue. Packshot looks for each photo in the store before sending it, so nothing arrives twice.',
  },
  'database-unopened': {
    sentence: 'Packshot’s queue could not be opened.',
    next: 'Start Packshot again. If it happens again, restart the computer. Nothing in the queue was changed.',
  },
  'photos-kept': {
    sentence:
      '{photos, plural, one {# photo that was not sent is missing from the backup of the queue. It is kept in {folder}.} other {# photos that were not sent are missing from the backup of the queue. They are kept in {folder}.}}',
    next: 'Drop that folder on the product they belong to. Photos already in its gallery are recognised and skipped.',
  },
  'report-not-saved': {
    sentence: 'The report could not be saved there.',
    next: 'Choose another folder, or close the file in the other program.',
  },
} as const;

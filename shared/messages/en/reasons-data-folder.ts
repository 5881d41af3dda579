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
  'data-folder-moved': {
    sentence: 'The data folder {path} was moved to {folder}.',
    next: 'Use the new folder, or start Packshot without naming one.',
  },
  'data-folder-away': {
    sentence: 'Packshot’s data folder can’t be found: {path}.',
    next: 'Connect its drive, then try again. Nothing queued is lost.',
  },
  'data-folder-not-moved': {
    sentence: 'The data folder was not moved: {why}.',
    next: 'Packshot continues with the old folder. Nothing is lost.',
  },
  'move-failed': {
    sentence: 'The data folder could not be moved. Packshot uses the old one, and nothing is lost.',
    next: 'Check the new folder and its drive, then move it again. The log says what went wrong.',
  },
  'move-not-possible': {
    sentence: 'This data folder was named when Packshot was started, so it can’t be moved here.',
    next: 'Start Packshot without naming a data folder.',
  },
  'new-folder-is-current': {
    sentence: 'This is the data folder already.',
    next: 'Choose another folder.',
  },
  'new-folder-inside': {
    sentence: 'The old and the new folder can’t be inside each other.',
    next: 'Choose a folder beside the old one, or on another drive.',
  },
  'new-folder-not-empty': {
    sentence: 'The folder {path} isn’t empty.',
    next: 'Choose an empty folder, or create one.',
  },
  'new-folder-unwritable': {
    sentence: 'Packshot can’t write to {path}.',
    next: 'Check your permissions, or choose another folder.',
  },
  'new-folder-too-small': {
    sentence: 'The data needs {needed, number} MB, and only {free, number} MB are free there.',
    next: 'Free up disk space, or choose another drive.',
  },
  'new-folder-in-cloud': {
    sentence: 'This folder is kept in sync by {service}.',
    next: 'Choose another folder: a service that copies the database can damage it.',
  },
  'new-folder-on-network': {
    sentence: 'This folder is on another computer.',
    next: 'Choose a drive of this computer: the database can be damaged over a network.',
  },
  'queue-disk-full': {
    sentence: 'The disk is full, so Packshot can’t open its queue.',
    next: 'Free up disk space and start Packshot again. Nothing in the queue is lost.',
  },
  'database-started-afresh': {
    sentence: 'Packshot’s queue could not be read and there is no backup, so it starts empty.',
    next: 'Connect your store and add the photos again. Photos already in a gallery are recognised and skipped.',
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
    next: 'Add that folder to the product they belong to. Photos already in its gallery are recognised and skipped.',
  },
  'report-not-saved': {
    sentence: 'The report could not be saved there.',
    next: 'Choose another folder, or close the file in the other program.',
  },
} as const;

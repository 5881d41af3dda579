export const updatesTexts = {
  'updates.updates': 'Updates',
  'updates.lookForNewVersions': 'Look for new versions',
  'updates.lookHelp':
    'When Packshot starts and every six hours, it asks its makers’ server for the newest version. Nothing is downloaded or installed before you say so.',
  'updates.notInThisBuild':
    'This copy of Packshot has no address to look for new versions. Get them where you got this one.',
  'updates.tryBetas': 'Also offer beta versions',
  'updates.tryBetasHelp':
    'They have what is new earlier, and more mistakes. Switching this off keeps the version you have until a later release.',
  'updates.thisVersion': 'You have version {version}',
  'updates.isNewest': 'No later version was found {when}.',
  'updates.notAskedYet': 'Not looked for yet since Packshot was started.',
  'updates.checkNow': 'Look now',
  'updates.available': 'Version {version} is available',
  'updates.publishedOn': 'Published on {date}.',
  'updates.wasSkipped': 'Published on {date}. You chose to skip it.',
  'updates.installElsewhere':
    'Published on {date}. Install it the way you installed this one: from your system’s packages, or from the download page.',
  'updates.whatIsNew': 'What is new in version {version}',
  'updates.install': 'Install and restart',
  'updates.skip': 'Skip this version',
  'updates.cancel': 'Cancel',
  'updates.downloading': 'Downloading version {version}, {percent}',
  'updates.waiting': 'Version {version} is installed when nothing is being sent any more.',
  'updates.installing': 'Installing version {version}. Packshot starts again by itself.',
} as const;

export const updatesTexts = {
  'updates.updates': 'Updates',
  'updates.lookForNewVersions': 'Check for new versions',
  'updates.lookHelp':
    'When Packshot starts, and every six hours, it asks its update server for the latest version. Nothing is downloaded or installed until you choose to.',
  'updates.notInThisBuild':
    'This copy of Packshot doesn’t check for new versions. Get them where you got this one.',
  'updates.tryBetas': 'Also offer beta versions',
  'updates.tryBetasHelp':
    'They have new features earlier, and more errors. If you switch this off, you keep your version until a later release.',
  'updates.thisVersion': 'You have version {version}',
  'updates.isNewest': 'No newer version found {when}.',
  'updates.notAskedYet': 'Not checked since Packshot started.',
  'updates.checkNow': 'Check now',
  'updates.available': 'Version {version} is available',
  'updates.publishedOn': 'Published on {date}.',
  'updates.wasSkipped': 'Published on {date}. You chose to skip it.',
  'updates.installElsewhere':
    'Published on {date}. Install it the way you installed this one: from your system’s packages, or from the download page.',
  'updates.whatIsNew': 'What’s new in version {version}',
  'updates.install': 'Install and restart',
  'updates.skip': 'Skip this version',
  'updates.cancel': 'Cancel',
  'updates.downloading': 'Downloading version {version}, {percent}',
  'updates.waiting': 'Version {version} will be installed when uploads are finished.',
  'updates.installing': 'Installing version {version}. Packshot restarts automatically.',
} as const;

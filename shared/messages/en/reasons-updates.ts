/** Why a new version was not found, not offered or not installed. */
export const updateReasons = {
  'updates-off': {
    sentence: 'Packshot doesn’t check for new versions.',
    next: 'Switch this on in the settings.',
  },
  'update-unreachable': {
    sentence: '{host}, where new versions are, could not be reached.',
    next: 'Packshot looks again later. Check this computer’s internet connection, or the proxy under Settings, Network.',
  },
  'update-server-refused': {
    sentence: 'The server with new versions answered with an error (status {status}).',
    next: 'Packshot looks again later.',
  },
  'update-unreadable': {
    sentence: 'The server’s list of new versions could not be read.',
    next: 'Packshot looks again later. If a network wants you to sign in first, open any web page in a browser.',
  },
  'update-not-ours': {
    sentence:
      'A new version was found, but it is not signed by the makers of Packshot, so it is not offered.',
    next: 'Keep your version. If this is still so tomorrow, report it.',
  },
  'update-wrong-channel': {
    sentence: 'The server lists a version of the wrong channel, so it is not offered.',
    next: 'Packshot looks again later.',
  },
  'update-gone': {
    sentence: 'There is no new version to install.',
    next: 'Check again later.',
  },
  'update-elsewhere': {
    sentence: 'This copy of Packshot can’t replace itself.',
    next: 'Install the new version the way you installed this one.',
  },
  'update-download-failed': {
    sentence: 'The new version could not be downloaded.',
    next: 'Check this computer’s internet connection and the free space on its disk, then try again.',
  },
  'update-altered': {
    sentence: 'The download is not the version that was announced, so it was deleted.',
    next: 'Try again later. If it happens again, report it.',
  },
  'update-not-installed': {
    sentence: 'The new version could not be installed. The one you have is unchanged.',
    next: 'Try again, or install the new version the way you installed this one.',
  },
} as const;

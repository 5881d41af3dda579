/** Follows the reason why the keychain isn't used, if nothing else stores the token safely. */
const inMemory =
  '{kept, select, memory { Safe encryption is not to be had here either, so the access token is kept in memory and must be entered again after a restart.} other {}}';

const lookForPrompt = 'Look for a window that asks for the keychain password, answer it, and try again.';

/** Why an access token can't be stored or read. */
export const credentialsReasons = {
  'keychain-missing': {
    sentence: `Packshot’s connection to the system keychain is not installed on this computer.${inMemory}`,
  },
  'keychain-silent': {
    sentence: `The system keychain did not answer in time.${inMemory}`,
    next: lookForPrompt,
  },
  'keychain-busy': {
    sentence: `The system keychain has not answered an earlier question yet.${inMemory}`,
    next: lookForPrompt,
  },
  'keychain-forgets': {
    sentence: `The system keychain did not keep what it was given.${inMemory}`,
  },
  'keychain-no-session': {
    sentence: `There is no desktop session here that a system keychain could belong to.${inMemory}`,
  },
  'keychain-no-service': {
    sentence: `No keychain is running on this computer.${inMemory}`,
    next: 'Install GNOME Keyring or KWallet, then restart Packshot.',
  },
  'keychain-locked': {
    sentence: `The system keychain is locked.${inMemory}`,
    next: 'Unlock it, then try again.',
  },
  'keychain-failed': {
    sentence: `The system keychain could not do what was asked.${inMemory}`,
    next: 'Try again. If it stays like this, restart the computer.',
  },
  'secret-gone': {
    sentence: 'The access token of this store is no longer where it was kept.',
    next: 'Enter the access token again.',
  },
  'secret-unreadable': {
    sentence: 'The saved access token cannot be read: it was encrypted for another user account or computer.',
    next: 'Enter the access token again.',
  },
  'secret-not-encrypted': {
    sentence: 'This computer could not encrypt the access token, so it was not saved.',
    next: 'Try again. If it stays like this, restart the computer.',
  },
  'secret-disk': {
    sentence: 'Packshot’s data folder could not be read or written, so the access token was left as it was.',
    next: 'Check that the disk is not full and that Packshot may write to its data folder.',
  },
} as const;

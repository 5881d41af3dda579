/** Follows the reason why the keychain isn't used, if nothing else stores the token safely. */
const inMemory =
  '{kept, select, memory { Secure encryption isn’t available either, so the access token is kept until you close Packshot. Then you need to enter it again.} other {}}';

const lookForPrompt = 'Look for a window that asks for the keychain password, enter it, then try again.';

/** Why an access token can't be stored or read. */
export const credentialsReasons = {
  'keychain-missing': {
    sentence: `Packshot’s keychain module is missing on this computer.${inMemory}`,
    next: 'Reinstall Packshot.',
  },
  'keychain-silent': {
    sentence: `The system keychain did not answer in time.${inMemory}`,
    next: lookForPrompt,
  },
  'keychain-busy': {
    sentence: `The system keychain is busy.${inMemory}`,
    next: lookForPrompt,
  },
  'keychain-forgets': {
    sentence: `The system keychain did not save the token.${inMemory}`,
    next: 'Restart the computer. If it happens again, check the keychain of your system.',
  },
  'keychain-no-session': {
    sentence: `The system keychain needs a desktop session, and there is none.${inMemory}`,
    next: 'Sign in to the desktop of this computer, then restart Packshot.',
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
    sentence: `The system keychain reported an error.${inMemory}`,
    next: 'Try again. If it happens again, restart the computer.',
  },
  'secret-gone': {
    sentence: 'The access token of this store is no longer stored on this computer.',
    next: 'Enter the access token again.',
  },
  'secret-unreadable': {
    sentence: 'The stored access token can’t be read. It was encrypted for another user or computer.',
    next: 'Enter the access token again.',
  },
  'secret-not-encrypted': {
    sentence: 'This computer could not encrypt the access token, so it was not saved.',
    next: 'Try again. If it happens again, restart the computer.',
  },
  'secret-disk': {
    sentence: 'Packshot could not read or write its data folder, so the access token was not changed.',
    next: 'Free up disk space, and check that Packshot may write to its data folder.',
  },
} as const;

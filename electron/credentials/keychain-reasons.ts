import type { Reason } from '../../shared/outcome.ts';

const lookForPrompt = 'Look for a window that asks for the keychain password, answer it, and try again.';

export const keychainReasons = {
  missing: {
    code: 'keychain-missing',
    sentence: "Packshot's connection to the system keychain is not installed on this computer.",
  },
  silent: {
    code: 'keychain-silent',
    sentence: 'The system keychain did not answer in time.',
    next: lookForPrompt,
  },
  busy: {
    code: 'keychain-busy',
    sentence: 'The system keychain has not answered an earlier question yet.',
    next: lookForPrompt,
  },
  forgets: {
    code: 'keychain-forgets',
    sentence: 'The system keychain did not keep what it was given.',
  },
  noSession: {
    code: 'keychain-no-session',
    sentence: 'There is no desktop session here that a system keychain could belong to.',
  },
  noService: {
    code: 'keychain-no-service',
    sentence: 'No keychain is running on this computer.',
    next: 'Install GNOME Keyring or KWallet, then restart Packshot.',
  },
  locked: {
    code: 'keychain-locked',
    sentence: 'The system keychain is locked.',
    next: 'Unlock it, then try again.',
  },
  failed: {
    code: 'keychain-failed',
    sentence: 'The system keychain could not do what was asked.',
    next: 'Try again. If it stays like this, restart the computer.',
  },
} as const satisfies Record<string, Reason>;

/**
 * Turns keytar's error into a reason. Its messages come from libsecret, GLib, macOS and Windows; they are recognised
 * here and never passed on, so that they can't leak a secret.
 */
export function explainKeychainFailure(error: unknown): Reason {
  const message = error instanceof Error ? error.message : '';
  if (/autolaunch|dbus-launch|could not connect|connection refused|connection is closed/i.test(message)) {
    return keychainReasons.noSession;
  }
  if (/org\.freedesktop\.secrets|ServiceUnknown/i.test(message)) return keychainReasons.noService;
  if (/locked|dismissed|cancel|denied|interaction is not allowed/i.test(message))
    return keychainReasons.locked;
  return keychainReasons.failed;
}

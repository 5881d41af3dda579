import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/** Secrets that are not in the keychain are encrypted; `kept: 'memory'` if they can't be. */
const notInMemory = { kept: 'encrypted' };

export const keychainReasons = {
  missing: reason('keychain-missing', notInMemory),
  silent: reason('keychain-silent', notInMemory),
  busy: reason('keychain-busy', notInMemory),
  forgets: reason('keychain-forgets', notInMemory),
  noSession: reason('keychain-no-session', notInMemory),
  noService: reason('keychain-no-service', notInMemory),
  locked: reason('keychain-locked', notInMemory),
  failed: reason('keychain-failed', notInMemory),
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

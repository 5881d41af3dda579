import { createRequire } from 'node:module';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { explainKeychainFailure, keychainReasons as reasons } from './keychain-messages.ts';
import type { SecretStore } from './secret-store.ts';

/** The part of keytar Packshot uses. keytar is optional, so its own types may be missing. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** Loads keytar, once, at the first use. Throws if it can't be loaded, for example without libsecret. */
  load?: () => Keytar;
  /** Max milliseconds for one call. Long, because a locked keychain asks the user for a password. */
  timeoutMs?: number;
  /** Called when the process exits while a call is running. */
  exitWhileWaiting?: () => void;
}

/** The name users see in the keychain's own window. */
const service = 'Packshot';

/**
 * Written to learn whether the keychain is locked. No store id contains a space. Each process has its own: libsecret
 * fails to delete an entry that another process deletes at the same time.
 */
const lockCheck = `Packshot lock check ${process.pid}`;

/** keytar is CommonJS with a native part: required at run time, never bundled. */
function loadKeytar(): Keytar {
  const loaded: unknown = createRequire(import.meta.url)('keytar');
  if (!isKeytar(loaded)) throw new Error('The module keytar is not what Packshot was built for.');
  return loaded;
}

function isKeytar(value: unknown): value is Keytar {
  return typeof value === 'object' && value !== null && 'getPassword' in value && 'setPassword' in value;
}

/** A running call can't be cancelled, and Node's exit would wait for it, even for a password prompt. */
function killThisProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}

/**
 * The operating system's keychain: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux.
 *
 * One call at a time: each keytar call holds one of libuv's four threads until the keychain answers, so calls left
 * waiting for a password prompt would soon stop all file work. While a call that timed out is still out, others are
 * answered `keychain-busy` at once.
 */
export function createKeychain({
  load = loadKeytar,
  timeoutMs = 60_000,
  exitWhileWaiting = killThisProcess,
}: KeychainOptions = {}): SecretStore {
  let keytar: Keytar | null | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = false;
  let stuck = false;

  function loaded(): Keytar | null {
    if (keytar !== undefined) return keytar;
    try {
      keytar = load();
      process.once('exit', () => {
        if (waiting) exitWhileWaiting();
      });
    } catch {
      keytar = null;
    }
    return keytar;
  }

  function call<T>(run: (keytar: Keytar) => Promise<T>): Promise<Outcome<T>> {
    const api = loaded();
    if (api === null) return Promise.resolve(no(reasons.missing));
    const answer = last.then(() => (stuck ? no(reasons.busy) : bounded(run(api))));
    last = answer;
    return answer;
  }

  async function bounded<T>(work: Promise<T>): Promise<Outcome<T>> {
    waiting = true;
    const answered = work
      .then(
        (value): Outcome<T> => ok(value),
        (error: unknown): Outcome<T> => no(explainKeychainFailure(error)),
      )
      .finally(() => {
        waiting = false;
        stuck = false;
      });
    const { promise: tooLate, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), timeoutMs);
    const first = await Promise.race([answered, tooLate]);
    clearTimeout(timer);
    if (first !== null) return first;
    stuck = true;
    return no(reasons.silent);
  }

  /**
   * For a locked Secret Service, keytar reports no secret instead of an error. Only a write fails, so an empty result
   * is trusted after a successful write.
   */
  async function unlocked(): Promise<Outcome<null>> {
    const written = await call((api) => api.setPassword(service, lockCheck, 'x'));
    if (!written.ok) return written;
    const deleted = await call((api) => api.deletePassword(service, lockCheck));
    return deleted.ok ? ok(null) : deleted;
  }

  return {
    backend: 'keychain',
    async get(account) {
      const read = await call((api) => api.getPassword(service, account));
      return read.ok && read.value === null ? unlocked() : read;
    },
    set: (account, secret) => call((api) => api.setPassword(service, account, secret).then(() => null)),
    async delete(account) {
      const deleted = await call((api) => api.deletePassword(service, account));
      if (!deleted.ok) return deleted;
      return deleted.value ? ok(null) : unlocked();
    },
  };
}

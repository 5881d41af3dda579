import { randomUUID } from 'node:crypto';
import type { SecretBackend } from '../../shared/model.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Cipher } from './cipher.ts';
import { createEncryptedStore } from './encrypted-store.ts';
import type { Ciphertexts } from './encrypted-store.ts';
import { keychainReasons } from './keychain-messages.ts';
import { createKeychain } from './keychain.ts';
import type { SecretStore } from './secret-store.ts';
import { createSessionStore } from './session-store.ts';

export interface SecretStores {
  /** Where new secrets go. */
  inUse: SecretStore;
  /** Null if the keychain is in use. */
  whyNotKeychain: Reason | null;
  /** Reads a secret from the place recorded for it, whatever is in use now. */
  fetch(account: string, heldBy: SecretBackend): Promise<Outcome<string>>;
  /** Deletes a secret from the place recorded for it. */
  forget(account: string, heldBy: SecretBackend): Promise<Outcome<null>>;
}

export interface OpenSecretStores {
  /** Default: the real one. */
  keychain?: SecretStore;
  cipher: Cipher;
  ciphertexts: Ciphertexts;
  /** Max milliseconds for the keychain's probe, because start-up waits for it. */
  probeMs?: number;
  probeSecret?: string;
}

/** The account of the probe. No store id contains a space. Several processes may probe at the same time. */
const probeAccount = `Packshot check ${process.pid}`;

const secretGone: Reason = reason('secret-gone');

/**
 * Chooses where secrets are kept: the keychain, else encrypted in Packshot's data, else in memory. A keychain may
 * exist but refuse (no desktop session, locked), so it must pass a write, a read and a delete.
 */
export async function openSecretStores({
  keychain = createKeychain(),
  cipher,
  ciphertexts,
  probeMs = 10_000,
  probeSecret = randomUUID(),
}: OpenSecretStores): Promise<SecretStores> {
  const stores: Record<SecretBackend, SecretStore> = {
    keychain,
    'encrypted-file': createEncryptedStore(cipher, ciphertexts),
    session: createSessionStore(),
  };
  const common = {
    async fetch(account: string, heldBy: SecretBackend): Promise<Outcome<string>> {
      const read = await stores[heldBy].get(account);
      if (!read.ok) return read;
      return read.value === null ? no(secretGone) : ok(read.value);
    },
    forget: (account: string, heldBy: SecretBackend) => stores[heldBy].delete(account),
  };

  const probed = await within(probeMs, roundTrip(keychain, probeSecret));
  if (probed.ok) return { inUse: keychain, whyNotKeychain: null, ...common };
  if (await cipherWorks(cipher, probeSecret)) {
    return { inUse: stores['encrypted-file'], whyNotKeychain: probed.reason, ...common };
  }
  const whyNotKeychain = { ...probed.reason, args: { ...probed.reason.args, kept: 'memory' } };
  return { inUse: stores.session, whyNotKeychain, ...common };
}

async function roundTrip(store: SecretStore, secret: string): Promise<Outcome<null>> {
  const written = await store.set(probeAccount, secret);
  if (!written.ok) return written;
  const read = await store.get(probeAccount);
  const deleted = await store.delete(probeAccount);
  if (!read.ok) return read;
  return read.value === secret ? deleted : no(keychainReasons.forgets);
}

async function cipherWorks(cipher: Cipher, secret: string): Promise<boolean> {
  try {
    if (!(await cipher.available())) return false;
    const { text } = await cipher.decrypt(await cipher.encrypt(secret));
    return text === secret;
  } catch {
    return false;
  }
}

async function within(ms: number, work: Promise<Outcome<null>>): Promise<Outcome<null>> {
  const { promise: tooLate, resolve } = Promise.withResolvers<Outcome<null>>();
  const timer = setTimeout(() => resolve(no(keychainReasons.silent)), ms);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

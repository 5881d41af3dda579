import { no, ok } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Cipher } from './cipher.ts';
import type { SecretStore } from './secret-store.ts';

/** Keeps ciphertexts between runs. It never sees a plain secret. */
export interface Ciphertexts {
  load(account: string): Uint8Array | null;
  save(account: string, bytes: Uint8Array): void;
  remove(account: string): void;
}

const unreadable = reason('secret-unreadable');

const notEncrypted = reason('secret-not-encrypted');

const diskFailed = reason('secret-disk');

/** Second choice: ciphertext in Packshot's data, the key with the operating system. */
export function createEncryptedStore(cipher: Cipher, ciphertexts: Ciphertexts): SecretStore {
  /** A secret that can't be encrypted again now stays readable, and is tried again at the next start. */
  async function renew(account: string, text: string): Promise<void> {
    try {
      ciphertexts.save(account, await cipher.encrypt(text));
    } catch {
      // See above.
    }
  }

  return {
    backend: 'encrypted-file',
    async get(account) {
      let bytes: Uint8Array | null;
      try {
        bytes = ciphertexts.load(account);
      } catch {
        return no(diskFailed);
      }
      if (bytes === null) return ok(null);
      try {
        const { text, isOutdated } = await cipher.decrypt(bytes);
        if (isOutdated) await renew(account, text);
        return ok(text);
      } catch {
        return no(unreadable);
      }
    },
    async set(account, secret) {
      let bytes: Buffer;
      try {
        bytes = await cipher.encrypt(secret);
      } catch {
        return no(notEncrypted);
      }
      try {
        ciphertexts.save(account, bytes);
        return ok(null);
      } catch {
        return no(diskFailed);
      }
    },
    async delete(account) {
      try {
        ciphertexts.remove(account);
        return ok(null);
      } catch {
        return no(diskFailed);
      }
    },
  };
}

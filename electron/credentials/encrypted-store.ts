import { no, ok } from '../../shared/outcome.ts';
import type { Cipher } from './cipher.ts';
import type { SecretStore } from './secret-store.ts';

/** Keeps ciphertexts between runs. It never sees a plain secret. */
export interface Ciphertexts {
  load(account: string): Uint8Array | null;
  save(account: string, bytes: Uint8Array): void;
  remove(account: string): void;
}

const unreadable = {
  code: 'secret-unreadable',
  sentence: 'The saved access token cannot be read: it was encrypted for another user account or computer.',
  next: 'Enter the access token again.',
};

const notEncrypted = {
  code: 'secret-not-encrypted',
  sentence: 'This computer could not encrypt the access token, so it was not saved.',
  next: 'Try again. If it stays like this, restart the computer.',
};

const diskFailed = {
  code: 'secret-disk',
  sentence: "Packshot's data folder could not be read or written, so the access token was left as it was.",
  next: 'Check that the disk is not full and that Packshot may write to its data folder.',
};

/** Second choice: ciphertext in Packshot's data, the key with the operating system. */
export function createEncryptedStore(cipher: Cipher, ciphertexts: Ciphertexts): SecretStore {
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
        return ok(await cipher.decrypt(bytes));
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

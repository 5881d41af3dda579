import type { SafeStorage } from 'electron';
import type { Cipher } from '../credentials/cipher.ts';

/**
 * Electron's own encryption, whose key the operating system keeps. On Linux without a keyring it falls back to a key
 * that is the same on every machine (`basic_text`): that is no protection, so it counts as not available.
 */
export function safeStorageCipher(
  safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >,
  platform: NodeJS.Platform,
): Cipher {
  return {
    async available() {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
      if (platform !== 'linux') return true;
      const backend = safeStorage.getSelectedStorageBackend();
      return backend !== 'basic_text' && backend !== 'unknown';
    },
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(Buffer.from(bytes))).result,
  };
}

import type { SafeStorage } from 'electron';
import type { Cipher } from '../credentials/cipher.ts';

/**
 * Electron's encryption, with a key from the operating system. On Linux without a keyring it uses the same key on
 * every machine (`basic_text`), which protects nothing and counts as unavailable.
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
    async encrypt(text) {
      const bytes = await safeStorage.encryptStringAsync(text);
      refuseBuiltInKey(bytes, platform);
      return bytes;
    },
    async decrypt(bytes) {
      refuseBuiltInKey(bytes, platform);
      const decrypted = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: decrypted.result, isOutdated: decrypted.shouldReEncrypt };
    },
  };
}

/**
 * On Linux, asynchronous encryption is always available: without a keyring, Chromium uses a key that is the same in
 * every installation, and marks what it encrypts `v10` (os_crypt, "posix key provider").
 */
function refuseBuiltInKey(bytes: Uint8Array, platform: NodeJS.Platform): void {
  const mark = Buffer.from(bytes.subarray(0, 3)).toString('latin1');
  if (platform === 'linux' && mark === 'v10') throw new Error('Encrypted with a key that is no secret.');
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type SafeStorage = Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/**
 * What a Linux desktop may offer: a keyring; none, so that Chromium encrypts with a key that every installation has; or
 * nothing that answers. Sources: Electron's `safe-storage.md`, Chromium's `os_crypt`.
 */
export type StorageType = 'available' | 'basic_text' | 'unavailable';

/** The key that every installation has. */
const builtInKey = Buffer.alloc(32, 'peanuts');

/** `keyFile`: the keyring's, made on first use. */
export function createSafeStorage(type: StorageType, keyFile: string): SafeStorage {
  const refuse = () => Promise.reject(new Error('No encryption is available'));
  if (type === 'unavailable') {
    return {
      isAsyncEncryptionAvailable: () => Promise.resolve(false),
      getSelectedStorageBackend: () => 'unknown',
      encryptStringAsync: refuse,
      decryptStringAsync: refuse,
    };
  }
  const mark = type === 'available' ? 'v11' : 'v10';
  const key = () => (type === 'available' ? keyOf(keyFile) : builtInKey);
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => (type === 'available' ? 'gnome_libsecret' : 'basic_text'),
    encryptStringAsync: async (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), iv);
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from(mark), iv, cipher.getAuthTag(), bytes]);
    },
    decryptStringAsync: async (encrypted) => {
      if (encrypted.subarray(0, 3).toString() !== mark) throw new Error('Encrypted with another key');
      const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15));
      decipher.setAuthTag(encrypted.subarray(15, 31));
      const result = Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString();
      return { result, shouldReEncrypt: false };
    },
  };
}

function keyOf(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

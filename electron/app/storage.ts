import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AppOptions } from '../app.ts';
import type { Cipher } from '../credentials/cipher.ts';
import { SecretStoresLater } from '../credentials/later.ts';
import { openSecretStores } from '../credentials/open.ts';
import { createStaging, type Staging } from '../staging/staging.ts';
import { openDataFolder, type DataFolder } from '../storage/data-folder.ts';
import { databaseCiphertexts } from '../stores/ciphertexts.ts';
import { ok, type Outcome } from '../../shared/outcome.ts';

export interface AppStorage {
  folder: DataFolder;
  staging: Staging;
  secrets: SecretStoresLater;
  /** For unfinished copies; emptied on each start. */
  preparingFolder: string;
  pastedFolder: string;
  /** For copies of pictures that leave the window; emptied on each start. */
  draggedFolder: string;
}

/** Opens the data folder, staging and the secrets. Refuses a folder that can't be used, and leaves nothing open. */
export async function openStorage(options: AppOptions, now: () => number): Promise<Outcome<AppStorage>> {
  const { dataDir, log, keychain, cipher } = options;
  const folder = openDataFolder(dataDir, now);
  if (!folder.ok) return folder;
  const staging = await createStaging(folder.value.staging);
  if (!staging.ok) {
    await folder.value.close();
    return staging;
  }
  const { database } = folder.value;
  const secrets = new SecretStoresLater(async () => {
    const opened = await openSecretStores({
      ...(keychain ? { keychain } : {}),
      cipher: cipher ?? noCipher,
      ciphertexts: databaseCiphertexts(database),
    });
    if (opened.whyNotKeychain) log.info('keychain not in use', opened.whyNotKeychain.code);
    return opened;
  });
  return ok({
    folder: folder.value,
    staging: staging.value,
    secrets,
    preparingFolder: emptyFolder(join(dataDir, 'preparing')),
    pastedFolder: join(dataDir, 'pasted'),
    draggedFolder: emptyFolder(join(dataDir, 'dragged')),
  });
}

/** A file that another program still has open on Windows stays, as names in these folders are never used twice. */
function emptyFolder(path: string): string {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

const noCipher: Cipher = {
  available: () => Promise.resolve(false),
  encrypt: () => Promise.reject(new Error('no cipher')),
  decrypt: () => Promise.reject(new Error('no cipher')),
};

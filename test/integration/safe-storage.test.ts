import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keychainReasons } from '../../electron/credentials/keychain-messages.ts';
import { openSecretStores } from '../../electron/credentials/open.ts';
import type { SecretStore } from '../../electron/credentials/secret-store.ts';
import { safeStorageCipher } from '../../electron/desktop/safe-storage.ts';
import { no } from '../../shared/outcome.ts';
import { createSafeStorage, type StorageType } from '../shell/safe-storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'packshot-safe-storage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refused = () => Promise.resolve(no(keychainReasons.silent));
const noKeychain: SecretStore = { backend: 'keychain', get: refused, set: refused, delete: refused };

/** The stores of one start on a Linux desktop without a keychain. `kept`: what earlier starts saved. */
function opened(type: StorageType, kept = new Map<string, Uint8Array>(), keyring = 'keyring') {
  return openSecretStores({
    keychain: noKeychain,
    cipher: safeStorageCipher(createSafeStorage(type, join(folder, keyring)), 'linux'),
    ciphertexts: {
      load: (account) => kept.get(account) ?? null,
      save: (account, bytes) => void kept.set(account, bytes),
      remove: (account) => void kept.delete(account),
    },
  });
}

describe('a token, where the keychain doesn’t work', () => {
  test('is encrypted in a file if the system has a keyring, and read again after a restart', async () => {
    const kept = new Map<string, Uint8Array>();
    const { inUse } = await opened('available', kept);
    expect(inUse.backend).toBe('encrypted-file');
    await inUse.set('store', 'token');
    expect(Buffer.from(kept.get('store') ?? []).toString()).not.toContain('token');
    const { fetch } = await opened('available', kept);
    expect(await fetch('store', 'encrypted-file')).toEqual({ ok: true, value: 'token' });
  });

  test('stays in memory if every installation has the same key', async () => {
    const { inUse, whyNotKeychain } = await opened('basic_text');
    expect(inUse.backend).toBe('session');
    expect(whyNotKeychain?.args?.['kept']).toBe('memory');
  });

  test('stays in memory if nothing encrypts', async () => {
    expect((await opened('unavailable')).inUse.backend).toBe('session');
  });

  test.each(['basic_text', 'unavailable'] as const)(
    'is not readable any more when the keyring is gone, as with %s, and says so',
    async (type) => {
      const kept = new Map<string, Uint8Array>();
      await (await opened('available', kept)).inUse.set('store', 'token');
      const { fetch } = await opened(type, kept);
      expect(await fetch('store', 'encrypted-file')).toMatchObject({
        ok: false,
        reason: { code: 'secret-unreadable' },
      });
    },
  );

  test('is not readable with another user’s keyring', async () => {
    const kept = new Map<string, Uint8Array>();
    await (await opened('available', kept)).inUse.set('store', 'token');
    const { fetch } = await opened('available', kept, 'another');
    expect(await fetch('store', 'encrypted-file')).toMatchObject({
      ok: false,
      reason: { code: 'secret-unreadable' },
    });
  });
});

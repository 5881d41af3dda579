import { expect, test } from 'vitest';
import type { Cipher } from '../../../electron/credentials/cipher.ts';
import type { Ciphertexts } from '../../../electron/credentials/encrypted-store.ts';
import { openSecretStores } from '../../../electron/credentials/open.ts';
import type { SecretStore } from '../../../electron/credentials/secret-store.ts';
import { createSessionStore } from '../../../electron/credentials/session-store.ts';
import { keychainReasons } from '../../../electron/credentials/keychain-messages.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

const locked = {
  ok: false,
  reason: keychainReasons.locked,
} as const;

function keychain(overrides: Partial<SecretStore> = {}): SecretStore {
  return { ...createSessionStore(), backend: 'keychain', ...overrides };
}

function cipher(overrides: Partial<Cipher> = {}): Cipher {
  return {
    available: () => Promise.resolve(true),
    encrypt: (text) => Promise.resolve(Buffer.from(Buffer.from(text).toReversed())),
    decrypt: (bytes) =>
      Promise.resolve({ text: Buffer.from(bytes.toReversed()).toString(), isOutdated: false }),
    ...overrides,
  };
}

function ciphertexts(): Ciphertexts {
  const rows = new Map<string, Uint8Array>();
  return {
    load: (account) => rows.get(account) ?? null,
    save: (account, bytes) => void rows.set(account, bytes),
    remove: (account) => void rows.delete(account),
  };
}

const without = cipher({ available: () => Promise.resolve(false) });

test('uses the keychain when a round trip works, and cleans up after it', async () => {
  const seen = new Set<string>();
  const inner = keychain();
  const watched = keychain({
    ...inner,
    set: (account, secret) => {
      seen.add(account);
      return inner.set(account, secret);
    },
  });
  const stores = await openSecretStores({ keychain: watched, cipher: cipher(), ciphertexts: ciphertexts() });
  expect(stores.inUse.backend).toBe('keychain');
  expect(stores.whyNotKeychain).toBeNull();
  expect(seen.size).toBe(1);
  for (const account of seen) expect(await inner.get(account)).toEqual({ ok: true, value: null });
});

test('falls back to encryption and says why not the keychain', async () => {
  const stores = await openSecretStores({
    keychain: keychain({ set: () => Promise.resolve(locked) }),
    cipher: cipher(),
    ciphertexts: ciphertexts(),
  });
  expect(stores.inUse.backend).toBe('encrypted-file');
  expect(stores.whyNotKeychain).toEqual(locked.reason);
});

test('falls back to memory and warns that the token must be entered again', async () => {
  const stores = await openSecretStores({
    keychain: keychain({ set: () => Promise.resolve(locked) }),
    cipher: without,
    ciphertexts: ciphertexts(),
  });
  expect(stores.inUse.backend).toBe('session');
  expect(stores.whyNotKeychain && sentenceOf(stores.whyNotKeychain)).toMatch(
    /locked.*you need to enter it again/,
  );
});

test.each([
  ['throws on encrypting', cipher({ encrypt: () => Promise.reject(new Error('no key')) })],
  [
    'gives back something else',
    cipher({ decrypt: () => Promise.resolve({ text: 'other', isOutdated: false }) }),
  ],
  ['throws when asked', cipher({ available: () => Promise.reject(new Error('no')) })],
])('does not trust a cipher that %s', async (_how, untrusted) => {
  const stores = await openSecretStores({
    keychain: keychain({ set: () => Promise.resolve(locked) }),
    cipher: untrusted,
    ciphertexts: ciphertexts(),
  });
  expect(stores.inUse.backend).toBe('session');
});

test.each([
  [
    'forgets what it was given',
    keychain({ get: () => Promise.resolve({ ok: true, value: null }) }),
    'keychain-forgets',
  ],
  ['cannot be read', keychain({ get: () => Promise.resolve(locked) }), 'keychain-locked'],
  ['cannot delete', keychain({ delete: () => Promise.resolve(locked) }), 'keychain-locked'],
  ['never answers', keychain({ set: () => new Promise(() => undefined) }), 'keychain-silent'],
])('does not trust a keychain that %s', async (_how, untrusted, code) => {
  const stores = await openSecretStores({
    keychain: untrusted,
    cipher: cipher(),
    ciphertexts: ciphertexts(),
    probeMs: 5,
  });
  expect(stores.inUse.backend).toBe('encrypted-file');
  expect(stores.whyNotKeychain?.code).toBe(code);
});

test('finds and deletes a secret where it was stored, whatever is in use now', async () => {
  const chain = keychain();
  await chain.set('shop', 'tok3n');
  const stores = await openSecretStores({
    keychain: { ...chain, set: () => Promise.resolve(locked) },
    cipher: cipher(),
    ciphertexts: ciphertexts(),
  });
  expect(stores.inUse.backend).toBe('encrypted-file');
  expect(await stores.fetch('shop', 'keychain')).toEqual({ ok: true, value: 'tok3n' });
  expect(await stores.fetch('shop', 'session')).toMatchObject({ ok: false, reason: { code: 'secret-gone' } });
  await stores.forget('shop', 'keychain');
  expect(await stores.fetch('shop', 'keychain')).toMatchObject({
    ok: false,
    reason: { code: 'secret-gone' },
  });
});

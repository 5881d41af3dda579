import { expect, test } from 'vitest';
import type { Cipher } from '../../../electron/credentials/cipher.ts';
import { createEncryptedStore } from '../../../electron/credentials/encrypted-store.ts';
import type { Ciphertexts } from '../../../electron/credentials/encrypted-store.ts';

/** A cipher whose output differs from its input; enough for these tests. */
const mirror: Cipher = {
  available: () => Promise.resolve(true),
  encrypt: (text) => Promise.resolve(Buffer.from(Buffer.from(text).toReversed())),
  decrypt: (bytes) =>
    Promise.resolve({ text: Buffer.from(bytes.toReversed()).toString(), isOutdated: false }),
};

function inMemory(): Ciphertexts & { rows: Map<string, Uint8Array> } {
  const rows = new Map<string, Uint8Array>();
  return {
    rows,
    load: (account) => rows.get(account) ?? null,
    save: (account, bytes) => void rows.set(account, bytes),
    remove: (account) => void rows.delete(account),
  };
}

const broken: Ciphertexts = {
  load: () => {
    throw new Error('disk I/O error');
  },
  save: () => {
    throw new Error('database or disk is full');
  },
  remove: () => {
    throw new Error('disk I/O error');
  },
};

test('saves, returns and deletes, and stores only ciphertext', async () => {
  const ciphertexts = inMemory();
  const store = createEncryptedStore(mirror, ciphertexts);
  expect(await store.get('shop')).toEqual({ ok: true, value: null });
  await store.set('shop', 'tok3n');
  expect(Buffer.from(ciphertexts.rows.get('shop') ?? []).toString()).toBe('n3kot');
  expect(await store.get('shop')).toEqual({ ok: true, value: 'tok3n' });
  await store.delete('shop');
  expect(await store.get('shop')).toEqual({ ok: true, value: null });
});

test('a ciphertext of another user or computer asks for the token again', async () => {
  const ciphertexts = inMemory();
  ciphertexts.save('shop', Buffer.from('rubbish'));
  const store = createEncryptedStore(
    { ...mirror, decrypt: () => Promise.reject(new Error('bad key')) },
    ciphertexts,
  );
  expect(await store.get('shop')).toMatchObject({ ok: false, reason: { code: 'secret-unreadable' } });
});

test('saves nothing when encryption fails', async () => {
  const ciphertexts = inMemory();
  const store = createEncryptedStore(
    { ...mirror, encrypt: () => Promise.reject(new Error('no key')) },
    ciphertexts,
  );
  expect(await store.set('shop', 'tok3n')).toMatchObject({
    ok: false,
    reason: { code: 'secret-not-encrypted' },
  });
  expect(ciphertexts.rows.size).toBe(0);
});

test('a failing disk is an outcome, not an exception', async () => {
  const store = createEncryptedStore(mirror, broken);
  for (const outcome of [await store.get('a'), await store.set('a', 'b'), await store.delete('a')]) {
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'secret-disk' } });
  }
});

test('what was encrypted with an outdated key is encrypted anew when it is read', async () => {
  const ciphertexts = inMemory();
  const marked = (mark: string): Cipher => ({
    available: () => Promise.resolve(true),
    encrypt: (text) => Promise.resolve(Buffer.from(`${mark}${text}`)),
    decrypt: (bytes) => {
      const text = Buffer.from(bytes).toString();
      return Promise.resolve({ text: text.slice(1), isOutdated: !text.startsWith(mark) });
    },
  });
  await createEncryptedStore(marked('1'), ciphertexts).set('shop', 'tok3n');
  const store = createEncryptedStore(marked('2'), ciphertexts);
  expect(await store.get('shop')).toEqual({ ok: true, value: 'tok3n' });
  expect(Buffer.from(ciphertexts.rows.get('shop') ?? []).toString()).toBe('2tok3n');
});

test('what can not be encrypted anew is answered all the same', async () => {
  const ciphertexts = inMemory();
  ciphertexts.save('shop', Buffer.from('tok3n'));
  const outdated: Cipher = {
    available: () => Promise.resolve(true),
    encrypt: () => Promise.reject(new Error('no key')),
    decrypt: (bytes) => Promise.resolve({ text: Buffer.from(bytes).toString(), isOutdated: true }),
  };
  expect(await createEncryptedStore(outdated, ciphertexts).get('shop')).toEqual({ ok: true, value: 'tok3n' });
});

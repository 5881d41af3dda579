import { expect, test } from 'vitest';
import { createKeychain } from '../../../electron/credentials/keychain.ts';
import type { Keytar } from '../../../electron/credentials/keychain.ts';
import { explainKeychainFailure } from '../../../electron/credentials/keychain-messages.ts';

function fakeKeytar(overrides: Partial<Keytar> = {}): Keytar & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getPassword: (service, account) => Promise.resolve(kept.get(`${service}/${account}`) ?? null),
    setPassword: (service, account, password) => {
      kept.set(`${service}/${account}`, password);
      return Promise.resolve();
    },
    deletePassword: (service, account) => Promise.resolve(kept.delete(`${service}/${account}`)),
    ...overrides,
  };
}

test('is loaded once, when the first secret is needed', async () => {
  let loads = 0;
  const keychain = createKeychain({
    load: () => {
      loads += 1;
      return fakeKeytar();
    },
  });
  expect(loads).toBe(0);
  await keychain.set('shop', 'secret');
  expect(await keychain.get('shop')).toEqual({ ok: true, value: 'secret' });
  expect(loads).toBe(1);
});

test('stores secrets under the name Packshot and leaves nothing else behind', async () => {
  const keytar = fakeKeytar();
  const keychain = createKeychain({ load: () => keytar });
  await keychain.set('shop', 'secret');
  await keychain.get('other');
  await keychain.delete('other');
  expect([...keytar.kept]).toEqual([['Packshot/shop', 'secret']]);
});

test('a keytar that was not built is a reason, not an exception', async () => {
  const keychain = createKeychain({
    load: () => {
      throw new Error("Cannot find module 'keytar'");
    },
  });
  for (const outcome of [await keychain.get('a'), await keychain.set('a', 'b'), await keychain.delete('a')]) {
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'keychain-missing' } });
  }
});

test('words of the keychain, which could contain the secret, never reach the reason', async () => {
  const keychain = createKeychain({
    load: () =>
      fakeKeytar({ setPassword: (_s, _a, secret) => Promise.reject(new Error(`refused ${secret}`)) }),
  });
  const outcome = await keychain.set('shop', 'tok3n');
  expect(outcome.ok).toBe(false);
  expect(JSON.stringify(outcome)).not.toContain('tok3n');
});

test('a call without an answer times out, others are refused meanwhile, and it recovers', async () => {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  let calls = 0;
  const keychain = createKeychain({
    timeoutMs: 5,
    load: () =>
      fakeKeytar({
        getPassword: () => {
          calls += 1;
          return promise;
        },
      }),
  });
  expect(await keychain.get('a')).toMatchObject({ reason: { code: 'keychain-silent' } });
  expect(await keychain.get('a')).toMatchObject({ reason: { code: 'keychain-busy' } });
  expect(calls).toBe(1);
  resolve('late');
  await promise;
  await Promise.resolve();
  expect(await keychain.get('a')).toEqual({ ok: true, value: 'late' });
});

test('sends the keychain one call at a time', async () => {
  let out = 0;
  let max = 0;
  const keychain = createKeychain({
    load: () =>
      fakeKeytar({
        getPassword: async () => {
          out += 1;
          max = Math.max(max, out);
          await new Promise(setImmediate);
          out -= 1;
          return 'x';
        },
      }),
  });
  await Promise.all([keychain.get('a'), keychain.get('b'), keychain.get('c')]);
  expect(max).toBe(1);
});

test('trusts an empty result only from a keychain that accepts a write', async () => {
  const keychain = createKeychain({
    load: () =>
      fakeKeytar({
        setPassword: () => Promise.reject(new Error('Cannot create an item in a locked collection')),
      }),
  });
  expect(await keychain.get('a')).toMatchObject({ reason: { code: 'keychain-locked' } });
  expect(await keychain.delete('a')).toMatchObject({ reason: { code: 'keychain-locked' } });
});

test.each([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain-no-session'],
  ['Failed to execute child process “dbus-launch” (No such file or directory)', 'keychain-no-session'],
  ['Could not connect: No such file or directory', 'keychain-no-session'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain-no-service'],
  ['Cannot create an item in a locked collection', 'keychain-locked'],
  ['User interaction is not allowed.', 'keychain-locked'],
  ['something new', 'keychain-failed'],
])('knows what "%s" means', (message, code) => {
  expect(explainKeychainFailure(new Error(message))).toMatchObject({ code });
});

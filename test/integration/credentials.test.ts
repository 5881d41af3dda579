import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { openPrivateKeyring, whyNoKeyring } from './support/keyring.ts';
import type { PrivateKeyring } from './support/keyring.ts';

const obstacle = whyNoKeyring();
if (obstacle !== null) console.warn(`The keychain tests are skipped: ${obstacle}.`);

const keychainModule = new URL('../../electron/credentials/keychain.ts', import.meta.url).href;
const reasonModule = new URL('../../shared/messages/reason.ts', import.meta.url).href;
const openModule = new URL('../../electron/credentials/open.ts', import.meta.url).href;

/** Runs a script in its own process, where `keychain` is the real one; returns what it passes to `say`. */
async function inOwnProcess(
  env: Record<string, string>,
  script: string,
): Promise<{ said: unknown; code: number | null }> {
  const source = `
    import { createKeychain } from ${JSON.stringify(keychainModule)};
    import { openSecretStores } from ${JSON.stringify(openModule)};
    import { sentenceOf } from ${JSON.stringify(reasonModule)};
    const say = (value) => process.stdout.write(JSON.stringify(value));
    const keychain = createKeychain({ timeoutMs: 5000 });
    ${script}
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const said = await text(child.stdout);
  return { said: said === '' ? undefined : JSON.parse(said), code: await exited };
}

const noCipher = `{
  cipher: { available: async () => false, encrypt: () => Promise.reject(), decrypt: () => Promise.reject() },
  ciphertexts: { load: () => null, save() {}, remove() {} },
}`;

describe.skipIf(obstacle !== null)('the keychain, with a real Secret Service', () => {
  let keyring: PrivateKeyring | undefined;

  async function opened(): Promise<PrivateKeyring> {
    keyring = await openPrivateKeyring();
    return keyring;
  }

  afterEach(async () => {
    await keyring?.close();
    keyring = undefined;
  });

  test('stores, returns, replaces and deletes a secret', async () => {
    const { env } = await opened();
    const { said } = await inOwnProcess(
      env,
      `await keychain.set('a', 'first');
       await keychain.set('a', 'zweites ✓');
       const kept = await keychain.get('a');
       const other = await keychain.get('b');
       await keychain.delete('a');
       say([kept, other, await keychain.get('a'), await keychain.delete('a')]);`,
    );
    expect(said).toEqual([
      { ok: true, value: 'zweites ✓' },
      { ok: true, value: null },
      { ok: true, value: null },
      { ok: true, value: null },
    ]);
  });

  test('still has the secret in a new process, after the keyring was restarted', async () => {
    const opening = await opened();
    await inOwnProcess(opening.env, `say(await keychain.set('a', 'kept'));`);
    await opening.restart('unlocked');
    const { said } = await inOwnProcess(opening.env, `say(await keychain.get('a'));`);
    expect(said).toEqual({ ok: true, value: 'kept' });
  });

  test('is chosen if it works, and keeps nothing of the probe', async () => {
    const { env } = await opened();
    const { said } = await inOwnProcess(
      env,
      `const { inUse, whyNotKeychain } = await openSecretStores(${noCipher});
       say([inUse.backend, whyNotKeychain, await keychain.get('Packshot check ' + process.pid)]);`,
    );
    expect(said).toEqual(['keychain', null, { ok: true, value: null }]);
  });

  test('serves several processes that start and ask at the same time', async () => {
    const { env } = await opened();
    const asking = `const { inUse } = await openSecretStores(${noCipher});
       const codes = new Set();
       for (let n = 0; n < 40; n += 1) {
         const outcome = await keychain.delete('not there');
         codes.add(outcome.ok ? 'ok' : outcome.reason.code);
       }
       say([inUse.backend, ...codes]);`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => inOwnProcess(env, asking)));
    for (const { said } of answers) expect(said).toEqual(['keychain', 'ok']);
  });

  test('a locked one says so to every question, instead of looking empty', async () => {
    const opening = await opened();
    await inOwnProcess(opening.env, `say(await keychain.set('a', 'kept'));`);
    await opening.restart('locked');
    const { said } = await inOwnProcess(
      opening.env,
      `const outcomes = [await keychain.get('a'), await keychain.set('a', 'new'), await keychain.delete('a')];
       const { inUse } = await openSecretStores(${noCipher});
       say([...outcomes.map((outcome) => outcome.reason?.code), inUse.backend]);`,
    );
    expect(said).toEqual(['keychain-locked', 'keychain-locked', 'keychain-locked', 'session']);
    await opening.restart('unlocked');
    const later = await inOwnProcess(opening.env, `say(await keychain.get('a'));`);
    expect(later.said).toEqual({ ok: true, value: 'kept' });
  });

  test('a session without a keychain falls back with the reason', async () => {
    const opening = await opened();
    await opening.stop();
    const { said } = await inOwnProcess(
      opening.env,
      `const { inUse, whyNotKeychain } = await openSecretStores(${noCipher});
       say([inUse.backend, whyNotKeychain.code]);`,
    );
    expect(said).toEqual(['session', 'keychain-no-service']);
  });

  test('one that does not answer delays neither the fallback nor the end of the process', async () => {
    const opening = await opened();
    opening.freeze();
    const { said, code } = await inOwnProcess(
      opening.env,
      `const { inUse, whyNotKeychain } = await openSecretStores({ ...${noCipher}, keychain, probeMs: 200 });
       process.stdout.write(JSON.stringify([inUse.backend, whyNotKeychain.code]), () => process.exit(0));`,
    );
    expect(said).toEqual(['session', 'keychain-silent']);
    // Killed by itself: Node's exit would wait for the pending call.
    expect(code).toBeNull();
    opening.thaw();
  });
});

describe.skipIf(process.platform !== 'linux')('without D-Bus', () => {
  test('falls back to memory with a sentence, at once', async () => {
    const { said, code } = await inOwnProcess(
      {},
      `const { inUse, whyNotKeychain } = await openSecretStores(${noCipher});
       await inUse.set('a', 'secret');
       say([inUse.backend, sentenceOf(whyNotKeychain), await inUse.get('a')]);`,
    );
    expect(code).toBe(0);
    expect(said).toEqual([
      'session',
      expect.stringMatching(/keychain.*you need to enter it again/s),
      { ok: true, value: 'secret' },
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnAddress, isOwnPage } from '../../../electron/desktop/page-address.ts';
import { readLaunchOptions } from '../../../electron/desktop/launch-options.ts';
import { openLogFile } from '../../../electron/desktop/log-file.ts';
import { addressOf, addressOfProduct, openLink, openProductPage } from '../../../electron/desktop/links.ts';
import { menuTemplate, type MenuActions } from '../../../electron/desktop/menu.ts';
import { keychainReasons } from '../../../electron/credentials/keychain-messages.ts';
import { openSecretStores } from '../../../electron/credentials/open.ts';
import type { SecretStore } from '../../../electron/credentials/secret-store.ts';
import { no } from '../../../shared/outcome.ts';
import { safeStorageCipher } from '../../../electron/desktop/safe-storage.ts';
import { placeWindow, readWindow, saveWindow } from '../../../electron/desktop/window-bounds.ts';

describe('addresses', () => {
  it('recognises its own origin and page', () => {
    expect(['packshot://app/', 'packshot://app/assets/x.js'].map(isOwnAddress)).toEqual([true, true]);
    expect(['packshot://app/#x', 'packshot://app/index.html?y'].map(isOwnPage)).toEqual([true, true]);
  });

  it.each([
    '',
    'packshot:app',
    'packshot://app:1/',
    'packshot://a@app/',
    'http://app/',
    'packshot://app.x/',
    'data:,',
  ])('accepts nothing else as its own: %s', (address) =>
    expect(isOwnAddress(address) || isOwnPage(address)).toBe(false),
  );

  it('does not accept a picture as a page', () => {
    expect(isOwnPage('packshot://app/picture/1')).toBe(false);
  });
});

describe('links', () => {
  it('open the addresses they name', () => {
    expect(addressOf('store-admin', 'abc123')).toBe('https://store-abc123.mybigcommerce.com/manage');
    expect(addressOf('licence', null)).toBe('https://opensource.org/license/mit');
    expect(addressOf('create-token', null)).toMatch(/^https:\/\/support\.bigcommerce\.com\//);
  });

  it.each([null, '', 'a/b', 'evil.example.com/', 'A1', '../x'])(
    'never use an invalid store hash: %s',
    (hash) => {
      expect(addressOf('store-admin', hash)).toBeNull();
    },
  );

  it('fail with a reason without a store or a browser', async () => {
    const none = { openExternal: () => Promise.reject(new Error('no handler')) };
    expect(await openLink(none, 'store-admin', null)).toMatchObject({ reason: { code: 'no-store-to-open' } });
    expect(await openLink(none, 'licence', null)).toMatchObject({
      reason: { code: 'no-browser', args: { address: expect.stringContaining('opensource.org') } },
    });
  });
});

describe('pages of a product', () => {
  const mug = { storeHash: 'abc123', productId: 77, path: '/fjord-mug/' };

  it('are on the store’s own host', () => {
    expect(addressOfProduct('control-panel', mug)).toBe(
      'https://store-abc123.mybigcommerce.com/manage/products/edit/77',
    );
    expect(addressOfProduct('storefront', mug)).toBe('https://store-abc123.mybigcommerce.com/fjord-mug/');
  });

  it.each(['', 'mug', '//evil.example/', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])(
    'are not opened for the path %j',
    async (path) => {
      const opened: string[] = [];
      const shell = { openExternal: async (url: string) => void opened.push(url) };
      const answer = await openProductPage(shell, 'storefront', { ...mug, path });
      expect(answer).toMatchObject({ reason: { code: 'no-product-page' } });
      expect(opened).toEqual([]);
    },
  );

  it('are not opened for an invalid store hash or an unknown product', async () => {
    const shell = { openExternal: () => Promise.reject(new Error('opened')) };
    const named = { ...mug, storeHash: 'evil.example/' };
    for (const one of [named, null])
      expect(await openProductPage(shell, 'control-panel', one)).toMatchObject({
        reason: { code: 'no-product-page' },
      });
  });
});

describe('launch options', () => {
  const defaults = {
    locate: () => ({ type: 'found' as const, folder: '/default', profile: '/profile' }),
    packaged: false,
  };

  it('take the data folder from the argument, then the environment, then the system', () => {
    const env = { PACKSHOT_DATA: '/from-env' };
    expect(readLaunchOptions(['x', '--data=/given'], env, defaults).dataDir).toBe('/given');
    expect(readLaunchOptions(['x', '--data=here'], {}, defaults).dataDir).toBe(resolve('here'));
    expect(readLaunchOptions(['x'], env, defaults).dataDir).toBe('/from-env');
    expect(readLaunchOptions(['x', '--data='], {}, defaults).dataDir).toBe(resolve('/default'));
    expect(readLaunchOptions(['x'], {}, defaults).profileDir).toBe('/profile');
    expect(readLaunchOptions(['x', '--data=/given'], {}, defaults)).toMatchObject({
      profileDir: resolve('/given'),
      location: null,
    });
  });

  it('start the self-check only by an argument', () => {
    expect(readLaunchOptions(['x', '--self-check'], {}, defaults).selfCheck).toBe(true);
    expect(readLaunchOptions(['x'], {}, defaults).selfCheck).toBe(false);
  });

  it('load a remote page in development only', () => {
    const env = { ELECTRON_RENDERER_URL: 'http://localhost:5173', PACKSHOT_CHECK_RESPONSES: '1' };
    expect(readLaunchOptions([], env, defaults)).toMatchObject({
      developmentServer: 'http://localhost:5173',
      checkResponses: true,
    });
    expect(readLaunchOptions([], env, { ...defaults, packaged: true })).toMatchObject({
      developmentServer: null,
      checkResponses: false,
    });
  });
});

const failed = () => Promise.resolve(no(keychainReasons.noService));
const refusing: SecretStore = { backend: 'keychain', get: failed, set: failed, delete: failed };

describe('the cipher', () => {
  const storage = (available: boolean, backend: 'basic_text' | 'gnome_libsecret' | 'unknown') => ({
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text)),
    decryptStringAsync: (bytes: Buffer) =>
      Promise.resolve({ result: bytes.toString(), shouldReEncrypt: false }),
  });

  it.each([
    ['linux', true, 'gnome_libsecret', true],
    ['linux', true, 'basic_text', false],
    ['linux', true, 'unknown', false],
    ['linux', false, 'gnome_libsecret', false],
    ['darwin', true, 'unknown', true],
    ['win32', false, 'unknown', false],
  ] as const)('on %s, available %s with %s, counts as %s', async (platform, available, backend, expected) => {
    expect(await safeStorageCipher(storage(available, backend), platform).available()).toBe(expected);
  });

  it('decrypts what it encrypted', async () => {
    const cipher = safeStorageCipher(storage(true, 'gnome_libsecret'), 'linux');
    expect(await cipher.decrypt(await cipher.encrypt('secret'))).toEqual({
      text: 'secret',
      isOutdated: false,
    });
  });

  it('on Linux, never takes what is encrypted with the built-in key, whatever the keyring is called', async () => {
    const builtIn = {
      ...storage(true, 'gnome_libsecret'),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`v10${text}`)),
    };
    await expect(safeStorageCipher(builtIn, 'linux').encrypt('secret')).rejects.toThrow('no secret');
    await expect(safeStorageCipher(builtIn, 'linux').decrypt(Buffer.from('v10x'))).rejects.toThrow(
      'no secret',
    );
    const opened = await openSecretStores({
      keychain: refusing,
      cipher: safeStorageCipher(builtIn, 'linux'),
      ciphertexts: { load: () => null, save() {}, remove() {} },
    });
    expect(opened.inUse.backend).toBe('session');
    expect(opened.whyNotKeychain?.args).toMatchObject({ kept: 'memory' });
    // macOS marks every ciphertext so.
    expect(await safeStorageCipher(builtIn, 'darwin').encrypt('secret')).toHaveLength(9);
  });

  it('tells that the key was changed', async () => {
    const changed = {
      ...storage(true, 'gnome_libsecret'),
      decryptStringAsync: () => Promise.resolve({ result: 'secret', shouldReEncrypt: true }),
    };
    expect(await safeStorageCipher(changed, 'linux').decrypt(Buffer.from('v11x'))).toEqual({
      text: 'secret',
      isOutdated: true,
    });
  });
});

describe('the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const saved = { x: 100, y: 50, width: 1000, height: 700, maximized: false };

  it('opens at its first size, then as it was left', () => {
    expect(placeWindow(null, [screen])).toEqual({ width: 1280, height: 800 });
    expect(placeWindow(saved, [screen])).toEqual({ x: 100, y: 50, width: 1000, height: 700 });
  });

  it.each([
    ['a screen that is gone', { x: 3000 }],
    ['above the screen', { y: -500 }],
    ['below it', { y: 1070 }],
    ['all but a sliver beside it', { x: 1900 }],
  ])('opens in a visible place after it was left on %s', (_name, over) => {
    expect(placeWindow({ ...saved, ...over }, [screen])).toEqual({ width: 1000, height: 700 });
  });

  it('never opens larger than the screen', () => {
    expect(placeWindow({ ...saved, width: 3000, height: 2000 }, [screen])).toMatchObject({
      width: screen.width,
      height: screen.height,
    });
  });

  it('never opens smaller than usable', () => {
    expect(placeWindow({ ...saved, width: 10, height: 10 }, [screen])).toMatchObject({
      width: 900,
      height: 600,
    });
  });

  it('remembers its state, and ignores state it can’t read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packshot-window-'));
    const note = join(folder, 'window.json');
    expect(readWindow(note)).toBeNull();
    saveWindow(note, saved);
    expect(readWindow(note)).toEqual(saved);
    writeFileSync(note, '{"x":"1"}');
    expect(readWindow(note)).toBeNull();
    saveWindow(join(folder, 'missing', 'window.json'), saved);
    rmSync(folder, { recursive: true });
  });
});

describe('the menu', () => {
  const nothing = async (): Promise<void> => undefined;
  const actions: MenuActions = {
    quit: () => undefined,
    check: nothing,
    checkForUpdates: null,
    copyDiagnostics: nothing,
    reportProblem: nothing,
    showLogs: nothing,
    open: nothing,
    recent: { open: () => undefined, clear: () => undefined },
  };

  it('offers updates only in a build that knows where they are', () => {
    const text = (given: MenuActions) => JSON.stringify(menuTemplate('win32', false, given, []));
    expect(text(actions)).not.toContain('Check for updates');
    expect(text({ ...actions, checkForUpdates: nothing })).toContain('Check for updates');
  });

  it('helps by the manual, the shortcuts, the check, diagnostics, the logs and a report', () => {
    const asked: string[] = [];
    const asks = (what: string) => async () => void asked.push(what);
    const given: MenuActions = {
      ...actions,
      open: async (page) => void asked.push(page),
      check: asks('check'),
      copyDiagnostics: asks('diagnostics'),
      showLogs: asks('logs'),
      reportProblem: asks('report'),
    };
    const help = menuTemplate('linux', false, given, []).find(({ role }) => role === 'help');
    const items = Array.isArray(help?.submenu) ? help.submenu : [];
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(asked).toEqual(['manual', 'keys', 'check', 'diagnostics', 'logs', 'report']);
  });

  it('quits by its own command on each system, which may ask first', () => {
    for (const platform of ['darwin', 'linux', 'win32'] as const) {
      let asked = 0;
      const template = menuTemplate(platform, false, { ...actions, quit: () => (asked += 1) }, []);
      const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
      expect(JSON.stringify(template)).not.toMatch(/"role":"(quit|appMenu)"/);
      (items.find(({ label }) => label?.includes('Quit'))!.click as unknown as () => void)();
      expect(asked).toBe(1);
    }
  });

  it('has copy and paste everywhere, and reload only in development', () => {
    const text = (platform: NodeJS.Platform, development: boolean) =>
      JSON.stringify(menuTemplate(platform, development, actions, []));
    expect(text('linux', false)).toContain('editMenu');
    expect(text('linux', false)).not.toMatch(/reload|DevTools/i);
    expect(text('linux', true)).toMatch(/reload.*DevTools/i);
  });
});

it('logs to the data folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packshot-log-'));
  openLogFile(folder, false).warn('something', { entryId: 7 });
  const { readFileSync } = await import('node:fs');
  expect(readFileSync(join(folder, 'logs/main.log'), 'utf8')).toMatch(/something.*entryId: 7/);
  rmSync(folder, { recursive: true });
});

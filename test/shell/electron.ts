/**
 * The part of Electron that the app uses, on Node and Chromium. The main bundle's `import … from 'electron'`
 * leads here (see run.ts). Exports are typed by Electron's own declarations, so a different one does not
 * compile. What the app doesn't use is missing, so using it fails at once.
 */
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { announce, hands, headless, wantsDebugging } from './environment.ts';
import { pages } from './pages.ts';
import { resolveProxy } from './session.ts';

export { shellApp as app, theme as nativeTheme } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { screen } from './screen.ts';
export { Notification } from './notification.ts';
export { nativeImage, Tray } from './tray.ts';
export { utilityProcess } from './utility-process.ts';

export const protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'> = {
  /** Loopback hosts are standard, secure and fetchable already. */
  registerSchemesAsPrivileged() {},
  handle: (scheme, handler) => pages.handle(scheme, handler),
};

/** Node writes no crash dumps. */
export const crashReporter: Pick<Electron.CrashReporter, 'start'> = { start() {} };

export class ClipboardItem implements Pick<Electron.ClipboardItem, 'types'> {
  readonly items: Record<string, Blob>;

  constructor(items: Record<string, Blob>) {
    this.items = items;
  }

  get types(): string[] {
    return Object.keys(this.items);
  }
}

export const clipboard: Pick<Electron.Clipboard, 'writeText'> & {
  write(data: readonly ClipboardItem[]): Promise<void>;
} = {
  async write(data) {
    for (const [type, blob] of data.flatMap(({ items }) => Object.entries(items))) {
      const body = Buffer.from(await blob.arrayBuffer()).toString('base64');
      if (wantsDebugging) announce({ event: 'copied', type, body });
    }
  },
  async writeText(words) {
    if (wantsDebugging) announce({ event: 'copied', body: words });
  },
};

export const shell: Pick<Electron.Shell, 'openExternal' | 'openPath'> = {
  async openPath(path) {
    if (wantsDebugging) announce({ event: 'open-path', url: path });
    else if (!headless) spawn('xdg-open', [path], { stdio: 'ignore', detached: true }).unref();
    return '';
  },
  async openExternal(url) {
    if (wantsDebugging) announce({ event: 'open-external', url });
    else if (!headless) spawn('xdg-open', [url], { stdio: 'ignore', detached: true }).unref();
  },
};

/** Of the app's own windows; a window's permissions are in its own session. */
export const session = {
  defaultSession: { resolveProxy },
} satisfies { defaultSession: Pick<Electron.Session, 'resolveProxy'> };

/** Clicks the item of that label, wherever it is. */
function clickItem(items: readonly Electron.MenuItemConstructorOptions[], label: string): void {
  for (const { click, label: own, submenu } of items) {
    if (own === label) click?.({} as Electron.MenuItem, undefined, {});
    if (Array.isArray(submenu)) clickItem(submenu, label);
  }
}

/** No menu bar here; the window's own keys work all the same. A test clicks by `{"do":"menu","label":"..."}`. */
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => ({ items: template, popup() {} }),
  setApplicationMenu({ items }: { items: Electron.MenuItemConstructorOptions[] }) {
    hands.removeAllListeners('menu');
    hands.on('menu', ({ label }) => clickItem(items, label ?? ''));
  },
} satisfies Partial<Record<keyof typeof Electron.Menu, unknown>>;

/** There is no key from the system, and it says so. */
export const safeStorage: Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
> = {
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: () => Promise.reject(new Error('No encryption is available')),
  decryptStringAsync: () => Promise.reject(new Error('No encryption is available')),
};

/** Node isn't notified when the machine sleeps. */
export const powerMonitor = new EventEmitter();

const held = new Set<number>();
let lastHold = 0;

/** Counts requests only: Node can't keep the machine awake. */
export const powerSaveBlocker: Pick<Electron.PowerSaveBlocker, 'start' | 'stop'> = {
  start: () => {
    held.add(++lastHold);
    return lastHold;
  },
  stop: (id) => held.delete(id),
};

/**
 * The part of Electron that the app uses, on Node and Chromium. The main bundle's `import … from 'electron'`
 * leads here (see run.ts). Exports are typed by Electron's own declarations, so a different one does not
 * compile. What the app doesn't use is missing, so using it fails at once.
 */
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { announce, hands, headless, safeStorageType, wantsDebugging } from './environment.ts';
import { pages } from './pages.ts';
import { createSafeStorage } from './safe-storage.ts';
import { resolveProxy } from './session.ts';

export { shellApp as app, theme as nativeTheme } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { screen } from './screen.ts';
export { Menu } from './menu.ts';
export { Notification } from './notification.ts';
export { powerMonitor } from './power-monitor.ts';
export { nativeImage, Tray } from './tray.ts';
export { utilityProcess } from './utility-process.ts';

export const protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle'> = {
  /** Loopback hosts are standard, secure and fetchable already. */
  registerSchemesAsPrivileged() {},
  handle: (scheme, handler) => pages.handle(scheme, handler),
  unhandle: (scheme) => pages.unhandle(scheme),
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

/** `PACKSHOT_SHELL_SAFE_STORAGE`: which one; without it, none. */
export const safeStorage = createSafeStorage(
  safeStorageType,
  process.env['PACKSHOT_SHELL_KEYRING'] ?? join(homedir(), '.packshot-shell-keyring'),
);

/** No accent colour until a test chooses one by `{"do":"accent","label":"rrggbbaa"}`. */
class Preferences extends EventEmitter {
  #accent = '';

  constructor() {
    super();
    hands.on('accent', ({ label = '' }) => {
      this.#accent = label;
      this.emit('accent-color-changed', {}, label);
    });
  }

  getAccentColor(): string {
    return this.#accent;
  }

  /** Of macOS only. */
  subscribeNotification(): number {
    return 0;
  }
}

export const systemPreferences: Pick<Electron.SystemPreferences, 'getAccentColor' | 'subscribeNotification'> &
  EventEmitter = new Preferences();

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

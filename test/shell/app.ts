import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Browser } from './browser.ts';
import { announce, commandLine, isPackaged, mainModule, wantsDebugging } from './environment.ts';
import { createEvent } from './event.ts';
import { InstanceLock } from './instance-lock.ts';

type AppSurface = Pick<
  Electron.App,
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'setName'
  | 'getName'
  | 'getVersion'
  | 'isPackaged'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'relaunch'
  | 'setBadgeCount'
  | 'addRecentDocument'
  | 'clearRecentDocuments'
> & { commandLine: typeof commandLine };

interface Window {
  close(): void;
  isDestroyed(): boolean;
}

interface AboutPackage {
  name: string;
  productName?: string;
  version: string;
}

const firstSize = { width: 1280, height: 800 };

/** Electron's `app`: its folder, its life cycle, and the browser behind its windows. */
export class App extends EventEmitter implements AppSurface {
  readonly isPackaged = isPackaged;
  readonly commandLine = commandLine;
  #name: string | null = null;
  #paths = new Map<string, string>();
  #windows = new Set<Window>();
  #first: Window | null = null;
  #browser: Browser | null = null;
  #quitting = false;
  #badge = 0;
  #lock: InstanceLock | null = null;

  constructor() {
    super();
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.quit());
  }

  async whenReady(): Promise<void> {
    await new Promise(setImmediate);
    void this.browser();
  }

  setName(name: string): void {
    this.#name = name;
  }

  getName(): string {
    const { name, productName } = this.#package();
    return this.#name ?? productName ?? name;
  }

  getVersion(): string {
    return this.#package().version;
  }

  /** Of the package that contains the main bundle. */
  #package(): AboutPackage {
    let folder = dirname(mainModule);
    while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as AboutPackage;
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case 'appData':
        return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
      case 'userData':
        return join(this.getPath('appData'), this.getName());
      case 'sessionData':
        return this.getPath('userData');
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'exe':
        return process.env['PACKSHOT_STAND_IN_PROGRAM'] ?? process.execPath;
      case 'home':
        return homedir();
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      default:
        throw new Error(`The shell doesn't know the path '${name}'`);
    }
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'), (argv, folder) =>
      this.emit('second-instance', createEvent({}), argv, folder, undefined),
    );
    return this.#lock.take();
  }

  setBadgeCount(count = 0): boolean {
    if (count !== this.#badge && wantsDebugging) announce({ event: 'badge', count });
    this.#badge = count;
    return true;
  }

  /** The system's list, which Linux has not: a test reads our events. */
  addRecentDocument(path: string): void {
    if (wantsDebugging) announce({ event: 'recent-document', url: path });
  }

  clearRecentDocuments(): void {
    if (wantsDebugging) announce({ event: 'no-recent-documents' });
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
  }

  /** As in Electron: starts the app again when it has ended. */
  relaunch({ args = process.argv.slice(1) }: Electron.RelaunchOptions = {}): void {
    this.once('quit', () => {
      const own = isPackaged ? args : args.slice(1);
      const runner = fileURLToPath(new URL('run.ts', import.meta.url));
      spawn(process.execPath, [runner, mainModule, ...own], { stdio: 'inherit', detached: true }).unref();
    });
  }

  /** As in Electron: listeners may refuse, windows close, then the process ends. */
  quit(): void {
    const event = createEvent({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    this.#windows.forEach((window) => window.close());
    if (this.#windows.size > 0) {
      this.#quitting = false;
      return;
    }
    this.emit('will-quit', createEvent({}));
    this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', createEvent({}), code);
    this.#lock?.release();
    const closed = this.#browser?.close() ?? Promise.resolve();
    void closed.finally(() => process.exit(code));
  }

  // The following members are the shell's own, not Electron's.

  /** The browser behind the windows; started on first use. */
  async browser(size: { width: number; height: number } = firstSize): Promise<Browser> {
    this.#browser ??= new Browser(this.getPath('userData'), size);
    return this.#browser;
  }

  addWindow(window: Window): void {
    this.#first ??= window;
    this.#windows.add(window);
  }

  isFirst(window: Window): boolean {
    return this.#first === window;
  }

  removeWindow(window: Window): void {
    this.#windows.delete(window);
    if (this.#windows.size > 0 || this.#quitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}

/** Light or dark, as the page reports it. */
class Theme extends EventEmitter implements Pick<Electron.NativeTheme, 'shouldUseDarkColors'> {
  shouldUseDarkColors = false;

  set(dark: boolean): void {
    if (dark === this.shouldUseDarkColors) return;
    this.shouldUseDarkColors = dark;
    this.emit('updated');
  }
}

export const shellApp = new App();
export const theme = new Theme();

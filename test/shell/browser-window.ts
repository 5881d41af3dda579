import { EventEmitter } from 'node:events';
import type { Browser, Tab } from './browser.ts';
import { Contents } from './contents.ts';
import { announce, hands, headless, wantsDebugging } from './environment.ts';
import { createEvent } from './event.ts';
import { shellApp, theme } from './app.ts';
import { ipcMain } from './ipc-main.ts';
import { pressInMenu } from './menu.ts';
import { pages } from './pages.ts';
import { screen } from './screen.ts';
import { Session } from './session.ts';

type WindowSurface = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'isFocused'
  | 'setProgressBar'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'isMinimized'
  | 'restore'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'center'
>;

const session = new Session(() => shellApp.browser());

export class BrowserWindow extends EventEmitter implements WindowSurface {
  readonly webContents: Contents;
  #opened: Promise<Tab>;
  #tab: Tab | null = null;
  #bounds: Electron.Rectangle;
  #maximized = false;
  #destroyed = false;
  #isLookedAt = true;
  #progress = -1;
  #hasPainted = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    const { preload, sandbox, contextIsolation, nodeIntegration } = options.webPreferences ?? {};
    // A sandbox leaves no Node to integrate.
    if (sandbox === false || contextIsolation === false || (nodeIntegration === true && sandbox !== true)) {
      throw new Error('The shell has only sandboxed, isolated pages without Node');
    }
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.webContents = new Contents({
      session,
      pages,
      ipcMain,
      reports: {
        bounds: (bounds) => {
          if (this.#maximized) return;
          this.#bounds = bounds;
          this.emit('resize');
        },
        dark: (dark) => theme.set(dark),
        key: (press) =>
          pressInMenu(press, {
            close: () => this.close(),
            minimize: () => this.#setState('minimized'),
            reload: () => this.webContents.reload(),
            quit: () => shellApp.quit(),
          }),
        firstPaint: () => {
          if (this.#hasPainted) return;
          this.#hasPainted = true;
          this.emit('ready-to-show');
        },
      },
    });
    shellApp.addWindow(this);
    shellApp.emit('web-contents-created', createEvent({}), this.webContents);
    hands.on('look-away', () => (this.#isLookedAt = false));
    hands.on('close-window', () => this.close());
    hands.on('session-end', () => {
      this.emit('query-session-end', createEvent({ reasons: ['shutdown'] }));
      this.emit('session-end', createEvent({ reasons: ['shutdown'] }));
    });
    this.#opened = this.#open(preload ?? null);
    this.#opened.catch((error: unknown) => {
      process.stderr.write(`The shell could not open a window: ${String(error)}\n`);
      shellApp.exit(1);
    });
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened;
    await this.webContents.load(url, () => {
      if (shellApp.isFirst(this)) void shellApp.browser().then((browser) => browser.announceWindow());
    });
  }

  show(): void {
    this.#isLookedAt = true;
    if (wantsDebugging) announce({ event: 'shown' });
    this.#withTab((tab) => tab.session.send('Page.bringToFront'));
  }

  /** Headless, no window has the focus: a test says `{"do":"look-away"}`. */
  isFocused(): boolean {
    return this.#isLookedAt;
  }

  setProgressBar(progress: number, options?: Electron.ProgressBarOptions): void {
    const value = Math.round(progress * 100) / 100;
    if (wantsDebugging && value !== this.#progress) announce({ event: 'progress', value, ...options });
    this.#progress = value;
  }

  /** A browser's window can't be hidden, so it is minimised. */
  hide(): void {
    this.#isLookedAt = false;
    if (wantsDebugging) announce({ event: 'hidden' });
    this.#setState('minimized');
  }

  focus(): void {
    this.show();
  }

  /** As when a person closes it: listeners may refuse. */
  close(): void {
    if (this.#destroyed) return;
    const event = createEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    const tab = this.#tab;
    this.#end();
    if (tab) void shellApp.browser().then((browser) => browser.closeTab(tab.targetId));
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.#setState('normal');
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  maximize(): void {
    this.#maximized = true;
    this.#setState('maximized');
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    if (wantsDebugging) announce({ event: 'bounds', bounds: this.#bounds });
    this.#withTab(async (tab) => {
      const browser = await shellApp.browser();
      const { windowId } = await browser.bounds(tab.targetId);
      await browser.send('Browser.setWindowBounds', { windowId, bounds });
    });
  }

  center(): void {
    const [{ workArea } = { workArea: this.#bounds }] = screen.getAllDisplays();
    const { width, height } = this.#bounds;
    this.setBounds({
      x: workArea.x + Math.round((workArea.width - width) / 2),
      y: workArea.y + Math.round((workArea.height - height) / 2),
    });
  }

  /** No effect: the page paints its background, and Chromium's window has none before it. */
  setBackgroundColor(): void {
    return;
  }

  async #open(preload: string | null): Promise<Tab> {
    const browser = await shellApp.browser(this.#bounds);
    const tab = await browser.openTab(this.#bounds, () => this.#leave());
    this.#tab = tab;
    await this.webContents.attach(tab.session, preload);
    if (headless) await this.#size(browser, tab);
    return tab;
  }

  /** Headless Chromium includes its tab strip in the window's size, so the page's size is set separately. */
  async #size(browser: Browser, tab: Tab): Promise<void> {
    const { windowId } = await browser.bounds(tab.targetId);
    const { width, height } = this.#bounds;
    await browser.send('Browser.setContentsSize', { windowId, width, height });
  }

  #setState(windowState: 'normal' | 'maximized' | 'minimized'): void {
    this.#withTab(async (tab) => {
      const browser = await shellApp.browser();
      const { windowId } = await browser.bounds(tab.targetId);
      await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    });
  }

  #withTab(work: (tab: Tab) => Promise<unknown>): void {
    this.#opened.then(work).catch(() => undefined);
  }

  /** Its tab is gone: the person closed it, or the browser ended. */
  #leave(): void {
    if (this.#destroyed) return;
    this.emit('close', createEvent({}));
    this.#end();
  }

  #end(): void {
    this.#destroyed = true;
    this.webContents.destroy();
    this.emit('closed');
    shellApp.removeWindow(this);
  }
}

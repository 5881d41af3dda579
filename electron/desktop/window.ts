import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { isOwnPage, pageUrl } from './address.ts';
import { failurePage } from './failure-page.ts';
import { guardContents, refusePermissions } from './guards.ts';
import type { Log } from '../util/log.ts';
import { showWhenLoaded } from './show-when-loaded.ts';
import { placeWindow, readWindow, saveWindow, smallestWindow } from './window-bounds.ts';

export interface WindowOptions {
  dataDir: string;
  preload: string;
  log: Log;
  /** For the self-check. */
  hidden?: boolean;
}

/** The page's background, to avoid a flash before it is drawn. Repeats the tokens of `renderer/ui`. */
const background = { light: '#f4f4f5', dark: '#18181b' };

/** Opens Packshot's window and loads its page. It is shown once there is something to see. */
export function openWindow({ dataDir, preload, log, hidden = false }: WindowOptions): BrowserWindow {
  const note = join(dataDir, 'window.json');
  const saved = readWindow(note);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(saved, workAreas),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Packshot',
    backgroundColor: backgroundNow(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  refusePermissions(window.webContents.session);
  guardContents(window.webContents, log);

  const followTheme = () => window.setBackgroundColor(backgroundNow());
  nativeTheme.on('updated', followTheme);
  showWhenLoaded(window.webContents, {
    show() {
      if (hidden) return;
      if (saved?.maximized) window.maximize();
      window.show();
    },
    failed(description, url) {
      log.error(`The page could not be loaded: ${description} at ${url}`);
      if (isOwnPage(url)) loadFailurePage(window, dataDir, log);
    },
  });
  window.on('close', () =>
    saveWindow(note, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  reviveAfterCrash(window.webContents, log);
  // `did-fail-load` reports failures, also on reload.
  window.loadURL(pageUrl).catch(() => {});
  return window;
}

function loadFailurePage(window: BrowserWindow, dataDir: string, log: Log): void {
  const page = failurePage(join(dataDir, 'logs'));
  window.loadURL(page).catch((error: unknown) => log.error('The failure page could not be loaded', error));
}

/** Brings the window to the front, as when Packshot is started again. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A crashed page is reloaded, because main holds the state; but not when it crashes again at once. */
function reviveAfterCrash(contents: WebContents, log: Log): void {
  let lastRevival = -Infinity;
  contents.on('render-process-gone', (_event, details) => {
    log.error(`The window's page ended: ${details.reason}`);
    if (details.reason === 'clean-exit' || performance.now() - lastRevival < 10_000) return;
    lastRevival = performance.now();
    contents.reload();
  });
}

function backgroundNow(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
}

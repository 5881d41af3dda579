import { join } from 'node:path';
import { BrowserWindow, dialog, Menu, nativeTheme, screen } from 'electron';
import type { HelpPage } from '../../shared/model.ts';
import { isOwnPage, pageUrl } from './page-address.ts';
import { askToReload } from './ask-before-leaving.ts';
import { contextMenu } from './context-menu.ts';
import { failurePage } from './failure-page.ts';
import { refusePermissions } from './guards.ts';
import type { Log } from '../util/log.ts';
import { showWhenLoaded } from './show-when-loaded.ts';
import { watchContents } from './watch-contents.ts';
import { placeWindow, readWindow, saveWindow, smallestWindow, type Rectangle } from './window-bounds.ts';

interface WindowOptions {
  profileDir: string;
  preload: string;
  log: Log;
  /** For the self-check. */
  hidden?: boolean;
  opens?: HelpPage;
}

/** The page's background, to avoid a flash before it is drawn. Repeats the tokens of `renderer/ui`. */
const background = { light: '#f4f4f5', dark: '#18181b' };

/** How long after the last step of a move or resize its result is saved. */
const saveDelayMs = 500;

/** Opens Packshot's window and loads its page. It is shown once there is something to see. */
export function openWindow({
  profileDir,
  preload,
  log,
  hidden = false,
  opens,
}: WindowOptions): BrowserWindow {
  const note = join(profileDir, 'window.json');
  const saved = readWindow(note);
  const window = new BrowserWindow({
    ...placeWindow(saved, workAreas()),
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
      // Elsewhere Chromium fetches dictionaries from a server that is not the store's.
      spellcheck: process.platform === 'darwin',
      // Uploads run in main, so the page may sleep while nobody sees it.
      backgroundThrottling: true,
      navigateOnDragDrop: false,
    },
  });
  refusePermissions(window.webContents.session);
  watchContents(window.webContents, {
    log,
    askToReload: () => askToReload(dialog, window),
    giveUp: () => loadFailurePage(window, profileDir, log),
  });
  window.webContents.on('context-menu', (_event, clicked) => {
    const items = contextMenu(clicked, (word) => window.webContents.replaceMisspelling(word));
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });

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
      if (isOwnPage(url)) loadFailurePage(window, profileDir, log);
    },
  });
  keepBounds(window, note);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  // `did-fail-load` reports failures, also on reload.
  window.loadURL(opens === undefined ? pageUrl : `${pageUrl}#${opens}`).catch(() => {});
  return window;
}

function loadFailurePage(window: BrowserWindow, profileDir: string, log: Log): void {
  const page = failurePage(join(profileDir, 'logs'));
  window.loadURL(page).catch((error: unknown) => log.error('The failure page could not be loaded', error));
}

/** Brings the window to the front, as when Packshot is started again. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Saves where the window is, and brings it back when its screen is gone. */
function keepBounds(window: BrowserWindow, note: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => saveWindow(note, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, saveDelayMs);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
  const bringBack = (): void => {
    const bounds = window.getNormalBounds();
    const place = placeWindow({ ...bounds, maximized: false }, workAreas());
    if (place.x === undefined) {
      window.setBounds(place);
      window.center();
    }
  };
  screen.on('display-removed', bringBack);
  screen.on('display-metrics-changed', bringBack);
  window.once('closed', () => {
    clearTimeout(timer);
    screen.off('display-removed', bringBack);
    screen.off('display-metrics-changed', bringBack);
  });
}

function workAreas(): Rectangle[] {
  return screen.getAllDisplays().map((display) => display.workArea);
}

function backgroundNow(): string {
  return nativeTheme.shouldUseDarkColors ? background.dark : background.light;
}

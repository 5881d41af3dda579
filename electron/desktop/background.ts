import { nativeImage, type App as ElectronApp, type BrowserWindow, type Dialog } from 'electron';
import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import type { App } from '../app.ts';
import { systemClock } from '../util/clock.ts';
import { askBeforeQuitting, askWhenClosed } from './ask-before-leaving.ts';
import { failureDot } from './failure-dot.ts';
import { createNotifier } from './notifier.ts';
import { taskbarProgress } from './taskbar-progress.ts';
import { openTray } from './tray.ts';
import type { TrayAction } from './tray-menu.ts';
import { asksBeforeQuitting, onWindowClose } from './window-closing.ts';
import { applyChanges, statusOf, workOf } from './work-status.ts';

interface BackgroundPorts {
  app: Pick<App, 'handlers' | 'onDelta' | 'stores'>;
  electron: Pick<ElectronApp, 'quit' | 'setBadgeCount'>;
  dialog: Pick<Dialog, 'showMessageBox'>;
  platform: NodeJS.Platform;
  /** Folder of the tray's icons. */
  icons: string;
  window(): BrowserWindow | null;
  open(): void;
  isQuitting(): boolean;
  /** Has the system start the app at login, or not any more. */
  setLoginItem(startsAtLogin: boolean): Promise<void>;
}

export interface Background {
  showTray(): void;
  /** For the window's `close`. */
  onClose(event: { preventDefault(): void }, window: BrowserWindow): void;
  /** Quits, after a question if something is left to send. */
  quit(): Promise<void>;
  act(action: TrayAction): void;
}

/** What Packshot shows and does outside of its window: taskbar, badge, tray, notifications, closing. */
export async function createBackground(ports: BackgroundPorts): Promise<Background> {
  const { app, dialog, electron, platform } = ports;
  const snapshot = await app.handlers['app.snapshot']({});
  if (!snapshot.ok) throw new Error(snapshot.reason.code);
  let work = workOf(snapshot.value);
  let { startsAtLogin, whenClosed } = snapshot.value.settings;
  let showStatus: (status: ReturnType<typeof statusOf>) => void = () => undefined;

  const show = (): void => {
    const status = statusOf(work);
    const { value, mode } = taskbarProgress(status);
    ports.window()?.setProgressBar(value, { mode });
    if (platform === 'win32') showFailures(ports.window(), status.failed);
    electron.setBadgeCount(status.failed);
    showStatus(status);
  };
  const take = (settings: Settings): void => {
    ({ whenClosed } = settings);
    if (settings.startsAtLogin === startsAtLogin) return;
    ({ startsAtLogin } = settings);
    void ports.setLoginItem(startsAtLogin);
  };
  app.onDelta(({ changes }) => {
    const before = work;
    work = applyChanges(work, changes);
    for (const change of changes) if (change.of === 'settings') take(change.settings);
    if (work !== before) show();
  });
  app.onDelta(
    createNotifier({
      clock: systemClock,
      isWatched: () => ports.window()?.isFocused() ?? false,
      open: ports.open,
    }),
  );

  const quit = async (): Promise<void> => {
    const status = statusOf(work);
    if (asksBeforeQuitting(status) && !(await askBeforeQuitting(dialog, ports.window(), status.open))) return;
    electron.quit();
  };
  const act = (action: TrayAction): void => {
    switch (action) {
      case 'open':
        return ports.open();
      case 'pause':
      case 'resume':
        for (const { id } of app.stores.list()) app.stores.pause(id, action === 'pause');
        return;
      case 'quit':
        void quit();
    }
  };
  const leave = async (window: BrowserWindow): Promise<void> => {
    const answer = await askWhenClosed(dialog, window, statusOf(work).open);
    if (answer === 'cancel' || window.isDestroyed()) return;
    const chosen: Pick<Settings, 'whenClosed'> = { whenClosed: answer };
    await app.handlers['app.changeSettings'](chosen);
    // Deltas come a little later, and a second close must not ask again.
    whenClosed = answer;
    if (answer === 'quit') electron.quit();
    else window.hide();
  };
  return {
    showTray() {
      showStatus = openTray(platform, ports.icons, act);
      show();
    },
    onClose(event, window) {
      if (ports.isQuitting()) return;
      const answer = onWindowClose(platform, whenClosed, statusOf(work));
      if (answer === 'close') return;
      event.preventDefault();
      if (answer === 'hide') window.hide();
      else void leave(window);
    },
    quit,
    act,
  };
}

const dotSize = 16;

/** On Windows, whose taskbar buttons have no number. */
function showFailures(window: BrowserWindow | null, failed: number): void {
  if (failed === 0) return window?.setOverlayIcon(null, '');
  const dot = nativeImage.createFromBitmap(failureDot(dotSize), { width: dotSize, height: dotSize });
  window?.setOverlayIcon(dot, text('tray.failed', { failed }));
}

import { reason } from '../shared/messages/reason.ts';
import { useWindow } from './state/store.ts';
import { loadLater } from './ui/load-later.tsx';

function sayFailed(): void {
  useWindow.setState({ problem: reason('main-silent') });
}

/** Screens that are not shown when the window opens. */
export const ReviewScreen = loadLater(
  async () => (await import('./review/review-screen.tsx')).ReviewScreen,
  sayFailed,
);
export const AltsScreen = loadLater(
  async () => (await import('./alts/alts-screen.tsx')).AltsScreen,
  sayFailed,
);
export const SettingsDialog = loadLater(
  async () => (await import('./settings/settings-dialog.tsx')).SettingsDialog,
  sayFailed,
);
export const ManualDialog = loadLater(
  async () => (await import('./manual/manual-dialog.tsx')).ManualDialog,
  sayFailed,
);

/**
 * Loads the screens once the window has nothing more urgent to do, so that each opens at once. It also matters for an
 * update that replaces the files of a running app.
 */
export function loadScreensWhenIdle(): void {
  requestIdleCallback(() => {
    for (const screen of [ReviewScreen, AltsScreen, SettingsDialog, ManualDialog])
      screen.load().catch(() => undefined);
  });
}

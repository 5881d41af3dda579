import { loadLater } from './ui/load-later.tsx';

/** Screens that are not shown when the window opens. */
export const ReviewScreen = loadLater(async () => (await import('./review/review-screen.tsx')).ReviewScreen);
export const AltsScreen = loadLater(async () => (await import('./alts/alts-screen.tsx')).AltsScreen);
export const SettingsDialog = loadLater(
  async () => (await import('./settings/settings-dialog.tsx')).SettingsDialog,
);
export const ManualDialog = loadLater(async () => (await import('./manual/manual-dialog.tsx')).ManualDialog);

/**
 * Loads the screens once the window has nothing more urgent to do, so that each opens at once. It also matters for an
 * update that replaces the files of a running app.
 */
export function loadScreensWhenIdle(): void {
  requestIdleCallback(() => {
    for (const screen of [ReviewScreen, AltsScreen, SettingsDialog, ManualDialog]) void screen.load();
  });
}

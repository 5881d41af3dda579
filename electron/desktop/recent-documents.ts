import type { App as ElectronApp } from 'electron';
import type { App } from '../app.ts';
import { recentDocuments } from './recent-menu.ts';

interface Ports {
  app: Pick<App, 'onDelta' | 'recentFolders'>;
  electron: Pick<ElectronApp, 'addRecentDocument' | 'clearRecentDocuments'>;
  platform: NodeJS.Platform;
  show(): void;
}

/** Keeps the menu and the system's own list like the app's list. */
export function followRecentFolders({ app, electron, platform, show }: Ports): void {
  const pathsNow = (): string[] => app.recentFolders.paths().map(({ path }) => path);
  let before = pathsNow();
  app.onDelta(({ changes }) => {
    if (!changes.some(({ of }) => of === 'recent-folders')) return;
    const after = pathsNow();
    const change = recentDocuments(platform, before, after);
    before = after;
    if (change.type === 'clear') electron.clearRecentDocuments();
    if (change.type === 'add') for (const path of change.paths) electron.addRecentDocument(path);
    show();
  });
  show();
}

import type { MenuItemConstructorOptions } from 'electron';
import { text } from '../../shared/messages/text.ts';
import type { RecentFolder } from '../../shared/model.ts';
import type { Help } from './help.ts';
import { recentMenu, type RecentActions } from './recent-menu.ts';

export interface MenuActions extends Omit<Help, 'checkForUpdates'> {
  /** Of a folder that photos were added from lately. */
  recent: RecentActions;
  /** May ask first. */
  quit(): void;
  /** Null in a build that knows no update server. */
  checkForUpdates: Help['checkForUpdates'] | null;
}

/**
 * The application menu. The page gets each key first: a gallery uses the zoom keys for the tile size. Without an Edit
 * menu, macOS has no copy and paste. Reload and developer tools exist in development only.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  development: boolean,
  actions: MenuActions,
  recentFolders: readonly RecentFolder[],
): MenuItemConstructorOptions[] {
  const { check, checkForUpdates, copyDiagnostics, open, quit, recent, reportProblem, showLogs } = actions;
  const mac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  const developer: MenuItemConstructorOptions[] = development
    ? [{ role: 'reload' }, { role: 'toggleDevTools' }, separator]
    : [];
  return [
    ...(mac ? [appMenu(quit)] : []),
    {
      label: text('window.menuFile'),
      submenu: [
        recentMenu(recentFolders, recent),
        ...(mac
          ? []
          : [separator, { label: text('window.menuQuit'), accelerator: 'CmdOrCtrl+Q', click: quit }]),
      ],
    },
    { role: 'editMenu' },
    {
      label: text('window.menuView'),
      submenu: [
        ...developer,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        // The window has the key itself.
        {
          label: text('window.menuManual'),
          accelerator: 'F1',
          registerAccelerator: false,
          click: () => void open('manual'),
        },
        { label: text('common.keys'), click: () => void open('keys') },
        { label: text('window.menuCheck'), click: () => void check() },
        ...(checkForUpdates === null
          ? []
          : [{ label: text('window.menuUpdates'), click: () => void checkForUpdates() }]),
        separator,
        { label: text('window.menuDiagnostics'), click: () => void copyDiagnostics() },
        { label: text('window.menuLogs'), click: () => void showLogs() },
        { label: text('window.menuReport'), click: () => void reportProblem() },
      ],
    },
  ];
}

/** As Electron's role of this name, whose "Quit" asks nothing. */
function appMenu(quit: () => void): MenuItemConstructorOptions {
  const separator = { type: 'separator' } as const;
  return {
    label: 'Packshot',
    submenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { label: text('window.menuQuitMac'), accelerator: 'Command+Q', click: quit },
    ],
  };
}

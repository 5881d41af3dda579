import type { MenuItemConstructorOptions } from 'electron';
import { text } from '../../shared/messages/text.ts';
import type { Help } from './help.ts';

export interface MenuActions extends Omit<Help, 'checkForUpdates'> {
  /** May ask first. */
  quit(): void;
  /** Null in a build that knows no update server. */
  checkForUpdates: Help['checkForUpdates'] | null;
}

/**
 * The application menu. The page gets each key first: in a gallery it uses those of the zoom for the tile size. macOS has no copy and paste without an Edit menu. Reload and developer tools exist in
 * development only.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  development: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const { check, checkForUpdates, copyDiagnostics, quit, reportProblem, showLogs } = actions;
  const mac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  const developer: MenuItemConstructorOptions[] = development
    ? [{ role: 'reload' }, { role: 'toggleDevTools' }, separator]
    : [];
  return [
    ...(mac
      ? [{ role: 'appMenu' } as const]
      : [
          {
            label: text('window.menuFile'),
            submenu: [{ label: text('window.menuQuit'), accelerator: 'CmdOrCtrl+Q', click: quit }],
          },
        ]),
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

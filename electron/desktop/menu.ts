import type { MenuItemConstructorOptions } from 'electron';
import { text } from '../../shared/messages/text.ts';

/**
 * The application menu. macOS has no copy and paste without an Edit menu. Reload and developer tools exist in
 * development only. `quit` may ask first.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  development: boolean,
  examine: () => void,
  quit: () => void,
): MenuItemConstructorOptions[] {
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
    { role: 'help', submenu: [{ label: text('window.menuCheck'), click: examine }] },
  ];
}

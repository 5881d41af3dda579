import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import { trayMenu, type TrayAction } from './tray-menu.ts';
import type { WorkStatus } from './work-status.ts';

/**
 * The icon in the tray, or in macOS's menu bar. `folder` has the icons. Returns a function that shows a new status; on
 * Linux the menu is set again with each change, as Electron's `docs/api/tray.md` wants.
 */
export function openTray(
  platform: NodeJS.Platform,
  folder: string,
  act: (action: TrayAction) => void,
): (status: WorkStatus) => void {
  const name = platform === 'darwin' ? 'trayTemplate.png' : platform === 'win32' ? 'tray.ico' : 'tray.png';
  const tray = new Tray(nativeImage.createFromPath(join(folder, name)));
  tray.on('click', () => {
    // On macOS a click opens the menu.
    if (platform !== 'darwin') act('open');
  });
  let shown = '';
  return (status) => {
    const menu = trayMenu(status);
    const key = JSON.stringify(menu);
    if (key === shown) return;
    shown = key;
    tray.setToolTip(`Packshot: ${menu[0].label}`);
    const built = Menu.buildFromTemplate(
      menu.map((item) => {
        if (item === 'separator') return { type: 'separator' };
        const { label, action } = item;
        return action === null ? { label, enabled: false } : { label, click: () => act(action) };
      }),
    );
    tray.setContextMenu(built);
    // macOS adds its own items, such as the one that quits.
    if (platform === 'darwin') app.dock?.setMenu(built);
  };
}

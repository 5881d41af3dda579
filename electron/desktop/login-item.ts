import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Log } from '../util/log.ts';

interface LoginItemPorts {
  electron: Pick<App, 'setLoginItemSettings'>;
  platform: NodeJS.Platform;
  /** `XDG_CONFIG_HOME`, and `APPIMAGE` where the app runs from one. */
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  program: string;
  log: Pick<Log, 'warn'>;
}

/** A start at login opens no window: the icon in the tray does. */
export const hiddenOption = '--hidden';

/**
 * Returns a function that has the system start the app at login, or not any more. Electron does this on Windows and
 * macOS; Linux desktops read a folder, by the Desktop Application Autostart Specification.
 */
export function createLoginItem(ports: LoginItemPorts): (startsAtLogin: boolean) => Promise<void> {
  const { electron, env, home, log, platform, program } = ports;
  return async (startsAtLogin) => {
    if (platform !== 'linux') {
      // macOS ignores path and arguments, and tells whether it was the one who started the app. On Windows Electron
      // quotes no path, not even its own (electron#32657).
      const entry = { path: `"${program}"`, args: [hiddenOption] };
      return electron.setLoginItemSettings({ openAtLogin: startsAtLogin, ...entry });
    }
    const folder = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart');
    const entry = join(folder, 'com.packshot.Packshot.desktop');
    try {
      if (!startsAtLogin) return await rm(entry, { force: true });
      await mkdir(folder, { recursive: true });
      await writeFile(entry, autostartEntry(env['APPIMAGE'] || startScriptOf(program)));
    } catch (error) {
      log.warn(`${entry} could not be changed`, { error: String(error) });
    }
  };
}

/** Beside Electron's program on Linux (`scripts/package/finish-package.mjs`): it says why the window can't open. */
const startScriptOf = (program: string): string => program.replace(/\.bin$/, '');

/**
 * An entry that starts a program at login. Its path is quoted by the Desktop Entry Specification. `TryExec`: who
 * removes a package can't remove the entries of its users, so they must do nothing without it.
 */
export function autostartEntry(program: string): string {
  const quoted = program
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Packshot',
    `TryExec=${program.replaceAll('\\', '\\\\')}`,
    `Exec="${quoted}" ${hiddenOption}`,
    'Icon=com.packshot.Packshot',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

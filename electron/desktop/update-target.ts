import { join } from 'node:path';
import type { UpdateTarget } from '../updates/choose-release.ts';

/**
 * What replaces this copy. The AppImage's runtime sets `APPIMAGE`; any other copy on Linux came from a deb or an
 * rpm, whose signature electron-updater would not check, so the system's package manager updates it.
 */
export function updateTarget(
  platform: NodeJS.Platform,
  arch: string,
  env: Readonly<Record<string, string | undefined>>,
): UpdateTarget {
  return { platform, arch, format: formatOf(platform, env['APPIMAGE']) };
}

function formatOf(platform: NodeJS.Platform, appImage: string | undefined): UpdateTarget['format'] {
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'zip';
  return platform === 'linux' && appImage ? 'AppImage' : null;
}

/** Where electron-updater expects caches (its `AppAdapter`), and the installer for Windows leaves itself. */
export function systemCacheFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] || join(home, '.cache');
}

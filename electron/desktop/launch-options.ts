import { resolve } from 'node:path';
import type { DataLocation } from '../storage/data-location.ts';
import { hiddenOption } from './login-item.ts';

interface LaunchOptions {
  dataDir: string;
  /** For what belongs to this computer, such as logs, the window's place and Chromium's own files. */
  profileDir: string;
  /** Null if the data folder was named at the start. */
  location: DataLocation | null;
  /** Started again because the data folder could not be moved. */
  moveFailed: boolean;
  /** Origin of Vite's server, in development only. */
  developmentServer: string | null;
  checkResponses: boolean;
  /** Only check, in a hidden window, that this Electron can run Packshot. */
  selfCheck: boolean;
  /** Started at login: the window is not shown. */
  isHidden: boolean;
  /** Started again because a new version could not be installed. */
  updateFailed: boolean;
}

export const updateFailed = '--update-failed';
export const moveFailed = '--move-failed';

/**
 * The data folder is `--data=DIR`, else `PACKSHOT_DATA`, else the system's default. A packaged app ignores the
 * development server.
 */
export function readLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  defaults: { locate: () => DataLocation; packaged: boolean },
): LaunchOptions {
  const flag = argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  const named = flag || env['PACKSHOT_DATA'];
  const location = named ? null : defaults.locate();
  const dataDir = resolve(named || (location?.folder ?? ''));
  const server = defaults.packaged ? undefined : env['ELECTRON_RENDERER_URL'];
  return {
    dataDir,
    profileDir: location?.profile ?? dataDir,
    location,
    developmentServer: server || null,
    checkResponses: !defaults.packaged && (Boolean(server) || env['PACKSHOT_CHECK_RESPONSES'] === '1'),
    selfCheck: argv.includes('--self-check'),
    isHidden: argv.includes(hiddenOption),
    moveFailed: argv.includes(moveFailed),
    updateFailed: argv.includes(updateFailed),
  };
}

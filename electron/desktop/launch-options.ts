import { isAbsolute, resolve } from 'node:path';
import { hiddenOption } from './login-item.ts';

export interface LaunchOptions {
  dataDir: string;
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

/**
 * The data folder is `--data=DIR`, else `PACKSHOT_DATA`, else the system's default. A packaged app ignores the
 * development server.
 */
export function readLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  defaults: { dataDir: () => string; packaged: boolean },
): LaunchOptions {
  const flag = argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  const dataDir = flag || env['PACKSHOT_DATA'] || defaults.dataDir();
  const server = defaults.packaged ? undefined : env['ELECTRON_RENDERER_URL'];
  return {
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    developmentServer: server || null,
    checkResponses: !defaults.packaged && (Boolean(server) || env['PACKSHOT_CHECK_RESPONSES'] === '1'),
    selfCheck: argv.includes('--self-check'),
    isHidden: argv.includes(hiddenOption),
    updateFailed: argv.includes(updateFailed),
  };
}

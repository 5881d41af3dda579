import { createApp, type App, type AppOptions } from '../app.ts';
import type { Log } from '../util/log.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { version } from './version.ts';

/** What an installed app, or a test, gives. */
export type CommandWorld = Partial<
  Pick<AppOptions, 'clock' | 'effects' | 'keychain' | 'random' | 'startProcess'> & {
    /** The installed app's program, for `doctor`. */
    program: string;
  }
>;

/** Opens the app for one command. By default it connects to no store and logs nothing. */
export function openApp(
  dataDir: string,
  world: CommandWorld,
  options: Partial<Pick<AppOptions, 'log' | 'openStores' | 'sends'>> = {},
): Promise<Outcome<App>> {
  return createApp({
    dataDir,
    version,
    log: noLog,
    cipher: null,
    replacementHoldMs: 0,
    openStores: false,
    ...options,
    ...world,
  });
}

const noLog: Log = { info() {}, warn() {}, error() {} };

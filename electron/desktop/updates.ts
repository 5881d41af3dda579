import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { App } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { UpdateInstaller } from '../updates/updates.ts';
import type { Log } from '../util/log.ts';

export interface InstallerPorts {
  app: Pick<App, 'getVersion' | 'whenReady' | 'isPackaged' | 'quit' | 'releaseSingleInstanceLock'>;
  platform: NodeJS.Platform;
  /** Of the packaged app, with its `app-update.yml`. */
  resourcesFolder: string;
  /** For what electron-updater notes. */
  folder: string;
  /** See `systemCacheFolder`. */
  cacheFolder: string;
  log: Log;
  /** Closes the app in order, then calls `next`. Never calls it if the user quits at the same time. */
  closeThen(next: () => void): void;
  /** Starts this version again, because the new one could not be installed. */
  restart(): void;
}

/** Installs new versions by electron-updater, which is loaded for the first download. */
export function createInstaller(ports: InstallerPorts): UpdateInstaller {
  const { app, log, platform } = ports;
  let ready: { updater: AppUpdater; path: string; sha512: string; install(): boolean } | null = null;
  return {
    async download(download) {
      ready = null;
      let close: () => void = () => undefined;
      try {
        const [{ createUpdater, loadUpdater }, { CancellationToken }] = await Promise.all([
          import('./updater.ts'),
          import('builder-util-runtime'),
        ]);
        const updating = createUpdater(loadUpdater(platform, adapterOf(ports)), download, log);
        const { updater, install } = updating;
        close = updating.close;
        const token = new CancellationToken();
        download.signal.addEventListener('abort', () => token.cancel(), { once: true });
        // A failure also rejects; without a listener, Node would throw.
        updater.on('error', () => undefined);
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true) return no(reason('update-elsewhere'));
        const [path = ''] = await updater.downloadUpdate(token);
        ready = { updater, path, sha512: download.file.sha512, install };
        return ok(null);
      } catch (error) {
        const { code = '' } = error as { code?: string };
        log.warn('The download of a new version failed', { error: String(error) });
        return no(reason(code === 'ERR_CHECKSUM_MISMATCH' ? 'update-altered' : 'update-download-failed'));
      } finally {
        close();
      }
    },

    async install() {
      if (ready === null) return reason('update-gone');
      const { updater, path, sha512, install } = ready;
      // It may have waited for hours in a folder that other programs can write to.
      if ((await sha512Of(path)) !== sha512) return reason('update-altered');
      return new Promise(() =>
        ports.closeThen(() => {
          let hasFailed = false;
          const failed = (error?: unknown): void => {
            if (hasFailed) return;
            hasFailed = true;
            log.error('The new version could not be installed', { error: String(error) });
            ports.restart();
          };
          updater.on('error', failed);
          // On Linux the new version is started before this one has ended.
          app.releaseSingleInstanceLock();
          if (!install()) failed();
          else if (platform !== 'darwin') app.quit();
        }),
      );
    },
  };
}

function adapterOf({ app, resourcesFolder, folder, cacheFolder }: InstallerPorts): AppAdapter {
  return {
    version: app.getVersion(),
    name: 'packshot',
    isPackaged: app.isPackaged,
    appUpdateConfigPath: join(resourcesFolder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: cacheFolder,
    whenReady: () => app.whenReady(),
    relaunch: () => undefined,
    quit: () => app.quit(),
    onQuit: () => undefined,
  };
}

/** Base64; null if the file can't be read. */
async function sha512Of(path: string): Promise<string | null> {
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return null;
  }
  return hash.digest('base64');
}

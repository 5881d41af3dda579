import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import {
  configureRequestOptions,
  configureRequestUrl,
  HttpExecutor,
  type DownloadOptions,
  type UpdateInfo,
} from 'builder-util-runtime';
import {
  AppImageUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  type ResolvedUpdateFileInfo,
} from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { AgentPool } from '../network/agents.ts';
import { RoutedAgent } from '../updates/routed-agent.ts';
import { mayFollow } from '../updates/update-feed.ts';
import type { Download } from '../updates/updates.ts';
import type { Log } from '../util/log.ts';

const idleMs = 5_000;
const connectMs = 15_000;

type Updater = AppImageUpdater | MacUpdater | NsisUpdater;

/** The updater for the one kind of package that each system replaces by itself. */
export function loadUpdater(platform: NodeJS.Platform, app: AppAdapter): Updater {
  if (platform === 'win32') return new NsisUpdater(null, app);
  return platform === 'darwin' ? new MacUpdater(undefined, app) : new AppImageUpdater(null, app);
}

/**
 * Has an updater of electron-updater know one release, which is verified, and read no other metadata. It does nothing
 * unasked, and downloads by Node over the app's network instead of by Electron's. `install` starts the installation
 * and returns whether it could; `close` ends connections.
 */
export function createUpdater(
  updater: Updater,
  download: Download,
  log: Log,
): { updater: Updater; install(): boolean; close(): void } {
  const pool = new AgentPool({ network: download.network, idleMs, connectMs });
  const agent = new RoutedAgent(pool, { keepAlive: true, timeout: idleMs });
  // With an app of one's own, an updater has no executor (its constructor).
  Reflect.set(updater, 'httpExecutor', new NodeExecutor(agent, download.folder));
  updater.logger = { ...log, debug: () => undefined };
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  updater.requestHeaders = { 'User-Agent': 'Packshot' };
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(download) });
  updater.on('download-progress', ({ percent }) => download.onProgress(percent));
  return {
    updater,
    install() {
      // Squirrel.Mac quits the app itself.
      if (!(updater instanceof MacUpdater)) return updater.install(true, true);
      updater.quitAndInstall();
      return true;
    },
    close() {
      agent.destroy();
      pool.close();
    },
  };
}

/** Names the one file of a verified release. */
function providerOf({ version, folder, file }: Download) {
  const { name, sha512, size, blockMapSize } = file;
  const info = { url: name, sha512, size, ...(blockMapSize === undefined ? {} : { blockMapSize }) };
  return class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    // Many servers answer no request for several ranges.
    override get isUseMultipleRangeRequest(): boolean {
      return false;
    }

    override getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve({ version, files: [info], path: name, sha512, releaseDate: '' });
    }

    override resolveFiles(): ResolvedUpdateFileInfo[] {
      return [{ url: new URL(name, folder), info }];
    }
  };
}

/** Downloads by Node. Follows redirects to which the feed may lead. */
class NodeExecutor extends HttpExecutor<ClientRequest> {
  readonly #agent: RoutedAgent;
  readonly #feed: string;

  constructor(agent: RoutedAgent, feed: string) {
    super();
    this.#agent = agent;
    this.#feed = feed;
  }

  override createRequest(
    options: RequestOptions,
    callback: (response: IncomingMessage) => void,
  ): ClientRequest {
    const { protocol = 'https:', hostname = '', port } = options;
    if (!mayFollow(this.#feed, `${protocol}//${hostname}${port ? `:${port}` : ''}/`)) {
      throw new Error('Redirected to an address that is not asked.');
    }
    return protocol === 'http:'
      ? requestHttp(options, callback)
      : requestHttps({ ...options, agent: this.#agent }, callback);
  }

  /** Saves `url` as `destination` and checks its hash, as the executor for Electron does. */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const request: RequestOptions = { headers: options.headers ?? {} };
      configureRequestUrl(url, request);
      configureRequestOptions(request);
      const callback = (error: Error | null): void => (error === null ? resolve(destination) : reject(error));
      this.doDownload(
        request,
        {
          destination,
          options,
          onCancel,
          callback: (error) => callback(error ?? null),
          responseHandler: null,
        },
        0,
      );
    });
  }
}

import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { UpdateChannel, UpdateSettings, UpdateStep, UpdateView } from '../../shared/updates.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { channelsOf, chooseRelease, type Offer, type UpdateTarget } from './choose-release.ts';
import { readManifest, type Release, type ReleaseFile } from './release-manifest.ts';
import type { UpdateFeed } from './update-feed.ts';

export type UpdatesEvent = { type: 'updates-changed' };

export interface Download {
  version: string;
  /** Of the folder that has the file. */
  folder: string;
  file: ReleaseFile;
  network: RequestNetwork;
  onProgress(percent: number): void;
  signal: AbortSignal;
}

/** Gets a new version onto this computer. */
export interface UpdateInstaller {
  /** Resolves when the file is here and has the hash of the manifest. */
  download(download: Download): Promise<Outcome<null>>;
  /** Closes the app in order, installs and starts the new version. Resolves only if that failed. */
  install(): Promise<Reason>;
}

/** What the desktop knows of updates. */
export interface UpdateOptions {
  /** Null: nothing is ever asked. */
  feed: UpdateFeed | null;
  target: UpdateTarget;
  installer: UpdateInstaller;
}

/** For a command, and for a copy that is not installed. */
export const noUpdates: UpdateOptions = {
  feed: null,
  target: { platform: process.platform, arch: process.arch, format: null },
  installer: {
    download: () => Promise.resolve(no(reason('update-elsewhere'))),
    install: () => Promise.resolve(reason('update-elsewhere')),
  },
};

export interface UpdatesPorts extends UpdateOptions {
  version: string;
  network: RequestNetwork;
  clock: Clock;
  setting(): UpdateSettings;
  skip(version: string): void;
  /** Whether something is being sent, or read for it. */
  isBusy(): boolean;
  emit(event: UpdatesEvent): void;
  log: Pick<Log, 'info' | 'warn'>;
}

/** After the start, so that the window comes first. */
const firstCheckMs = 15_000;
export const checkEveryMs = 6 * 60 * 60_000;

/** Looks for new versions, and installs one that the user wants when nothing is being sent. */
export class Updates {
  readonly #ports: UpdatesPorts;
  #stopTimer: () => void = () => undefined;
  #checking: AbortController | null = null;
  #downloading: AbortController | null = null;
  #checkedAt: number | null = null;
  #problem: Reason | null = null;
  #offer: Offer | null = null;
  #step: UpdateStep = { type: 'offered' };
  #asked: string;

  constructor(ports: UpdatesPorts) {
    this.#ports = ports;
    this.#asked = this.#whatIsAsked();
  }

  start(): void {
    this.#checkIn(firstCheckMs);
  }

  get view(): UpdateView {
    return {
      looks: this.#looks,
      isChecking: this.#checking !== null,
      checkedAt: this.#checkedAt,
      problem: this.#problem,
      offer: this.#offer && {
        version: this.#offer.release.version,
        publishedAt: Date.parse(this.#offer.release.publishedAt),
        notes: this.#offer.release.notes,
        isSkipped: this.#ports.setting().skippedVersion === this.#offer.release.version,
        canInstall: this.#offer.file !== null,
        step: this.#step,
      },
    };
  }

  /** Asks now. Does nothing while a version is being downloaded or installed. */
  async check(): Promise<Outcome<null>> {
    const { feed, network, version, target, clock, log } = this.#ports;
    if (feed === null || this.#looks !== 'on') return no(reason('updates-off'));
    if (this.#checking !== null || this.#step.type !== 'offered') return ok(null);
    const checking = new AbortController();
    this.#checking = checking;
    this.#stopTimer();
    this.#changed();
    const releases: Release[] = [];
    let problem: Reason | null = null;
    for (const channel of channelsOf(this.#ports.setting().channel)) {
      const found = await readRelease(feed, channel, network, checking.signal);
      if (checking.signal.aborted) return ok(null);
      if (!found.ok) problem = found.reason;
      else if (found.value !== null) releases.push(found.value);
    }
    if (problem !== null) log.warn('looking for a new version failed', problem.code);
    this.#checking = null;
    this.#problem = problem;
    this.#checkedAt = clock.now();
    // A release of one channel is offered even if the other channel fails. A release that the user began to install
    // during the check stays the one that is shown.
    if (this.#step.type === 'offered' && (problem === null || releases.length > 0))
      this.#offer = chooseRelease(version, target, releases);
    this.#checkIn(checkEveryMs);
    this.#changed();
    return problem === null ? ok(null) : no(problem);
  }

  /** Downloads the version that is offered, and installs it when nothing is being sent. */
  install(): Outcome<null> {
    const { feed, installer, network, log } = this.#ports;
    const offer = this.#offer;
    if (feed === null || offer === null) return no(reason('update-gone'));
    if (offer.file === null) return no(reason('update-elsewhere'));
    if (this.#step.type !== 'offered') return ok(null);
    const downloading = new AbortController();
    this.#downloading = downloading;
    this.#problem = null;
    this.#moveTo({ type: 'downloading', percent: 0 });
    const download: Download = {
      version: offer.release.version,
      folder: feed.url,
      file: offer.file,
      network,
      onProgress: (percent) => {
        if (this.#downloading === downloading) this.#moveTo({ type: 'downloading', percent });
      },
      signal: downloading.signal,
    };
    void installer.download(download).then((downloaded) => {
      if (this.#downloading !== downloading) return;
      this.#downloading = null;
      if (downloaded.ok) {
        this.#moveTo({ type: 'waiting' });
        this.workChanged();
      } else {
        log.warn('a new version could not be downloaded', downloaded.reason.code);
        this.#failed(downloaded.reason);
      }
    });
    return ok(null);
  }

  /** Stops a download, or an installation that waits. */
  cancel(): Outcome<null> {
    this.#downloading?.abort();
    this.#downloading = null;
    if (this.#step.type !== 'installing') this.#moveTo({ type: 'offered' });
    return ok(null);
  }

  /** Offers no more than what is later than the version that is offered now. */
  skip(): Outcome<null> {
    if (this.#offer === null) return no(reason('update-gone'));
    this.cancel();
    this.#ports.skip(this.#offer.release.version);
    return ok(null);
  }

  /** Uploads have begun or ended. */
  workChanged(): void {
    if (this.#step.type !== 'waiting' || this.#ports.isBusy()) return;
    this.#moveTo({ type: 'installing' });
    void this.#ports.installer.install().then((problem) => this.#failed(problem));
  }

  settingChanged(): void {
    this.#changed();
    const asked = this.#whatIsAsked();
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#checking?.abort();
    this.#checking = null;
    this.cancel();
    this.#offer = null;
    this.#problem = null;
    this.#checkedAt = null;
    this.#checkIn(0);
    this.#changed();
  }

  close(): void {
    this.#stopTimer();
    this.#checking?.abort();
    this.#downloading?.abort();
    this.#downloading = null;
  }

  get #looks(): UpdateView['looks'] {
    if (this.#ports.feed === null) return 'never';
    return this.#ports.setting().enabled ? 'on' : 'off';
  }

  #whatIsAsked(): string {
    return `${this.#looks} ${this.#ports.setting().channel}`;
  }

  #checkIn(ms: number): void {
    this.#stopTimer();
    if (this.#looks !== 'on') return;
    this.#stopTimer = this.#ports.clock.timer(ms, () => void this.check());
  }

  #failed(problem: Reason): void {
    this.#problem = problem;
    this.#moveTo({ type: 'offered' });
  }

  #moveTo(step: UpdateStep): void {
    this.#step = step;
    this.#changed();
  }

  #changed(): void {
    this.#ports.emit({ type: 'updates-changed' });
  }
}

/** The release of a channel; null if the channel has none. */
async function readRelease(
  feed: UpdateFeed,
  channel: UpdateChannel,
  network: RequestNetwork,
  signal: AbortSignal,
): Promise<Outcome<Release | null>> {
  // Loaded with the first check: most commands make none, and loading HTTP takes longer than they do.
  const { fetchManifest } = await import('./fetch-manifest.ts');
  const text = await fetchManifest(new URL(`${channel}.json`, feed.url), network, signal);
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text;
  const release = readManifest(text.value, feed.keys);
  if (!release.ok) return release;
  // A beta that the release channel serves is not meant for everyone.
  return release.value.channel === channel ? release : no(reason('update-wrong-channel'));
}

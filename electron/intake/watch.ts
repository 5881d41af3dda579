import { basename, join, relative, sep } from 'node:path';
import { sourceDrives, type SourceDisk, type SourceDrives } from '../pictures/source-drives.ts';
import { FolderEvents } from './folder-events.ts';
import { isIgnoredFile, isIgnoredFolder, isTemporaryName } from './ignored-files.ts';
import { scan } from './scan.ts';

/** A file in a watched folder that has not changed for a while. */
export interface StableFile {
  path: string;
  bytes: number;
  mtimeMs: number;
}

export interface WatchOptions {
  folder: string;
  /** Also reports files that are in the folder at the start. */
  withExisting?: boolean | undefined;
  /** Whether the receiver has had this version of the file, in this run or an earlier one. */
  isKnown: (path: string, bytes: number, mtimeMs: number) => boolean;
  /** Stable files in groups, ordered by modification time. */
  onFiles: (files: readonly StableFile[]) => void;
  /** The folder went away or came back, or its drive no longer answers. Also called at the start if it is missing. */
  onPresence?: (isThere: boolean) => void;
  pace?: Partial<WatchPace>;
  /** What reads the folder. Default: the one of this process. */
  drives?: SourceDrives;
}

/** Milliseconds. */
export interface WatchPace {
  /** How long a file must stay unchanged. */
  stableMs: number;
  /** How long no further file may come before a group is reported; after ten times this, it is reported anyway. */
  groupMs: number;
  /** How often to check that the folder exists. Where the system tells that it was deleted, it is checked at once. */
  presenceMs: number;
  /** How often to list the folder, because network drives report few changes. */
  sweepMs: number;
}

export interface FolderWatch {
  /** Resolves when changes are noticed, if the folder exists. Never rejects. */
  ready: Promise<void>;
  close(): Promise<void>;
}

const usualPace: WatchPace = { stableMs: 2_000, groupMs: 3_000, presenceMs: 30_000, sweepMs: 60_000 };

/**
 * Watches a folder and its sub-folders for pictures. Ignored, hidden and temporary names are skipped. When a
 * missing folder comes back, files that came meanwhile are reported, and none is reported twice.
 */
export function watchFolder(options: WatchOptions): FolderWatch {
  const pace = { ...usualPace, ...options.pace };
  const watching = new Watching(options, pace);
  return { ready: watching.begin(), close: async () => await watching.close() };
}

class Watching {
  readonly #options: WatchOptions;
  readonly #pace: WatchPace;
  /** Files reported, or known from before: path to size and time. */
  readonly #seen = new Map<string, string>();
  readonly #pending = new Map<string, StableFile>();
  readonly #closing = new AbortController();
  readonly #closed = Promise.withResolvers<void>();
  readonly #disk: SourceDisk;
  readonly #events = new FolderEvents((path) => void this.#changed(path));
  /** Paths being looked at; true if they changed meanwhile. */
  readonly #looking = new Map<string, boolean>();
  /** Real path of the folder. */
  #root = '';
  /** Identity of the folder on this disk, to notice another drive in its place. */
  #identity: string | null = null;
  #isThere = true;
  #isFirstListing: boolean;
  #pendingSince = 0;
  #gatherTimer: NodeJS.Timeout | undefined;
  #presenceTimer: NodeJS.Timeout | undefined;
  #sweepTimer: NodeJS.Timeout | undefined;
  /** Only one listing runs at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: WatchOptions, pace: WatchPace) {
    this.#options = options;
    this.#pace = pace;
    this.#isFirstListing = !options.withExisting;
    this.#disk = (options.drives ?? sourceDrives).diskFor([options.folder]);
  }

  async begin(): Promise<void> {
    this.#presenceTimer = setInterval(
      () => void this.#inTurn(() => this.#checkPresence()),
      this.#pace.presenceMs,
    );
    this.#sweepTimer = setInterval(() => void this.#inTurn(() => this.#sweep()), this.#pace.sweepMs);
    await this.#inTurn(() => this.#checkPresence());
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#closed.resolve();
    clearInterval(this.#presenceTimer);
    clearInterval(this.#sweepTimer);
    clearTimeout(this.#gatherTimer);
    await this.#turn;
    this.#events.close();
  }

  /** Closing does not wait for a drive that doesn't answer. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (!this.#isClosed()) await Promise.race([work(), this.#closed.promise]);
    });
    await this.#turn;
  }

  async #checkPresence(): Promise<void> {
    const { folder } = this.#options;
    const facts = await this.#disk.stat(folder).catch(() => null);
    if (this.#isClosed()) return;
    const identity = facts?.isDirectory() ? `${facts.dev}:${facts.ino}` : null;
    if (identity !== null && identity === this.#identity) return;
    this.#events.close();
    this.#identity = identity;
    if (this.#isThere !== (identity !== null)) {
      this.#isThere = identity !== null;
      this.#options.onPresence?.(this.#isThere);
    }
    if (identity === null) return;
    this.#root = await this.#disk.realpath(folder).catch(() => folder);
    await this.#listen(this.#root);
    await this.#sweep();
  }

  /** Subscribes to changes in a folder and below. What is missed, the periodic listing finds later. */
  async #listen(folder: string): Promise<void> {
    if (this.#isClosed()) return;
    // Before the listing, so that nothing comes unseen between the two.
    this.#events.add(folder);
    const entries = await this.#disk.readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !isIgnoredFolder(entry.name)) await this.#listen(join(folder, entry.name));
    }
  }

  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #sweep(): Promise<void> {
    if (this.#identity === null) return;
    const wasThere = this.#isFirstListing;
    await this.#list(this.#options.folder, wasThere);
    this.#isFirstListing = false;
  }

  async #list(folder: string, wasThere: boolean): Promise<void> {
    for await (const { files } of scan([folder], { signal: this.#closing.signal, disk: this.#disk })) {
      for (const { path, bytes, mtimeMs } of files) {
        if (isTemporaryName(basename(path))) continue;
        if (wasThere) this.#seen.set(path, mark({ bytes, mtimeMs }));
        else this.#addPending({ path, bytes, mtimeMs });
      }
    }
  }

  /** Looks at what changed: once at a time, and once more for what changed meanwhile. */
  async #changed(path: string): Promise<void> {
    if (isIgnoredPath(relative(this.#root, path))) return;
    if (this.#looking.has(path)) return void this.#looking.set(path, true);
    do {
      this.#looking.set(path, false);
      await this.#check(path);
    } while (this.#looking.get(path) === true && !this.#isClosed());
    this.#looking.delete(path);
  }

  async #check(path: string): Promise<void> {
    const facts = await this.#disk.stat(path).catch(() => null);
    if (this.#isClosed()) return;
    if (facts === null) {
      // Of a deleted folder, the system reports its own name inside of it.
      if (path === join(this.#root, basename(this.#root))) await this.#inTurn(() => this.#checkPresence());
      return;
    }
    if (!facts.isDirectory()) {
      const found = await this.#statFile(path);
      if (found !== null) this.#addPending(found);
      return;
    }
    // A link that leads to a folder is left to the periodic listing, which knows how far to follow it.
    if ((await this.#disk.realpath(path).catch(() => null)) !== path) return;
    await this.#listen(path);
    await this.#list(path, false);
  }

  #addPending(file: StableFile): void {
    const { path, bytes, mtimeMs } = file;
    if (this.#isClosed()) return;
    if (this.#seen.get(path) === mark(file) || this.#options.isKnown(path, bytes, mtimeMs)) return;
    const before = this.#pending.get(path);
    if (before !== undefined && mark(before) === mark(file)) return;
    if (this.#pending.size === 0) this.#pendingSince = Date.now();
    this.#pending.set(path, file);
    this.#planHandOver();
  }

  #planHandOver(): void {
    const { groupMs } = this.#pace;
    const latest = this.#pendingSince + groupMs * 10;
    clearTimeout(this.#gatherTimer);
    const wait = Math.max(0, Math.min(groupMs, latest - Date.now()));
    this.#gatherTimer = setTimeout(() => void this.#inTurn(() => this.#reportStable()), wait);
  }

  /** Reports files that are unchanged since they were found; changed ones wait for the next time. */
  async #reportStable(): Promise<void> {
    const files = [...this.#pending.values()];
    this.#pending.clear();
    const ready: StableFile[] = [];
    for (const file of files) {
      const now = await this.#statFile(file.path);
      if (now === null) continue;
      if (mark(now) === mark(file) && now.mtimeMs <= Date.now() - this.#pace.stableMs) ready.push(file);
      else if (mark(now) === mark(file) && now.mtimeMs > Date.now()) ready.push(file);
      else this.#addPending(now);
    }
    if (ready.length === 0 || this.#isClosed()) return;
    for (const file of ready) this.#seen.set(file.path, mark(file));
    this.#options.onFiles(ready.toSorted((a, b) => a.mtimeMs - b.mtimeMs || (a.path < b.path ? -1 : 1)));
  }

  async #statFile(path: string): Promise<StableFile | null> {
    try {
      const real = await this.#disk.realpath(path);
      const facts = await this.#disk.stat(real);
      if (!facts.isFile() || facts.size === 0) return null;
      return { path: real, bytes: facts.size, mtimeMs: facts.mtimeMs };
    } catch {
      return null;
    }
  }
}

/** Whether a path below the folder is ignored. The folder itself never is. */
function isIgnoredPath(below: string): boolean {
  if (below === '') return false;
  const parts = below.split(sep);
  return (
    parts.some(isIgnoredFolder) || isIgnoredFile(parts.at(-1) ?? '') || isTemporaryName(parts.at(-1) ?? '')
  );
}

function mark({ bytes, mtimeMs }: { bytes: number; mtimeMs: number }): string {
  return `${bytes}:${mtimeMs}`;
}

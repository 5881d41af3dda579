import { watch, type FSWatcher } from 'chokidar';
import { realpath, stat } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
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
  /** The folder went away or came back. Also called at the start if it is missing. */
  onPresence?: (isThere: boolean) => void;
  pace?: Partial<WatchPace>;
}

/** Milliseconds. */
export interface WatchPace {
  /** How long a file must stay unchanged. */
  stableMs: number;
  /** How long no further file may come before a group is reported; after ten times this, it is reported anyway. */
  groupMs: number;
  /** How often to check that the folder exists; that it was deleted is noticed at once. */
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
  #watcher: FSWatcher | null = null;
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
    clearInterval(this.#presenceTimer);
    clearInterval(this.#sweepTimer);
    clearTimeout(this.#gatherTimer);
    await this.#turn;
    await this.#releaseHold();
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (!this.#closing.signal.aborted) await work();
    });
    await this.#turn;
  }

  async #checkPresence(): Promise<void> {
    const { folder } = this.#options;
    const facts = await stat(folder).catch(() => null);
    const identity = facts?.isDirectory() ? `${facts.dev}:${facts.ino}` : null;
    if (identity !== null && identity === this.#identity) return;
    await this.#releaseHold();
    this.#identity = identity;
    if (this.#isThere !== (identity !== null)) {
      this.#isThere = identity !== null;
      this.#options.onPresence?.(this.#isThere);
    }
    if (identity === null) return;
    await this.#listen(folder);
    await this.#sweep();
  }

  /** Subscribes to changes. If the system refuses, the periodic listing finds them later. */
  async #listen(folder: string): Promise<void> {
    const root = await realpath(folder).catch(() => folder);
    const watcher = watch(root, {
      ignored: (path) => isIgnoredPath(relative(root, path)),
      ignoreInitial: true,
      followSymlinks: false,
      awaitWriteFinish: {
        stabilityThreshold: this.#pace.stableMs,
        pollInterval: Math.max(10, Math.min(200, Math.floor(this.#pace.stableMs / 4))),
      },
    });
    this.#watcher = watcher;
    const heard = (path: string): void => void this.#check(path);
    watcher.on('add', heard).on('change', heard);
    watcher.on('unlinkDir', (path) => {
      if (path === root) void this.#inTurn(() => this.#checkPresence());
    });
    await new Promise<void>((listening) => {
      watcher.once('ready', listening);
      watcher.on('error', () => listening());
    });
  }

  async #releaseHold(): Promise<void> {
    const watcher = this.#watcher;
    this.#watcher = null;
    await watcher?.close();
  }

  async #sweep(): Promise<void> {
    if (this.#identity === null) return;
    const wasThere = this.#isFirstListing;
    for await (const { files } of scan([this.#options.folder], { signal: this.#closing.signal })) {
      for (const { path, bytes, mtimeMs } of files) {
        if (isTemporaryName(basename(path))) continue;
        if (wasThere) this.#seen.set(path, mark({ bytes, mtimeMs }));
        else this.#addPending({ path, bytes, mtimeMs });
      }
    }
    this.#isFirstListing = false;
  }

  async #check(path: string): Promise<void> {
    const found = await statFile(path);
    if (found !== null && !this.#closing.signal.aborted) this.#addPending(found);
  }

  #addPending(file: StableFile): void {
    const { path, bytes, mtimeMs } = file;
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
      const now = await statFile(file.path);
      if (now === null) continue;
      if (mark(now) === mark(file) && now.mtimeMs <= Date.now() - this.#pace.stableMs) ready.push(file);
      else if (mark(now) === mark(file) && now.mtimeMs > Date.now()) ready.push(file);
      else this.#addPending(now);
    }
    if (ready.length === 0 || this.#closing.signal.aborted) return;
    for (const file of ready) this.#seen.set(file.path, mark(file));
    this.#options.onFiles(ready.toSorted((a, b) => a.mtimeMs - b.mtimeMs || (a.path < b.path ? -1 : 1)));
  }
}

async function statFile(path: string): Promise<StableFile | null> {
  try {
    const real = await realpath(path);
    const facts = await stat(real);
    if (!facts.isFile() || facts.size === 0) return null;
    return { path: real, bytes: facts.size, mtimeMs: facts.mtimeMs };
  } catch {
    return null;
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

import { basename, dirname, resolve } from 'node:path';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { RecentFolder } from '../../shared/model.ts';
import { reason } from '../../shared/messages/reason.ts';
import { sourceDrives, type SourceDrives } from '../pictures/source-drives.ts';
import type { KnownFolder } from '../storage/settings-table.ts';

export const maxRecentFolders = 10;

/** The list after folders were added: newest first, each once, no longer than `maxRecentFolders`. Pure. */
export function withFolders(list: readonly KnownFolder[], paths: readonly string[]): KnownFolder[] {
  let nextId = Math.max(0, ...list.map(({ id }) => id)) + 1;
  const added = [...new Set(paths)].map((path) => {
    const known = list.find((folder) => folder.path === path);
    return { id: known?.id ?? nextId++, path };
  });
  const older = list.filter(({ path }) => !added.some((folder) => folder.path === path));
  return [...added, ...older].slice(0, maxRecentFolders);
}

/** What the window calls them: a name that others have too is followed by the folder that it is in. Pure. */
export function shownFolders(list: readonly KnownFolder[]): RecentFolder[] {
  const names = list.map(({ path }) => basename(path) || path);
  return list.map(({ id, path }, index) => {
    const name = names[index] ?? path;
    const isAlone = names.filter((other) => other === name).length === 1;
    return { id, name, isIn: isAlone ? null : basename(dirname(path)) || dirname(path) };
  });
}

export type RecentFoldersEvent = { type: 'recent-folders-changed' };

interface Ports {
  kept: { recentFolders: readonly KnownFolder[] };
  emit: (event: RecentFoldersEvent) => void;
  drives?: SourceDrives;
}

/** Folders from which photos were added lately on this computer, newest first. */
export class RecentFolders {
  readonly #ports: Ports;
  readonly #drives: SourceDrives;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#drives = ports.drives ?? sourceDrives;
  }

  list(): RecentFolder[] {
    return shownFolders(this.paths());
  }

  paths(): readonly KnownFolder[] {
    return this.#ports.kept.recentFolders;
  }

  /** Keeps the folders among what the user gave. Never rejects: without them, adding photos works as before. */
  async remember(given: readonly string[]): Promise<void> {
    const disk = this.#drives.diskFor(given);
    const isFolder = (path: string): Promise<boolean> =>
      disk.stat(path).then(
        (facts) => facts.isDirectory(),
        () => false,
      );
    const answers = await Promise.all(given.map(isFolder));
    const folders = given.filter((_, index) => answers[index]).map((path) => resolve(path));
    try {
      if (folders.length > 0) this.#keep(withFolders(this.paths(), folders));
    } catch {
      // The disk is full, or Packshot has ended meanwhile.
    }
  }

  /** Where a folder is, if it can be read. One that can't is kept: a drive may be connected again. */
  async find(id: number): Promise<Outcome<string>> {
    const path = this.paths().find((folder) => folder.id === id)?.path;
    if (path === undefined) return no(reason('recent-folder-unknown'));
    const facts = await this.#drives
      .diskFor([path])
      .stat(path)
      .catch(() => null);
    if (facts?.isDirectory() !== true) return no(reason('recent-folder-gone', { name: basename(path) }));
    return ok(path);
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(folders: readonly KnownFolder[]): void {
    this.#ports.kept.recentFolders = folders;
    this.#ports.emit({ type: 'recent-folders-changed' });
  }
}

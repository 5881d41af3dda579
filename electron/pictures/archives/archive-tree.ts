import { parse } from 'node:path/posix';
import { no, ok, type Outcome, type Reason } from '../../../shared/outcome.ts';
import { maxFileBytes } from '../bounds.ts';
import {
  archiveEncrypted,
  archiveInArchive,
  archivePathUnusable,
  archiveSuspicious,
  archiveTooLarge,
  archiveTooMany,
  compressionUnknown,
  encryptedInArchive,
  tooLargeToOpen,
} from '../picture-messages.ts';
import { maxDepth, maxEntries, maxRatio, maxUnpackedBytes, minRatedBytes } from './archive-limits.ts';

/** An entry as in the archive's directory. None of it is trusted. */
export interface ListedEntry {
  /** '/' separated. */
  name: string;
  isEncrypted: boolean;
  /** Whether its compression can be read. */
  isReadable: boolean;
  bytes: number;
  packedBytes: number;
}

export interface TreeFile<E extends ListedEntry> {
  entry: E;
  /** Why the file can't be used; null if it can. */
  refusal: Reason | null;
}

/** An archive's files and folders by their paths in it, '/' separated. The top is ''. */
export interface ArchiveTree<E extends ListedEntry> {
  files: ReadonlyMap<string, TreeFile<E>>;
  /** Names of what a folder holds. */
  folders: ReadonlyMap<string, readonly string[]>;
}

/**
 * Checks an archive's directory before anything is unpacked, and arranges its files in folders. An entry whose path
 * leads outside is refused, and listed at the top. `archiveBytes`: the size of the archive itself.
 */
export function treeOf<E extends ListedEntry>(
  entries: readonly E[],
  archiveBytes: number,
): Outcome<ArchiveTree<E>> {
  if (entries.length > maxEntries) return no(archiveTooMany());
  const files = entries.filter(({ name }) => !name.endsWith('/'));
  if (sum(files, ({ bytes }) => bytes) > maxUnpackedBytes) return no(archiveTooLarge());
  // With entries that share packed bytes, a small archive could unpack to terabytes.
  if (sum(files, ({ packedBytes }) => packedBytes) > archiveBytes) return no(archiveSuspicious());
  if (files.length > 0 && files.every(({ isEncrypted }) => isEncrypted)) return no(archiveEncrypted());

  const tree = new TreeBuilder<E>();
  const placed = files.map((entry) => ({ entry, path: usablePath(entry.name) }));
  // Folders come first, so that no file takes the name of one.
  for (const { path } of placed) if (path !== null) tree.addFolders(path.slice(0, -1));
  for (const { entry, path } of placed) {
    const refusal = path === null ? archivePathUnusable() : refusalOf(entry);
    tree.addFile(path ?? [lastName(entry.name)], { entry, refusal });
  }
  return ok(tree);
}

class TreeBuilder<E extends ListedEntry> implements ArchiveTree<E> {
  readonly files = new Map<string, TreeFile<E>>();
  readonly folders = new Map<string, string[]>([['', []]]);
  /** The last number given to files of one path: thousands of the same name must not try all numbers again. */
  readonly #copies = new Map<string, number>();

  addFolders(segments: readonly string[]): void {
    let parent = '';
    for (const name of segments) {
      const path = joined(parent, name);
      if (!this.folders.has(path)) {
        this.folders.set(path, []);
        this.folders.get(parent)?.push(name);
      }
      parent = path;
    }
  }

  /** An archive may have a name twice. Both files are kept. */
  addFile(segments: readonly string[], file: TreeFile<E>): void {
    const folder = segments.slice(0, -1).join('/');
    const wanted = segments.at(-1) ?? '';
    const { name: stem, ext } = parse(wanted);
    const path = joined(folder, wanted);
    let copy = this.#copies.get(path) ?? 1;
    let name = wanted;
    while (this.#isTaken(joined(folder, name))) {
      copy += 1;
      name = `${stem} (${copy})${ext}`;
    }
    this.#copies.set(path, copy);
    this.files.set(joined(folder, name), file);
    this.folders.get(folder)?.push(name);
  }

  #isTaken(path: string): boolean {
    return this.files.has(path) || this.folders.has(path);
  }
}

function refusalOf({ name, isEncrypted, isReadable, bytes, packedBytes }: ListedEntry): Reason | null {
  if (isEncrypted) return encryptedInArchive();
  if (isArchiveName(name)) return archiveInArchive();
  if (!isReadable) return compressionUnknown();
  if (bytes > maxFileBytes) return tooLargeToOpen(bytes);
  return bytes > minRatedBytes && bytes > packedBytes * maxRatio ? archiveSuspicious() : null;
}

/** The parts of a file's path; null if it leads outside of the archive, or is no valid path. */
function usablePath(name: string): string[] | null {
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0')) return null;
  const segments = name.split('/').filter((one) => one !== '' && one !== '.');
  if (segments.includes('..') || segments.length === 0 || segments.length > maxDepth) return null;
  return segments;
}

function lastName(name: string): string {
  const last = name
    .split('/')
    .findLast((one) => one !== '' && one !== '.' && one !== '..')
    ?.replaceAll('\0', '');
  return last || '?';
}

/** Whether a file is taken for an archive. Only ZIP files are. */
export function isArchiveName(name: string): boolean {
  return /\.zip$/i.test(name);
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0);
}

import { basename, join, sep } from 'node:path';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { patiently, type Patience } from '../pictures/patience.ts';
import { sourceDrives, type FolderEntry, type SourceDisk } from '../pictures/source-drives.ts';
import { systemClock, type Clock } from '../util/clock.ts';
import { isIgnoredFile, isIgnoredFolder, isSystemFile } from './ignored-files.ts';
import { naturalOrder } from '../util/natural-order.ts';
import {
  errorCode,
  linkLeadsOutside,
  nameUnreadable,
  notAFile,
  unreadable,
} from '../pictures/picture-messages.ts';

export interface FoundFile {
  path: string;
  /** As the user sees it, in NFC: disks may store NFD, SKUs are typed in NFC. */
  name: string;
  /**
   * Folder below the drop, '/' separated, '' at the top. Begins with the dropped folder if several were, or if it is an
   * archive.
   */
  folder: string;
  /** Name of the dropped folder it was found under, in NFC; '' for a dropped file. */
  root: string;
  bytes: number;
  mtimeMs: number;
}

interface UnreadableFile {
  name: string;
  folder: string;
  reason: Reason;
}

export interface ScanFind {
  files: FoundFile[];
  unreadable: UnreadableFile[];
  ignored: number;
}

type Found =
  | { type: 'file'; file: FoundFile }
  | ({ type: 'folder' } & FoundFolder)
  | { type: 'unreadable'; file: UnreadableFile }
  | { type: 'ignored' };

interface FoundFolder {
  name: string;
  path: string;
  isArchive: boolean;
}

interface Candidate {
  path: string;
  name: string;
  folder: string;
  root: string;
  /** The user named it; false if it was found inside a folder. */
  given: boolean;
  entry: FolderEntry | null;
}

/** Real paths of everything the user named: links that lead out of all of them are not followed. */
type Borders = readonly string[];

interface Walk extends Patience {
  seen: Set<string>;
  borders: Borders;
  disk: SourceDisk;
}

interface ScanOptions {
  signal?: AbortSignal;
  disk?: SourceDisk;
  clock?: Clock;
  onWaiting?: Patience['onWaiting'];
}

/** Small enough that the first rows show at once, large enough to read the disk in parallel. */
const batchSize = 64;

/**
 * Walks files and nested folders. A folder's files come before its sub-folders, both in natural order; dropped items
 * are ordered the same way. Links are followed if they stay within what was named, and each real path is visited once,
 * so cycles end. `disk` decides which archives are folders. Unreadable files and links that lead outside are reported
 * with a reason. Ends early, without error, when `signal` aborts.
 */
export async function* scan(
  paths: readonly string[],
  {
    signal = neverAborted,
    disk = sourceDrives.diskFor(paths),
    clock = systemClock,
    onWaiting,
  }: ScanOptions = {},
): AsyncGenerator<ScanFind> {
  const given = paths
    .map((path) => ({ path, name: shown(basename(path)), folder: '', root: '', given: true, entry: null }))
    .toSorted((a, b) => naturalOrder(a.name, b.name));

  const borders: Borders = await Promise.all(paths.map((path) => disk.realpath(path).catch(() => path)));
  const walk: Walk = { seen: new Set(), borders, disk, clock, signal, since: null, onWaiting };
  const folders = yield* take(given, walk);
  // Depth first, with an explicit stack.
  const waiting = folders
    .map(({ path, name, isArchive }) => ({
      path,
      above: '',
      folder: folders.length > 1 || isArchive ? name : '',
      root: name,
      isArchive,
    }))
    .toReversed();
  for (;;) {
    const next = waiting.pop();
    if (next === undefined || signal.aborted) return;
    const entries = await entriesOf(next.path, walk);
    if (!entries.ok) {
      yield {
        files: [],
        unreadable: [
          {
            name: shown(basename(next.path)),
            folder: next.isArchive ? next.above : next.folder,
            reason: entries.reason,
          },
        ],
        ignored: 0,
      };
      continue;
    }
    const candidates = entries.value
      .toSorted((a, b) => naturalOrder(a.name, b.name))
      .map((entry) => ({
        path: join(next.path, entry.name),
        name: shown(entry.name),
        folder: next.folder,
        root: next.root,
        given: false,
        entry,
      }));
    const inside = yield* take(candidates, walk);
    for (const { path, name, isArchive } of inside.toReversed()) {
      waiting.push({
        path,
        above: next.folder,
        isArchive,
        folder: next.folder === '' ? name : `${next.folder}/${name}`,
        root: next.root,
      });
    }
  }
}

/** Yields the files among the candidates in order, and returns the folders. */
async function* take(candidates: readonly Candidate[], walk: Walk): AsyncGenerator<ScanFind, FoundFolder[]> {
  const { seen, signal } = walk;
  const folders: FoundFolder[] = [];
  const lookAtBatch = async (start: number): Promise<Found[]> =>
    await Promise.all(candidates.slice(start, start + batchSize).map((one) => lookAt(one, walk)));
  let next = lookAtBatch(0);
  for (let start = 0; start < candidates.length; start += batchSize) {
    if (signal.aborted) break;
    const batch = await next;
    // The next batch is read while the caller handles this one.
    next = lookAtBatch(start + batchSize);
    const find: ScanFind = { files: [], unreadable: [], ignored: 0 };
    for (const found of batch) {
      if (found.type === 'folder' || found.type === 'file') {
        const path = found.type === 'file' ? found.file.path : found.path;
        if (seen.has(path)) continue;
        seen.add(path);
      }
      if (found.type === 'folder') folders.push(found);
      else if (found.type === 'file') find.files.push(found.file);
      else if (found.type === 'unreadable') find.unreadable.push(found.file);
      else find.ignored += 1;
    }
    if (find.files.length > 0 || find.unreadable.length > 0 || find.ignored > 0) yield find;
  }
  return folders;
}

async function lookAt(candidate: Candidate, walk: Walk): Promise<Found> {
  const { path, name, folder, root, given, entry } = candidate;
  const { borders, disk } = walk;
  if (entry !== null && isIgnored(entry)) return { type: 'ignored' };
  try {
    // Only dropped items and links can have another real path.
    const real = given || entry?.isSymbolicLink() ? await patiently(walk, () => disk.realpath(path)) : path;
    if (!given && entry?.isSymbolicLink() && !borders.some((border) => isWithin(real, border))) {
      return { type: 'unreadable', file: { name, folder, reason: linkLeadsOutside(real) } };
    }
    if (entry?.isDirectory()) return { type: 'folder', name, path: real, isArchive: false };
    const facts = await patiently(walk, () => disk.stat(real));
    if (facts.isDirectory()) {
      return { type: 'folder', name, path: real, isArchive: facts.isArchive === true };
    }
    if (given && isSystemFile(name)) return { type: 'ignored' };
    if (!facts.isFile()) return { type: 'unreadable', file: { name, folder, reason: notAFile() } };
    const { size: bytes, mtimeMs } = facts;
    return { type: 'file', file: { path: real, name, folder, root, bytes, mtimeMs } };
  } catch (error) {
    // Bytes of a name that are not UTF-8 become U+FFFD, and no file is found by that name.
    const lost = errorCode(error) === 'ENOENT' && name.includes('\uFFFD');
    const reason = lost ? nameUnreadable() : unreadable(error);
    return { type: 'unreadable', file: { name, folder, reason } };
  }
}

function isWithin(path: string, border: string): boolean {
  return path === border || path.startsWith(border.endsWith(sep) ? border : border + sep);
}

function shown(name: string): string {
  return name.normalize('NFC');
}

/** Files ignored by the directory listing alone, so that thousands of them cost no `stat`. */
function isIgnored(entry: FolderEntry): boolean {
  return entry.isDirectory() ? isIgnoredFolder(entry.name) : isIgnoredFile(entry.name);
}

async function entriesOf(path: string, walk: Walk): Promise<Outcome<FolderEntry[]>> {
  try {
    return ok(await patiently(walk, () => walk.disk.readdir(path, { withFileTypes: true })));
  } catch (error) {
    return no(unreadable(error, 'folder'));
  }
}

const neverAborted = new AbortController().signal;

import { constants } from 'node:fs';
import { access, mkdir, readdir, realpath, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, isAbsolute, sep } from 'node:path';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { incompleteName, locationName } from './data-location.ts';
import { isOwnEntry } from './move-data-folder.ts';

/** What is known of a folder that data may be moved to. Paths are real ones; sizes in bytes. */
export interface FolderFacts {
  current: string;
  target: string;
  /** `target` is the default folder, where Chromium's files and logs are. */
  isDefault: boolean;
  entries: readonly string[];
  isWritable: boolean;
  free: number;
  needed: number;
  isNetwork: boolean;
}

/** Files that systems leave in any folder. */
const systemFiles = new Set(['.DS_Store', '.localized', 'desktop.ini', 'Thumbs.db', 'lost+found']);
/** Space that stays free beside the data, for what is queued next. */
const spare = 200 * 1024 * 1024;
const megabyte = 1024 * 1024;

/** Whether data may be moved there. `warning`: it may, but should not. Pure. */
export function judgeNewFolder(facts: FolderFacts): Outcome<{ warning: Reason | null }> {
  const { current, target, isDefault, entries, isWritable, free, needed } = facts;
  const path = target;
  if (target === current) return no(reason('new-folder-is-current'));
  if (isInside(target, current) || isInside(current, target)) return no(reason('new-folder-inside'));
  const isLeftover = entries.includes(incompleteName);
  const isForeign = (name: string): boolean =>
    isOwnEntry(name)
      ? !isLeftover
      : !isDefault && !systemFiles.has(name) && name !== incompleteName && name !== locationName;
  if (entries.some(isForeign)) return no(reason('new-folder-not-empty', { path }));
  if (!isWritable) return no(reason('new-folder-unwritable', { path }));
  if (free < needed + spare) {
    const megabytes = (bytes: number): number => Math.ceil(bytes / megabyte);
    return no(reason('new-folder-too-small', { needed: megabytes(needed + spare), free: megabytes(free) }));
  }
  const cloud = cloudOf(target);
  if (cloud !== null) return ok({ warning: reason('new-folder-in-cloud', { service: cloud }) });
  return ok({ warning: facts.isNetwork ? reason('new-folder-on-network') : null });
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const clouds: readonly [RegExp, string][] = [
  [/^OneDrive\b/i, 'OneDrive'],
  [/^Dropbox\b/i, 'Dropbox'],
  [/^Google ?Drive\b|^My Drive$/i, 'Google Drive'],
  [/^iCloud ?Drive|^Mobile Documents$/i, 'iCloud'],
  [/^Nextcloud$/i, 'Nextcloud'],
  [/^CloudStorage$/, 'a cloud service'],
];

/** The service that keeps a folder in sync, as far as its path tells; null if none is named. Pure. */
export function cloudOf(path: string): string | null {
  const names = path.split(/[\\/]/);
  return clouds.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null;
}

/**
 * Linux's numbers of file systems that another computer serves: NFS, SMB, CIFS, 9P, AFS, FUSE (sshfs). See statfs(2).
 */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x65735546]);

/** Reads what `judgeNewFolder` needs. Leaves nothing behind. Rejects if the folder can't be read. */
export async function readFolderFacts(
  current: string,
  target: string,
  profile: string,
): Promise<FolderFacts> {
  const path = await realPathOf(target);
  const { bavail, bsize, type } = await statfs(await existing(path));
  return {
    current: await realPathOf(current),
    target: path,
    isDefault: path === (await realPathOf(profile)),
    entries: await readdir(path).catch(() => []),
    isWritable: await canWrite(path),
    free: bavail * bsize,
    needed: await sizeOf(current),
    isNetwork: path.startsWith('\\\\') || (process.platform === 'linux' && networkTypes.has(type)),
  };
}

async function existing(path: string): Promise<string> {
  return await access(path).then(
    () => path,
    () => (dirname(path) === path ? path : existing(dirname(path))),
  );
}

/** For a folder that may not exist yet. */
async function realPathOf(path: string): Promise<string> {
  return await realpath(path).catch(async () =>
    dirname(path) === path ? path : join(await realPathOf(dirname(path)), basename(path)),
  );
}

async function canWrite(path: string): Promise<boolean> {
  const probe = join(path, `packshot-probe-${process.pid}`);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
    await writeFile(probe, 'probe', { flush: true });
    return true;
  } catch {
    return false;
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** Bytes of Packshot's data in a folder. */
export async function sizeOf(folder: string): Promise<number> {
  // Chromium's files beside them come and go.
  const own = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => isOwnEntry(name));
  const inside = own
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => []));
  const sizes = [...own, ...(await Promise.all(inside)).flat()]
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

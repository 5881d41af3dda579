import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Packshot's own files in the data folder. Anything else belongs to Chromium or the user. */
const ourFolders = [
  'backups',
  'dragged',
  'logs',
  'pasted',
  'pictures',
  'practice',
  'preparing',
  'previews',
  'recovered',
  'staging',
];
const ourFiles = /^(packshot\.db.*|in-use\.lock.*|window\.json|recovering)$/;

/**
 * Maximum number of files and folders visited per start. A closed folder protects the rest of its content.
 */
const maxVisits = 10_000;

/** Sticky, like /tmp: a folder shared by many users. */
const sticky = 0o1000;

/**
 * Removes other users' access to a data folder that an earlier version left open: folders 0700, files 0600.
 * Skips links and files of other users. Does nothing on Windows, and never throws.
 */
export function repairPermissions(dataFolder: string, limit = maxVisits): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  close(dataFolder, user);
  // Breadth first: folders come before the many files below them.
  const queue = namesIn(dataFolder)
    .filter((name) => ourFolders.includes(name) || ourFiles.test(name))
    .map((name) => join(dataFolder, name));
  for (let visited = 0; visited < Math.min(queue.length, limit); visited += 1) {
    const path = queue[visited] ?? '';
    if (close(path, user) && queue.length < limit)
      queue.push(...namesIn(path).map((name) => join(path, name)));
  }
}

/** Returns whether `path` is a folder of the user, whose content may be closed too. */
function close(path: string, user: number): boolean {
  try {
    const stats = lstatSync(path);
    const isFolder = stats.isDirectory();
    if (stats.uid !== user || (!isFolder && !stats.isFile()) || (stats.mode & sticky) !== 0) return false;
    const wanted = isFolder ? 0o700 : 0o600;
    if ((stats.mode & 0o777) !== wanted) chmodSync(path, wanted);
    return isFolder;
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
